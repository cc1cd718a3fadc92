using System.Data.Common;
using System.Globalization;
using AnSinh.Basics;
using AnSinh.Register;
using AnSinh.Rulebook;
using AnSinh.Rulebook.Access;
using AnSinh.Store;
using AnSinh.Store.Acts;
using Dapper;

namespace AnSinh.Access.Widening;

/// <summary>The widenings of a register: opened, given back, looked into.</summary>
/// <param name="register">The register.</param>
/// <param name="policy">The access matrix: how many hours one lasts at most.</param>
public sealed class Widenings(RegisterDb register, Policy policy)
{
    private const string Turn = "widenings";

    private const string Columns =
        "widening_id, login, unit_key, reason, at, opened_at, ends_at, reviewed_by, reviewed_at, justified, note";

    /// <summary>The table of this room.</summary>
    public static IReadOnlyList<Migration> Migrations { get; } =
    [
        new("0908-widenings", """
            create table widening (
                widening_id bigint not null primary key,
                login text not null,
                unit_key text not null,
                reason text not null,
                at bigint not null,
                opened_at bigint not null,
                ends_at bigint not null,
                reviewed_by text null,
                reviewed_at bigint null,
                justified bigint null,
                note text null);
            create index widening_login on widening (login, ends_at);
            """),
    ];

    /// <summary>Most hours one lasts, as the access matrix says.</summary>
    public int MostHours => policy.Permissions.FirstOrDefault(p => p.Id == Permission.WidenView)?.Hours ?? 0;

    /// <summary>What somebody sees besides their own now.</summary>
    public IReadOnlyList<Widening> OpenOf(string login)
    {
        using var connection = register.Database.Connect();
        return Read(connection, "login = @login and ends_at > @now", new { login, now = register.Clock.SystemNow });
    }

    /// <summary>All of them, the latest first; those nobody looked into only if asked.</summary>
    public IReadOnlyList<Widening> All(bool onlyOpen)
    {
        using var connection = register.Database.Connect();
        return Read(connection, onlyOpen ? "reviewed_by is null" : "1 = 1", null);
    }

    /// <summary>How many nobody looked into yet.</summary>
    public long Waiting()
    {
        using var connection = register.Database.Connect();
        return connection.ExecuteScalar<long>("select count(*) from widening where reviewed_by is null");
    }

    /// <summary>One, or null.</summary>
    public Widening? FindOrNull(long id)
    {
        using var connection = register.Database.Connect();
        return Read(connection, "widening_id = @id", new { id }).SingleOrDefault();
    }

    /// <summary>Opens the view on the people of a unit for some hours; refused without a reason that says something.</summary>
    /// <returns>Its number.</returns>
    public Outcome<long> Open(string login, string unitKey, int hours, string reason, Act act) =>
        register.Database.Do<long>(act, (connection, transaction) =>
        {
            if (reason.Trim().Length < WideningForms.ReasonFrom)
            {
                return new Refusal("widening.reason", $"Nêu lý do từ {WideningForms.ReasonFrom} chữ.", WideningForms.Reason)
                { English = $"Give a reason of {WideningForms.ReasonFrom} letters or more." };
            }

            if (hours < 1 || hours > MostHours)
            {
                return new Refusal("widening.hours", $"Mỗi lần từ 1 đến {MostHours} giờ.", WideningForms.Hours)
                { English = $"From 1 to {MostHours} hours at a time." };
            }

            if (register.Units.FindOrNull(unitKey) is not { } unit)
            {
                return new Refusal("widening.unit", $"Không có đơn vị '{unitKey}'.", WideningForms.Unit);
            }

            register.Database.TakeTurn(connection, transaction, Turn);
            var (at, now) = (register.Clock.Now(), register.Clock.SystemNow);
            var ends = now + (long)TimeSpan.FromHours(hours).TotalMilliseconds;
            var id = connection.ExecuteScalar<long>("select coalesce(max(widening_id), 0) + 1 from widening", transaction: transaction);
            connection.Execute(
                """
                insert into widening (widening_id, login, unit_key, reason, at, opened_at, ends_at)
                values (@id, @login, @unitKey, @reason, @at, @now, @ends)
                """,
                new { id, login, unitKey, reason = reason.Trim(), at, now, ends }, transaction);
            Note(connection, transaction, act, "widening.open", id, string.Create(CultureInfo.InvariantCulture,
                $"{unit.FullName}, {hours} giờ: {reason.Trim()}"));
            return id;
        });

    /// <summary>Gives it back before its time.</summary>
    public Outcome<long> Close(string login, long id, Act act) => register.Database.Do<long>(act, (connection, transaction) =>
    {
        var now = register.Clock.SystemNow;
        var closed = connection.Execute("update widening set ends_at = @now where widening_id = @id and login = @login and ends_at > @now",
            new { id, login, now }, transaction);
        if (closed > 0)
        {
            Note(connection, transaction, act, "widening.close", id, "");
        }

        return id;
    });

    /// <summary>Says what was found; nobody looks into their own.</summary>
    public Outcome<long> Review(long id, bool justified, string note, Act act) =>
        register.Database.Do<long>(act, (connection, transaction) =>
    {
        register.Database.TakeTurn(connection, transaction, Turn);
        if (Read(connection, "widening_id = @id", new { id }, transaction).SingleOrDefault() is not { } found)
        {
            return new Refusal("widening.none", "Không có lần mở quyền ấy.", "id");
        }

        if (string.Equals(found.Login, act.Actor, StringComparison.OrdinalIgnoreCase))
        {
            return new Refusal("widening.own", "Không ai tự xét lần mở quyền của mình.", WideningForms.Finding)
            { English = "Nobody reviews their own." };
        }

        if (found.Review is { } already)
        {
            return new Refusal("widening.reviewed", $"“{already.By}” đã xét lần này.", WideningForms.Finding)
            { English = $"{already.By} has reviewed it already." };
        }

        connection.Execute(
            "update widening set reviewed_by = @Actor, reviewed_at = @at, justified = @found, note = @note where widening_id = @id",
            new { act.Actor, at = register.Clock.Now(), found = justified ? 1 : 0, note, id }, transaction);
        Note(connection, transaction, act, "widening.review", id, $"{(justified ? "chính đáng" : "không chính đáng")}: {note}");
        return id;
    });

    private void Note(DbConnection connection, DbTransaction transaction, Act act, string action, long id, string detail) =>
        register.Audit.Append(connection, transaction, act,
            act.Note(register.Clock.Now(), action, string.Create(CultureInfo.InvariantCulture, $"widening:{id}"), detail));

    private static IReadOnlyList<Widening> Read(DbConnection connection, string where, object? parameters,
        DbTransaction? transaction = null) =>
        [.. connection.Query<WideningRow>($"select {Columns} from widening where {where} order by widening_id desc", parameters,
            transaction)
            .Select(r => r.ToWidening())];

    private sealed record WideningRow(long Widening_id, string Login, string Unit_key, string Reason, long At, long Opened_at, long Ends_at,
        string? Reviewed_by, long? Reviewed_at, long? Justified, string? Note)
    {
        public Widening ToWidening() => new(Widening_id, Login, Unit_key, Reason, At, Opened_at, Ends_at,
            Reviewed_by is null ? null : new WideningReview(Reviewed_by, Reviewed_at ?? 0, Justified == 1, Note ?? ""));
    }
}

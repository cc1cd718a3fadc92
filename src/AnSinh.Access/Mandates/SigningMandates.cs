using System.Data.Common;
using AnSinh.Basics;
using AnSinh.Register;
using AnSinh.Register.Units;
using AnSinh.Rulebook;
using AnSinh.Rulebook.Procedures;
using AnSinh.Store;
using AnSinh.Store.Acts;
using AnSinh.Store.TwoTimes;
using Dapper;

namespace AnSinh.Access.Mandates;

/// <summary>
/// Who may sign what for which body on which days: recorded by the paper that says so, and asked wherever a signature is recorded.
/// </summary>
/// <param name="register">The register, with its units.</param>
/// <param name="policy">The ways to sign, and the procedures that ask for a signature.</param>
public sealed class SigningMandates(RegisterDb register, Policy policy)
{
    // Two at once must not make two heads of one body.
    private const string Turn = "signing mandates";

    private static readonly MandateTable Table = new();

    /// <summary>The tables of this room.</summary>
    public static IReadOnlyList<Migration> Migrations { get; } =
    [
        new("0952-signing-mandates", """
            create table signing_mandate (
                row_id $identity,
                name text not null,
                login text null,
                unit_key text not null,
                authority text not null,
                title text null,
                matter text null,
                given_by text null,
                paper text not null,
                valid_from date not null,
                valid_to date null,
                recorded_at bigint not null,
                superseded_at bigint null);
            create index signing_mandate_unit on signing_mandate (unit_key);
            """),
    ];

    /// <summary>The tables the audit chain vouches for.</summary>
    public static IReadOnlyList<SealedTable> Tables { get; } = [MandateTable.Sealed];

    private MandateChecks Checks => new(policy, register.Units);

    /// <summary>All that was ever said, what was replaced or taken back too.</summary>
    public IReadOnlyList<Recorded<SigningMandate>> All()
    {
        using var connection = register.Database.Connect();
        return Table.History(connection);
    }

    /// <summary>
    /// Who may sign a procedure for a body on some day of an interval, the head first. One given by somebody counts only on days that one
    /// holds what hands it on.
    /// </summary>
    public IReadOnlyList<Signer> Of(string unitKey, string matter, DateInterval days)
    {
        using var connection = register.Database.Connect();
        return Of(connection, null, unitKey, matter, days);
    }

    /// <summary>True if by a row somebody may sign today: its days, its giver and its body are all there.</summary>
    public bool CountsToday(Recorded<SigningMandate> row, IReadOnlyList<Recorded<SigningMandate>> all)
    {
        var today = register.Clock.Today;
        return row.Stands && register.Units.FindOrNull(row.Row.UnitKey)?.ExistsOn(today) == true
            && Checks.Counts(row.Row, all.Where(o => o.Stands && o.Row.UnitKey == row.Row.UnitKey).Select(o => o.Row),
                new DateInterval(today, today));
    }

    /// <summary>How a mandate reads, or null if the rulebook no longer has its way to sign.</summary>
    public Signer? SignerOrNull(Recorded<SigningMandate> row) =>
        Checks.AuthorityOrNull(row.Row.Authority) is { } authority ? new Signer(row.Row, authority) : null;

    /// <summary>
    /// The body whose signature a deed asks for on a day: of the unit of its case, or of what that lies in, at the first level with
    /// one. Null if none has, as where the unit was split.
    /// </summary>
    public Unit? BodyOrNull(DeedSignature signs, string? unitKey, DateOnly day)
    {
        var unit = unitKey is null ? null : register.Units.CountedIn(unitKey, day) ?? register.Units.FindOrNull(unitKey);
        var around = new List<Unit>();
        while (unit is not null)
        {
            around.Add(unit);
            unit = unit.ParentCode is { } parent ? register.Units.At(parent, day) : null;
        }

        return signs.Levels.Select(l => around.Find(u => u.Level == l && u.ExistsOn(day))).FirstOrDefault(u => u is not null);
    }

    /// <summary>
    /// Whose signature a text tells: the words over the name with the name, or the name alone if all that is theirs that day reads the
    /// same. Refused with who may sign that day.
    /// </summary>
    /// <param name="at">Where it is asked, within the act that records the signature.</param>
    /// <param name="body">The body signed for, or null if there is none.</param>
    /// <param name="procedure">What is signed.</param>
    /// <param name="day">The day it was signed.</param>
    /// <param name="text">What was told.</param>
    /// <returns>The mandates it can be by: at least one, all of one reading.</returns>
    public Outcome<IReadOnlyList<Signer>> Signed((DbConnection Connection, DbTransaction Transaction) at, Unit? body, Procedure procedure,
        DateOnly day, string text)
    {
        if (body is null)
        {
            return new Refusal("mandate.no-body",
                $"Ngày {Vietnamese.Date(day)} không có cơ quan nào ký cho đơn vị của hồ sơ: đơn vị đã chia tách hoặc không còn.",
                DeedSignature.Field)
            {
                English = $"On {Vietnamese.Date(day)} no body signs for the unit of this case: the unit was split, or is gone.",
            };
        }

        var may = Of(at.Connection, at.Transaction, body.Key, procedure.Id, new DateInterval(day, day));
        List<Signer> meant = [.. may.Where(s => s.Signature == text)];
        meant = meant.Count > 0 ? meant : [.. may.Where(s => s.Mandate.Name == text)];
        return meant.Select(s => s.Signature).Distinct().Count() switch
        {
            1 => meant,
            0 => Refused("none", body, procedure, day, text, may),
            _ => Refused("several", body, procedure, day, text, meant),
        };
    }

    /// <summary>Records a mandate. Refused with every reason; see <see cref="MandateChecks"/>.</summary>
    public Outcome<long> Give(SigningMandate mandate, Act act) => Write(act, writer =>
    {
        var others = Table.Current(writer.Connection, "unit_key = @UnitKey", new { mandate.UnitKey }, writer.Transaction);
        List<Refusal> refusals = [.. Checks.Refuse(mandate, ActorOf(writer.Connection, writer.Transaction, act),
            [.. others.Select(o => o.Row)]), .. Table.Check(mandate)];
        return refusals.Count > 0 ? Outcome<long>.Refused(refusals) : writer.Record(Table, mandate, mayCover: false);
    });

    /// <summary>Says that somebody may sign until a day and no longer.</summary>
    public Outcome<long> End(long rowId, DateOnly lastDay, Act act) => Change(rowId, act, (writer, row) => row.Valid.Contains(lastDay)
        ? writer.End(Table, rowId, lastDay)
        : new Refusal("mandate.end-outside", "Ngày cuối nằm ngoài những ngày đã ghi.", MandateForms.To)
        {
            English = "The last day is not one of the days recorded.",
        });

    /// <summary>Says that a mandate was recorded by mistake.</summary>
    public Outcome<long> Withdraw(long rowId, string reason, Act act) =>
        Change(rowId, act, (writer, _) => writer.Withdraw(Table, rowId, reason));

    private List<Signer> Of(DbConnection connection, DbTransaction? transaction, string unitKey, string matter, DateInterval days)
    {
        var rows = Table.Current(connection, "unit_key = @unitKey", new { unitKey }, transaction);
        var (checks, all) = (Checks, rows.Select(r => r.Row).ToList());
        return [.. rows.Where(r => r.Row.Covers(matter) && checks.Counts(r.Row, all, days)).Select(SignerOrNull).OfType<Signer>()
            .OrderByDescending(s => s.Authority.Leads).ThenBy(s => s.Authority.From.Count)
                .ThenBy(s => s.Mandate.Name, StringComparer.Ordinal)];
    }

    private static Refusal Refused(string code, Unit body, Procedure procedure, DateOnly day, string text, List<Signer> may)
    {
        var (when, said) = (Vietnamese.Date(day), OutsideText.Legible(text));
        var who = string.Join("; ", may.Select(s => s.Signature).Distinct());
        return code == "several"
            ? new Refusal("mandate.several", $"“{said}” có hơn một thẩm quyền ký ngày {when}: ghi rõ {who}.", DeedSignature.Field)
            {
                English = $"“{said}” has more than one mandate on {when}: say which, {who}.",
            }
            : new Refusal("mandate.none", $"“{said}” không có thẩm quyền ký “{procedure.Label.Vi}” của {body.FullName} ngày {when}. "
                + (may.Count > 0 ? $"Ngày ấy ký được: {who}."
                    : "Chưa ghi ai có thẩm quyền ngày ấy: người quản trị ghi ở trang Thẩm quyền ký."), DeedSignature.Field)
            {
                English = $"“{said}” has no mandate to sign “{procedure.Label.In("en")}” for {body.FullName} on {when}. "
                    + (may.Count > 0 ? $"On that day: {who}."
                        : "Nobody's mandate of that day is recorded: an administrator records it on the page of mandates."),
            };
    }

    private Outcome<long> Change(long rowId, Act act, Func<TwoTimeWriter, SigningMandate, Outcome<long>> work) => Write(act, writer =>
        Table.FindOrNull(writer.Connection, writer.Transaction, rowId) is not { Stands: true, Row: var row }
            ? new Refusal("row.none", "Không có dòng thẩm quyền ký ấy, hoặc nó đã được thay.", "row")
            {
                English = "There is no such mandate, or it was replaced.",
            }
            : ActorOf(writer.Connection, writer.Transaction, act) is var (login, name) && row.IsOf(login, name) ? MandateChecks.Own
            : work(writer, row));

    private static (string Login, string? Name) ActorOf(DbConnection connection, DbTransaction transaction, Act act) => (act.Actor,
        connection.ExecuteScalar<string?>("select name from account where login = @Actor", new { act.Actor }, transaction));

    private Outcome<long> Write(Act act, Func<TwoTimeWriter, Outcome<long>> work) =>
        register.Database.Do<long>(act, (connection, transaction) =>
        {
            register.Database.TakeTurn(connection, transaction, Turn);
            var writer = new TwoTimeWriter(connection, transaction, register.Clock.Now(), act);
            var outcome = work(writer);
            if (outcome.Ok)
            {
                SealedChanges.Note(register.Audit, writer, act, MandateTable.Sealed);
            }

            return outcome;
        });
}

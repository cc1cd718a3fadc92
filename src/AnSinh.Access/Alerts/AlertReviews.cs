using AnSinh.Basics;
using AnSinh.Basics.Forms;
using AnSinh.Store;
using AnSinh.Store.Acts;
using Dapper;

namespace AnSinh.Access.Alerts;

/// <summary>An alert that somebody looked into.</summary>
/// <param name="Key">Which alert.</param>
/// <param name="Entry">Up to which reading.</param>
/// <param name="Login">Who looked.</param>
/// <param name="At">When, Unix milliseconds of the office's clock.</param>
/// <param name="Note">What was found.</param>
public sealed record AlertReview(string Key, long Entry, string Login, long At, string Note);

/// <summary>Which alerts were looked into, by whom, and what came of it. What is read later opens the alert again.</summary>
public sealed class AlertReviews(Database database)
{
    /// <summary>Name of the field of what was found.</summary>
    public const string NoteField = "ket-luan";

    private const int LongestNote = 500;

    /// <summary>Says what came of looking into alerts.</summary>
    public static FormDefinition Form { get; } = new("da-xem-xet", new("Ghi là đã xem xét", "Note as looked into"),
        [new(NoteField, new("Đã hỏi ai, kết luận gì", "Who was asked, what was found"), FormFieldType.Text)
            { Required = true, Longest = LongestNote }]);

    /// <summary>The table of this class.</summary>
    public static IReadOnlyList<Migration> Migrations { get; } =
    [
        new("0951-alert-reviews", """
            create table alert_review (
                alert_key text not null,
                entry_id bigint not null,
                login text not null,
                at bigint not null,
                note text not null,
                primary key (alert_key, entry_id));
            """),
    ];

    /// <summary>The last look into each alert, by its key.</summary>
    public IReadOnlyDictionary<string, AlertReview> All()
    {
        using var connection = database.Connect();
        return connection.Query<AlertReview>(
                """
                select alert_key as "Key", entry_id as "Entry", login as "Login", at as "At", note as "Note" from alert_review
                order by entry_id
                """)
            .GroupBy(r => r.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last(), StringComparer.Ordinal);
    }

    /// <summary>Notes that alerts were looked into. Refused for one about oneself: another looks into it.</summary>
    public Outcome<int> Add(IReadOnlyList<Alert> alerts, string note, Act act) => database.Do(act, (connection, transaction) =>
    {
        if (alerts.Any(a => a.Actor == act.Actor))
        {
            return new Refusal("alert.own", "Cảnh báo về chính mình do người khác xem xét: bỏ chọn dòng ấy.", NoteField);
        }

        var at = database.Clock.Now();
        new AuditLog(database).Append(connection, transaction, act,
            [.. alerts.Select(a => act.Note(at, "alert.review", "alert:" + a.Key, note))]);
        return Outcome<int>.Of(connection.Execute(
            """
            insert into alert_review (alert_key, entry_id, login, at, note) select @Key, @Entry, @Actor, @at, @note
            where not exists (select 1 from alert_review where alert_key = @Key and entry_id = @Entry)
            """,
            alerts.Select(a => new { a.Key, a.Entry, act.Actor, at, note }), transaction));
    });
}

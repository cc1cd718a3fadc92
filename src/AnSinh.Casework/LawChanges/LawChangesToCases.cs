using System.Data.Common;
using AnSinh.Basics;
using AnSinh.Basics.Forms;
using AnSinh.Casework.Cases;
using AnSinh.Rulebook.Procedures;
using AnSinh.Store;
using AnSinh.Store.Acts;
using Dapper;

namespace AnSinh.Casework.LawChanges;

/// <summary>
/// Makes cases of the changes of law of a register from before: every step they took is an entry of a book, by who took it and when, and
/// is sealed. Where each stands is computed when the office opens.
/// </summary>
internal static class LawChangesToCases
{
    private const string FromCommandLine = "đưa vào bằng dòng lệnh";

    public static Migration Migration { get; } = new("0291-law-changes-to-cases", "") { Then = Move };

    private static void Move(Database database, DbConnection connection, DbTransaction transaction)
    {
        var steps = connection.Query<(long Change, string Status, string Actor, long At, string Remark, string Content)>(
            "select change_id, status, actor, at, remark, content_hash from law_change_step order by change_id, step_no", null,
            transaction);
        var sealing = new List<SealedRows>();
        foreach (var change in steps.GroupBy(s => s.Change))
        {
            var file = new CaseFile(CaseTables.NextCase(connection, transaction), "law_change", "two_people", CaseKind.LawChange,
                change.Key, null, false, AsKnown.DayOf(change.First().At));
            CaseTables.Add(connection, transaction, file);
            sealing.Add(CaseTables.Files.Row(file.CaseId));
            var (no, before) = (0, "");
            foreach (var (_, status, actor, at, remark, content) in change)
            {
                var entry = new CaseEntry(++no, DeedOf(status, before), actor, AsKnown.DayOf(at), at, Told(status, remark, content), null);
                sealing.Add(CaseTables.Book.Row(CaseTables.Append(connection, transaction, file.CaseId, entry)));
                before = status;
            }

            CaseTables.Await(connection, transaction, new CaseLine(
                file, file.Version, StepOf(before), RoleOf(before), AsKnown.DayOf(change.Last().At), null, no));
        }

        connection.Execute("drop table law_change_step", null, transaction);
        if (sealing.Count > 0)
        {
            var act = Act.OfProgram("case.law-changes");
            new AuditLog(database).Append(connection, transaction, act, act.Note(database.Clock.Now(), act.Kind, "register",
                "Các bước của thay đổi luật nay là mục của hồ sơ."), sealing);
        }
    }

    private static string DeedOf(string status, string before) => status switch
    {
        "Draft" => KindDeeds.Open,
        "Submitted" => KindDeeds.Submit,
        "Returned" => before == "Approved" ? "return_approved" : "return",
        "Approved" => KindDeeds.Approve,
        "Published" => KindDeeds.Publish,
        _ => "withdraw",
    };

    private static string StepOf(string status) => status switch
    {
        "Submitted" => "approval",
        "Approved" => "publication",
        "Published" => "published",
        "Withdrawn" => "withdrawn",
        _ => "drafting",
    };

    private static ProcedureRole? RoleOf(string status) => status switch
    {
        "Published" or "Withdrawn" => null,
        "Submitted" or "Approved" => ProcedureRole.LawApprover,
        _ => ProcedureRole.LawEditor,
    };

    private static FormValues Told(string status, string remark, string content)
    {
        var told = new Dictionary<string, string>(StringComparer.Ordinal);
        if (status == "Draft")
        {
            told[KindDeeds.Title] = remark;
        }
        else
        {
            told["remark"] = remark;
            told[KindDeeds.Unproved] = status == "Submitted" && remark == FromCommandLine ? "yes" : "";
            told[KindDeeds.Content] = status is "Submitted" or "Approved" or "Published" ? content : "";
        }

        return FormValues.Of(told.Where(t => t.Value.Length > 0));
    }
}

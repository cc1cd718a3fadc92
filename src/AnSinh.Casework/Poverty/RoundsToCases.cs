using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Nodes;
using AnSinh.Basics;
using AnSinh.Basics.Forms;
using AnSinh.Casework.Cases;
using AnSinh.Rulebook.Procedures;
using AnSinh.Store;
using AnSinh.Store.Acts;
using Dapper;

namespace AnSinh.Casework.Poverty;

/// <summary>
/// Makes cases of the poverty reviews of a register from before: what was done with them is an entry of a book, by who did it and when,
/// and is sealed; their lists, sheets and meetings stay as the content. A decision whose batch was undone was taken back then.
/// </summary>
internal static class RoundsToCases
{
    private static readonly Dictionary<string, (string Deed, (string Was, string Field)[] Fields)> Deeds = new(StringComparer.Ordinal)
    {
        ["RoundOpened"] = (KindDeeds.Open, [("year", "year"), ("baseDay", "base_day"), ("holdsFrom", "holds_from")]),
        ["ListPosted"] = (KindDeeds.Post, [("from", "from"), ("to", "to"), ("where", "where")]),
        ["ComplaintMade"] =
            (KindDeeds.Complain, [("household", "household"), ("by", "complainant"), ("day", "received"), ("text", "what")]),
        ["ComplaintAnswered"] = (KindDeeds.Answer, [("no", "no"), ("day", "answered"), ("upheld", "upheld"), ("text", "result")]),
        ["OpinionGiven"] = (KindDeeds.Opine, [("number", "number"), ("day", "given"), ("text", "text")]),
        ["RoundSigned"] = (KindDeeds.Sign, [("number", "number"), ("signedOn", "signed_on"), ("signer", "signer")]),
        ["RoundCancelled"] = ("cancel", [("why", "reason")]),
    };

    public static Migration Migration { get; } =
        new("0292-poverty-rounds-to-cases", "alter table poverty_round_entry rename to poverty_round_content;") { Then = Move };

    private sealed record Old(long Round, long No, string Kind, string Body, string Actor, long At);

    private static void Move(Database database, DbConnection connection, DbTransaction transaction)
    {
        var rounds = connection.Query<(long, long, string, string, string, long)>(
            "select round_id, entry_no, kind, body, actor, at from poverty_round_content order by round_id, entry_no", null, transaction)
            .Select(e => new Old(e.Item1, e.Item2, e.Item3, e.Item4, e.Item5, e.Item6)).Where(e => Deeds.ContainsKey(e.Kind))
            .GroupBy(e => e.Round).ToList();
        var sealing = rounds.SelectMany(r => MoveOne(connection, transaction, r.Key, [.. r])).ToList();
        if (sealing.Count > 0)
        {
            var act = Act.OfProgram("case.poverty-rounds");
            new AuditLog(database).Append(connection, transaction, act, act.Note(database.Clock.Now(), act.Kind, "register",
                "Các bước của đợt rà soát hộ nghèo nay là mục của hồ sơ."), sealing);
        }
    }

    private static List<SealedRows> MoveOne(DbConnection connection, DbTransaction transaction, long round, IReadOnlyList<Old> entries)
    {
        var opened = JsonNode.Parse(entries[0].Body)!;
        var file = new CaseFile(CaseTables.NextCase(connection, transaction), "poverty_review", opened["version"]!.GetValue<string>(),
            CaseKind.PovertyRound, round, opened["unit"]!.GetValue<string>(), false, AsKnown.DayOf(entries[0].At));
        CaseTables.Add(connection, transaction, file);
        var sealing = new List<SealedRows> { CaseTables.Files.Row(file.CaseId) };
        var (posted, last, no) = (false, "", 0);
        var undone = Undone(connection, transaction, round);
        foreach (var entry in entries.Select(e => (e.Actor, e.At, Deed: DeedOf(e), Told: TellOf(e), Old: (Old?)e))
            .Concat(undone.Select(u => (u.Actor, u.At, Deed: KindDeeds.TakeBack, Told: u.Told, Old: (Old?)null))).OrderBy(e => e.At)
            .ThenBy(e => e.Old is null))
        {
            var deed = entry.Deed == "cancel" && posted ? "cancel_posted" : entry.Deed;
            posted = posted || deed == KindDeeds.Post;
            last = deed;
            sealing.Add(CaseTables.Book.Row(CaseTables.Append(connection, transaction, file.CaseId,
                new CaseEntry(++no, deed, entry.Actor, AsKnown.DayOf(entry.At), entry.At, entry.Told, null))));
            KeepContent(connection, transaction, entry.Old);
        }

        var step = last switch
        {
            KindDeeds.Sign => "recognised",
            "cancel" or "cancel_posted" => "cancelled",
            _ => posted ? "posting" : "survey",
        };
        CaseTables.Await(connection, transaction, new CaseLine(file, file.Version, step,
            step is "posting" or "survey" ? ProcedureRole.PovertyReviewer : null, AsKnown.DayOf(entries[^1].At), null, no));
        return sealing;
    }

    // Of a signature the table it was signed on stays as content; the rest is in the book now.
    private static void KeepContent(DbConnection connection, DbTransaction transaction, Old? old)
    {
        if (old is null)
        {
            return;
        }

        var turnover = old.Kind == "RoundSigned" ? JsonNode.Parse(old.Body)!["turnover"]?.ToJsonString() : null;
        connection.Execute(
            turnover is null ? "delete from poverty_round_content where round_id = @Round and entry_no = @No"
                : "update poverty_round_content set kind = 'TurnoverCounted', body = @body where round_id = @Round and entry_no = @No",
            new { old.Round, old.No, body = $$"""{"kind":"turnover","turnover":{{turnover}}}""" }, transaction);
    }

    private static List<(string Actor, long At, FormValues Told)> Undone(DbConnection connection, DbTransaction transaction, long round) =>
        [.. connection.Query<(string Detail, string By, long At, string Reason)>(
            """
            select detail, undone_by, undone_at, undo_reason from batch
            where kind = @kind and undone_at is not null and detail is not null
            """,
            new { kind = PovertyRounds.BatchKind }, transaction)
            .Where(b => JsonNode.Parse(b.Detail)!["round"]!.GetValue<long>() == round)
            .Select(b => (b.By, b.At, FormValues.Of([KeyValuePair.Create("reason", b.Reason)])))];

    private static string DeedOf(Old old) => Deeds[old.Kind].Deed;

    private static FormValues TellOf(Old old)
    {
        var body = JsonNode.Parse(old.Body)!;
        var told = Deeds[old.Kind].Fields.Select(f => KeyValuePair.Create(f.Field, TextOf(body[f.Was])));
        if (old.Kind == "RoundOpened")
        {
            told = told.Append(KeyValuePair.Create("kind", body["onRequest"]!.GetValue<bool>() ? "on_request" : "yearly"));
        }

        return FormValues.Of(told.Where(t => t.Value.Length > 0));
    }

    private static string TextOf(JsonNode? value) => value?.GetValueKind() switch
    {
        null => "",
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        JsonValueKind.String => value.GetValue<string>(),
        _ => value.ToJsonString(),
    };
}

using System.CommandLine;
using AnSinh.Basics;
using AnSinh.Host.Verbs;
using AnSinh.Scoreboard.Quality;

namespace AnSinh.Host.Quality;

/// <summary><c>quality</c>: what is missing, implausible or contradictory in the register, counted by check, or the cases of one.</summary>
internal static class QualityVerb
{
    private const int PageSize = 50;

    public static Command Command()
    {
        var json = Session.JsonOption();
        var month = Arguments.MonthOption("--month", "Tháng (không ghi thì tháng của kỳ gần nhất, biết đến hôm nay)");
        var known = Arguments.KnownOption();
        var check = new Option<string?>("--list") { Description = "Liệt kê các trường hợp của một phép kiểm" };
        var skip = new Option<int>("--skip") { Description = "Bỏ qua bấy nhiêu trường hợp" };
        var command = new Command("quality", "Chất lượng sổ: cái còn thiếu, khó có thật, trái nhau") { month, known, check, skip, json };
        command.SetAction(parse => Session.In(parse, session =>
        {
            var usual = session.Office.UsualTimes();
            var when = parse.GetResult(month) is null ? usual.Month : parse.GetValue(month);
            var asKnown = parse.GetValue(known) is { } day ? new AsKnown(day)
                : parse.GetResult(month) is null ? usual.Known : new AsKnown(when.LastDay);
            var findings = session.Office.Quality.Run(when, asKnown);
            if (parse.GetValue(check) is not { } id)
            {
                return All(findings, when, asKnown, parse.GetValue(json));
            }

            return findings.FirstOrDefault(f => f.Check.Id == id) is { } finding
                ? Cases(session, finding, (when, asKnown), parse.GetValue(skip), parse.GetValue(json))
                : Output.Refuse(
                    [new Refusal("quality.unknown",
                        $"Không có phép kiểm '{id}'; có: {string.Join(", ", findings.Select(f => f.Check.Id))}.", "--list")]);
        }));
        return command;
    }

    private static int All(IReadOnlyList<QualityFinding> findings, Month month, AsKnown asKnown, bool json) => json
        ? Output.Print(
            new { month, asKnown,
                checks = findings.Select(
                    f => new { id = f.Check.Id, group = f.Check.Group, label = f.Check.Label.Vi,
                        cases = f.Hits.Count, unclear = f.Unclear, remark = f.Remark?.Vi }) })
        : Output.Table(["Phép kiểm", "Trường hợp", "Chưa kiểm được"],
            findings.Select(f => new[] { f.Check.Label.Vi, Vietnamese.Number(f.Hits.Count), Vietnamese.Number(f.Unclear) }));

    private static int Cases(Session session, QualityFinding finding, (Month Month, AsKnown Known) at, int skip, bool json)
    {
        var hits = finding.Hits.Skip(skip).Take(PageSize).ToList();
        return json
            ? Output.Print(
                new { id = finding.Check.Id, month = at.Month, asKnown = at.Known, total = finding.Hits.Count,
                    cases = hits.Select(
                        h => new { personId = h.PersonId, householdId = h.HouseholdId, unit = h.Home, otherId = h.OtherId,
                            detail = h.Detail.Vi }) })
            : Output.Print(hits.Select(h => $"{h.PersonId,8}  {session.Office.UnitName(h.Home)}: {h.Detail.Vi}")
                .Append($"{finding.Hits.Count} trường hợp"));
    }
}

using System.CommandLine;
using System.Globalization;
using AnSinh.Basics;
using AnSinh.Host.Verbs;
using AnSinh.Rulebook;

namespace AnSinh.Host.Rules;

/// <summary>
/// <c>policy case FILE</c>: worked cases that anybody brings, in the form of policy/*/cases/, against the law of the folder.
/// </summary>
internal static class PolicyCaseVerb
{
    public static Command Command()
    {
        var json = Session.JsonOption();
        var file = new Argument<string>("file") { Description = "Tệp YAML các ca mẫu, dạng như policy/*/cases (xem policy/README.md)" };
        var place = new Option<string>("--jurisdiction") { Description = "Địa bàn của ca không ghi 'jurisdiction'",
            DefaultValueFactory = _ => Jurisdiction.National.Code };
        var command = new Command("case", "Chạy các ca mẫu từ một tệp: mong gì, được gì; dòng cuối là 'N passed, N failed'") { file,
            place, json };
        command.SetAction(parse =>
        {
            var policy = Session.LawAsked(parse);
            if (!policy.Ok)
            {
                return Output.Refuse(policy.Refusals, Output.No);
            }

            var cases = policy.Value.ReadCases(parse.GetValue(file)!, parse.GetValue(place)!);
            if (!cases.Ok)
            {
                return Output.Refuse(cases.Refusals);
            }

            var results = new CaseRunner(policy.Value).Run(cases.Value);
            var failed = results.Count(r => !r.Passed);
            _ = parse.GetValue(json) ? Output.Print(Data(policy.Value, results, failed)) : Output.Print(
                [.. results.Select(Words), $"{results.Count - failed} passed, {failed} failed"]);
            return failed == 0 ? Output.Done : Output.No;
        });
        return command;
    }

    private static object Data(Policy policy, IReadOnlyList<CaseResult> results, int failed) => new
    {
        hash = policy.Hash,
        passed = results.Count - failed,
        failed,
        cases = results.Select(
            r => new { id = r.Case.Id, name = r.Case.Name, place = r.Case.Place, passed = r.Passed,
                expected = Expected(r.Case.Expect), got = r.Got, differences = r.Differences }),
    };

    private static string Words(CaseResult result) =>
        $"{(result.Passed ? "PASS" : "FAIL")} {result.Case.Id} {result.Case.Name}: mong {Expected(result.Case.Expect)}; được {result.Got}"
        + (result.Passed ? "" : $" [{result.Case.Place}: {string.Join("; ", result.Differences)}]");

    private static string Expected(CaseExpectation expect)
    {
        var parts = new List<string>();
        if (expect.Status is { } status)
        {
            parts.Add(status.ToString());
        }

        if (expect.Amount is { } amount)
        {
            parts.Add(amount.ToString(CultureInfo.InvariantCulture));
        }

        if (expect.Value is { } value)
        {
            parts.Add(value);
        }

        if (expect.Routes is { Count: > 0 } routes)
        {
            parts.Add($"({string.Join(" + ", routes)})");
        }

        if (expect.Missing is { Count: > 0 } missing)
        {
            parts.Add($"thiếu {string.Join(", ", missing)}");
        }

        foreach (var (what, wanted) in new[] { ("từ", expect.FirstMonth), ("kỳ chi đầu", Number(expect.FirstPayment)),
            ("truy lĩnh", Number(expect.Arrears)), ("tổng", Number(expect.Sum)) })
        {
            if (wanted is not null)
            {
                parts.Add($"{what} {wanted}");
            }
        }

        return parts.Count == 0 ? "(không nêu)" : string.Join(" ", parts);
    }

    private static string? Number(long? amount) => amount?.ToString(CultureInfo.InvariantCulture);
}

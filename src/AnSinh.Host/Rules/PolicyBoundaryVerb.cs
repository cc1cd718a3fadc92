using System.CommandLine;
using System.Globalization;
using AnSinh.Basics;
using AnSinh.Host.Verbs;
using AnSinh.Rulebook;
using AnSinh.Rulebook.Cases;

namespace AnSinh.Host.Rules;

/// <summary>
/// <c>policy boundaries</c>: cases at every threshold and date of the law, in the form of policy/*/cases/, for a lawyer to read.
/// </summary>
internal static class PolicyBoundaryVerb
{
    public static Command Command()
    {
        var programme = new Option<string?>("--programme") { Description = "Chỉ một chế độ" };
        var place = new Option<string>("--jurisdiction") { Description = "Địa bàn", DefaultValueFactory = _ => Jurisdiction.PhucTho.Code };
        var command = new Command("boundaries",
            "In các ca ở hai bên của mọi mốc và mọi ngày đổi luật, kèm đáp số của luật trong policy/") { programme, place };
        command.SetAction(parse =>
        {
            var policy = Session.LawAsked(parse);
            if (!policy.Ok)
            {
                return Output.Refuse(policy.Refusals, Output.No);
            }

            var jurisdiction = new Jurisdiction(parse.GetValue(place)!);
            var asked = parse.GetValue(programme);
            if (asked is not null && policy.Value.ProgrammeOrNull(asked) is null)
            {
                return Output.Refuse("programme.unknown",
                    $"Không có chế độ '{asked}'. Có: {string.Join(", ", policy.Value.Programmes.Select(p => p.Id))}.");
            }

            var sets = policy.Value.Programmes.Where(p => jurisdiction.IsUnder(p.Level) && (asked is null || p.Id == asked))
                .Select(p => Boundaries.Of(policy.Value, p, jurisdiction))
                .Concat(asked is null ? policy.Value.Quantities.Select(q => QuantityBoundaries.Of(policy.Value, q, jurisdiction)) : [])
                .ToList();
            return Output.Print([
                "cases:",
                .. sets.SelectMany(s => s.Cases).Select(Line),
                .. sets.SelectMany(s => s.Unpaired).Distinct().Select(u => $"# {u}"),
            ]);
        });
        return command;
    }

    private static string Line(PolicyCase worked)
    {
        var person = worked.Given.Where(g => !g.Key.Contains('.', StringComparison.Ordinal)).Select(g => $"{g.Key}: {g.Value}");
        var others = worked.Given.Where(g => g.Key.Contains('.', StringComparison.Ordinal))
            .GroupBy(g => g.Key[..g.Key.IndexOf('.', StringComparison.Ordinal)])
            .Select(g => (g.Key, Facts: g.Select(f => $"{f.Key[(f.Key.IndexOf('.', StringComparison.Ordinal) + 1)..]}: {f.Value}")))
            .Select(g => $"{g.Key}: {{{string.Join(", ", g.Facts)}}}");
        List<string> expect = worked.Expect.Value is { } value ? [$"value: \"{value}\""]
            : [$"status: {worked.Expect.Status?.ToString().ToLowerInvariant()}"];
        if (worked.Expect.Amount is { } amount)
        {
            expect.Add($"amount: {amount.ToString(CultureInfo.InvariantCulture)}");
        }

        if (worked.Expect.Routes is { } routes)
        {
            expect.Add($"routes: [{string.Join(", ", routes)}]");
        }

        if (worked.Expect.Missing is { } missing)
        {
            expect.Add($"missing: [{string.Join(", ", missing)}]");
        }

        var about = worked.Programme is null ? $"quantity: {worked.Quantity}" : $"programme: {worked.Programme}";
        return $"  - {{id: \"{worked.Id}\", name: \"{worked.Id}\", {about}, "
            + $"jurisdiction: {worked.Jurisdiction.Code}, month: {worked.Month}, known: latest, "
            + $"given: {{{string.Join(", ", person.Concat(others))}}}, expect: {{{string.Join(", ", expect)}}}, basis: boundary}}";
    }
}

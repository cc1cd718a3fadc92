using AnSinh.Basics;
using AnSinh.Register;
using AnSinh.Register.Quality;
using AnSinh.Register.Snapshots;
using AnSinh.Register.Writing;
using AnSinh.Rulebook;
using AnSinh.Scoreboard.Figures;
using AnSinh.Scoreboard.Indicators;

namespace AnSinh.Scoreboard.Quality;

/// <summary>The checks written in the rule language, over everybody who lives here in a month.</summary>
internal sealed class QualityConditions(Policy policy, Counting counting, RegisterDb register)
{
    public Dictionary<string, (IReadOnlyList<QualityHit> Hits, int Unclear)> Run(
        Month month, AsKnown known, IReadOnlyList<QualityCheck> checks, RegisterLook look)
    {
        var law = policy.At(register.Jurisdiction, month, known);
        var parsed = checks.ToDictionary(c => c.Id, c => Parse(c.When!, c.Place));
        var counted = Parse(counting.Person, counting.Place);
        var facts = parsed.Values.Append(counted).SelectMany(e => e.FactsUsed).Distinct()
            .Where(f => policy.Facts.FindOrNull(f) is { Intrinsic: false }).ToList();
        var snapshot = register.LoadHistory(known, facts).At(month);
        var table = new FactTable(snapshot.PersonIds.Length, snapshot.Columns, snapshot.HouseholdOf, snapshot.HouseholdStart,
            snapshot.HouseholdMembers);
        var here = new byte[table.Rows];
        law.CompilePredicate(counted)(table, 0, table.Rows, here);
        var truth = new byte[table.Rows];
        var answers = new Dictionary<string, (IReadOnlyList<QualityHit>, int)>(StringComparer.Ordinal);
        foreach (var check in checks)
        {
            law.CompilePredicate(parsed[check.Id])(table, 0, table.Rows, truth);
            int[] living = [.. Enumerable.Range(0, table.Rows)
                .Where(row => here[row] != Standings.No && snapshot.UnitOf[row] >= 0 && truth[row] != Standings.No)];
            var hits = living.Where(row => truth[row] == Standings.Yes)
                .Select(row => Hit(parsed[check.Id].FactsUsed, snapshot, row, look)).ToList();
            answers.Add(check.Id, (hits, living.Length - hits.Count));
        }

        return answers;
    }

    private QualityHit Hit(IReadOnlyList<string> facts, Snapshot snapshot, int row, RegisterLook look)
    {
        var person = look.People.GetValueOrDefault(snapshot.PersonIds[row]);
        return new QualityHit(
            snapshot.PersonIds[row],
            snapshot.HouseholdOf[row] is >= 0 and var household ? snapshot.HouseholdIds[household] : null,
            person?.Home,
            Said(facts, snapshot, row, person, snapshot.Month));
    }

    /// <summary>The facts the condition looked at, with their values; what is sensitive is not told.</summary>
    private LocalText Said(IReadOnlyList<string> facts, Snapshot snapshot, int row, PersonLook? person, Month month)
    {
        var (vi, en) = (new List<string>(), new List<string>());
        if (facts.Contains("birth_date") && person?.Birth is { } birth)
        {
            vi.Add($"{birth.AgeOn(month.LastDay)} tuổi");
            en.Add($"aged {birth.AgeOn(month.LastDay)}");
        }

        foreach (var kind in facts.Select(policy.Facts.FindOrNull).OfType<FactKind>()
            .Where(k => k.Name is not ("birth_date" or "id" or "resident")))
        {
            var value = snapshot.Columns.TryGetValue(kind.Name, out var column) ? column[row] : kind.Absent;
            if (value == FactKind.Unknown)
            {
                vi.Add($"{Lower(kind.Label.Vi)}: chưa rõ");
                en.Add($"{Lower(kind.Label.In("en"))}: unknown");
            }
            else if (!kind.Sensitive)
            {
                var text = ValueOf(kind, kind.Decode(value));
                vi.Add($"{Lower(kind.Label.Vi)}: {text.Vi}");
                en.Add($"{Lower(kind.Label.In("en"))}: {text.In("en")}");
            }
        }

        return new LocalText(string.Join("; ", vi), string.Join("; ", en));
    }

    private static LocalText ValueOf(FactKind kind, string value) => kind.Type switch
    {
        FactType.Code when kind.CodeLabels.TryGetValue(value, out var label) => label,
        FactType.Bool => value == "yes" ? new("có", "yes") : new("không", "no"),
        FactType.Date when DateOnly.TryParseExact(value, "yyyy-MM-dd", out var day) => new(Vietnamese.Date(day), value),
        _ => new(value, value),
    };

    private static string Lower(string text) => text.Length > 0 ? char.ToLowerInvariant(text[0]) + text[1..] : text;

    private Expression Parse(string text, string place)
    {
        var parsed = policy.ParseCondition(text, place);
        return parsed.Ok ? parsed.Value : throw new InvalidOperationException(string.Join("; ", parsed.Refusals));
    }
}

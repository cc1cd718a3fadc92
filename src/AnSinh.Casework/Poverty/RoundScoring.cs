using AnSinh.Basics;
using AnSinh.Rulebook;

namespace AnSinh.Casework.Poverty;

/// <summary>
/// Scores the sheets of a household by the scorecards of the day and turns them into a class (<i lang="vi">chấm điểm phiếu</i>).
/// </summary>
/// <param name="policy">The law.</param>
/// <param name="place">The place whose law it is.</param>
public sealed class RoundScoring(Policy policy, Jurisdiction place)
{
    /// <summary>The scorecards of an edition on the day its result holds.</summary>
    public IReadOnlyList<ScorecardAt> Sheets(ReviewVersion version, DateOnly holdsFrom, AsKnown known) =>
        [.. version.Sheets.Select(Law(holdsFrom, known).Scorecard).OfType<ScorecardAt>()];

    /// <summary>Kinds of facts the sheets ask, in the order of the paper.</summary>
    public IReadOnlyList<FactKind> Questions(ReviewVersion version, DateOnly holdsFrom, AsKnown known) =>
        [.. version.Fields.Concat(Sheets(version, holdsFrom, known).SelectMany(s => s.Version.Items).SelectMany(i => i.Points.FactsUsed))
            .Distinct().Select(f => policy.Facts[f])];

    /// <summary>Scores answers. Refused with every answer that is none; what is not answered is unknown, never no.</summary>
    public Outcome<RoundScore> Score(Review review, ReviewVersion version, DateOnly holdsFrom, AsKnown known,
        IReadOnlyDictionary<string, string> answers)
    {
        var told = answers.Where(a => a.Value.Trim().Length > 0).Select(a => KeyValuePair.Create("household." + a.Key, a.Value.Trim()))
            .Append(KeyValuePair.Create("household." + review.Listed, "yes"));
        var given = GivenFacts.Check(policy, told, []);
        if (!given.Ok)
        {
            return Outcome<RoundScore>.Refused(
                [.. given.Refusals.Select(r => r with { Place = r.Place?.Replace("household.", "", StringComparison.Ordinal) })]);
        }

        var law = Law(holdsFrom, known);
        var table = given.Value.Table(policy.Facts, true);
        var filled = Sheets(version, holdsFrom, known).Select(s => (s.Scorecard.Name, Sheet: law.Fill(s, table, 0))).ToList();
        if (filled.SelectMany(f => f.Sheet.Card.Version.Items.Zip(f.Sheet.Items))
            .FirstOrDefault(i => i.Second < 0 || i.Second > i.First.Max) is ({ } over, { } points))
        {
            return new Refusal("sheet.points", $"{over.Label.Vi}: {points} điểm ngoài khoảng 0–{over.Max}.",
                over.Points.FactsUsed.Count > 0 ? over.Points.FactsUsed[0] : over.Id)
            {
                English = $"{over.Label.In("en")}: {points} points, not within 0–{over.Max}.",
            };
        }

        var told1 = version.Classes.Select(law.ProgrammeOrNull).OfType<ProgrammeAt>()
            .Select(p => (p.Programme.Id, Reasons: p.Explain(table, 0))).ToList();
        var sure = told1.Where(p => p.Reasons.Status is Truth.Yes or Truth.No)
            .Select(p => (p.Id, Class: ClassOf(p.Reasons), p.Reasons)).ToList();
        var differs = sure.Skip(1).FirstOrDefault(p => p.Class != sure[0].Class);
        return new RoundScore(
            filled.ToDictionary(f => f.Name, f => f.Sheet.Total, StringComparer.Ordinal),
            sure.Count > 0 ? sure[0].Class : null,
            sure.Count > 0 ? sure[0].Id : null,
            sure.Count > 0 ? [] : [.. told1.SelectMany(p => p.Reasons.Missing).Distinct(StringComparer.Ordinal)],
            differs.Id is null ? null : $"{differs.Id}:{differs.Class}",
            sure.Count > 0 && (sure[0].Reasons.Root.Doubtful || law.ProgrammeOrNull(sure[0].Id)!.Version.Doubtful),
            policy.Hash);
    }

    private static string ClassOf(Explanation reasons) =>
        reasons.Status == Truth.Yes && PovertyClass.All.FirstOrDefault(reasons.Routes.Contains) is { } @class ? @class : PovertyClass.None;

    private LawAt Law(DateOnly holdsFrom, AsKnown known) => policy.At(place, Month.Of(holdsFrom), known);
}

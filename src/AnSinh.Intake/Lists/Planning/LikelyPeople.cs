using System.Globalization;
using AnSinh.Basics;
using AnSinh.Intake.Duplicates;
using AnSinh.Matching;
using AnSinh.Register.People;
using AnSinh.Register.Units;

namespace AnSinh.Intake.Lists.Planning;

/// <summary>
/// Whom the rows of a list may mean (<i lang="vi">ứng viên trùng khớp</i>): the register's people the matching engine brings together with
/// them, slips in names, dates and numbers included, each with its score and its reasons.
/// </summary>
internal static class LikelyPeople
{
    private const int CandidatesLimit = 5;
    private const int TeachersLimit = 4000;

    // Lists that come to an office are mostly of people it knows.
    private const double LeastShare = 0.5;
    private const double ShownFrom = 0.02;
    private const double SureFrom = 0.3;

    /// <summary>The likely people of each row, likeliest first, by row of the sheet.</summary>
    /// <param name="people">The register.</param>
    /// <param name="open">Rows of whom it is not settled whom they mean.</param>
    /// <param name="settled">Rows that are settled: they teach how this list writes people.</param>
    /// <param name="visible">Whether somebody may be shown.</param>
    public static IReadOnlyDictionary<int, IReadOnlyList<RowCandidate>> Find(RegisterPeople people, IReadOnlyList<ListRow> open,
        IReadOnlyList<ListRow> settled, Func<KnownPerson, bool> visible)
    {
        var (rows, known) = (open.Concat(settled.Take(TeachersLimit)).ToList(), people.All.Where(visible).ToList());
        if (open.Count == 0 || known.Count == 0)
        {
            return new Dictionary<int, IReadOnlyList<RowCandidate>>();
        }

        var engine = MatchEngine.Run(Table(rows), Table(known), new MatchOptions { LeastShare = LeastShare, ReviewFrom = ShownFrom }).Value;
        return engine.Result.Pairs.Where(p => p.Left < open.Count).GroupBy(p => p.Left).ToDictionary(
            g => rows[g.Key].Row,
            g => (IReadOnlyList<RowCandidate>)[.. g.OrderByDescending(p => p.Bits).ThenBy(p => p.Right)
                .Where(p => IsLikely(engine, p)).Take(CandidatesLimit).Select(p => Candidate(engine, p, known[p.Right]))]);
    }

    /// <summary>Somebody in a line: name, birth, home, number.</summary>
    public static string Told(KnownPerson person) => string.Create(
        CultureInfo.InvariantCulture,
        $"{person.Name}, sinh {person.Birth?.ToString() ?? "chưa rõ"}, "
        + $"{(person.Hamlet.Length > 0 ? person.Hamlet + ", " : "")}{person.Unit?.FullName ?? "không có nơi ở"}, "
        + $"{(person.Number is null ? "chưa có số định danh" : "số " + person.Number)}"
        + $"{(person.Death is { } death ? ", đã mất ngày " + Vietnamese.Date(death) : "")}");

    // A birth date and a commune in common with another name altogether, or a name and another birth, make a likely person only if the rest
    // is strong.
    private static bool IsLikely(MatchEngine engine, MatchPair pair)
    {
        var evidence = engine.Explain(pair);
        return pair.Probability >= SureFrom
            || evidence.Any(e => e.Field.Kind == FieldKind.IdNumber && e.Bits > 0)
            || (evidence.Any(e => e.Field.Kind == FieldKind.Name && e.Bits > 0)
                && evidence.All(e => e.Field.Kind != FieldKind.BirthDate || e.Bits >= 0 || e.Left is null || e.Right is null));
    }

    private static RowCandidate Candidate(MatchEngine engine, MatchPair pair, KnownPerson person)
    {
        var evidence = engine.Explain(pair);
        var reasons = evidence.Where(e => e.Left is not null && e.Right is not null).Select(e => $"{e.Field.Kind.Label().Vi} {e.Level.Vi}");
        return new RowCandidate(person,
            string.Create(CultureInfo.InvariantCulture, $"{pair.Probability * 100:0} %: {string.Join("; ", reasons)}. {Told(person)}"),
            pair.Probability, pair.Bits, evidence);
    }

    private static MatchTable Table(List<ListRow> rows) => new(
        "Danh sách",
        Fields,
        [
            [.. rows.Select(r => r.Name.Length == 0 ? null : r.Name)], [.. rows.Select(r => r.Birth?.ToString())],
            [.. rows.Select(r => Word(r.Sex))],
            [.. rows.Select(r => r.Number)], [.. rows.Select(r => r.Hamlet)], [.. rows.Select(r => r.Unit?.FullName)],
        ]);

    private static MatchTable Table(List<KnownPerson> known) => new(
        "Sổ",
        Fields,
        [
            [.. known.Select(p => p.Name)], [.. known.Select(p => p.Birth?.ToString())], [.. known.Select(p => Word(p.Sex))],
            [.. known.Select(p => p.Number)], [.. known.Select(p => p.Hamlet.Length == 0 ? null : p.Hamlet)],
            [.. known.Select(p => p.Unit?.FullName)],
        ]);

    private static IReadOnlyList<MatchField> Fields => [.. RegisterList.Fields.Where(f => f.Kind != FieldKind.RecordKey)];

    private static string? Word(Sex sex) => sex switch { Sex.Male => "Nam", Sex.Female => "Nữ", _ => null };
}

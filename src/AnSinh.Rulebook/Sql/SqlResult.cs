using System.Globalization;
using AnSinh.Rulebook.Expressions;
using AnSinh.Rulebook.Results;

namespace AnSinh.Rulebook.Sql;

/// <summary>
/// The result of another programme as a nested query, joined to the persons: the programmes that rules tie to it are answered beside it,
/// then the rules are applied one stage after the other. The meaning is that of <see cref="BetweenProgrammes"/>, said again in another
/// language.
/// </summary>
internal sealed class SqlResult
{
    private readonly LawAt _law;
    private readonly SqlWords _words;
    private readonly List<ProgrammeAt> _tied;
    private readonly string _alias;
    private readonly string _programme;

    public SqlResult(LawAt law, string programme, SqlWords words, string table, IReadOnlySet<string>? present, int position)
    {
        (_law, _words, _programme) = (law, words, programme);
        _alias = string.Create(CultureInfo.InvariantCulture, $"r{position}");
        _tied = [.. Stages.Tied(law, programme)];
        var facts = new List<string>();
        var queries = _tied.ConvertAll(p =>
        {
            var writer = new SqlExpressions(words, table, present, law);
            var text = new SqlProgramme(p, writer).Write();
            facts.AddRange(writer.Facts);
            return text;
        });
        Facts = facts;
        Join = $"\n  JOIN ({Joint(queries)}) {_alias} ON {_alias}.\"id\" = t.\"id\"";
    }

    /// <summary>Facts the nested query reads.</summary>
    public IReadOnlyList<string> Facts { get; }

    /// <summary>The join.</summary>
    public string Join { get; }

    /// <summary>Names of the two columns, quoted.</summary>
    public IReadOnlyList<string> Names =>
        [SqlWords.Name(ResultSource.DrawnColumn(_programme)), SqlWords.Name(ResultSource.AmountColumn(_programme))];

    /// <summary>The two columns of the join.</summary>
    public string Columns =>
        $"CASE {_alias}.status WHEN 0 THEN 0 WHEN 1 THEN 1 END AS {Names[0]},"
        + $" CASE {_alias}.status WHEN 0 THEN {_words.Number(0)}"
        + $" WHEN 1 THEN CASE WHEN {_alias}.most = {_alias}.amount THEN {_alias}.amount END END AS {Names[1]}";

    private string Joint(List<string> queries)
    {
        if (_tied.Count == 1)
        {
            return queries[0];
        }

        var stages = queries.Select((q, i) => $"q{N(i)} AS MATERIALIZED (SELECT \"id\", status, amount, most FROM ({q}) q)").ToList();
        var first =
            string.Join(", ", _tied.Select((_, i) => $"q{N(i)}.status AS s{N(i)}, q{N(i)}.amount AS a{N(i)}, q{N(i)}.most AS m{N(i)}"));
        var from = string.Concat(_tied.Skip(1).Select((_, i) => $" JOIN q{N(i + 1)} ON q{N(i + 1)}.\"id\" = q0.\"id\""));
        stages.Add($"b0 AS MATERIALIZED (SELECT q0.\"id\", {first} FROM q0{from})");
        var last = 0;
        foreach (var rule in new[] { InteractionRule.Excludes, InteractionRule.Highest })
        {
            foreach (var sides in _law.Interactions.Where(i => i.Interaction.Rule == rule)
                .Select(i => i.Interaction.Sides.Select(Indexes).ToList()).Where(s => s.Count(x => x.Count > 0) > 1))
            {
                stages.Add(rule == InteractionRule.Excludes ? Exclude(sides, last) : Highest(sides, last));
                last++;
            }
        }

        var own = N(_tied.FindIndex(p => p.Programme.Id == _programme));
        return $"WITH {string.Join(",\n", stages)}\nSELECT \"id\", s{own} AS status, a{own} AS amount, m{own} AS most FROM b{N(last)}";
    }

    private List<int> Indexes(IReadOnlyList<string> side) =>
        [.. side.Select(name => _tied.FindIndex(p => p.Programme.Id == name)).Where(i => i >= 0)];

    private string Exclude(List<List<int>> sides, int last)
    {
        var draws = sides[0].Count == 0 ? "FALSE" : string.Join(" OR ", sides[0].Select(i => $"s{N(i)} = 1"));
        var others = sides.Skip(1).SelectMany(s => s).ToHashSet();
        return Next(last, $"b{N(last)}", i => others.Contains(i) ? ($"({draws})", null) : null);
    }

    /// <summary>
    /// Totals of the sides: for certain (−1 where none says yes) and at most (−1 where all say no). The first of the highest for certain is
    /// kept; who at most stays below loses, who may yet be higher is not known.
    /// </summary>
    private string Highest(List<List<int>> sides, int last)
    {
        var none = _words.Number(-1);
        var totals = sides.SelectMany((side, k) => side.Count == 0 ? [$"{none} AS t{N(k)}", $"{none} AS u{N(k)}"] : new[]
        {
            $"CASE WHEN {Any(side, "= 1")} THEN {Sum(side, i => $"s{N(i)} = 1", "a")} ELSE {none} END AS t{N(k)}",
            $"CASE WHEN NOT ({Any(side, "IN (1, 2)")}) THEN {none}"
                + $" WHEN {string.Join(" OR ", side.Select(i => $"s{N(i)} IN (1, 2) AND m{N(i)} = {Unbounded}"))} THEN {Unbounded}"
                + $" ELSE {Sum(side, i => $"s{N(i)} IN (1, 2) AND m{N(i)} < {Unbounded}", "m")} END AS u{N(k)}",
        });
        var top = _words.Greatest([.. sides.Select((_, k) => $"t{N(k)}")]);
        var winner = $"CASE {string.Concat(sides.Select((_, k) => $"WHEN t{N(k)} = top THEN {N(k)} "))}END";
        var from = $"(SELECT *, {winner} AS winner FROM (SELECT *, {top} AS top"
            + $" FROM (SELECT *, {string.Join(", ", totals)} FROM b{N(last)}) c) d) e";
        return Next(last, from, i =>
        {
            var own = Enumerable.Range(0, sides.Count).Where(k => sides[k].Contains(i)).ToList();
            return own.Count == 0 ? null
                : (string.Join(" OR ", own.Select(k => $"(top >= 0 AND winner <> {N(k)} AND NOT {MayWin(k)})")),
                    string.Join(" OR ", own.Select(k => $"(top >= 0 AND winner <> {N(k)} AND {MayWin(k)})")));
        });

        static string MayWin(int side) => $"(u{N(side)} > top OR (u{N(side)} = top AND winner > {N(side)}))";

        static string Sum(List<int> side, Func<int, string> counts, string column) =>
            string.Join(" + ", side.Select(i => $"CASE WHEN {counts(i)} THEN {column}{N(i)} ELSE 0 END"));

        static string Any(List<int> side, string test) => string.Join(" OR ", side.Select(i => $"s{N(i)} {test}"));
    }

    private string Unbounded => _words.Number(long.MaxValue);

    /// <summary>The stage after a rule: who loses says no, of whom it is not certain any more says so.</summary>
    private string Next(int last, string from, Func<int, (string Loses, string? Opens)?> rule)
    {
        var columns = _tied.Select((_, i) =>
            rule(i) is { } changed ? Changed(i, changed.Loses, changed.Opens) : $"s{N(i)}, a{N(i)}, m{N(i)}");
        return $"b{N(last + 1)} AS MATERIALIZED (SELECT \"id\", {string.Join(", ", columns)} FROM {from})";
    }

    private string Changed(int i, string loses, string? opens)
    {
        var (s, a, m) = ($"s{N(i)}", $"a{N(i)}", $"m{N(i)}");
        var lost = $"{s} IN (1, 2) AND ({loses})";
        var (opened, emptied) = opens is null ? ("", "")
            : ($"WHEN {s} = 1 AND ({opens}) THEN 2 ", $"WHEN {s} = 1 AND ({opens}) THEN {_words.Number(0)} ");
        return $"CASE WHEN {lost} THEN 0 {opened}ELSE {s} END AS {s},"
            + $" CASE WHEN {lost} THEN {_words.Number(0)} {emptied}ELSE {a} END AS {a},"
            + $" CASE WHEN {lost} THEN {_words.Number(0)} ELSE {m} END AS {m}";
    }

    private static string N(int number) => number.ToString(CultureInfo.InvariantCulture);
}

using System.Globalization;
using AnSinh.Rulebook.Results;

namespace AnSinh.Rulebook.Sql;

/// <summary>
/// The result of another programme as a nested query, joined to the persons: the programmes that rules tie to it are answered beside it, then the rules
/// are applied one stage after the other. The meaning is that of <see cref="BetweenProgrammes"/>, said again in another language.
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
    public IReadOnlyList<string> Names => [SqlWords.Name(ResultSource.DrawnColumn(_programme)), SqlWords.Name(ResultSource.AmountColumn(_programme))];

    /// <summary>The two columns of the join.</summary>
    public string Columns => $"CASE {_alias}.status WHEN 0 THEN 0 WHEN 1 THEN 1 END AS {Names[0]}, CASE {_alias}.status WHEN 0 THEN {_words.Number(0)} WHEN 1 THEN {_alias}.amount END AS {Names[1]}";

    private string Joint(List<string> queries)
    {
        if (_tied.Count == 1)
        {
            return queries[0];
        }

        var stages = queries.Select((q, i) => $"q{N(i)} AS MATERIALIZED (SELECT \"id\", status, amount FROM ({q}) q)").ToList();
        var first = string.Join(", ", _tied.Select((_, i) => $"q{N(i)}.status AS s{N(i)}, q{N(i)}.amount AS a{N(i)}"));
        var from = string.Concat(_tied.Skip(1).Select((_, i) => $" JOIN q{N(i + 1)} ON q{N(i + 1)}.\"id\" = q0.\"id\""));
        stages.Add($"b0 AS MATERIALIZED (SELECT q0.\"id\", {first} FROM q0{from})");
        var last = 0;
        foreach (var rule in new[] { InteractionRule.Excludes, InteractionRule.Highest })
        {
            foreach (var sides in _law.Interactions.Where(i => i.Interaction.Rule == rule).Select(i => i.Interaction.Sides.Select(Indexes).ToList()).Where(s => s.Count(x => x.Count > 0) > 1))
            {
                stages.Add(rule == InteractionRule.Excludes ? Exclude(sides, last) : Highest(sides, last));
                last++;
            }
        }

        var own = N(_tied.FindIndex(p => p.Programme.Id == _programme));
        return $"WITH {string.Join(",\n", stages)}\nSELECT \"id\", s{own} AS status, a{own} AS amount FROM b{N(last)}";
    }

    private List<int> Indexes(IReadOnlyList<string> side) => [.. side.Select(name => _tied.FindIndex(p => p.Programme.Id == name)).Where(i => i >= 0)];

    private string Exclude(List<List<int>> sides, int last)
    {
        var draws = sides[0].Count == 0 ? "FALSE" : string.Join(" OR ", sides[0].Select(i => $"s{N(i)} = 1"));
        var others = sides.Skip(1).SelectMany(s => s).ToHashSet();
        return Next(last, $"b{N(last)}", i => others.Contains(i) ? $"({draws})" : null);
    }

    /// <summary>Totals of the sides, −1 where none says yes; the first of the highest wins.</summary>
    private string Highest(List<List<int>> sides, int last)
    {
        var totals = sides.Select((side, k) => side.Count == 0
            ? $"{_words.Number(-1)} AS t{N(k)}"
            : $"CASE WHEN {string.Join(" OR ", side.Select(i => $"s{N(i)} = 1"))} THEN {string.Join(" + ", side.Select(i => $"CASE WHEN s{N(i)} = 1 THEN a{N(i)} ELSE 0 END"))} ELSE {_words.Number(-1)} END AS t{N(k)}");
        var claims = string.Join(" + ", sides.Select((_, k) => $"CASE WHEN t{N(k)} >= 0 THEN 1 ELSE 0 END"));
        var from = $"(SELECT *, {string.Join(", ", totals)} FROM b{N(last)}) c";
        return Next(last, from, i => sides.Exists(s => s.Contains(i))
            ? $"(({claims}) > 1 AND NOT ({string.Join(" AND ", sides.Select((s, k) => s.Contains(i) ? Wins(k, sides.Count) : null).OfType<string>())}))" : null);
    }

    private static string Wins(int side, int count) =>
        string.Join(" AND ", Enumerable.Range(0, count).Where(k => k != side).Select(k => $"t{N(side)} {(k < side ? ">" : ">=")} t{N(k)}"));

    /// <summary>The stage after a rule: whoever says yes and loses says no.</summary>
    private string Next(int last, string from, Func<int, string?> loses) =>
        $"b{N(last + 1)} AS MATERIALIZED (SELECT \"id\", {string.Join(", ", _tied.Select((_, i) => loses(i) is { } lost
            ? $"CASE WHEN s{N(i)} = 1 AND {lost} THEN 0 ELSE s{N(i)} END AS s{N(i)}, CASE WHEN s{N(i)} = 1 AND {lost} THEN {_words.Number(0)} ELSE a{N(i)} END AS a{N(i)}"
            : $"s{N(i)}, a{N(i)}"))} FROM {from})";

    private static string N(int number) => number.ToString(CultureInfo.InvariantCulture);
}

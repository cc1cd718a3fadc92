using AnSinh.Basics;

namespace AnSinh.Rulebook.Tests;

/// <summary>
/// Small tables in words: <c>Tables.Of("birth_date 1940-05-05, disability severe", "…")</c>, all in one household, living here.
/// </summary>
internal static class Tables
{
    public static FactTable Of(params string[] people) => Of(PolicyFiles.Plain.Facts, people);

    public static FactTable Of(FactVocabulary facts, params string[] people)
    {
        var columns = facts.All.ToDictionary(k => k.Name, k =>
        {
            var column = new long[people.Length];
            for (var i = 0; i < people.Length; i++)
            {
                column[i] = k.Name switch { "id" => i + 1, "resident" => 1, _ => k.Absent };
            }

            return column;
        });
        for (var i = 0; i < people.Length; i++)
        {
            foreach (var words in people[i].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(f => f.Split(' ')))
            {
                columns[words[0]][i] = facts[words[0]].Encode(words[1]) ?? throw new ArgumentException(words[1]);
            }
        }

        return new FactTable(people.Length, columns, new int[people.Length], [0, people.Length],
            Enumerable.Range(0, people.Length).ToArray());
    }

    /// <summary>Both readers' answer for the first person, which must agree.</summary>
    public static Explanation Ask(this LawAt law, FactTable table, string programme = "aid", int row = 0)
    {
        var at = law.ProgrammeOrNull(programme)!;
        var explanation = at.Explain(table, row);
        var result = new KernelResult(table.Rows);
        at.Compile(payable: false)(table, 0, table.Rows, result);
        Assert.Equal(explanation.Status, (Truth)result.Status[row]);
        Assert.Equal(explanation.Amount?.Value ?? 0, result.Amount[row]);
        Assert.Equal(explanation.Routes, at.Version.Routes.Where((_, i) => (result.Routes[row] >> i & 1) != 0).Select(r => r.Id));
        return explanation;
    }

    /// <summary>All nodes of an explanation.</summary>
    public static IEnumerable<ExplainNode> All(this ExplainNode node) => node.Children.SelectMany(All).Prepend(node);
}

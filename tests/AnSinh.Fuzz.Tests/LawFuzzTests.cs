using System.Text;
using AnSinh.Basics;
using AnSinh.Intake.Comparing;
using AnSinh.Intake.Lists.Mapping;
using AnSinh.Rulebook;
using AnSinh.Rulebook.Publishing;

namespace AnSinh.Fuzz.Tests;

/// <summary>
/// The readers of the law and of texts of its shape: what a reader accepts is handed on to all that walk it: explanation, loop, SQL, card.
/// </summary>
public class LawFuzzTests
{
    private static readonly Month Month = new(2022, 8);
    private static readonly string[] LawFiles = [.. SmallLaw.Files.Keys];

    [Fact]
    public void YAML() => Run.Texts(Corpus.Yaml, text => Run.Told(YamlText.Read(text, "x.yaml")));

    [Fact]
    public void YAML_as_bytes() =>
    Run.Bytes([.. Corpus.Yaml.Select(Encoding.UTF8.GetBytes)], bytes => Run.Told(YamlText.Read(bytes, "x.yaml")));

    [Fact]
    public void Maps_of_columns() => Run.Texts(Corpus.Yaml, text =>
    {
        Run.Told(MatchMap.Read(text, "x.yaml"));
        if (Run.Told(ListMap.Parse(text, "x.yaml", SmallLaw.Policy.Facts)) is { Ok: true } map)
        {
            Assert.True(ListMap.Parse(map.Value.ToYaml(), "x.yaml", SmallLaw.Policy.Facts).Ok, map.Value.ToYaml());
        }
    });

    [Fact]
    public void Expressions_and_all_that_walk_them() => Run.Texts(Corpus.Expressions, text =>
    {
        if (Run.Told(SmallLaw.Policy.Parse(text, "x")) is not { Ok: true } read)
        {
            return;
        }

        Assert.NotNull(read.Value.ToString());
        Assert.NotNull(read.Value.FactsUsed);
        if (read.Value.Type == ExpressionType.Bool)
        {
            Run.Fitting(() =>
            {
                var law = SmallLaw.Policy.At(new Jurisdiction("vn"), Month, new AsKnown(Month.LastDay));
                var table =
                    GivenFacts.Check(SmallLaw.Policy, [new("birth_date", "1939-05-02"), new("percent", "21")],
                        []).Value.Table(SmallLaw.Policy.Facts, true);
                law.Evaluate(read.Value, table, 0);
                law.CompilePredicate(read.Value)(table, 0, 1, new byte[1]);
            });
        }
    });

    [Fact]
    public void Files_of_the_law_and_all_that_read_the_law() =>
    Run.Texts([.. SmallLaw.Files.Select((f, i) => i.ToString("00", System.Globalization.CultureInfo.InvariantCulture) + f.Value)], text =>
    {
        // The first two digits say which file it is; a mutation may move it to another.
        var which = text.Length > 1 && int.TryParse(text.AsSpan(0, 2), System.Globalization.NumberStyles.None, null, out var number)
            ? number : text.Length;
        var body = text.Length > 2 ? text[2..] : text;
        if (Run.Told(SmallLaw.Load(new Dictionary<string, string> { [LawFiles[which % LawFiles.Length]] = body })) is not { Ok: true } law)
        {
            return;
        }

        Run.Fitting(() => Walk(law.Value));
    });

    [Fact]
    public void Edits_of_the_law() => Run.Texts([.. SmallLaw.Files.Values], text =>
    {
        var day = new DateOnly(2030, 1, 1);
        Run.Told(LawEdits.AddValue(text, "standard", new NewValue(day, "1", "ND-1/dieu-1", day, day, null, false, null)));
        Run.Told(LawEdits.AddCoverage(text, "x", "aid", "y"));
        Assert.NotNull(LineDiff.Of(SmallLaw.Files["vn/programmes/aid.yaml"], text));
    });

    private static void Walk(Policy policy)
    {
        var law = policy.At(new Jurisdiction("vn"), Month, new AsKnown(Month.LastDay));
        var told =
            GivenFacts.Check(policy,
                policy.Facts.FindOrNull("birth_date") is { Subject: FactSubject.Person, Type: FactType.Date }
                    ? [new("birth_date", "1939-05-02")] : [], []);
        var table = told.Value.Table(policy.Facts, true);
        foreach (var programme in law.Programmes)
        {
            programme.Explain(table, 0);
            programme.Compile(payable: false)(table, 0, 1, new KernelResult(table.Rows));
            Assert.NotNull(programme.Card());
        }

        new CaseRunner(policy).RunAll();
    }
}

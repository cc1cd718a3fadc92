using System.Text;
using AnSinh.Basics;
using AnSinh.Host.Verbs;
using AnSinh.Intake.Borders;
using AnSinh.Intake.Cards;
using AnSinh.Intake.Comparing;
using AnSinh.Intake.Lists.Cleaning;
using AnSinh.Intake.Lists.Mapping;
using AnSinh.Intake.Lists.Planning;
using AnSinh.Intake.Lists.Reading;
using AnSinh.Register.People.Names;
using AnSinh.Register.Units;
using AnSinh.Rulebook;
using AnSinh.Rulebook.Publishing;
using AnSinh.Store;
using AnSinh.Store.Backup;

namespace AnSinh.Fuzz.Tests;

/// <summary>
/// No reader of the house answers anything but a value or a sentence, soon and in bounded memory, whatever it is given. What a reader
/// accepts is handed on to all that walk it: explanation, loop, SQL, card.
/// </summary>
public class ParserFuzzTests
{
    private static readonly Month Month = new(2022, 8);
    private static readonly string[] LawFiles = [.. SmallLaw.Files.Keys];

    [Fact]
    public void YAML() => Run.Texts(Corpus.Yaml, text => Told(YamlText.Read(text, "x.yaml")));

    [Fact]
    public void YAML_as_bytes() =>
    Run.Bytes([.. Corpus.Yaml.Select(Encoding.UTF8.GetBytes)], bytes => Told(YamlText.Read(bytes, "x.yaml")));

    [Fact]
    public void Facts_somebody_tells() =>
    Run.Texts(Corpus.Yaml, text => Told(GivenFacts.Read(SmallLaw.Policy, "body", Encoding.UTF8.GetBytes(text))));

    [Fact]
    public void Maps_of_columns() => Run.Texts(Corpus.Yaml, text =>
    {
        Told(MatchMap.Read(text, "x.yaml"));
        if (Told(ListMap.Parse(text, "x.yaml", SmallLaw.Policy.Facts)) is { Ok: true } map)
        {
            Assert.True(ListMap.Parse(map.Value.ToYaml(), "x.yaml", SmallLaw.Policy.Facts).Ok, map.Value.ToYaml());
        }
    });

    [Fact]
    public void Expressions_and_all_that_walk_them() => Run.Texts(Corpus.Expressions, text =>
    {
        if (Told(SmallLaw.Policy.Parse(text, "x")) is not { Ok: true } read)
        {
            return;
        }

        Assert.NotNull(read.Value.ToString());
        Assert.NotNull(read.Value.FactsUsed);
        if (read.Value.Type == ExpressionType.Bool)
        {
            Fitting(() =>
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
        if (Told(SmallLaw.Load(new Dictionary<string, string> { [LawFiles[which % LawFiles.Length]] = body })) is not { Ok: true } law)
        {
            return;
        }

        Fitting(() => Walk(law.Value));
    });

    [Fact]
    public void Edits_of_the_law() => Run.Texts([.. SmallLaw.Files.Values], text =>
    {
        var day = new DateOnly(2030, 1, 1);
        Told(LawEdits.AddValue(text, "standard", new NewValue(day, "1", "ND-1/dieu-1", day, day, null, false, null)));
        Told(LawEdits.AddCoverage(text, "x", "aid", "y"));
        Assert.NotNull(LineDiff.Of(SmallLaw.Files["vn/programmes/aid.yaml"], text));
    });

    [Fact]
    public void Lists_of_people() => Run.Bytes(Corpus.Lists, bytes =>
    {
        if (Told(ListFile.Read("ds.xlsx", bytes)) is { Ok: true } book && Told(ListReader.Open(book.Value)) is { Ok: true } opened)
        {
            var map = ListMap.Suggest("x", opened.Value.Sheet, opened.Value.Header, SmallLaw.Policy.Facts);
            Told(ListReader.Read(book.Value, map with { ValidFrom = Month.FirstDay }, SmallLaw.Policy.Facts,
                new UnitMap([], []), Month.LastDay));
        }
    });

    [Fact]
    public void Lists_to_compare() => Run.Bytes(Corpus.Lists, bytes =>
    {
        using var reader = new StreamReader(new MemoryStream(bytes), Encoding.UTF8);
        if (Told(CsvList.Read(reader, "x.csv")) is { Ok: true } list)
        {
            Assert.NotNull(MatchMap.Guess(list.Value));
        }
    });

    [Fact]
    public void Reorganisations() => Run.Bytes(Corpus.Reorganisations, bytes => Told(ReorganisationFile.Read(bytes, "x.csv")));

    [Fact]
    public void Texts_of_cards() => Run.Texts(Corpus.Cards, text =>
    {
        Told(CardText.Parse(text));
        CardText.Looks(text);
    });

    [Fact]
    public void Events_as_data() => Run.Texts(Corpus.Events, text =>
    {
        Told(FlatJson.Read(text, "event.json", EventVerb.Text));
        Told(FlatJson.Read(text, "case.json", FlatJson.OfForm));
    });

    [Fact]
    public void Words_people_search_by() => Run.Texts(Corpus.Searches, text =>
    {
        Assert.NotNull(VietnameseText.Fold(text));
        Assert.Equal(-1, OutsideText.FaultAt(OutsideText.Composed(text)));
        NameText.Read(text);
        new DateText(30, Month.LastDay).Read(new Cell(CellKind.Text, text));
        NumberText.Identity(new Cell(CellKind.Text, text));
        NumberText.Whole(new Cell(CellKind.Text, text));
        LetterJudge.Judge([text]);
    });

    /// <summary>A refusal is at least one sentence.</summary>
    [Fact]
    public void Backups() => Run.Bytes([Corpus.Backup()], bytes =>
    {
        var folder = Directory.CreateTempSubdirectory("ansinh-fuzz-");
        try
        {
            var file = Path.Combine(folder.FullName, "b.zip");
            File.WriteAllBytes(file, bytes);
            using var target = Database.Open(Path.Combine(folder.FullName, "r.db"), TimeProvider.System);
            if (Told(new RegisterBackup(AuditLog.Migrations).Restore(file, target)).Ok)
            {
                Assert.True(new AuditLog(target).Verify() is { Ok: true, Entries: 3 });
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    });

    private static Outcome<T> Told<T>(Outcome<T> outcome)
    {
        Assert.True(outcome.Ok || (outcome.Refusals.Count > 0 && outcome.Refusals.All(r => r.Message.Length > 8)),
            string.Join("\n", outcome.Refusals));
        return outcome;
    }

    /// <summary>Numbers that fit nowhere stop a computation on purpose; nothing else may.</summary>
    private static void Fitting(Action walk)
    {
        try
        {
            walk();
        }
        catch (OverflowException)
        {
        }
    }

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

using System.Text;
using AnSinh.Basics;
using AnSinh.Host.Events;
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
using AnSinh.Store;
using AnSinh.Store.Backup;

namespace AnSinh.Fuzz.Tests;

/// <summary>
/// No reader of the house answers anything but a value or a sentence, soon and in bounded memory, whatever it is given.
/// </summary>
public class ParserFuzzTests
{
    private static readonly Month Month = new(2022, 8);

    [Fact]
    public void Facts_somebody_tells() =>
    Run.Texts(Corpus.Yaml, text => Run.Told(GivenFacts.Read(SmallLaw.Policy, "body", Encoding.UTF8.GetBytes(text))));

    [Fact]
    public void Lists_of_people() => Run.Bytes(Corpus.Lists, bytes =>
    {
        if (Run.Told(ListFile.Read("ds.xlsx", bytes)) is { Ok: true } book && Run.Told(ListReader.Open(book.Value)) is { Ok: true } opened)
        {
            var map = ListMap.Suggest("x", opened.Value.Sheet, opened.Value.Header, SmallLaw.Policy.Facts);
            Run.Told(ListReader.Read(book.Value, map with { ValidFrom = Month.FirstDay }, SmallLaw.Policy.Facts,
                new UnitMap([], []), Month.LastDay));
        }
    });

    [Fact]
    public void Lists_to_compare() => Run.Bytes(Corpus.Lists, bytes =>
    {
        using var reader = new StreamReader(new MemoryStream(bytes), Encoding.UTF8);
        if (Run.Told(CsvList.Read(reader, "x.csv")) is { Ok: true } list)
        {
            Assert.NotNull(MatchMap.Guess(list.Value));
        }
    });

    [Fact]
    public void Reorganisations() => Run.Bytes(Corpus.Reorganisations, bytes => Run.Told(ReorganisationFile.Read(bytes, "x.csv")));

    [Fact]
    public void Texts_of_cards() => Run.Texts(Corpus.Cards, text =>
    {
        Run.Told(CardText.Parse(text));
        CardText.Looks(text);
    });

    [Fact]
    public void Events_as_data() => Run.Texts(Corpus.Events, text =>
    {
        Run.Told(FlatJson.Read(text, "event.json", EventVerb.Text));
        Run.Told(FlatJson.Read(text, "case.json", FlatJson.OfForm));
    });

    [Fact]
    public void Words_people_search_by() => Run.Texts(Corpus.Searches, text =>
    {
        Assert.NotNull(VietnameseText.Fold(text));
        Assert.Equal(-1, OutsideText.FaultAt(OutsideText.Composed(text)));
        NameText.Read(text);
        new DateText(30, Month.LastDay).Read(new SheetCell(CellKind.Text, text));
        NumberText.Identity(new SheetCell(CellKind.Text, text));
        NumberText.Whole(new SheetCell(CellKind.Text, text));
        LetterJudge.Judge([text]);
    });

    [Fact]
    public void Backups() => Run.Bytes([Corpus.Backup()], bytes =>
    {
        var folder = Directory.CreateTempSubdirectory("ansinh-fuzz-");
        try
        {
            var file = Path.Combine(folder.FullName, "b.zip");
            File.WriteAllBytes(file, bytes);
            using var target = Database.Open(Path.Combine(folder.FullName, "r.db"), TimeProvider.System);
            if (Run.Told(new RegisterBackup(AuditLog.Migrations).Restore(file, target)).Ok)
            {
                Assert.True(new AuditLog(target).Verify() is { Ok: true, Entries: 3 });
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    });
}

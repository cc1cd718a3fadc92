using AnSinh.Basics;
using AnSinh.Intake.Cards;
using AnSinh.Register.People;
using AnSinh.Register.People.Search;
using AnSinh.Testing;
using CsCheck;

namespace AnSinh.Register.Tests.Cards;

public class CardTests
{
    private const string Good = "001150012345|012345678|Nguyễn Văn A|05031950|Nữ|Cụm 9, Hát Môn, Phúc Thọ, Hà Nội|25042021";
    private static readonly DateOnly Today = new(2026, 11, 24);

    [Fact]
    public void The_seven_fields_are_read()
    {
        var card = CardText.Parse(Good).Value;
        Assert.Equal(("001150012345", "012345678", "Nguyễn Văn A", "05/03/1950", Sex.Female),
            (card.Number.Digits, card.OldNumber, card.Name, card.Birth.ToString(), card.Sex));
        Assert.Equal(("Cụm 9, Hát Môn, Phúc Thọ, Hà Nội", new DateOnly(2021, 4, 25)), (card.Address, card.IssuedOn));
    }

    [Theory]
    [InlineData("001150012345||NGUYỄN THỊ KHUYẾN|05031950|Nữ|Hát Môn|25042021", null, "Nguyễn Thị Khuyến", "05/03/1950")]
    [InlineData("  001150012345 | 012345678 | Nguyễn  Thị Khuyến |00001950|Nữ|Hát Môn|25042021\r\n", "012345678",
        "Nguyễn Thị Khuyến", "1950")]
    [InlineData("001150012345||Nguyễn Thị Khuyến|00031950|Nữ|Hát Môn|", null, "Nguyễn Thị Khuyến", "03/1950")]
    [InlineData("001150012345||Nguyễn Thị Khuyến|1950|Nữ|Hát Môn", null, "Nguyễn Thị Khuyến", "1950")]
    [InlineData("001150012345||Nguyễn Thị Khuyến|05031950|Nữ|Hát Môn|25042021|||Cha|Mẹ", null, "Nguyễn Thị Khuyến", "05/03/1950")]
    public void Shapes_that_scanners_give_are_read(string text, string? old, string name, string birth)
    {
        var card = CardText.Parse(text).Value;
        Assert.Equal((old, name, birth), (card.OldNumber, card.Name, card.Birth.ToString()));
    }

    [Theory]
    [InlineData("abc", "card.fields")]
    [InlineData("00115001234|1|X1|32031950|Nhớ|y|31022021", "card.number card.old-number card.name card.birth card.sex card.issued")]
    [InlineData("001150012345||  |05031950|Nữ|Hát Môn|25042021", "card.name")]
    [InlineData("001150012345||A|29021951|Nữ|Hát Môn|25042021", "card.birth")]
    public void Every_wrong_field_is_named_and_none_guessed(string text, string codes) =>
        Assert.Equal(codes, string.Join(' ', CardText.Parse(text).Refusals.Select(r => r.Code)));

    [Fact]
    public void A_text_too_long_is_refused_before_it_is_looked_at() =>
        Assert.Equal("card.long", CardText.Parse(new string('|', CardText.LengthLimit + 1)).Refusals.Single().Code);

    [Theory]
    [InlineData("001150012345|…|a|b|c", true)]
    [InlineData("nguyen | van", false)]
    [InlineData("khuyen 1939", false)]
    [InlineData(null, false)]
    public void A_card_is_told_from_a_name(string? text, bool card) => Assert.Equal(card, CardText.Looks(text));

    [Fact]
    public void What_is_written_as_a_card_is_read_back() =>
    Gen.Select(Gen.Int[1900, 2025], Gen.Int[0, 27], Gen.Bool, Gen.Int[0, 999_999], Gen.Enum<DatePrecision>())
    .Sample((year, day, female, serial, precision) =>
    {
        var sex = female ? Sex.Female : Sex.Male;
        var birth = new BirthDate(
            precision switch { DatePrecision.Year => new(year, 1, 1), DatePrecision.Month => new(year, 1 + (day % 12), 1),
                _ => new(year, 1 + (day % 12), 1 + day) }, precision);
        var card = new CardText(PersonalNumber.Create("001", sex, year, serial), day % 2 == 0 ? null : "012345678",
            "Nguyễn Thị Khuyến", birth, sex, "Cụm 9, Hát Môn", new(2021, 4, 25), []);
        var read = CardText.Parse(card.ToString()).Value;
        Assert.Equal(card with { Rest = read.Rest }, read);
        Assert.All(NumberChecks.Of(read.Number, read.Sex, read.Birth, Some.Units, Today),
            c => Assert.Equal(NumberVerdict.Agrees, c.Verdict));
    });

    [Theory]
    [InlineData("001150012345", Sex.Female, 1950, "Agrees Agrees Agrees")]
    [InlineData("999150012345", Sex.Female, 1950, "Agrees Agrees Agrees")]
    [InlineData("003150012345", Sex.Female, 1950, "Doubtful Agrees Agrees")]
    [InlineData("101150012345", Sex.Female, 1950, "Doubtful Agrees Agrees")]
    [InlineData("001050012345", Sex.Female, 1950, "Agrees Contradicts Agrees")]
    [InlineData("001350012345", Sex.Female, 1950, "Agrees Agrees Contradicts")]
    [InlineData("001151012345", Sex.Unknown, 1950, "Agrees Doubtful Contradicts")]
    [InlineData("001150012345", Sex.Female, null, "Agrees Agrees Doubtful")]
    public void The_structure_of_a_number_is_held_against_sex_and_birth(string digits, Sex sex, int? year, string verdicts)
    {
        Assert.True(PersonalNumber.TryParse(digits, out var number));
        var birth = year is { } y ? new BirthDate(new(y, 1, 1), DatePrecision.Year) : (BirthDate?)null;
        Assert.Equal(verdicts, string.Join(' ', NumberChecks.Of(number, sex, birth, Some.Units, Today).Select(c => c.Verdict)));
    }

    [Theory]
    [InlineData("Nguyễn Văn Hòa", "Nguyễn Văn Hoà", FieldStanding.Same)]
    [InlineData("Nguyễn Văn Hòa", "Nguyen van hoa", FieldStanding.Spelling)]
    [InlineData("Nguyễn Văn Hòa", "Nguyễn Văn Hoàng", FieldStanding.Differs)]
    public void Names_are_compared_as_people_mean_them(string card, string register, FieldStanding standing) =>
        Assert.Equal(standing, Compare(card, "05031950", register, new(new(1950, 3, 5), DatePrecision.Day))[1].Standing);

    [Theory]
    [InlineData("05031950", 1950, 3, 5, DatePrecision.Day, FieldStanding.Same)]
    [InlineData("05031950", 1950, 1, 1, DatePrecision.Year, FieldStanding.Adds)]
    [InlineData("00001950", 1950, 3, 5, DatePrecision.Day, FieldStanding.Same)]
    [InlineData("03051950", 1950, 3, 5, DatePrecision.Day, FieldStanding.Differs)]
    [InlineData("05031950", 1951, 1, 1, DatePrecision.Year, FieldStanding.Differs)]
    public void Births_are_compared_with_their_precision(string card, int year, int month, int day, DatePrecision precision,
        FieldStanding standing) =>
        Assert.Equal(standing, Compare("A B", card, "A B", new(new(year, month, day), precision))[2].Standing);

    [Fact]
    public void The_holder_is_found_by_number_then_by_name_and_birth_within_the_scope_only()
    {
        using var test = TestRegister.Sqlite();
        test.Register.Load(
            Some.Person(1, "Nguyễn Thị Khuyến", new(1950, 3, 5), number: "001150012345"), Some.Residence(1, "103"),
            Some.Person(2, "Nguyễn Thị Khuyên", new(1950, 3, 5)), Some.Residence(2, "103"),
            Some.Person(3, "Lê Thị Xa", new(1950, 3, 5), number: "001150099999"), Some.Residence(3, "102"));
        var (people, day, known) = (new PeopleQueries(test.Register), new DateOnly(2020, 6, 30), new AsKnown(new(2020, 12, 31)));
        var scope = test.Register.Units.ScopeOf(test.Register.Units.FindOrNull("103")!);
        IReadOnlyList<CardCandidate> Find(string text) => CardLookup.Find(people, CardText.Parse(text).Value, scope, day, known);
        Assert.Equal((1L, CardMatch.Number), Only(Find("001150012345||Nguyễn Thị Khuyến|05031950|Nữ|Xã C|")));
        Assert.Equal((2L, CardMatch.NameAndBirth),
            Only(Find("001150000002||Nguyễn Thị Khuyên|05031950|Nữ|Xã C|").Where(c => c.Person.Person.PersonalNumber is null)));
        Assert.Equal((2L, CardMatch.Alike), Only(Find("001150000002||Nguyễn Thị Khuyên|06031950|Nữ|Xã C|").Take(1)));
        Assert.Empty(Find("001150099999||Lê Thị Xa|05031950|Nữ|Xã B|"));
    }

    private static (long, CardMatch) Only(IEnumerable<CardCandidate> found) =>
        found.Select(c => (c.Person.Person.PersonId, c.Match)).Single();

    private static IReadOnlyList<CardField> Compare(string cardName, string cardBirth, string name, BirthDate birth) =>
        CardComparison.Of(CardText.Parse($"001150012345||{cardName}|{cardBirth}|Nữ|Xã C|").Value,
            new PersonSummary(1, null, name, Sex.Female, birth, null, null), null);
}

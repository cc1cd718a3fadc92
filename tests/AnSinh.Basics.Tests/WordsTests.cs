using CsCheck;

namespace AnSinh.Basics.Tests;

public class WordsTests
{
    [Theory]
    [InlineData("Nguyễn Thị Khuyến", "nguyen thi khuyen")]
    [InlineData("  ĐẶNG   Văn Hoà ", "dang van hoa")]
    [InlineData("Ðặng Thuý", "dang thuy")]
    public void A_name_is_found_without_its_marks(string name, string key) => Assert.Equal(key, VietnameseText.Fold(name));

    [Fact]
    public void Folding_twice_changes_nothing() =>
    Gen.String.Sample(s => VietnameseText.Fold(VietnameseText.Fold(s)) == VietnameseText.Fold(s));

    [Fact]
    public void A_personal_number_tells_sex_and_birth_year()
    {
        Assert.True(PersonalNumber.TryParse("001195012345", out var number));
        Assert.Equal(("001", Sex.Female, 1995), (number.Province, number.Sex, number.BirthYear));
        Assert.True(number.AgreesWith(Sex.Unknown, null));
        Assert.False(number.AgreesWith(Sex.Male, 1995));
        Assert.False(number.AgreesWith(Sex.Female, 1996));
    }

    [Fact]
    public void A_personal_number_is_read_back_from_its_parts() =>
        Gen.Select(Gen.Bool, Gen.Int[1900, 2399], Gen.Int[0, 999_999]).Sample((female, year, serial) =>
        {
            var number = PersonalNumber.Create(PersonalNumber.SyntheticProvince, female ? Sex.Female : Sex.Male, year, serial);
            return PersonalNumber.TryParse(number.ToString(), out var back) && back == number
                && number.BirthYear == year && number.Sex == (female ? Sex.Female : Sex.Male);
        });

    [Theory]
    [InlineData("00119501234")]
    [InlineData("0011950123456")]
    [InlineData("00119501234x")]
    [InlineData("٠٠١١٩٥٠١٢٣٤٥")]
    public void What_is_no_personal_number_is_refused(string text) => Assert.False(PersonalNumber.TryParse(text, out _));

    [Theory]
    [InlineData("ND-20-2021/dieu-6/khoan-1/diem-e", "ND-20-2021", "Điều 6 khoản 1 điểm e")]
    [InlineData("L-41-2024", "L-41-2024", "")]
    public void A_citation_is_spoken_in_the_words_of_the_law(string text, string instrument, string places)
    {
        var citation = new Citation(text);
        Assert.Equal((instrument, places), (citation.Instrument, citation.Places));
    }

    [Fact]
    public void The_law_of_a_place_is_its_own_and_that_of_all_above()
    {
        Assert.True(Jurisdiction.PhucTho.IsUnder("vn"));
        Assert.True(Jurisdiction.PhucTho.IsUnder("vn-01"));
        Assert.False(Jurisdiction.National.IsUnder("vn-01"));
        Assert.False(new Jurisdiction("vn-011").IsUnder("vn-01"));
    }

    [Fact]
    public void An_outcome_keeps_every_reason()
    {
        var refused = Outcome<int>.Refused([new("a", "Sai một."), new("b", "Sai hai.", "dòng 2")]);
        Assert.False(refused.Ok);
        Assert.Equal(2, refused.Refusals.Count);
        Assert.Contains("dòng 2: Sai hai.", Assert.Throws<InvalidOperationException>(() => refused.Value).Message,
            StringComparison.Ordinal);
    }
}

using AnSinh.Basics;
using AnSinh.Matching;
using CsCheck;

namespace AnSinh.Register.Tests.Matching;

/// <summary>How alike two texts are.</summary>
public class SimilarityTests
{
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("hoa", "hoa", 0)]
    [InlineData("hoa", "hao", 1)]
    [InlineData("nguyen", "nguen", 1)]
    [InlineData("13021930", "13021390", 1)]
    [InlineData("abc", "xyz", 3)]
    [InlineData("abcdef", "uvwxyz", 3)]
    public void Edits_are_counted_up_to_the_most_asked(string a, string b, int edits) =>
    Assert.Equal(edits, Math.Min(3, Similarity.Edits(a, b, 2)));

    [Fact]
    public void Edits_do_not_depend_on_the_order() =>
        Gen.Select(Gen.String[Gen.Char['a', 'd'], 0, 8], Gen.String[Gen.Char['a', 'd'], 0, 8], Gen.Int[0, 4])
            .Sample((a, b, most) => Similarity.Edits(a, b, most) == Similarity.Edits(b, a, most)
                && (Similarity.Edits(a, b, most) == 0) == (a == b));

    [Fact]
    public void Likeness_lies_between_nothing_and_the_same() =>
        Gen.Select(Gen.String[Gen.Char['a', 'e'], 1, 10], Gen.String[Gen.Char['a', 'e'], 1, 10])
            .Sample((a, b) => Similarity.Winkler(a, b) is >= 0 and <= 1.0000001
                && Math.Abs(Similarity.Winkler(a, b) - Similarity.Winkler(b, a)) < 1e-9
                && Math.Abs(Similarity.Winkler(a, a) - 1) < 1e-9
                && Similarity.Dice(MatchText.Pairs(a), MatchText.Pairs(b)) is >= 0 and <= 1);

    [Theory]
    [InlineData("Hoà", "Hòa", true)]
    [InlineData("Nguyễn Thuý", "NGUYỄN  THÚY", true)]
    [InlineData("Đức", "Ðức", true)]
    [InlineData("Hòa", "Hóa", false)]
    public void Names_that_differ_only_in_how_they_are_typed_are_the_same(string a, string b, bool same) =>
    Assert.Equal(same, MatchText.Exact(a) == MatchText.Exact(b));

    [Fact]
    public void Marks_fold_and_a_barred_d_stays_a_letter_of_its_own()
    {
        Assert.Equal(OutsideText.Composed("nguyên đình").Length, MatchText.Fold("Nguyễn Đình").Length);
        Assert.Equal("nguyen đinh", MatchText.Fold("Nguyễn Đình"));
        Assert.Equal("obrien smith", MatchText.Fold("O'Brien-Smith"));
    }

    [Theory]
    [InlineData("5/3/1939", "19390305")]
    [InlineData("1939-03-05", "19390305")]
    [InlineData("19390305", "19390305")]
    [InlineData("05031939", "19390305")]
    [InlineData("03/1939", "193903")]
    [InlineData("1939", "1939")]
    [InlineData("1939-03-05 00:00:00", "19390305")]
    [InlineData("không rõ", "")]
    public void Dates_are_read_in_any_usual_shape(string text, string digits) => Assert.Equal(digits, MatchText.DateDigits(text));

    [Theory]
    [InlineData(FieldKind.BirthDate, "13/02/1930", "02/13/1930", "đảo ngày và tháng")]
    [InlineData(FieldKind.BirthDate, "13/02/1930", "1930", "khớp phần đã biết (chỉ có năm)")]
    [InlineData(FieldKind.BirthDate, "13/02/1930", "13/02/1938", "sai một chữ số, hoặc cùng ngày tháng và năm lệch một")]
    [InlineData(FieldKind.BirthDate, "13/02/1930", "24/11/1951", "khác")]
    [InlineData(FieldKind.Name, "Nguyễn Thị Hoà", "nguyen thi hoa", "chỉ khác dấu")]
    [InlineData(FieldKind.Name, "Nguyễn Thị Kim Hoà", "Nguyễn Hòa", "thiếu hoặc thừa một chữ")]
    [InlineData(FieldKind.Name, "Đỗ Văn Đức", "Do Van Duc", "cùng các chữ, khác thứ tự hoặc đ/d")]
    [InlineData(FieldKind.IdNumber, "999139000217", "999139000271", "khác một ký tự")]
    [InlineData(FieldKind.IdNumber, "999139000217", "999039000217", "khác")]
    [InlineData(FieldKind.Address, "lakefront retirement village", "lakefront retrmnt village", "gần giống")]
    public void A_pair_of_values_is_told_in_words(FieldKind kind, string a, string b, string words)
    {
        var records = MatchRecords.Of(new MatchTable("thử", [new("x", kind)], [[a, b]]), null);
        Assert.Equal(words, records.Columns[0].Levels[records.Columns[0].Level(0, 1) - 1].Vi);
    }
}

using System.Text;
using AnSinh.Basics;
using AnSinh.Intake.Lists.Mapping;
using AnSinh.Intake.Lists.Reading;
using CsCheck;

namespace AnSinh.Register.Tests.Importing;

/// <summary>Old letter codes are recognised by their words and turned into Unicode.</summary>
public class LetterTests
{
    private static readonly string[] People = ["Nguyễn Văn Tịnh", "Trần Thị Hường", "Lê Đức Thọ", "Phạm Thị Ngọc Ánh",
        "Đỗ Quỳnh Như", "Vũ Hữu Nghĩa", "Hoàng Thị Duyên", "Bùi Xuân Trường"];

    [Fact]
    public void TCVN3_is_recognised_and_turned()
    {
        string[] old = ["NguyÔn V¨n TÞnh", "TrÇn ThÞ H\u00adêng", "Lª §øc Thä", "§ç Quúnh Nh\u00ad"];
        Assert.Equal(LetterCode.Tcvn3, LetterJudge.Judge(old).Code);
        Assert.Equal(["Nguyễn Văn Tịnh", "Trần Thị Hường", "Lê Đức Thọ", "Đỗ Quỳnh Như"],
            old.Select(t => LetterJudge.Read(t, LetterCode.Tcvn3)));
    }

    [Fact]
    public void Capitals_of_the_TCVN3_capital_font_become_capitals() =>
    Assert.Equal("NGUYỄN THỊ HƯỜNG", LegacyText.Decode("NGUYÔN THÞ H¦êNG", LetterCode.Tcvn3));

    [Fact]
    public void VNI_is_recognised_and_turned()
    {
        string[] old = ["Nguyeãn Vaên Tònh", "Traàn Thò Höôøng", "Leâ Ñöùc Thoï", "Ñoã Quyønh Nhö", "NGUYEÃN THÒ HÖÔØNG"];
        Assert.Equal(LetterCode.Vni, LetterJudge.Judge(old).Code);
        Assert.Equal(["Nguyễn Văn Tịnh", "Trần Thị Hường", "Lê Đức Thọ", "Đỗ Quỳnh Như", "NGUYỄN THỊ HƯỜNG"],
            old.Select(t => LetterJudge.Read(t, LetterCode.Vni)));
    }

    [Fact]
    public void Windows_1258_and_misread_UTF8_are_recognised()
    {
        string[] windows = ["Nguy\u00ea\u00den V\u00e3n T\u00a9", "Tr\u00e2\u00cc\u006e Thi\u00f2", "L\u00ea Ti\u00ea\u00ecn"];
        Assert.Equal(LetterCode.Windows1258,
            LetterJudge.Judge(windows.Select(w => w.Replace("T\u00a9", "T\u00fa", StringComparison.Ordinal))).Code);
        var misread = People.Select(p => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(p))).ToList();
        Assert.Equal(LetterCode.MisreadUtf8, LetterJudge.Judge(misread).Code);
        Assert.Equal(People, misread.Select(t => LetterJudge.Read(t, LetterCode.MisreadUtf8)));
    }

    [Fact]
    public void Unicode_stays_and_decomposed_letters_are_composed()
    {
        Assert.Equal(LetterCode.Unicode, LetterJudge.Judge(People).Code);
        Assert.Equal(People, People.Select(p => LetterJudge.Read(OutsideText.Decomposed(p), LetterCode.Unicode)));
    }

    [Fact]
    public void Every_name_survives_the_way_to_TCVN3_and_back() =>
        Gen.Int[0, 7].Select(i => People[i]).Array[1, 6]
        .Sample(names => names.SequenceEqual(names.Select(n => LegacyText.Decode(LegacyText.ToTcvn3(n), LetterCode.Tcvn3))));

    [Fact]
    public void A_column_in_TCVN3_beside_one_in_Unicode_is_turned_alone()
    {
        var rows = People.Select(p => new[] { LegacyText.ToTcvn3(p), "Xã Hát Môn", p })
            .Prepend(["Hä vµ tªn", "Xã", "Họ tên chủ hộ"]).ToList();
        var book = ListFile.Read("lan.csv", Encoding.UTF8.GetBytes(string.Join("\n", rows.Select(r => string.Join(",", r))))).Value;
        var (sheet, doubts) = Letters.Turn(book.Sheets[0]);
        Assert.Equal("Họ và tên", sheet.At(0, 0).Text);
        Assert.Equal(People, Enumerable.Range(1, People.Length).Select(r => sheet.At(r, 0).Text));
        Assert.Equal(People, Enumerable.Range(1, People.Length).Select(r => sheet.At(r, 2).Text));
        Assert.Equal("lan!A", Assert.Single(doubts).Place);
    }

    [Fact]
    public void A_header_typed_in_Unicode_over_TCVN3_names_stays_as_it_is()
    {
        var rows = People.Select(p => new[] { LegacyText.ToTcvn3(p), "Nặng", LegacyText.ToTcvn3("đã mất") })
            .Prepend(["Họ và tên", "Mức độ khuyết tật", "Ghi chú"]).ToList();
        var book = ListFile.Read("lan.csv", Encoding.UTF8.GetBytes(string.Join("\n", rows.Select(r => string.Join(",", r))))).Value;
        var (sheet, _) = Letters.Turn(book.Sheets[0]);
        Assert.Equal(["Họ và tên", "Mức độ khuyết tật", "Ghi chú"], sheet.Rows[0].Select(c => c.Text));
        Assert.Equal("đã mất", sheet.At(3, 2).Text);
        Assert.Equal(People, Enumerable.Range(1, People.Length).Select(r => sheet.At(r, 0).Text));
    }

    [Theory]
    [InlineData("Nguyễn", true)]
    [InlineData("Khuyến", true)]
    [InlineData("nghiêng", true)]
    [InlineData("Giặt", true)]
    [InlineData("NguyÔn", false)]
    [InlineData("Nguyeãn", false)]
    public void Syllables_are_told_from_nonsense(string word, bool is_one) => Assert.Equal(is_one, Syllables.IsOne(word));
}

using System.Globalization;
using AnSinh.Basics;

namespace AnSinh.Intake.Cards;

/// <summary>
/// What the square code of a citizen card says (<i lang="vi">căn cước công dân</i>):
/// <c>012345678901|123456789|Nguyễn Văn A|ddmmyyyy|Nam|địa chỉ|ddmmyyyy</c>.
/// </summary>
/// <param name="Number">The twelve digits.</param>
/// <param name="OldNumber">The old number of nine digits, or null.</param>
/// <param name="Name">Full name in NFC, each word with a capital.</param>
/// <param name="Birth">Birth date, with the precision the card gives.</param>
/// <param name="Sex">Sex as written.</param>
/// <param name="Address">Residence as written, in NFC.</param>
/// <param name="IssuedOn">Day of issue, or null if the text ends before it.</param>
/// <param name="Rest">Fields after these, not read; newer cards have more.</param>
public sealed record CardText(PersonalNumber Number, string? OldNumber, string Name, BirthDate Birth, Sex Sex,
    string Address, DateOnly? IssuedOn, IReadOnlyList<string> Rest)
{
    /// <summary>Longest text that is looked at.</summary>
    public const int LengthLimit = 1000;

    /// <summary>True if a text looks like that of a card rather than a name to search for.</summary>
    public static bool Looks(string? text) => text is not null && text.Count(c => c == '|') >= 4;

    /// <summary>Reads the text; every field that is wrong is named, none is guessed.</summary>
    public static Outcome<CardText> Parse(string text)
    {
        if (text.Length > LengthLimit)
        {
            return new Refusal("card.long", "Đoạn chữ quá dài so với mã trên thẻ; chỉ dán nội dung của một thẻ.", "the");
        }

        var fields = OutsideText.Composed(text).Trim().Split('|').Select(f => f.Trim()).ToList();
        if (fields.Count < 6)
        {
            return new Refusal("card.fields",
                $"Mã trên thẻ có ít nhất 6 phần ngăn bằng dấu |, ở đây có {fields.Count}: "
                + "số thẻ|số cũ|họ tên|ngày sinh|giới tính|nơi thường trú|ngày cấp.", "the");
        }

        var wrong = Wrong(fields).ToList();
        return !PersonalNumber.TryParse(fields[0], out var number) || wrong.Count > 0
            ? Outcome<CardText>.Refused(wrong)
            : new CardText(number, fields[1].Length == 0 ? null : fields[1], Titled(fields[2]),
                BirthOf(fields[3])!.Value, SexOf(fields[4])!.Value, fields[5], fields.Count > 6 ? DayOf(fields[6]) : null,
                [.. fields.Skip(7).Where(f => f.Length > 0)]);
    }

    /// <summary>The text of a card, as a scanner would give it.</summary>
    public override string ToString() =>
        string.Join('|', Number.Digits, OldNumber, Name, DigitsOf(Birth), Sex == Sex.Male ? "Nam" : Sex == Sex.Female ? "Nữ" : "",
            Address, IssuedOn?.ToString("ddMMyyyy", CultureInfo.InvariantCulture));

    private static IEnumerable<Refusal> Wrong(List<string> fields)
    {
        if (!PersonalNumber.TryParse(fields[0], out _))
        {
            yield return new Refusal("card.number",
                $"Phần 1 “{fields[0]}” không phải số thẻ 12 chữ số; quét thiếu hoặc thừa ký tự.", "the:1");
        }

        if (fields[1].Length > 0 && !(fields[1].Length is 9 or 12 && fields[1].All(char.IsAsciiDigit)))
        {
            yield return new Refusal("card.old-number",
                $"Phần 2 “{fields[1]}” không phải số chứng minh cũ (9 hoặc 12 chữ số, hoặc để trống).", "the:2");
        }

        if (fields[2].Length == 0 || fields[2].Any(char.IsAsciiDigit))
        {
            yield return new Refusal("card.name",
                fields[2].Length == 0 ? "Phần 3 (họ tên) để trống." : $"Phần 3 “{fields[2]}” không phải họ tên.", "the:3");
        }

        if (BirthOf(fields[3]) is null)
        {
            yield return new Refusal("card.birth",
                $"Phần 4 “{fields[3]}” không phải ngày sinh viết ngày tháng năm liền nhau, ví dụ 05031939.", "the:4");
        }

        if (SexOf(fields[4]) is null)
        {
            yield return new Refusal("card.sex", $"Phần 5 “{fields[4]}” không phải giới tính (Nam hoặc Nữ).", "the:5");
        }

        if (fields.Count > 6 && fields[6].Length > 0 && DayOf(fields[6]) is null)
        {
            yield return new Refusal("card.issued",
                $"Phần 7 “{fields[6]}” không phải ngày cấp viết ngày tháng năm liền nhau, ví dụ 25042021.", "the:7");
        }
    }

    private static string DigitsOf(BirthDate birth) => birth.Precision switch
    {
        DatePrecision.Year => "0000" + birth.Earliest.Year.ToString("0000", CultureInfo.InvariantCulture),
        DatePrecision.Month => "00" + birth.Earliest.ToString("MMyyyy", CultureInfo.InvariantCulture),
        _ => birth.Earliest.ToString("ddMMyyyy", CultureInfo.InvariantCulture),
    };

    private static BirthDate? BirthOf(string text)
    {
        if (DayOf(text) is { } day)
        {
            return new BirthDate(day, DatePrecision.Day);
        }

        // A card of somebody whose day or month nobody knows has zeros there, or the year alone.
        var year = text.Length == 4 ? text : text.Length == 8 && text.StartsWith("0000", StringComparison.Ordinal) ? text[4..] : "";
        if (year.Length == 4 && DayOf("0101" + year) is { } first)
        {
            return new BirthDate(first, DatePrecision.Year);
        }

        return text.Length == 8 && text.StartsWith("00", StringComparison.Ordinal)
            && DayOf(string.Concat("01", text.AsSpan(2))) is { } month ? new BirthDate(month, DatePrecision.Month) : null;
    }

    private static DateOnly? DayOf(string text) =>
        DateOnly.TryParseExact(text, ["ddMMyyyy", "dd/MM/yyyy", "dd-MM-yyyy"], CultureInfo.InvariantCulture,
            DateTimeStyles.None, out var day) ? day : null;

    private static Sex? SexOf(string text) => VietnameseText.Fold(text) switch
    {
        "nam" or "male" or "m" => Basics.Sex.Male,
        "nu" or "female" or "f" => Basics.Sex.Female,
        "" => Basics.Sex.Unknown,
        _ => null,
    };

    private static string Titled(string name) => string.Join(' ', name.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(word => word.All(letter => !char.IsLower(letter))
            ? char.ToUpperInvariant(word[0]) + word[1..].ToLower(CultureInfo.InvariantCulture) : word));
}

using AnSinh.Basics;
using AnSinh.Register.Units;

namespace AnSinh.Intake.Cards;

/// <summary>What a check of a number came to.</summary>
public enum NumberVerdict
{
    /// <summary>It agrees.</summary>
    Agrees,

    /// <summary>Nothing to hold it against, or a code that is not on the list: look at the card.</summary>
    Doubtful,

    /// <summary>It contradicts.</summary>
    Contradicts,
}

/// <summary>One check of the structure of a personal number.</summary>
/// <param name="Code">Stable code: <c>province</c>, <c>sex</c>, <c>year</c>, <c>future</c>.</param>
/// <param name="Verdict">What it came to.</param>
/// <param name="Text">In words, Vietnamese and English.</param>
public sealed record NumberCheck(string Code, NumberVerdict Verdict, LocalText Text);

/// <summary>
/// The structure of the twelve digits (<i lang="vi">số định danh cá nhân</i>) held against what else is known of the person: the code of
/// the province of birth, the digit of century and sex, the two digits of the year.
/// </summary>
public static class NumberChecks
{
    /// <param name="number">The number.</param>
    /// <param name="sex">Sex known from elsewhere; unknown agrees with all.</param>
    /// <param name="birth">Birth known from elsewhere; null agrees with all.</param>
    /// <param name="units">Provinces, of any time: a number keeps the code of the day it was given.</param>
    /// <param name="today">The day nobody can be born after.</param>
    public static IReadOnlyList<NumberCheck> Of(PersonalNumber number, Sex sex, BirthDate? birth, UnitMap units, DateOnly today) =>
        [Province(number, units), SexDigit(number, sex), Year(number, birth, today)];

    private static NumberCheck Province(PersonalNumber number, UnitMap units)
    {
        if (number.Province == PersonalNumber.SyntheticProvince)
        {
            return new("province", NumberVerdict.Agrees,
                new("Ba số đầu 999: số của dữ liệu mẫu, không thuộc tỉnh nào.",
                    "First three digits 999: a number of the demo, of no province."));
        }

        var provinces = number.Province[0] == '0' ? units.All.Where(u => u.Level == 1 && u.Code == number.Province[1..]).ToList() : [];
        return provinces.Count > 0
            ? new("province", NumberVerdict.Agrees,
                new($"Ba số đầu {number.Province}: nơi đăng ký khai sinh {provinces[0].FullName}.",
                    $"First three digits {number.Province}: birth registered in {provinces[0].Name}."))
            : new("province", NumberVerdict.Doubtful,
                new($"Ba số đầu {number.Province} không phải mã tỉnh trong danh mục (có thể là mã nước nơi khai sinh): xem lại thẻ.",
                    $"First three digits {number.Province} are no province of the list (perhaps a country of birth): look at the card."));
    }

    private static NumberCheck SexDigit(PersonalNumber number, Sex sex)
    {
        var (vi, en) = number.Sex == Sex.Male ? ("nam", "male") : ("nữ", "female");
        var century = (number.BirthYear / 100) + 1;
        return sex == Sex.Unknown
            ? new("sex", NumberVerdict.Doubtful,
                new($"Số thứ tư {number.Digits[3]}: {vi}, sinh thế kỷ {century}; chưa có giới tính để so.",
                    $"Fourth digit {number.Digits[3]}: {en}, born in century {century}; no sex to compare with."))
            : number.Sex == sex
                ? new("sex", NumberVerdict.Agrees,
                    new($"Số thứ tư {number.Digits[3]}: {vi}, khớp giới tính.",
                        $"Fourth digit {number.Digits[3]}: {en}, agrees with the sex."))
                : new("sex", NumberVerdict.Contradicts,
                    new($"Số thứ tư {number.Digits[3]} là {vi}, trái với giới tính đã ghi.",
                        $"Fourth digit {number.Digits[3]} says {en}, against the sex recorded."));
    }

    private static NumberCheck Year(PersonalNumber number, BirthDate? birth, DateOnly today)
    {
        var year = number.BirthYear;
        if (year > today.Year)
        {
            return new("future", NumberVerdict.Contradicts,
                new($"Số cho năm sinh {year}, chưa tới.", $"The number gives the birth year {year}, still to come."));
        }

        return birth is null
            ? new("year", NumberVerdict.Doubtful,
                new($"Số cho năm sinh {year}; chưa có ngày sinh để so.",
                    $"The number gives the birth year {year}; no birth date to compare with."))
            : birth.Value.Earliest.Year == year
                ? new("year", NumberVerdict.Agrees,
                    new($"Số cho năm sinh {year}, khớp ngày sinh.",
                        $"The number gives the birth year {year}, agreeing with the birth date."))
                : new("year", NumberVerdict.Contradicts,
                    new($"Số cho năm sinh {year}, ngày sinh ghi {birth}.",
                        $"The number gives the birth year {year}, the birth date says {birth}."));
    }
}

using System.Globalization;
using AnSinh.Basics;
using AnSinh.Matching;
using AnSinh.Register.Units;

namespace AnSinh.Demo.Synthetic;

/// <summary>
/// A list of people who do not exist, some of them written twice by another hand, for measuring how well and how fast duplicates are
/// found. Names are drawn as the demo draws them; the same seed gives the same list.
/// </summary>
public static class PeopleList
{
    private const double Year = 365.2425;
    private const int PeopleOfHamlet = 450;
    private static readonly MatchField[] Fields =
    [
        new("ho_ten", FieldKind.Name), new("ngay_sinh", FieldKind.BirthDate), new("gioi_tinh", FieldKind.Sex),
        new("so_dinh_danh", FieldKind.IdNumber), new("thon", FieldKind.Address), new("xa", FieldKind.Place),
    ];

    /// <summary>Makes a list of this many rows.</summary>
    /// <param name="calibration">Whose names are used.</param>
    /// <param name="rows">Rows, duplicates included.</param>
    /// <param name="duplicates">Share of rows that are a second record of a person, 0–0.5.</param>
    /// <param name="seed">Seed.</param>
    /// <returns>The list, and per row the number of the person: equal numbers are one person.</returns>
    public static (MatchTable List, int[] Person) Make(DemoCalibration calibration, int rows, double duplicates, long seed)
    {
        var dice = Dice.For(seed, rows, "people-list");
        var columns = Fields.Select(_ => new string?[rows]).ToArray();
        var person = new int[rows];
        var hamlets = Math.Max(2, rows / PeopleOfHamlet);
        var last = rows - (int)(rows * duplicates);
        for (var r = 0; r < rows; r++)
        {
            person[r] = r < last ? r : dice.Below(last);
            var values = r < last ? One(calibration.Names, dice, hamlets, r) : [.. columns.Select(c => c[person[r]])];
            if (r >= last)
            {
                Rewrite(values, calibration.Names, dice, hamlets);
            }

            for (var c = 0; c < columns.Length; c++)
            {
                columns[c][r] = values[c];
            }
        }

        return (new MatchTable($"{rows} dòng giả lập", Fields, columns), person);
    }

    private static string?[] One(NameFigures names, Dice dice, int hamlets, int serial)
    {
        var sex = dice.Chance(0.5) ? Sex.Male : Sex.Female;
        var birth = new DateOnly(2020, 8, 15).AddDays(-(int)(Year * 95 * dice.Unit() * (0.4 + (0.6 * dice.Unit()))));
        var style = names.Style(sex, birth.Year);
        var (family, middle, given) = (names.Family.Pick(dice), style.Middle.Pick(dice), style.Given.Pick(dice));
        middle = names.OtherMiddle[sex].Items.Contains(middle) || middle.Length > 5 ? names.OtherMiddle[sex].Pick(dice) : middle;
        var name =
            style.Words.Pick(dice) switch { 2 => $"{family} {given}", 3 => $"{family} {middle} {given}",
                _ => $"{family} {middle} {names.SecondMiddle[sex].Pick(dice)} {given}" };
        var yearOnly = birth.Year < 1960 && dice.Chance(0.25);
        var number = dice.Chance(0.9)
            ? PersonalNumber.Create(PersonalNumber.SyntheticProvince, sex, birth.Year, (int)((serial * 7919L) % 999_983)).Digits : null;
        var hamlet = dice.Below(hamlets);
        return [name, yearOnly ? birth.Year.ToString(CultureInfo.InvariantCulture) : Vietnamese.Date(birth),
            sex == Sex.Male ? "Nam" : "Nữ", number, Hamlet(hamlet), Commune(hamlet)];
    }

    // Another hand: no marks or another spelling, a slip in a date or number, no number, moved away.
    private static void Rewrite(string?[] values, NameFigures names, Dice dice, int hamlets)
    {
        var name = values[0]!;
        var spelt = names.Variants.FirstOrDefault(v => name.Split(' ').Contains(v.Usual));
        values[0] = dice.Below(6) switch
        {
            0 => name.ToUpperInvariant(),
            1 or 2 => VietnameseText.Fold(name),
            3 when spelt.Usual is { } usual => string.Join(' ', name.Split(' ').Select(w => w == usual ? spelt.Variant : w)),
            4 => Slip(name, dice, "aeghinotu"),
            _ => name,
        };
        if (values[1]!.Length == 10)
        {
            var (day, month, year) = (values[1]![..2], values[1]![3..5], values[1]![6..]);
            values[1] =
                dice.Below(8) switch { 0 => $"{month}/{day}/{year}", 1 => year, 2 => Slip(values[1]!, dice, "0123456789"), _ => values[1] };
        }

        values[3] = values[3] is { } number
            ? dice.Below(5) switch { 0 => Slip(number, dice, "0123456789"), 1 or 2 => null, _ => number } : null;
        if (dice.Chance(0.3))
        {
            var hamlet = dice.Below(hamlets);
            (values[4], values[5]) = (Hamlet(hamlet), Commune(hamlet));
        }
    }

    private static string Slip(string text, Dice dice, string letters)
    {
        var at = dice.Below(text.Length);
        while (!char.IsLetterOrDigit(text[at]))
        {
            at = dice.Below(text.Length);
        }

        return text[..at] + letters[dice.Below(letters.Length)] + text[(at + 1)..];
    }

    private static string Hamlet(int hamlet) => string.Create(CultureInfo.InvariantCulture, $"Thôn {(hamlet % 12) + 1}");

    private static string Commune(int hamlet) => string.Create(CultureInfo.InvariantCulture, $"Xã {(hamlet / 12) + 1}");
}

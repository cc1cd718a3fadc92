using AnSinh.Basics;
using AnSinh.Intake.Lists.Cleaning;
using AnSinh.Intake.Lists.Reading;

namespace AnSinh.Intake.Lists.Mapping;

/// <summary>Whether what stands in a column can be values of a kind of fact, whatever the words over it say.</summary>
internal static class ColumnValues
{
    private const int SampleSize = 300;
    private const double MostUnfit = 0.2;
    private const long LongestCode = 99;

    /// <summary>True if the filled cells under the header, a few apart, can be values of the kind; a column without values fits.</summary>
    public static bool Fit(FactKind kind, Sheet sheet, ListHeader header, int column)
    {
        // Totals and signatures stand under a table: a few cells may be anything.
        var cells = Enumerable.Range(header.FirstRow, Math.Max(0, sheet.Rows.Count - header.FirstRow))
            .Select(r => sheet.At(r, column)).Where(c => !c.IsBlank && c.Text.Trim() is not ("-" or "–")).Take(SampleSize).ToList();
        return cells.Count(c => !Fits(kind, c)) <= cells.Count * MostUnfit;
    }

    /// <summary>What a cell of a yes-or-no column says; null if neither.</summary>
    public static bool? YesOrNo(string text) => HeaderWords.Plain(text) switch
    {
        "co" or "x" or "1" or "yes" or "true" or "dung" => true,
        "khong" or "0" or "no" or "false" or "sai" => false,
        _ => null,
    };

    private static bool Fits(FactKind kind, SheetCell cell)
    {
        var number = NumberText.Whole(cell);
        return kind.Type switch
        {
            FactType.Whole or FactType.Dong => number.Ok
                && kind.WhyNot(number.Value.Value.ToString(System.Globalization.CultureInfo.InvariantCulture)) is null,
            FactType.Date => cell.Kind == CellKind.Date || cell.Text.Count(char.IsAsciiDigit) is >= 4 and <= 8,
            FactType.Person => number.Ok,
            FactType.Bool => YesOrNo(cell.Text) is not null,

            // Words of codes are the list's own; sums of money and dates are no codes.
            _ => cell.Kind != CellKind.Date && !(number.Ok && Math.Abs(number.Value.Value) > LongestCode),
        };
    }
}

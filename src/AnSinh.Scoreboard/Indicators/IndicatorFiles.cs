using AnSinh.Basics;
using AnSinh.Scoreboard.Sheets;

namespace AnSinh.Scoreboard.Indicators;

/// <summary>Reads policy/*/indicators/*.yaml.</summary>
internal static class IndicatorFiles
{
    private const int MostGroups = 30;

    internal static readonly IReadOnlyDictionary<string, IndicatorUnit> Units = new Dictionary<string, IndicatorUnit>
    {
        ["households"] = IndicatorUnit.Households,
        ["percent"] = IndicatorUnit.Percent,
        ["percentage_points"] = IndicatorUnit.PercentagePoints,
        ["persons"] = IndicatorUnit.Persons,
        ["persons_per_year"] = IndicatorUnit.PersonsPerYear,
        ["communes"] = IndicatorUnit.Communes,
    };

    private static readonly Dictionary<string, Counts> Counted = new()
    {
        ["person"] = Counts.Person,
        ["household"] = Counts.Household,
        ["unit"] = Counts.Unit,
    };

    private static readonly Dictionary<string, Direction> Directions = new() { ["lower"] = Direction.Lower, ["higher"] = Direction.Higher };

    public static Indicator Indicator(Sheet sheet)
    {
        sheet.Only("indicator", "order", "label", "unit", "decimals", "counts", "direction", "numerator", "numerator_label",
            "denominator", "denominator_label", "change_of", "base", "definition", "basis", "doubt");
        var changeOf = sheet.TextOrNull("change_of");
        Month? from = null;
        if (changeOf is not null)
        {
            if (Month.TryParse(sheet.Text("base"), out var month))
            {
                from = month;
            }
            else
            {
                sheet.Error("'base' phải là tháng dạng yyyy-MM.", "base");
            }
        }

        return new Indicator(
            sheet.Text("indicator"),
            sheet.Whole("order"),
            sheet.Local("label"),
            sheet.Word("unit", Units),
            sheet.WholeOrNull("decimals") ?? 0,
            sheet.Word("counts", Counted),
            sheet.Word("direction", Directions),
            changeOf is null ? sheet.Text("numerator") : null,
            sheet.LocalOrNull("numerator_label"),
            sheet.TextOrNull("denominator"),
            sheet.LocalOrNull("denominator_label"),
            changeOf,
            from,
            sheet.Local("definition"),
            sheet.Local("basis"),
            sheet.LocalOrNull("doubt"),
            sheet.Place);
    }

    public static Counting Counting(Sheet sheet)
    {
        sheet.Only("counted", "age_groups");
        var groups = sheet.List("age_groups").Select(g => new AgeGroup(g.Whole("from"), g.WholeOrNull("to"))).ToList();
        if (groups.Count == 0 || groups.Zip(groups.Skip(1)).Any(p => p.First.To + 1 != p.Second.From))
        {
            sheet.Error("Các nhóm tuổi phải liền nhau, không hở, không chồng.", "age_groups");
        }

        if (groups.Count > MostGroups)
        {
            sheet.Error($"Nhiều nhất {MostGroups} nhóm tuổi.", "age_groups");
        }

        return new Counting(sheet.Inner("counted")?.Text("person") ?? "", groups, sheet.Place);
    }
}

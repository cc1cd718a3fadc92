using AnSinh.Basics;
using AnSinh.Basics.PolicyFiles;

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

    public static Indicator Indicator(PolicyMap sheet)
    {
        var changeOf = sheet.Text("change_of");
        Month? from = null;
        if (changeOf is not null)
        {
            if (Month.TryParse(sheet.Required("base"), out var month))
            {
                from = month;
            }
            else
            {
                sheet.Wrong("base", "'base' phải là tháng dạng yyyy-MM.");
            }
        }

        var indicator = new Indicator(
            sheet.Required("indicator"),
            sheet.RequiredWhole("order"),
            sheet.RequiredLocal("label"),
            sheet.Word("unit", Units),
            sheet.Whole("decimals") ?? 0,
            sheet.Word("counts", Counted),
            sheet.Word("direction", Directions),
            changeOf is null ? sheet.Required("numerator") : null,
            sheet.Local("numerator_label"),
            sheet.Text("denominator"),
            sheet.Local("denominator_label"),
            changeOf,
            from,
            sheet.RequiredLocal("definition"),
            sheet.RequiredLocal("basis"),
            sheet.Local("doubt"),
            sheet.Place);
        sheet.Ignore("numerator", "base");
        sheet.Done();
        return indicator;
    }

    public static Counting Counting(PolicyMap sheet)
    {
        var groups = sheet.Maps("age_groups").Select(g => new AgeGroup(g.RequiredWhole("from"), g.Whole("to"))).ToList();
        if (groups.Count == 0 || groups.Zip(groups.Skip(1)).Any(p => p.First.To + 1 != p.Second.From))
        {
            sheet.Wrong("age_groups", "Các nhóm tuổi phải liền nhau, không hở, không chồng.");
        }

        if (groups.Count > MostGroups)
        {
            sheet.Wrong("age_groups", $"Nhiều nhất {MostGroups} nhóm tuổi.");
        }

        var counting = new Counting(sheet.Map("counted")?.Required("person") ?? "", groups, sheet.Place);
        sheet.Done();
        return counting;
    }
}

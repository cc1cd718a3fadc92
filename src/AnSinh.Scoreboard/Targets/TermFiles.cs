using AnSinh.Basics.PolicyFiles;
using AnSinh.Scoreboard.Publications;

namespace AnSinh.Scoreboard.Targets;

/// <summary>Reads policy/*/targets/*.yaml.</summary>
internal static class TermFiles
{
    public static Term Term(PolicyMap sheet)
    {
        var term = new Term(
            sheet.Required("term"),
            sheet.Required("unit"),
            sheet.RequiredWhole("from"),
            sheet.RequiredWhole("to"),
            sheet.RequiredLocal("label"),
            sheet.RequiredLocal("resolution"),
            [.. sheet.Maps("targets").Select(Target)],
            sheet.RequiredLocal("no_target"),
            sheet.Place);
        if (term.To < term.From)
        {
            sheet.Wrong("to", "Năm cuối nhiệm kỳ phải sau năm đầu.");
        }

        sheet.Done();
        return term;
    }

    private static Target Target(PolicyMap sheet)
    {
        var value = sheet.Number("value");
        if (value is null && !sheet.Has("reason"))
        {
            sheet.Wrong("value", "Mục tiêu không nêu mức (value: null) phải có 'reason'.");
        }

        var target = new Target(
            sheet.Required("indicator"),
            sheet.RequiredWhole("period"),
            sheet.Word("comparator", Comparators.Words),
            value,
            sheet.RequiredLocal("set_by"),
            sheet.Local("reason"),
            sheet.Required("source"),
            sheet.Bool("uncertain"));
        sheet.Done();
        return target;
    }
}

using AnSinh.Scoreboard.Publications;
using AnSinh.Scoreboard.Sheets;

namespace AnSinh.Scoreboard.Targets;

/// <summary>Reads policy/*/targets/*.yaml.</summary>
internal static class TermFiles
{
    public static Term Term(Sheet sheet)
    {
        sheet.Only("term", "unit", "from", "to", "label", "resolution", "targets", "no_target");
        var term = new Term(
            sheet.Text("term"),
            sheet.Text("unit"),
            sheet.Whole("from"),
            sheet.Whole("to"),
            sheet.Local("label"),
            sheet.Local("resolution"),
            [.. sheet.List("targets").Select(Target)],
            sheet.Local("no_target"),
            sheet.Place);
        if (term.To < term.From)
        {
            sheet.Error("Năm cuối nhiệm kỳ phải sau năm đầu.", "to");
        }

        return term;
    }

    private static Target Target(Sheet sheet)
    {
        sheet.Only("indicator", "period", "comparator", "value", "set_by", "reason", "source", "uncertain");
        var value = sheet.NumberOrNull("value");
        if (value is null && !sheet.Has("reason"))
        {
            sheet.Error("Mục tiêu không nêu mức (value: null) phải có 'reason'.", "value");
        }

        return new Target(
            sheet.Text("indicator"),
            sheet.Whole("period"),
            sheet.Word("comparator", Comparisons.Words),
            value,
            sheet.Local("set_by"),
            sheet.LocalOrNull("reason"),
            sheet.Text("source"),
            sheet.Flag("uncertain", false));
    }
}

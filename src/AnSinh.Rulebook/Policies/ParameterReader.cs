using System.Globalization;
using AnSinh.Basics;
using AnSinh.Basics.PolicyFiles;
using AnSinh.Rulebook.Expressions;

namespace AnSinh.Rulebook.Policies;

/// <summary>Reads parameters; the values of one name from several levels become one parameter.</summary>
internal static class ParameterReader
{
    public static void Read(PolicyDraft draft)
    {
        foreach (var (level, map) in draft.Documents("parameters"))
        {
            One(draft, level, map);
        }
    }

    private static void One(PolicyDraft draft, string folderLevel, PolicyMap map)
    {
        var before = draft.Problems.All.Count;
        var name = map.Required("parameter");
        var declared = new Declared(name, map.Local("label"), map.Text("unit"),
            map.Has("combine") ? map.Word("combine", true, "override", "max") : null);
        var level = map.Text("level") ?? folderLevel;
        var cite = draft.Cite(map, "cite", required: false);
        map.Ignore("note", "source");
        if (draft.Levels.All(l => l.Level.Code != level))
        {
            map.Wrong("level", $"không có địa bàn '{level}'{Nearest.Hint(level, draft.Levels.Select(l => l.Level.Code))}");
        }

        var known = Known(map, declared, draft.Parameters.GetValueOrDefault(name), cite);
        if (known.Values.FirstOrDefault(v => v.Level == level) is { } other)
        {
            map.Wrong("parameter", $"giá trị của '{name}' cho địa bàn '{level}' đã có ở {other.Place}; để chung một nơi");
        }

        var values = map.Maps("values").Select(v => Value(draft, v, known, level)).ToList();
        if (values.Count == 0)
        {
            map.Missing("values");
        }

        map.Done();
        values.Sort((a, b) => (a.From, a.Issued).CompareTo((b.From, b.Issued)));
        if (draft.Problems.All.Count == before)
        {
            Checking.DateCheck.Sequence(values, draft.Problems, $"giá trị của '{name}'");
        }
        else
        {
            draft.Broken.Add("parameters." + name);
        }

        draft.Parameters[name] = known with { Values = [.. known.Values, .. values], Cite = known.Cite ?? cite };
    }

    /// <summary>What one file says of a parameter as such.</summary>
    private sealed record Declared(string Name, LocalText? Label, string? Unit, string? Combine);

    // The parameter as another file declared it, which this one may not contradict; else as this one does.
    private static Parameter Known(PolicyMap map, Declared declared, Parameter? known, Citation? cite)
    {
        var (name, label, unit, combine) = declared;
        if (known is null)
        {
            known = new Parameter(name, label ?? new LocalText(name), unit ?? "", Units.Of(map, unit),
                combine == "max" ? Combine.Max : Combine.Override, cite, [], map.Place);
            if (label is null)
            {
                map.Missing("label");
            }
        }
        else if (unit is not null && unit != known.Unit)
        {
            map.Wrong("unit", $"đơn vị '{unit}' khác với '{known.Unit}' đã khai báo ở {known.Place}");
        }
        else if (combine is not null && (combine == "max") != (known.Combine == Combine.Max))
        {
            map.Wrong("combine", $"'combine' khác với khai báo ở {known.Place}");
        }

        return known;
    }

    private static DatedValue Value(PolicyDraft draft, PolicyMap map, Parameter parameter, string level)
    {
        var cite = draft.Cite(map, "cite", required: true);
        var (issued, inForce) = draft.TwoTimes(map, cite);
        var isChecked = PolicyDraft.Checked(map);
        map.Ignore("source");
        var value = new DatedValue(
            level, PolicyDraft.From(map), map.Date("to"), issued, inForce, Number(map, parameter), cite ?? new Citation(""),
            draft.Doubt(map, isChecked, cite), map.Text("note"), isChecked, map.Place)
        {
            GapAllowed = map.Word("gap", false, "error", "allowed") == "allowed",
        };
        map.Done();
        return value;
    }

    private static long Number(PolicyMap map, Parameter parameter)
    {
        var (text, counts) = (map.Required("value"), parameter.Counts);
        if (Number(text, counts) is { } number)
        {
            if (Units.Fault(parameter.Unit, number) is { } fault)
            {
                map.Wrong("value", fault);
            }

            return number;
        }

        if (text.Length > 0)
        {
            var what = counts == ParameterUnit.Coefficient ? "hệ số (tối đa bốn chữ số thập phân)" : "số nguyên không âm";
            map.Wrong("value", $"'value: {text}' không phải là {what}");
        }

        return 0;
    }

    /// <summary>A written number as its raw value, or null.</summary>
    internal static long? Number(string written, ParameterUnit counts)
    {
        var text = written.Replace("_", "", StringComparison.Ordinal);
        if (counts == ParameterUnit.Coefficient)
        {
            return decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var parts)
                && parts < int.MaxValue / Coefficients.Scale && parts * Coefficients.Scale is var scaled
                && scaled == decimal.Truncate(scaled) ? (long)scaled : null;
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var whole) && whole <= Coefficients.NumberLimit
            ? whole : null;
    }
}

using System.Globalization;
using AnSinh.Basics;
using AnSinh.Basics.PolicyFiles;
using AnSinh.Rulebook.Checking;
using AnSinh.Rulebook.Expressions;

namespace AnSinh.Rulebook.Policies;

/// <summary>Reads tables; editions that follow another by the factor rule are computed here, once.</summary>
internal static class TableReader
{
    public static void Read(PolicyDraft draft)
    {
        foreach (var (level, map) in draft.Documents("tables"))
        {
            One(draft, level, map);
        }
    }

    private static void One(PolicyDraft draft, string level, PolicyMap map)
    {
        var before = draft.Problems.All.Count;
        var name = map.Required("table");
        var unit = map.Required("unit");
        var counts = Units.Of(map, unit);
        var byNumber = map.Word("key", true, "whole", "code") == "whole";
        var known = draft.Tables.GetValueOrDefault(name)
            ?? new AmountTable(name, map.RequiredLocal("label"), unit, counts, byNumber, [], map.Place);
        map.Ignore("label", "note", "cite", "source");
        if (unit != known.Unit || byNumber != known.ByNumber)
        {
            map.Wrong("unit", $"'unit' hoặc 'key' khác với khai báo ở {known.Place}");
        }

        var editions = new List<TableEdition>();
        // Printed editions first: a derived one may follow an edition of a later day.
        foreach (var item in map.Maps("editions").OrderBy(e => e.Has("scaled_from")))
        {
            editions.Add(Edition(draft, item, level, known, editions));
        }

        map.Done();
        if (editions.Count == 0)
        {
            map.Missing("editions");
        }

        editions.Sort((a, b) => (a.From, a.Issued).CompareTo((b.From, b.Issued)));
        if (draft.Problems.All.Count == before)
        {
            DateCheck.Sequence(editions, e => e.GapAllowed, e => e.Place, draft.Problems, $"các lần ban hành của bảng '{name}'");
        }
        else
        {
            draft.Broken.Add($"table('{name}'");
        }

        draft.Tables[name] = known with { Editions = [.. known.Editions, .. editions] };
    }

    private static TableEdition Edition(PolicyDraft draft, PolicyMap map, string level, AmountTable table, List<TableEdition> before)
    {
        var cite = draft.Cite(map, "cite", required: true);
        var (issued, inForce) = draft.TwoTimes(map, cite);
        var isChecked = PolicyDraft.Checked(map);
        var from = PolicyDraft.From(map);
        var rows = Rows(map, table);
        var derived = map.Has("scaled_from") ? Scaled(draft, map, level, before, from, rows) : [];
        map.Ignore("source");
        var edition = new TableEdition(
            level, from, map.Date("to"), issued, inForce, rows, derived, cite ?? new Citation(""), draft.Doubt(map, isChecked, cite),
            map.Text("note"), isChecked, map.Place)
        {
            GapAllowed = map.Word("gap", false, "error", "allowed") == "allowed",
            Table = table.Name,
        };
        if (rows.Count == 0 && !(map.Has("scaled_from") && draft.Broken.Contains("parameters." + map.Text("by"))))
        {
            map.Missing("rows");
        }

        map.Done();
        return edition;
    }

    private static Dictionary<string, long> Rows(PolicyMap map, AmountTable table)
    {
        var rows = new Dictionary<string, long>(StringComparer.Ordinal);
        if (map.Map("rows") is not { } cells)
        {
            return rows;
        }

        foreach (var key in cells.Keys.ToList())
        {
            if (table.ByNumber && !int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            {
                cells.Wrong(key, $"khóa '{key}' phải là số nguyên");
                cells.Text(key);
            }
            else if (cells.Text(key) is { } text && ParameterReader.Number(text, table.Counts) is var number)
            {
                if (number is null)
                {
                    cells.Wrong(key, $"'{key}: {text}' không phải là số hợp lệ");
                }
                else if (Units.Fault(table.Unit, number.Value) is { } fault)
                {
                    cells.Wrong(key, fault);
                }

                rows[key] = number ?? 0;
            }
        }

        return rows;
    }

    /// <summary>Fills in rows that are not printed: those of another edition × the parameter now ÷ then, to the unit, half up.</summary>
    private static HashSet<string> Scaled(PolicyDraft draft, PolicyMap map, string level, List<TableEdition> editions,
        DateOnly from, Dictionary<string, long> rows)
    {
        var derived = new HashSet<string>(StringComparer.Ordinal);
        var source = map.RequiredDate("scaled_from");
        var by = map.Required("by");
        var unit = Rounding(map);
        if (draft.Broken.Contains("parameters." + by))
        {
            return derived;
        }

        if (editions.FirstOrDefault(e => e.From == source) is not { } other)
        {
            map.Wrong("scaled_from", $"không có lần ban hành nào từ {source:yyyy-MM-dd}");
        }
        else if (!draft.Parameters.TryGetValue(by, out var parameter))
        {
            map.Wrong("by", $"không có tham số '{by}'{Nearest.Hint(by, draft.Parameters.Keys)}");
        }
        else if (At(parameter, level, from) is not { } now || At(parameter, level, source) is not { } then || then <= 0)
        {
            map.Wrong("by", $"tham số '{by}' thiếu giá trị ngày {from:yyyy-MM-dd} hoặc {source:yyyy-MM-dd}");
        }
        else
        {
            foreach (var (row, value) in other.Rows.Where(r => unit > 0 && !rows.ContainsKey(r.Key)))
            {
                if (NumberOrNull(map, row, () => Operations.Round(checked(value * now), checked(then * unit), unit)) is { } scaled)
                {
                    rows[row] = scaled;
                    derived.Add(row);
                }
            }
        }

        return derived;
    }

    private static long? NumberOrNull(PolicyMap map, string row, Func<long> work)
    {
        try
        {
            return work();
        }
        catch (OverflowException)
        {
            map.Wrong("by", $"dòng '{row}' tính ra số quá lớn");
            return null;
        }
    }

    private static long Rounding(PolicyMap map)
    {
        if (long.TryParse(map.Text("round") ?? "1", NumberStyles.None, CultureInfo.InvariantCulture, out var unit) && unit > 0)
        {
            return unit;
        }

        map.Wrong("round", "'round' là số đồng, nguyên dương");
        return 0;
    }

    private static long? At(Parameter parameter, string level, DateOnly day) =>
        parameter.Values.Where(v => v.From <= day && level.StartsWith(v.Level, StringComparison.Ordinal))
        .OrderBy(v => v.Level.Length).ThenBy(v => v.From).LastOrDefault()?.Value;
}

using System.Globalization;
using AnSinh.Basics;
using AnSinh.Basics.Csv;
using Sylvan.Data.Csv;

namespace AnSinh.Register.Units;

/// <summary>
/// Reads units.csv and unit_changes.csv of policy folders. A change without a day is one whose day is not known yet: it is not applied.
/// </summary>
public static class UnitFiles
{
    /// <summary>
    /// Reads the folders in order (a folder without the files has no units of its own); all errors, each with file and line.
    /// </summary>
    public static Outcome<(IReadOnlyList<Unit> Units, IReadOnlyList<UnitChange> Changes)> Read(IEnumerable<string> policyFolders)
    {
        try
        {
            return Read(policyFolders.ToList());
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException
            || CsvGuard.Fault(trouble, "units.csv, unit_changes.csv") is not null)
        {
            return CsvGuard.Fault(trouble, "units.csv, unit_changes.csv")
                ?? new Refusal("units.unreadable", "Không đọc được tệp đơn vị; hãy kiểm tra quyền đọc.");
        }
    }

    private static Outcome<(IReadOnlyList<Unit> Units, IReadOnlyList<UnitChange> Changes)> Read(List<string> folders)
    {
        var refusals = new List<Refusal>();
        var units = new Dictionary<string, (Unit Unit, string Place)>(StringComparer.Ordinal);
        foreach (var line in folders.SelectMany(f => Lines(Path.Combine(f, "units.csv"), refusals)))
        {
            if (ReadUnit(line) is { } unit && !units.TryAdd(unit.Key, (unit, line.Place)))
            {
                refusals.Add(new Refusal("unit.twice", $"Đơn vị {unit.Key} đã có ở {units[unit.Key].Place}.", line.Place));
            }
        }

        refusals.AddRange(Overlaps(units.Values));
        var byCode = units.Values.ToLookup(u => u.Unit.Code, u => u.Unit, StringComparer.Ordinal);
        var changes = new List<UnitChange>();
        foreach (var line in folders.SelectMany(f => Lines(Path.Combine(f, "unit_changes.csv"), refusals)))
        {
            if (ReadChange(line, byCode) is { } change)
            {
                changes.Add(change);
            }
        }

        return refusals.Count > 0
            ? Outcome<(IReadOnlyList<Unit>, IReadOnlyList<UnitChange>)>.Refused(refusals)
            : Outcome<(IReadOnlyList<Unit>, IReadOnlyList<UnitChange>)>.Of(([.. units.Values.Select(u => u.Unit)], changes));
    }

    private static Unit? ReadUnit(Line line)
    {
        var (code, name, kind) = (line.Need("code"), line.Need("name"), line.Need("kind"));
        var (level, from, to) = (line.Whole("level"), line.Day("valid_from"), line.Day("valid_to"));
        if (to < from)
        {
            line.Refuse("unit.end-before-start", "valid_to trước valid_from.");
        }

        return line.Refused ? null
            : new Unit(Unit.KeyOf(code, from), code, name, line.Field("full_name") ?? name, kind, level, line.Field("parent_code"),
                from, to, line.Field("note"));
    }

    private static UnitChange? ReadChange(Line line, ILookup<string, Unit> byCode)
    {
        if (line.Day("effective_date") is not { } on)
        {
            return null;
        }

        var (fromCode, toCode, extent) = (line.Need("from_code"), line.Field("to_code"), line.Need("extent"));
        var from = byCode[fromCode].FirstOrDefault(u => u.ExistsOn(on.AddDays(-1)));
        var to = toCode is null ? null : byCode[toCode].FirstOrDefault(u => u.ExistsOn(on));
        if (from is null)
        {
            line.Refuse("unit-change.no-source", $"Không có đơn vị mã {fromCode} vào ngày trước {Vietnamese.Date(on)}.");
        }

        if (toCode is not null && to is null)
        {
            line.Refuse("unit-change.no-target", $"Không có đơn vị mã {toCode} vào ngày {Vietnamese.Date(on)}.");
        }

        if (extent is not ("whole" or "part"))
        {
            line.Refuse("unit-change.extent", $"extent phải là whole hoặc part, không phải '{extent}'.");
        }

        var change = (line.Need("event"), line.Day("decided_date"), line.Need("instrument"), line.Whole("level"));
        return line.Refused ? null
            : new UnitChange(change.Item1, on, change.Item2, change.Item3, change.Item4, from!.Key, to?.Key, extent == "whole");
    }

    private static IEnumerable<Refusal> Overlaps(IEnumerable<(Unit Unit, string Place)> units) =>
        from versions in units.GroupBy(u => u.Unit.Code, StringComparer.Ordinal)
        let ordered = versions.OrderBy(v => v.Unit.From ?? DateOnly.MinValue).ToList()
        from i in Enumerable.Range(1, ordered.Count - 1)
        where ordered[i].Unit.Meets(ordered[i - 1].Unit)
        select new Refusal("unit.overlap", $"Mã {versions.Key} có hai đơn vị trùng thời gian ({ordered[i - 1].Place}).", ordered[i].Place);

    private static IEnumerable<Line> Lines(string path, List<Refusal> refusals)
    {
        if (!File.Exists(path))
        {
            yield break;
        }

        var file = $"{Path.GetFileName(Path.GetDirectoryName(path))}/{Path.GetFileName(path)}";
        using var reader = CsvGuard.Open(new StreamReader(path), file, ',', hasHeaders: true);
        while (reader.Read())
        {
            yield return new Line(reader, $"{file}:{reader.RowNumber + 1}", refusals);
        }
    }

    /// <summary>One line of a file, collecting what is wrong with it.</summary>
    private sealed class Line(CsvDataReader reader, string place, List<Refusal> refusals)
    {
        public string Place => place;

        public bool Refused { get; private set; }

        public void Refuse(string code, string message)
        {
            Refused = true;
            refusals.Add(new Refusal(code, message, place));
        }

        public string? Field(string column)
        {
            for (var i = 0; i < reader.FieldCount; i++)
            {
                if (reader.GetName(i) == column)
                {
                    var text = i < reader.RowFieldCount ? reader.GetString(i).Trim() : "";
                    return text.Length == 0 ? null : text;
                }
            }

            return null;
        }

        public string Need(string column)
        {
            if (Field(column) is { } text)
            {
                return text;
            }

            Refuse("csv.missing", $"Thiếu {column}.");
            return "";
        }

        public DateOnly? Day(string column)
        {
            if (Field(column) is not { } text)
            {
                return null;
            }

            if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                return day;
            }

            Refuse("csv.day", $"{column}: '{text}' không phải ngày (yyyy-MM-dd).");
            return null;
        }

        public int Whole(string column)
        {
            if (int.TryParse(Need(column), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return number;
            }

            if (!Refused)
            {
                Refuse("csv.number", $"{column}: '{Field(column)}' không phải số.");
            }

            return 0;
        }
    }
}

using AnSinh.Basics;
using AnSinh.Intake.Borders;
using AnSinh.Register.Units;

namespace AnSinh.Demo.Synthetic;

/// <summary>
/// The reorganisations of the demo (<i lang="vi">sắp xếp đơn vị hành chính</i>): a register starts with the map of before and lives through
/// them, so that each can be undone and applied again.
/// </summary>
public static class SyntheticBorders
{
    /// <summary>Reads the reorganisations of a district's policy folder, in the order of their days.</summary>
    public static Outcome<IReadOnlyList<Reorganisation>> Read(string folder)
    {
        var read = (Directory.Exists(folder) ? Directory.GetFiles(folder, "*.csv") : []).Order(StringComparer.Ordinal)
            .Select(ReorganisationFile.Read).ToList();
        var refusals = read.SelectMany(r => r.Refusals).ToList();
        return refusals.Count > 0 ? Outcome<IReadOnlyList<Reorganisation>>.Refused(refusals)
            : Outcome<IReadOnlyList<Reorganisation>>.Of([.. read.Select(r => r.Value).OrderBy(r => r.On)]);
    }

    /// <summary>The map as it was before the reorganisations: what they start is not there, what they end goes on.</summary>
    public static (IReadOnlyList<Unit> Units,
        IReadOnlyList<UnitChange> Changes) Before(IReadOnlyList<Unit> units, IReadOnlyList<UnitChange> changes,
        IEnumerable<Reorganisation> reorganisations)
    {
        foreach (var what in reorganisations.OrderByDescending(r => r.On))
        {
            var from = what.Lines.Select(l => l.FromCode).ToHashSet(StringComparer.Ordinal);
            var to = what.Lines.Select(l => l.ToCode).OfType<string>().Select(code => Unit.KeyOf(code, what.On))
                .ToHashSet(StringComparer.Ordinal);
            var ended = units.Where(u => from.Contains(u.Code) && u.To == what.On.AddDays(-1)).Select(u => u.Key)
                .ToHashSet(StringComparer.Ordinal);
            units = [.. units.Where(u => !to.Contains(u.Key)).Select(u => ended.Contains(u.Key) ? u with { To = null } : u)];
            changes = [.. changes.Where(c => c.On != what.On || !ended.Contains(c.FromKey))];
        }

        return (units, changes);
    }

    /// <summary>The same for every district of a demo: one event on the day, with the lines of each copy.</summary>
    public static Reorganisation Extend(Reorganisation one, int scale) =>
        one with { Lines = [.. Enumerable.Range(0, scale)
            .SelectMany(copy => one.Lines.Select(line => copy == 0 ? line : Copy(line, copy)))] };

    private static ReorganisationLine Copy(ReorganisationLine line, int copy) => line with
    {
        FromCode = SyntheticUnits.CopyOfCode(line.FromCode, copy),
        FromName = SyntheticUnits.CopyOfName(line.FromName, copy),
        ToCode = line.ToCode is { } to ? SyntheticUnits.CopyOfCode(to, copy) : null,
        To = line.To with
        {
            Name = SyntheticUnits.CopyOfName(line.To.Name, copy),
            FullName = SyntheticUnits.CopyOfName(line.To.FullName, copy),
            ParentCode = line.To.ParentCode is { } parent && parent == SyntheticUnits.District ? SyntheticUnits.CopyOfCode(parent, copy)
            : line.To.ParentCode,
        },
    };
}

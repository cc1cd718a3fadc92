using AnSinh.Basics;
using AnSinh.Register.Units;

namespace AnSinh.Intake.Borders;

/// <summary>
/// Fits a reorganisation onto a map: every unit it names must be there as it says, and nobody may be left without a unit.
/// </summary>
internal sealed class ReorganisationCheck
{
    private const int CommuneLevel = 3;
    private readonly Reorganisation _what;
    private readonly UnitMap _map;
    private readonly List<Refusal> _refusals = [];
    private readonly List<Refusal> _doubts = [];
    private readonly Dictionary<string, Unit> _from = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Unit> _to = new(StringComparer.Ordinal);

    private ReorganisationCheck(Reorganisation what, UnitMap map) => (_what, _map) = (what, map);

    /// <summary>The plan, or every reason why there can be none, each with its line.</summary>
    public static Outcome<ReorganisationPlan> Plan(Reorganisation what, UnitMap map, int mapNo) =>
        new ReorganisationCheck(what, map).Plan(mapNo);

    private Outcome<ReorganisationPlan> Plan(int mapNo)
    {
        if (_map.Changes.Any(
            c => c.Event == _what.Event && c.On == _what.On && _what.Lines.Any(l => _map.FindOrNull(c.FromKey)?.Code == l.FromCode)))
        {
            return new Refusal("borders.applied", $"Lần sắp xếp {_what.Event} đã được áp dụng; muốn áp dụng lại thì hoàn tác trước.",
                _what.Lines[0].Place);
        }

        Sources();
        Targets();
        if (_refusals.Count > 0)
        {
            return Outcome<ReorganisationPlan>.Refused(_refusals);
        }

        var ended = _from.Values.Select(u => u with { To = _what.On.AddDays(-1) }).OrderBy(u => u.Key, StringComparer.Ordinal).ToList();
        var started = _to.Values.OrderBy(u => u.Key, StringComparer.Ordinal).ToList();
        var links = _what.Lines.Select(l => new UnitChange(
            _what.Event, _what.On, _what.Decided, l.Instrument ?? _what.Instrument, _from[l.FromCode].Level,
            _from[l.FromCode].Key, l.ToCode is null ? null : _to[l.ToCode].Key, l.Whole)).ToList();
        var gone = ended.Select(u => u.Key).ToHashSet(StringComparer.Ordinal);
        var after = new UnitMap(
            [.. _map.All.Where(u => !gone.Contains(u.Key)).Concat(ended).Concat(started).OrderBy(u => u.Key, StringComparer.Ordinal)],
            [.. _map.Changes, .. links]);
        Orphans(ended, started, after);
        if (_what.Decided > _what.On)
        {
            _doubts.Add(
                new Refusal("borders.late",
                    $"Văn bản ký ngày {Vietnamese.Date(_what.Decided.Value)}, sau ngày có hiệu lực {Vietnamese.Date(_what.On)}.",
                    _what.Lines[0].Place));
        }

        return _refusals.Count > 0 ? Outcome<ReorganisationPlan>.Refused(_refusals)
            : new ReorganisationPlan(_what, mapNo, ended, started, links, Splits(), _doubts, after);
    }

    private void Sources()
    {
        var before = _what.On.AddDays(-1);
        foreach (var lines in _what.Lines.GroupBy(l => l.FromCode, StringComparer.Ordinal))
        {
            var first = lines.First();
            if (_map.At(lines.Key, before) is not { } unit)
            {
                Refuse(first, "borders.no-source", $"Không có đơn vị mã {lines.Key} vào ngày {Vietnamese.Date(before)}.");
                continue;
            }

            _from.Add(lines.Key, unit);
            if (unit.To is { } end)
            {
                Refuse(first, "borders.ends",
                    $"{unit.FullName} ({unit.Key}) đã ghi kết thúc ngày {Vietnamese.Date(end)}; hãy hoàn tác lần sắp xếp ấy trước.");
            }

            if (unit.From == _what.On)
            {
                Refuse(first, "borders.starts", $"{unit.FullName} mới lập đúng ngày này.");
            }

            foreach (var line in lines.Where(l => l.FromName is { } name && !Same(name, unit.FullName) && !Same(name, unit.Name)))
            {
                Refuse(line, "borders.other-name",
                    $"Mã {lines.Key} vào ngày {Vietnamese.Date(before)} là {unit.FullName}, tệp ghi '{line.FromName}'; "
                    + "mã có thể đã dùng lại.");
            }

            Extents([.. lines], unit);
        }
    }

    private void Extents(IReadOnlyList<ReorganisationLine> lines, Unit unit)
    {
        var whole = lines.Count(l => l.Whole);
        if (whole > 0 && lines.Count > 1)
        {
            Refuse(lines[1], "borders.whole-and-more",
                $"{unit.FullName} đã đi toàn bộ ở {lines.First(l => l.Whole).Place}; chia tách thì mọi dòng phải ghi part.");
        }
        else if (whole == 0 && lines.Count == 1)
        {
            Refuse(lines[0], "borders.one-part",
                $"{unit.FullName} chỉ có một phần được ghi; hãy ghi cả phần còn lại đi đâu (kể cả khi giữ tên, mã cũ).");
        }

        foreach (var twice in lines.GroupBy(l => l.ToCode).Where(g => g.Count() > 1))
        {
            Refuse(twice.Last(), "borders.twice", $"{unit.FullName} → {twice.Key} đã có ở {twice.First().Place}.");
        }

        foreach (var line in lines.Where(l => l.ToCode is null))
        {
            if (unit.Level == CommuneLevel)
            {
                Refuse(line, "borders.people-nowhere", $"{unit.FullName} không thể mất hẳn: phải ghi to_code, nơi người dân thuộc về.");
            }
            else if (!line.Whole)
            {
                Refuse(line, "borders.tier-part", "Bỏ một cấp phải ghi whole.");
            }
        }

        foreach (var hamlet in lines.SelectMany(l => l.Hamlets.Select(h => (Line: l, Hamlet: h)))
            .GroupBy(h => h.Hamlet, StringComparer.CurrentCultureIgnoreCase).Where(g => g.Count() > 1))
        {
            Refuse(hamlet.Last().Line, "borders.hamlet-twice", $"Thôn {hamlet.Key} đã ghi ở {hamlet.First().Line.Place}.");
        }
    }

    private void Targets()
    {
        foreach (var lines in _what.Lines.Where(l => l.ToCode is not null && _from.ContainsKey(l.FromCode))
            .GroupBy(l => l.ToCode!, StringComparer.Ordinal))
        {
            if (_map.At(lines.Key, _what.On) is { } present && !_from.ContainsKey(lines.Key))
            {
                Refuse(lines.First(), "borders.target-goes-on",
                    $"{present.FullName} ({present.Key}) nhận thêm đất nhưng tệp không có dòng {lines.Key} → {lines.Key}; "
                    + "hãy thêm dòng ấy để bản đồ trước và sau phân biệt được.");
                continue;
            }

            if (_map.All.FirstOrDefault(
                u => u.Code == lines.Key && (u.From >= _what.On || u.Key == Unit.KeyOf(lines.Key, _what.On))) is { } later)
            {
                Refuse(lines.First(), "borders.later",
                    $"Mã {lines.Key} đã có đơn vị từ ngày {Vietnamese.Date(later.From!.Value)} ({later.FullName}); "
                    + "hãy hoàn tác lần sắp xếp ấy trước.");
                continue;
            }

            if (Made([.. lines]) is { } unit)
            {
                _to.Add(lines.Key, unit);
            }
        }
    }

    private Unit? Made(IReadOnlyList<ReorganisationLine> lines)
    {
        var code = lines[0].ToCode!;
        var same = lines.FirstOrDefault(l => l.FromCode == code) is { } own ? _from[own.FromCode] : null;
        var levels = lines.Select(l => _from[l.FromCode].Level).Distinct().ToList();
        if (levels.Count > 1)
        {
            Refuse(lines[0], "borders.levels", $"Đơn vị {code} nhận đất từ nhiều cấp khác nhau.");
            return null;
        }

        var name = Stated(lines, "to_name", t => t.Name) ?? same?.Name;
        var kind = Stated(lines, "to_kind", t => t.Kind) ?? same?.Kind;
        if (name is null || kind is null)
        {
            Refuse(lines[0], "borders.nameless", $"Đơn vị mới {code} chưa có {(name is null ? "to_name" : "to_kind")} ở dòng nào.");
            return null;
        }

        var parents = lines.Select(l => _from[l.FromCode].ParentCode).Distinct().ToList();
        var parent = Stated(lines, "to_parent_code", t => t.ParentCode) ?? (parents.Count == 1 ? parents[0] : null);
        if (parent is null && levels[0] > 1)
        {
            Refuse(lines[0], "borders.parent", $"Các đơn vị nhập vào {code} thuộc nhiều nơi; hãy ghi to_parent_code.");
            return null;
        }

        var full = Stated(lines, "to_full_name", t => t.FullName)
            ?? (same is not null && name == same.Name && kind == same.Kind ? same.FullName
                : char.ToUpper(kind[0], System.Globalization.CultureInfo.InvariantCulture) + kind[1..] + " " + name);
        return new Unit(Unit.KeyOf(code, _what.On), code, name, full, kind, levels[0], parent, _what.On, null,
            lines.FirstOrDefault(l => l.Note is not null)?.Note);
    }

    private string? Stated(IReadOnlyList<ReorganisationLine> lines, string column, Func<NewUnit, string?> field)
    {
        var stated = lines.Where(l => field(l.To) is not null).ToList();
        if (stated.FirstOrDefault(l => field(l.To) != field(stated[0].To)) is { } other)
        {
            Refuse(other, "borders.two-names", $"{column} '{field(other.To)}' khác '{field(stated[0].To)}' ở {stated[0].Place}.");
        }

        return stated.Count == 0 ? null : field(stated[0].To);
    }

    // Whoever lay in a unit that ends must lie in one that is there: the new one of the code, or another the file puts it under.
    private void Orphans(List<Unit> ended, List<Unit> started, UnitMap after)
    {
        foreach (var unit in started.Where(u => u.ParentCode is { } parent && after.At(parent, _what.On) is null))
        {
            Refuse(_what.Lines.First(l => l.ToCode == unit.Code), "borders.no-parent",
                $"{unit.FullName} ghi thuộc {unit.ParentCode}, nhưng ngày {Vietnamese.Date(_what.On)} không có đơn vị ấy.");
        }

        foreach (var unit in ended.Where(u => u.Level < CommuneLevel && after.At(u.Code, _what.On) is null))
        {
            var left = after.All.Where(u => u.ParentCode == unit.Code && u.ExistsOn(_what.On)).ToList();
            if (left.Count > 0)
            {
                Refuse(_what.Lines.First(l => l.FromCode == unit.Code), "borders.children-left",
                    $"{unit.FullName} không còn, nhưng {left.Count} đơn vị vẫn ghi thuộc nó: "
                    + $"{string.Join(", ", left.Take(5).Select(u => u.FullName))}{(left.Count > 5 ? "…" : "")}.");
            }
        }
    }

    private List<UnitSplit> Splits() =>
    [
        .. _what.Lines.Where(l => !l.Whole).GroupBy(l => l.FromCode, StringComparer.Ordinal).Where(g => _from[g.Key].Level == CommuneLevel)
            .Select(g => new UnitSplit(_from[g.Key], [.. g.Select(l => (_to[l.ToCode!], l.Hamlets))])),
    ];

    // Hoà and Hòa are one name; so is what an office types without marks.
    private static bool Same(string name, string other) => VietnameseText.Fold(name) == VietnameseText.Fold(other);

    private void Refuse(ReorganisationLine line, string code, string message) => _refusals.Add(new Refusal(code, message, line.Place));
}

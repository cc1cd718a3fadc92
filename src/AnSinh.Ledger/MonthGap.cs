using AnSinh.Basics;
using AnSinh.Casework;
using AnSinh.Determinations;
using AnSinh.Register.People;
using AnSinh.Rulebook;
using AnSinh.Rulebook.Explaining;

namespace AnSinh.Ledger;

/// <summary>The promise gap of one programme and month, worked out; every figure opens its people.</summary>
public sealed class MonthGap
{
    private readonly Determiner _determiner;
    private readonly MonthResult _result;
    private readonly ProgrammeResult _entitled;
    private readonly ProgrammeResult? _payable;
    private readonly DecisionBook _book;
    private readonly Dictionary<long, string> _homes;
    private readonly bool[] _decided;
    private readonly long[] _paid;

    internal MonthGap(
        Determiner determiner, MonthResult result, GapSides sides, DecisionBook book, Dictionary<long, long> paid,
        Dictionary<long, string> homes)
    {
        var entitled = sides.Entitled;
        (_determiner, _result, _entitled, _payable, _book, _homes) = (determiner, result, entitled, sides.Payable, book, homes);
        _decided = new bool[result.Snapshot.PersonIds.Length];
        _paid = new long[_decided.Length];
        foreach (var decision in book.InForce(entitled.Name, result.Month))
        {
            if (result.Snapshot.RowOf(decision.PersonId) is >= 0 and var row)
            {
                _decided[row] |= entitled.Status[row] != ProgrammeResult.No || decision.Claims(result.Month);
            }
        }

        foreach (var (person, amount) in paid)
        {
            if (result.Snapshot.RowOf(person) is >= 0 and var row)
            {
                _paid[row] = amount;
            }
        }
    }

    /// <summary>The month.</summary>
    public Month Month => _result.Month;

    /// <summary>The day whose knowledge was used.</summary>
    public AsKnown Known => _result.Known;

    /// <summary>Name of the programme.</summary>
    public string Programme => _entitled.Name;

    /// <summary>Counts by commune, within the units the asker may see.</summary>
    public IReadOnlyList<GapCounts> ByUnit(Scope scope)
    {
        var counts = new Dictionary<string, long[]>(StringComparer.Ordinal);
        for (var row = 0; row < _decided.Length; row++)
        {
            if (_entitled.Status[row] == ProgrammeResult.No && !_decided[row] && _paid[row] == 0)
            {
                continue;
            }

            var unit = UnitOf(row);
            if (!scope.Contains(unit))
            {
                continue;
            }

            if (!counts.TryGetValue(unit ?? "", out var own))
            {
                counts[unit ?? ""] = own = new long[7];
            }

            for (var kind = GapKind.Missed; kind <= GapKind.Paid; kind++)
            {
                own[(int)kind] += Is(kind, row) ? 1 : 0;
            }
        }

        return [.. counts.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => new GapCounts(
            c.Key.Length == 0 ? null : c.Key, c.Value[(int)GapKind.Entitled], c.Value[(int)GapKind.Decided], c.Value[(int)GapKind.Paid],
            c.Value[(int)GapKind.Missed], c.Value[(int)GapKind.Leak], c.Value[(int)GapKind.Unpaid], c.Value[(int)GapKind.Unknown]))];
    }

    /// <summary>All units within the scope together.</summary>
    public GapCounts Total(Scope scope) =>
        ByUnit(scope).Aggregate(new GapCounts(null, 0, 0, 0, 0, 0, 0, 0), (sum, unit) => sum + unit);

    /// <summary>Person numbers of a list, in order, within the units the asker may see.</summary>
    public IReadOnlyList<long> PersonIds(GapKind kind, Scope scope) =>
        [.. Rows(kind, scope).Select(row => _result.Snapshot.PersonIds[row])];

    /// <summary>A page of a work list, by commune and person number.</summary>
    public PagedRows<GapPerson> People(GapKind kind, Scope scope, int skip, int take)
    {
        var rows = Rows(kind, scope).OrderBy(UnitOf, StringComparer.Ordinal).ThenBy(row => row).ToList();
        var shown = rows.Skip(skip).Take(take).ToList();
        var names = new Identities(_determiner.Register.Database).Persons(shown.Select(row => _result.Snapshot.PersonIds[row]), Known)
            .ToDictionary(p => p.Key, p => p.Value.Name);
        var table = Reading.Table(_result.Snapshot, null, []);
        return new PagedRows<GapPerson>([.. shown.Select(row => Person(kind, row, names, table))], rows.Count);
    }

    private IEnumerable<int> Rows(GapKind kind, Scope scope) =>
        Enumerable.Range(0, _decided.Length).Where(row => Is(kind, row) && scope.Contains(UnitOf(row)));

    private bool Is(GapKind kind, int row) => kind switch
    {
        GapKind.Entitled => _entitled.Status[row] == ProgrammeResult.Yes,
        GapKind.Decided => _decided[row],
        GapKind.Paid => _paid[row] > 0,
        // What no run pays yet is determined only: without decisions nobody is missed and nobody draws wrongly.
        GapKind.Missed or GapKind.Leak or GapKind.Unpaid when _payable is null => false,
        GapKind.Missed => _entitled.Status[row] == ProgrammeResult.Yes && !_decided[row],
        // Who is owed a higher benefit nobody decided yet rightly draws the lower one until then: missed there, not wrong here.
        GapKind.Leak => _entitled.Status[row] == ProgrammeResult.No && (_decided[row] || _paid[row] > 0)
            && _payable.Status[row] != ProgrammeResult.Yes,
        GapKind.Unpaid => Due(row) > Math.Max(0, _paid[row]),
        _ => _entitled.Asks(row),
    };

    private long Due(int row) => _payable?.Amount[row] ?? 0;

    private string? UnitOf(int row) => _result.Snapshot.UnitOf[row] is >= 0 and var unit
        ? _result.Snapshot.Units[unit]
        : _homes.GetValueOrDefault(_result.Snapshot.PersonIds[row]);

    private GapPerson Person(GapKind kind, int row, Dictionary<long, string> names, FactTable table)
    {
        var id = _result.Snapshot.PersonIds[row];
        var birth = _result.Snapshot.Columns["birth_date"][row];
        var decision = _book.FindOrNull(id, Programme, Month);
        var missing = _entitled.Asks(row) ? _entitled.Law.Decide(table, row).Missing.Select(Label).Distinct().ToList() : [];
        var reason = kind switch
        {
            GapKind.Missed => $"Đủ điều kiện hưởng {Gives(row)}/tháng nhưng chưa có quyết định",
            GapKind.Leak => Leak(row, decision),
            GapKind.Unpaid => $"Phải chi {new Dong(Due(row))}, đã chi {new Dong(_paid[row])}",
            GapKind.Unknown when _entitled.IsOpen(row) => $"Được hưởng {Gives(row)}; cần biết thêm: {string.Join(", ", missing)}",
            GapKind.Unknown => missing.Count > 0 ? "Chưa xác định được, thiếu: " + string.Join(", ", missing)
                : "Hai mức cùng áp dụng: quy tắc mâu thuẫn",
            _ => "",
        };
        return new GapPerson(
            id, names.GetValueOrDefault(id), birth == FactKind.Unknown ? null : DateOnly.FromDayNumber((int)birth), UnitOf(row),
            Due(row), _entitled.Amount[row], _paid[row], decision?.Number, reason, missing);
    }

    private string Gives(int row) => AmountWords.Of(new Dong(_entitled.Amount[row]), _entitled.AtMostOf(row)).Vi;

    private string Leak(int row, Decision? decision)
    {
        var paid = _paid[row] > 0 ? $", đã chi {new Dong(_paid[row])}" : "";
        var dead =
            _result.Snapshot.Columns.TryGetValue("death_date", out var deaths) && deaths[row] != FactKind.Unknown
            && deaths[row] <= Month.Eve.DayNumber
            ? $" (mất ngày {Vietnamese.Date(DateOnly.FromDayNumber((int)deaths[row]))})"
            : _entitled.OutrankedBy.ContainsKey(row) ? " (hưởng chế độ khác có mức cao hơn)" : "";
        return (decision is null ? "Không đủ điều kiện" : $"Quyết định {decision.Number} còn hiệu lực nhưng không đủ điều kiện")
            + dead + paid;
    }

    private string Label(string fact) =>
        _determiner.Policy.Facts.FindOrNull(FactName.Bare(fact)) is not { } kind ? fact
        : kind.Sensitive ? ProtectedGrounds.Fact.Vi : kind.Label.Vi;
}

/// <summary>A programme in a month, by the law alone and with the decisions.</summary>
/// <param name="Entitled">What law and facts give.</param>
/// <param name="Payable">What decisions in force let be paid of it; null if no run pays the programme.</param>
internal sealed record GapSides(ProgrammeResult Entitled, ProgrammeResult? Payable);

using AnSinh.Basics;
using AnSinh.Register;
using AnSinh.Register.History;
using AnSinh.Scoreboard.Indicators;

namespace AnSinh.Scoreboard.Figures;

/// <summary>
/// Months with their cells: from memory, from the store, or computed with one history load for all the months that are missing.
/// </summary>
internal sealed class FigureMonths
{
    private const int KeptSize = 6;

    private readonly RegisterDb _register;
    private readonly RowCondition _counted;
    private readonly IReadOnlyList<string> _countedBy;
    private readonly Counting _counting;
    private readonly IReadOnlyList<CompiledIndicator> _indicators;
    private readonly string _hash;
    private readonly ResultStore _store;
    private readonly Dictionary<(Month, AsKnown, DateOnly?), IReadOnlyList<FigureCell>> _cells = [];
    private readonly List<EvaluatedMonth> _kept = [];
    private readonly Lock _gate = new();
    private long _changeNo = -1;

    public FigureMonths(ScorePolicy score, RegisterDb register, RowCondition counted, IReadOnlyList<string> countedBy,
        IReadOnlyList<CompiledIndicator> indicators, string hash)
    {
        (_register, _counted, _countedBy, _counting, _indicators, _hash) = (register, counted, countedBy, score.Counting, indicators, hash);
        _store = new ResultStore(register.Database);
    }

    /// <summary>Cells of each month; <paramref name="map"/> places them on an earlier map.</summary>
    public IReadOnlyDictionary<Month, IReadOnlyList<FigureCell>> Cells(IReadOnlyList<Month> months, AsKnown known, DateOnly? map)
    {
        lock (_gate)
        {
            Forget();
            var missing = months.Where(m => !_cells.ContainsKey((m, known, map)) && !Recall(m, known, map)).ToList();
            if (missing.Count > 0)
            {
                var history = _register.LoadHistory(known, FactsNeeded());
                foreach (var month in missing)
                {
                    Compute(Evaluate(history, month), history, map);
                }
            }

            return months.Distinct().ToDictionary(m => m, m => _cells[(m, known, map)]);
        }
    }

    /// <summary>A month row by row, for opening figures.</summary>
    public EvaluatedMonth Evaluated(Month month, AsKnown known)
    {
        lock (_gate)
        {
            Forget();
            return _kept.FirstOrDefault(k => k.Month == month && k.Known == known)
                ?? Evaluate(_register.LoadHistory(known, FactsNeeded()), month);
        }
    }

    private void Forget()
    {
        if (_register.ChangeNo != _changeNo)
        {
            _cells.Clear();
            _kept.Clear();
            _changeNo = _register.ChangeNo;
        }
    }

    private bool Recall(Month month, AsKnown known, DateOnly? map)
    {
        var stored = _store.Find(month, known, map, _changeNo, _hash);
        if (stored is not null)
        {
            _cells[(month, known, map)] = stored;
        }

        return stored is not null;
    }

    private EvaluatedMonth Evaluate(RegisterHistory history, Month month)
    {
        var evaluated = EvaluatedMonth.Of(history.On(month.LastDay), _counted, _counting, _indicators);
        _kept.Insert(0, evaluated);
        if (_kept.Count > KeptSize)
        {
            _kept.RemoveAt(KeptSize);
        }

        return evaluated;
    }

    private void Compute(EvaluatedMonth month, RegisterHistory history, DateOnly? map)
    {
        IReadOnlyList<FigureCell> cells;
        if (map is { } day)
        {
            var earlier = new EarlierMap(history.Units, month, history.ResidenceKeys(month.Month.LastDay), day);
            cells = month.Cells(_indicators, earlier.PlaceOf);
        }
        else
        {
            cells = month.Cells(_indicators);
        }

        _store.Save(month.Month, month.Known, map, _changeNo, _hash, cells);
        _cells[(month.Month, month.Known, map)] = cells;
    }

    private List<string> FactsNeeded() =>
        [.. _indicators.SelectMany(i => i.Facts).Concat(_countedBy)
            .Where(f => _register.Facts.FindOrNull(f) is { Intrinsic: false }).Distinct()];
}

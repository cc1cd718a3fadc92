using AnSinh.Basics;

namespace AnSinh.Matching;

/// <summary>
/// Compares the rows of a list among themselves, or of two lists with each other, and says which are one person
/// (<i lang="vi">đối chiếu</i>): after Fellegi and Sunter, with shares learnt from the lists. The same input gives the same output,
/// whatever the number of threads.
/// </summary>
public sealed class MatchEngine
{
    private const int SampleLimit = 4_000_000;
    private const int SmallBudgetSize = 4_000_000;
    private const double FloorBits = -12;
    private readonly MatchTable _left;
    private readonly MatchTable? _right;
    private readonly MatchRecords _records;
    private MatchModel? _model;

    private MatchEngine(MatchTable left, MatchTable? right) => (_left, _right, _records) = (left, right, MatchRecords.Of(left, right));

    /// <summary>What was found.</summary>
    public MatchResult Result { get; private set; } = null!;

    internal MatchModel Model => _model!;

    internal MatchRecords Records => _records;

    /// <summary>Compares. Refused if the lists have no field in common that says who a row is.</summary>
    public static Outcome<MatchEngine> Run(MatchTable left, MatchTable? right = null, MatchOptions? options = null)
    {
        var engine = new MatchEngine(left, right);
        if (engine._records.Columns.Length == 0)
        {
            return new Refusal("match.no-fields",
                "Không có cột nào để so (hai danh sách không có cột cùng loại). Hãy chỉ ra bằng tệp ghép cột (--map).",
                right is null ? left.Name : $"{left.Name}, {right.Name}");
        }

        engine.Compare(options ?? new MatchOptions());
        return engine;
    }

    /// <summary>Why a pair has its score: every field compared, strongest first.</summary>
    public IReadOnlyList<FieldEvidence> Explain(MatchPair pair)
    {
        var (a, b) = (pair.Left, _right is null ? pair.Right : _left.Count + pair.Right);
        return [.. _records.Columns.Select((column, f) =>
        {
            var level = column.Level(a, b);
            return new FieldEvidence(
                column.Field,
                level == MatchColumn.Missing ? new LocalText("thiếu, không so được", "missing, not compared") : column.Levels[level - 1],
                Model.Weight(_records, f, a, level),
                column.Ids[a] < 0 ? null : column.Values[column.Ids[a]],
                column.Ids[b] < 0 ? null : column.Values[column.Ids[b]]);
        }).OrderByDescending(e => Math.Abs(e.Bits))];
    }

    private void Compare(MatchOptions options)
    {
        var workers = Math.Max(1, options.Workers);
        options.Progress?.Report(("Chọn cách gom nhóm", 5));
        var blocking = new Blocking(_records, Math.Max((double)options.ComparisonsPerRecord * _records.Count, SmallBudgetSize));
        options.Progress?.Report(("Học trọng số từ danh sách", 15));
        var blind = Estimation.Blind(_records, workers);
        var (sample, scale) = Sample(blocking, workers);
        _model = Estimation.Learn(_records, blind, sample, scale, options.LeastShare * _records.Left);
        options.Progress?.Report(("So từng cặp", 35));
        var (scored, comparisons) = Score(blocking, workers);
        options.Progress?.Report(("Gom thành người", 85));
        var decision = new MatchDecision(_records, _model, scored);
        Result = decision.Decide(options, comparisons, [.. blocking.Passes.Select(p => p.Name)]);
        options.Progress?.Report(("Xong", 100));
    }

    private (Dictionary<ulong, double> Patterns, double Scale) Sample(Blocking blocking, int workers)
    {
        var expected = blocking.Passes.Sum(p => p.Expected);
        var oneIn = (ulong)Math.Max(1, Math.Round(expected / SampleLimit));
        var parts = Enumerable.Range(0, workers).Select(_ => new Dictionary<ulong, double>()).ToArray();
        blocking.Visit([.. parts.Select(part => (Action<int, int>)((a, b) =>
        {
            if (oneIn == 1 || Estimation.Lot(((ulong)a << 32) | (uint)b) % oneIn == 0)
            {
                System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(part, _records.Pattern(a, b), out _)++;
            }
        }))]);
        return (Estimation.Merge(parts), oneIn);
    }

    private (List<ScoredPair> Pairs, long Comparisons) Score(Blocking blocking, int workers)
    {
        var scorers = Enumerable.Range(0, workers).Select(_ => new Scorer(_records, Model, FloorBits)).ToArray();
        blocking.Visit([.. scorers.Select(s => (Action<int, int>)s.Visit)]);
        var pairs = scorers.SelectMany(s => s.Pairs).OrderBy(p => p.A).ThenBy(p => p.B).ToList();
        return ([.. pairs.Where((p, i) => i == 0 || (p.A, p.B) != (pairs[i - 1].A, pairs[i - 1].B))], scorers.Sum(s => s.Comparisons));
    }

    // Compares the most telling fields first and stops as soon as the rest cannot lift the pair over the floor.
    private sealed class Scorer
    {
        private readonly MatchRecords _records;
        private readonly MatchModel _model;
        private readonly double _floor;
        private readonly int[] _order;
        private readonly double[] _rest;

        public Scorer(MatchRecords records, MatchModel model, double floor)
        {
            (_records, _model, _floor) = (records, model, floor);
            double Best(int f) => Enumerable.Range(0, records.Columns[f].Top + 1).Max(l => model.Weight(f, l));
            _order = [.. Enumerable.Range(0, records.Columns.Length).OrderByDescending(Best)];
            _rest = new double[_order.Length + 1];
            for (var i = _order.Length - 1; i >= 0; i--)
            {
                _rest[i] = _rest[i + 1] + Best(_order[i]);
            }
        }

        public List<ScoredPair> Pairs { get; } = [];

        public long Comparisons { get; private set; }

        public void Visit(int a, int b)
        {
            Comparisons++;
            var (pattern, score) = (0UL, _model.Prior);
            for (var i = 0; i < _order.Length; i++)
            {
                if (score + _rest[i] < _floor)
                {
                    return;
                }

                var f = _order[i];
                var level = _records.Columns[f].Level(a, b);
                pattern |= (ulong)level << (4 * f);
                score += _model.Weight(f, level);
            }

            if (_model.Score(pattern) >= _floor)
            {
                Pairs.Add(new ScoredPair(a, b, pattern));
            }
        }
    }
}

/// <summary>A pair of records and the levels of its fields.</summary>
internal readonly record struct ScoredPair(int A, int B, ulong Pattern);

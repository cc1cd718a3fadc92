using AnSinh.Basics;
using AnSinh.Register.Units;
using AnSinh.Store;

namespace AnSinh.Register.History;

/// <summary>Reads facts of some kinds into one column of intervals a kind.</summary>
internal sealed class FactReader
{
    private readonly Dictionary<string, Target> _targets = new(StringComparer.Ordinal);
    private readonly IdIndex _rows;
    private readonly IdIndex _households;
    private readonly List<UnitFact> _unitFacts = [];

    public FactReader(FactVocabulary facts, IReadOnlyCollection<string> kinds, IdIndex rows, IdIndex households)
    {
        (_rows, _households) = (rows, households);
        foreach (var kind in kinds.Distinct(StringComparer.Ordinal).Select(k => facts[k]).Where(k => !k.Intrinsic))
        {
            _targets.Add(kind.Name, new Target(kind));
        }
    }

    public IReadOnlyList<(FactKind, IntervalColumn)> Persons => Of(FactSubject.Person);

    public IReadOnlyList<(FactKind, IntervalColumn)> Households => Of(FactSubject.Household);

    public IReadOnlyList<UnitFact> Units => _unitFacts;

    public void Read(HistoryReader.Source source)
    {
        if (_targets.Count == 0)
        {
            return;
        }

        // Names of kinds are declared words of letters and underscores; they are checked here because they stand in the SQL.
        var names =
            _targets.Keys.Select(
                n => n.All(c => char.IsAsciiLetterOrDigit(c) || c is '_') ? $"'{n}'"
                    : throw new ArgumentException($"'{n}' is no name of a kind."));
        // Of a few persons the facts are found by the person, of everybody by the kind: each has its index.
        using (var scan =
            source.Scan("kind, subject_id, value, valid_from, valid_to, unit_key from fact",
                source.OfSubjects ?? $"kind in ({string.Join(", ", names)})"))
        {
            Read(scan);
        }

        foreach (var target in _targets.Values)
        {
            target.Intervals.Close();
        }
    }

    private void Read(RowScan scan)
    {
        Target? target = null;
        while (scan.Read())
        {
            var kind = scan.Word(0);
            if (!ReferenceEquals(kind, target?.Word))
            {
                if (!_targets.TryGetValue(kind, out target))
                {
                    continue;
                }

                target.Word = kind;
            }

            var value = target!.ValueOf(scan);
            var (from, to) = (scan.Day(3, 0), scan.Day(4, IntervalColumn.Open));
            if (target.Kind.Subject == FactSubject.Unit)
            {
                _unitFacts.Add(
                    new UnitFact(target.Kind.Name, scan.Word(5),
                        new DateInterval(
                            DateOnly.FromDayNumber(from), to == IntervalColumn.Open ? null : DateOnly.FromDayNumber(to)), value));
                continue;
            }

            var row = (target.Kind.Subject == FactSubject.Household ? _households : _rows).Find(scan.Number(1));
            if (row >= 0)
            {
                target.Intervals.Add(row, from, to, value);
            }
        }
    }

    // A kind nobody has a record of needs no column: a missing column stands for "no record" and costs neither memory nor time.
    private List<(FactKind, IntervalColumn)> Of(FactSubject subject) =>
        [.. _targets.Values.Where(t => t.Kind.Subject == subject && t.Intervals.Count > 0).Select(t => (t.Kind, t.Intervals))];

    private sealed class Target(FactKind kind)
    {
        private readonly Dictionary<string, long> _codes = new(StringComparer.Ordinal);

        public FactKind Kind => kind;

        public IntervalColumn Intervals { get; } = new();

        public string? Word { get; set; }

        public long ValueOf(RowScan scan)
        {
            switch (kind.Type)
            {
                case FactType.Date when scan.TryDayText(2, out var day):
                    return day;
                case FactType.Whole or FactType.Dong or FactType.Person when scan.TryNumberText(2, out var number):
                    return number;
                default:
                    break;
            }

            var text = scan.Word(2);
            if (!_codes.TryGetValue(text, out var code))
            {
                code = kind.Encode(text) ?? throw new InvalidDataException($"'{text}' in the register is no value of {kind.Name}.");
                _codes.Add(text, code);
            }

            return code;
        }
    }
}

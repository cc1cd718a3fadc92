using AnSinh.Basics;
using AnSinh.Register;
using AnSinh.Register.History;

namespace AnSinh.Scoreboard.Figures;

/// <summary>
/// Which kinds of facts the register holds at all. A kind without a single record is not "nobody": it was never entered, and
/// the indicators that need it are shown as reported figures.
/// </summary>
internal sealed class RegisterFacts(RegisterDb register)
{
    private readonly Dictionary<string, bool> _held = [];
    private readonly Lock _gate = new();
    private long _changeNo = -1;

    /// <summary>Kinds each indicator needs and the register has no record of.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<FactKind>> Missing(IReadOnlyList<CompiledIndicator> indicators)
    {
        lock (_gate)
        {
            if (_changeNo != register.ChangeNo)
            {
                _held.Clear();
                _changeNo = register.ChangeNo;
            }

            return indicators.ToDictionary(
                i => i.Indicator.Id,
                i => (IReadOnlyList<FactKind>)[.. i.Facts.Select(register.Facts.FindOrNull).OfType<FactKind>()
                    .Where(k => !k.Intrinsic && !Holds(k.Name))]);
        }
    }

    private bool Holds(string kind)
    {
        if (!_held.TryGetValue(kind, out var held))
        {
            _held[kind] = held = new FactRecords(register.Database).Any(kind);
        }

        return held;
    }
}

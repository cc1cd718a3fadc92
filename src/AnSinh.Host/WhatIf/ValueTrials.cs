using System.Diagnostics;
using AnSinh.Basics;
using AnSinh.Determinations.Simulating;
using AnSinh.Rulebook;

namespace AnSinh.Host.WhatIf;

/// <summary>Tries values over the reading the pages already hold, fast enough to follow a slider.</summary>
internal sealed class ValueTrials
{
    private readonly Lock _turn = new();
    private (string Law, string Programme, Month Month, AsKnown Known, long ChangeNo, Scope Scope,
        Simulator Simulator)? _last;

    /// <summary>What can be tried on a programme: the parameters its law of the month reads, the amounts first.</summary>
    public static IReadOnlyList<ParameterValue> Parameters(LawAt law, string programme) =>
        law.ProgrammeOrNull(programme) is not { } at ? []
        : [.. at.ParametersUsed.Select(law.Value).OfType<ParameterValue>().OrderBy(v => v.Parameter.Counts)
            .ThenBy(v => v.Parameter.Name, StringComparer.Ordinal)];

    /// <summary>One month of a programme, and what is tied to it, under a tried law; with the milliseconds it took.</summary>
    public (SimulatedMonth Month,
        long Milliseconds) Try(Office office, string programme, WhatIfLaw law, Month month, AsKnown known, Scope scope)
    {
        var watch = Stopwatch.StartNew();
        var after = new LawSide(office.Determiner.Read(known), law);
        var result = Simulator(office, programme, month, known, scope).With(after).One(month, [programme]);
        return (result, watch.ElapsedMilliseconds);
    }

    /// <summary>The side of the law as it is, kept while one slider is turned.</summary>
    private Simulator Simulator(Office office, string programme, Month month, AsKnown known, Scope scope)
    {
        var changeNo = office.Register.ChangeNo;
        lock (_turn)
        {
            if (_last is { } last && last.Law == office.Policy.Hash && last.Programme == programme && last.Month == month
                && last.Known == known && last.ChangeNo == changeNo && last.Scope.Equals(scope))
            {
                return last.Simulator;
            }

            var today = LawSide.Of(office.Determiner, known);
            var book = office.Policy.ProgrammeOrNull(programme) is { Ledger: true } ? office.Decisions.Known(known) : null;
            var simulator = new Simulator(today, today, book, scope);
            _last = (office.Policy.Hash, programme, month, known, changeNo, scope, simulator);
            return simulator;
        }
    }
}

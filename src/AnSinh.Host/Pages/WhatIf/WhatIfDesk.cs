using System.Diagnostics;
using AnSinh.Basics;
using AnSinh.Casework;
using AnSinh.Determinations.Simulating;
using AnSinh.Rulebook;
using Tried = AnSinh.Rulebook.WhatIf;

namespace AnSinh.Host.Pages.WhatIf;

/// <summary>Tries values over the reading the pages already hold, fast enough to follow a slider.</summary>
internal sealed class WhatIfDesk(OfficeHolder offices)
{
    private readonly Lock _turn = new();
    private (AsKnown Known, long ChangeNo, DecisionBook Book)? _book;

    /// <summary>What can be tried on a programme: the parameters its law of the month reads, the amounts first.</summary>
    public static IReadOnlyList<ParameterValue> Parameters(LawAt law, string programme) =>
        law.ProgrammeOrNull(programme) is not { } at ? [] : [.. at.ParametersUsed.Select(law.Value).OfType<ParameterValue>().OrderBy(v => v.Parameter.Counts).ThenBy(v => v.Parameter.Name, StringComparer.Ordinal)];

    /// <summary>One month of a programme, and what is tied to it, under a tried law; with the milliseconds it took.</summary>
    public (SimulatedMonth Month, long Milliseconds) Try(string programme, Tried law, Month month, AsKnown known, IReadOnlySet<string>? scope)
    {
        var office = offices.Current;
        var reading = office.Determiner.Read(known);
        var book = office.Policy.ProgrammeOrNull(programme) is { Ledger: true } ? Book(office, known) : null;
        var watch = Stopwatch.StartNew();
        var simulator = new Simulator(new LawSide(reading, new Tried(office.Policy, [])), new LawSide(reading, law), book, scope);
        var result = simulator.One(month, [programme]);
        return (result, watch.ElapsedMilliseconds);
    }

    private DecisionBook Book(Office office, AsKnown known)
    {
        var changeNo = office.Register.ChangeNo;
        lock (_turn)
        {
            if (_book is not { } kept || kept.Known != known || kept.ChangeNo != changeNo)
            {
                _book = kept = (known, changeNo, office.Decisions.Known(known));
            }

            return kept.Book;
        }
    }
}

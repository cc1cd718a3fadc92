using System.Runtime.CompilerServices;
using AnSinh.Rulebook.Expressions;

namespace AnSinh.Rulebook.Results;

/// <summary>
/// Which programmes' results a programme reads in a month: itself, and through the quantities and scorecards of that month.
/// </summary>
internal static class ResultsRead
{
    // Few versions read any; which do not is found once, not for every month.
    private static readonly ConditionalWeakTable<ProgrammeVersion, StrongBox<bool>> Reading = [];

    public static IReadOnlyList<string> Of(ProgrammeAt programme)
    {
        var (law, version) = (programme.Law, programme.Version);
        if (!Reading.GetValue(version, v => new StrongBox<bool>(v.Expressions.Any(e => e.Root.Reach().Any(n => n is ResultNode)))).Value)
        {
            return [];
        }

        return [.. version.Expressions.Select(e => e.Root).InForce(law).OfType<ResultNode>().Select(r => r.Source.Id)
            .Distinct(StringComparer.Ordinal)
            .Where(id => law.ProgrammeOrNull(id) is not null)];
    }
}

using AnSinh.Basics;
using AnSinh.Demo.Synthetic;
using AnSinh.Intake.Borders;
using AnSinh.Register;
using AnSinh.Register.Changes;
using AnSinh.Register.Units;
using AnSinh.Rulebook;
using AnSinh.Store;
using AnSinh.Store.Acts;

namespace AnSinh.Demo;

/// <summary>The map a demo register begins with, and the reorganisations it lives through.</summary>
/// <param name="Units">All versions of the units.</param>
/// <param name="Changes">All changes.</param>
/// <param name="Reorganisations">Those that are events of the register, oldest first.</param>
public sealed record DemoMap(IReadOnlyList<Unit> Units, IReadOnlyList<UnitChange> Changes, IReadOnlyList<Reorganisation> Reorganisations)
{
    /// <summary>
    /// A register with the map of before on which the reorganisations were applied, each on the day after its instrument.
    /// </summary>
    public Outcome<RegisterDb> Create(Database database, DemoSettings settings, Policy policy)
    {
        var (whole, links) = SyntheticUnits.Extend(Units, Changes, settings.Scale);
        var events = Reorganisations.Select(r => SyntheticBorders.Extend(r, settings.Scale)).ToList();
        var (units, changes) = SyntheticBorders.Before(whole, links, events);
        var register = RegisterDb.Create(database, settings.KeptUnder, policy.Facts, units, changes);
        var service = new ReorganisationService(register);
        foreach (var what in events)
        {
            var plan = service.Check(what);
            var applied = plan.Ok ? service.Apply(plan.Value, Act.OfProgram("borders.reorganise"), (what.Decided ?? what.On).AddDays(1))
                : Outcome<AppliedBatch>.Refused(plan.Refusals);
            if (!applied.Ok)
            {
                return Outcome<RegisterDb>.Refused(applied.Refusals);
            }
        }

        return register;
    }
}

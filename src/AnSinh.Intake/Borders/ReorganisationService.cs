using AnSinh.Basics;
using AnSinh.Register;
using AnSinh.Register.Changes;
using AnSinh.Register.History;
using AnSinh.Register.People;
using AnSinh.Register.Units;
using AnSinh.Store.Acts;

namespace AnSinh.Intake.Borders;

/// <summary>
/// Applies reorganisations of units (<i lang="vi">sắp xếp đơn vị hành chính</i>) to a register: check, look at what it would do, apply as a
/// batch, undo like any batch, and assign the households of a commune that was split.
/// </summary>
public sealed class ReorganisationService(RegisterDb register)
{
    /// <summary>Kind of the batches of reorganisations.</summary>
    public const string BatchKind = "reorganisation";

    /// <summary>Kind of the batches that assign households after a split.</summary>
    public const string AssignmentKind = "border_assignment";

    /// <summary>Fits a reorganisation onto the map believed now; every reason why it does not fit, each with file and line.</summary>
    public Outcome<ReorganisationPlan> Check(Reorganisation what)
    {
        register.RefreshUnits();
        return ReorganisationCheck.Plan(what, register.Units, register.MapNo);
    }

    /// <summary>Applies a plan; refused if the map was changed since it was checked.</summary>
    /// <param name="plan">What was checked.</param>
    /// <param name="act">Who does it, and why.</param>
    /// <param name="recordedOn">The day it was recorded on, for filling a register with its history; null for now.</param>
    public Outcome<AppliedBatch> Apply(ReorganisationPlan plan, Act act, DateOnly? recordedOn = null)
    {
        var what = plan.Source;
        var set = new ChangeSet(BatchKind, $"Sắp xếp đơn vị hành chính từ {Vietnamese.Date(what.On)} ({what.Event})",
            what.Instrument) { RecordedOn = recordedOn, Detail = BorderDetail.Of(what) };
        set.Reorganise(plan);
        return register.Apply(set, act);
    }

    /// <summary>People and households that live on the day in what ends, by the unit that ends.</summary>
    public IReadOnlyList<MovedUnit> Moved(ReorganisationPlan plan)
    {
        var map = register.Units;
        var people = new Dictionary<string, HashSet<long>>(StringComparer.Ordinal);
        var homes = new Dictionary<string, HashSet<long>>(StringComparer.Ordinal);
        var ended = plan.Ended.Where(u => u.Level == 3).ToDictionary(u => u.Key, StringComparer.Ordinal);
        var place = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var (person, key, household) in new UnitResidents(register).On(plan.Source.On))
        {
            if (!place.TryGetValue(key, out var unit))
            {
                place[key] = unit = map.Resolve(key, plan.Source.On.AddDays(-1))?.Key;
            }

            if (unit is not null && ended.ContainsKey(unit))
            {
                Set(people, unit).Add(person);
                if (household is { } home)
                {
                    Set(homes, unit).Add(home);
                }
            }
        }

        return
        [
            .. ended.Values.Select(u => new MovedUnit(
                u,
                [.. plan.Links.Where(l => l.FromKey == u.Key && l.ToKey is not null).Select(l => plan.After.FindOrNull(l.ToKey!)!)],
                plan.Links.Any(l => l.FromKey == u.Key && !l.Whole),
                people.GetValueOrDefault(u.Key)?.Count ?? 0,
                homes.GetValueOrDefault(u.Key)?.Count ?? 0)),
        ];
    }

    /// <summary>Communes that were split, and where their parts went.</summary>
    public IReadOnlyList<SplitUnit> Splits() =>
    [
        .. from change in register.Units.Changes
           where !change.Whole && change.ToKey is not null && register.Units.FindOrNull(change.FromKey) is { Level: 3 }
           group change by (change.FromKey, change.On) into parts
           orderby parts.Key.On, parts.Key.FromKey
           select new SplitUnit(register.Units.FindOrNull(parts.Key.FromKey)!, parts.Key.On,
               [.. parts.Select(p => register.Units.FindOrNull(p.ToKey!)).OfType<Unit>()]),
    ];

    /// <summary>
    /// The work list of a split: households of the commune that still live nowhere that can be told
    /// (<i lang="vi">hộ chưa phân về đơn vị mới</i>). Members whose home began under another version are in it too; people without a
    /// household come one by one.
    /// </summary>
    public IReadOnlyList<UnassignedHousehold> Unassigned(SplitUnit split)
    {
        var keys = register.Units.All.Where(u => u.Level == 3 && register.Units.Resolve(u.Key, split.On.AddDays(-1))?.Key == split.From.Key)
            .Select(u => u.Key);
        var residents = new UnitResidents(register);
        return
        [
            .. keys.SelectMany(key => residents.HomesFrom(key, split.On))
                .GroupBy(h => h.HouseholdId ?? -h.Home.PersonId)
                .Select(g => new UnassignedHousehold(
                    g.Key > 0 ? g.Key : null, g.First().Number, g.First().Hamlet,
                    (g.FirstOrDefault(h => h.Role == "head") ?? g.First()).PersonName ?? "",
                    [.. g.Select(h => h.Home.PersonId).Distinct()],
                    [.. g.Select(h => h.Home)]))
                .OrderBy(h => h.Hamlet, StringComparer.Ordinal).ThenBy(h => h.Number, StringComparer.Ordinal).ThenBy(h => h.PersonIds[0]),
        ];
    }

    /// <summary>
    /// Assigns households to a part of the split: from the day of the split they live there. One batch, undone like any other.
    /// </summary>
    public Outcome<AppliedBatch> Assign(SplitUnit split, Unit to, IReadOnlyCollection<UnassignedHousehold> households,
        string source, Act act)
    {
        if (split.To.All(u => u.Key != to.Key))
        {
            return new Refusal("borders.not-a-part",
                $"{to.FullName} không nhận phần nào của {split.From.FullName}; "
                + $"chỉ có {string.Join(", ", split.To.Select(u => u.FullName))}.", to.Key);
        }

        if (households.Count == 0)
        {
            return new Refusal("borders.nobody", "Chưa chọn hộ nào.", "ho");
        }

        var set = new ChangeSet(AssignmentKind, $"Phân {households.Count} hộ của {split.From.FullName} về {to.FullName}",
            source) { Detail = split.From.Key };
        foreach (var row in households.SelectMany(h => h.Homes))
        {
            var from = row.Valid.From > split.On ? row.Valid.From : split.On;
            if (register.Units.Resolve(to.Key, from) is not { } unit)
            {
                return new Refusal("borders.split-again", $"{to.FullName} không còn vào ngày {Vietnamese.Date(from)}.",
                    $"person:{row.PersonId}");
            }

            set.Record(
                row with { Unit = from == split.On ? to.Key : unit.Key, Valid = new DateInterval(from, row.Valid.To), Source = source });
        }

        return register.Apply(set, act);
    }

    /// <summary>Assigns the hamlets that the instrument names: one batch, and one act, for each part. Empty if it names none.</summary>
    public IReadOnlyList<Outcome<AppliedBatch>> AssignHamlets(ReorganisationPlan plan, Act act)
    {
        var done = new List<Outcome<AppliedBatch>>();
        foreach (var part in plan.Splits.SelectMany(s => s.To.Where(t => t.Hamlets.Count > 0).Select(t => (s.From, t.Unit, t.Hamlets))))
        {
            var split = Splits().First(s => s.From.Key == part.From.Key);
            var named = part.Hamlets.Select(VietnameseText.Fold).ToHashSet();
            var households = Unassigned(split).Where(h => h.Hamlet is { } hamlet && named.Contains(VietnameseText.Fold(hamlet))).ToList();
            if (households.Count > 0)
            {
                done.Add(Assign(split, part.Unit, households, plan.Source.Instrument, Act.By(act.Actor, "borders.assign")));
            }
        }

        return done;
    }

    private static HashSet<long> Set(Dictionary<string, HashSet<long>> sets, string key) =>
        sets.TryGetValue(key, out var set) ? set : sets[key] = [];
}

/// <summary>A commune that ends, who lives in it, and where they go.</summary>
/// <param name="Unit">The commune.</param>
/// <param name="To">What it becomes.</param>
/// <param name="Split">True if it goes to several: the households must be assigned.</param>
/// <param name="People">People who live there on the day.</param>
/// <param name="Households">Their households.</param>
public sealed record MovedUnit(Unit Unit, IReadOnlyList<Unit> To, bool Split, int People, int Households);

/// <summary>A commune that was split (<i lang="vi">chia tách</i>).</summary>
/// <param name="From">The commune.</param>
/// <param name="On">First day of the parts.</param>
/// <param name="To">The parts.</param>
public sealed record SplitUnit(Unit From, DateOnly On, IReadOnlyList<Unit> To);

/// <summary>A household of a split commune that is in no part yet.</summary>
/// <param name="HouseholdId">Its number; null for a person without a household.</param>
/// <param name="Number">Its number in the book of the commune.</param>
/// <param name="Hamlet">Its hamlet.</param>
/// <param name="Head">Name of the head.</param>
/// <param name="PersonIds">Who lives there.</param>
/// <param name="Homes">Their residences that must be assigned.</param>
public sealed record UnassignedHousehold(long? HouseholdId, string? Number, string? Hamlet, string Head,
    IReadOnlyList<long> PersonIds, IReadOnlyList<ResidenceRow> Homes);

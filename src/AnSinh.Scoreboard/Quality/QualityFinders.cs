using System.Globalization;
using AnSinh.Basics;
using AnSinh.Casework;
using AnSinh.Determinations;
using AnSinh.Ledger;
using AnSinh.Register.History;
using AnSinh.Register.Quality;
using AnSinh.Register.Snapshots;
using AnSinh.Register.Units;
using AnSinh.Scoreboard.Publications;

namespace AnSinh.Scoreboard.Quality;

/// <summary>Finders that hold the register against what was decided and posted, and against figures of other sources.</summary>
internal sealed class QualityFinders(RegisterLook look, Month month)
{
    /// <summary>Money posted for a month after that of the death and not taken back.</summary>
    public IEnumerable<QualityHit> DiedButPosted(LedgerQueries ledger, Func<string, LocalText> name)
    {
        var died = look.People.Values.Where(p => p.DiedOn is not null).ToDictionary(p => p.PersonId);
        return ledger.PostedTo(died.Keys.ToHashSet(), look.Known)
            .Where(l => l.ForMonth > Month.Of(died[l.PersonId].DiedOn!.Value) && l.Amount > 0)
            .GroupBy(l => (l.PersonId, l.Programme))
            .Select(g =>
            {
                var (person, sum, last) = (died[g.Key.PersonId], g.Sum(l => l.Amount), g.Max(l => l.ForMonth));
                var (vi, en) = (name(g.Key.Programme).Vi, name(g.Key.Programme).In("en"));
                return Hit(person, new(
                    $"mất {Vietnamese.Date(person.DiedOn!.Value)}; "
                        + $"{vi}: {Money(sum)} đ cho {g.Count()} tháng sau đó, đến {last.ToVietnamese()}, chưa thu hồi",
                    $"died {Vietnamese.Date(person.DiedOn.Value)}; "
                        + $"{en}: {Money(sum)} đ for {g.Count()} later months, up to {last}, not recovered"))
                    with { Mark = g.Key.Programme };
            });
    }

    /// <summary>A decision in force for the month of somebody who died before it began.</summary>
    public IEnumerable<QualityHit> DiedButDecided(DecisionBook book, IEnumerable<string> programmes, Func<string, LocalText> name) =>
        programmes.SelectMany(programme => book.InForce(programme, month)
            .Where(d => d.Claims(month) && look.People.TryGetValue(d.PersonId, out var person) && person.DiedOn < month.FirstDay)
            .Select(d => look.People[d.PersonId]).Distinct()
            .Select(person => Hit(person, new(
                $"mất {Vietnamese.Date(person.DiedOn!.Value)}, quyết định {name(programme).Vi} chưa thôi",
                $"died {Vietnamese.Date(person.DiedOn.Value)}, decision on {name(programme).In("en")} not ended")) with { Mark =
                    programme }));

    /// <summary>People of whom the law cannot say whether a programme that month runs pay is due, because a fact is not known.</summary>
    public IEnumerable<QualityHit> Undetermined(MonthResult result, Func<string, LocalText> name)
    {
        foreach (var programme in result.Programmes)
        {
            for (var row = 0; row < programme.Status.Length; row++)
            {
                if (programme.Asks(row) && result.IsLivingResident(row)
                    && look.People.TryGetValue(result.Snapshot.PersonIds[row], out var person))
                {
                    var (vi, en) = programme.IsOpen(row) ? ("mới chắc một phần", "certain in part only")
                        : ("chưa kết luận được", "no conclusion yet");
                    yield return Hit(person,
                        new($"{name(programme.Name).Vi}: {vi}", $"{name(programme.Name).In("en")}: {en}")) with { Mark = programme.Name };
                }
            }
        }
    }

    /// <summary>
    /// People living here against a figure of another source: one case, of the unit, if they are further apart than so many percent.
    /// </summary>
    public (IReadOnlyList<QualityHit> Hits, LocalText Remark) AgainstReference(ReferenceFigure reference, int percent)
    {
        var keys = look.Units.All.Where(u => u.Code == reference.UnitCode).SelectMany(u => look.Units.ScopeOf(u).Units)
            .ToHashSet(StringComparer.Ordinal);
        var living = look.Living.Count(p => p.Homes.Exists(h => keys.Contains(h.Unit)));
        var apart = reference.Value == 0 ? 0 : (living - reference.Value) * 100 / reference.Value;
        var remark = new LocalText(
            $"{living.ToString("#,0", Vi)} người đang cư trú trong sổ; "
                + $"{reference.Label.Vi} {Vietnamese.Date(reference.Date)}: {reference.Value.ToString("#,0", Vi)} ({reference.Source}). "
                + $"Chênh {apart.ToString("+0.0;-0.0;0.0", Vi)} %, cho phép {percent} %.",
            $"{living.ToString("#,0", En)} residents in the register; "
                + $"{reference.Label.In("en")} on {reference.Date:yyyy-MM-dd}: {reference.Value.ToString("#,0", En)} ({reference.Source}). "
                + $"Apart by {apart.ToString("+0.0;-0.0;0.0", En)} %, allowed {percent} %.");
        var unit = look.Units.All.LastOrDefault(u => u.Code == reference.UnitCode);
        return (decimal.Abs(apart) > percent && unit is not null ? [new QualityHit(0, null, unit.Key, remark)] : [], remark);
    }

    private static readonly NumberFormatInfo Vi = new() { NumberGroupSeparator = ".", NumberDecimalSeparator = "," };
    private static readonly CultureInfo En = CultureInfo.InvariantCulture;

    private static string Money(long dong) => dong.ToString("#,0", Vi);

    private static QualityHit Hit(PersonLook person, LocalText detail) =>
        new(person.PersonId, person.Households is [var first, ..] ? first.Household : null, person.Home, detail);
}

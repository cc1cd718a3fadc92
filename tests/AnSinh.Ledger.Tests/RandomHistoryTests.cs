using System.Globalization;
using AnSinh.Basics;
using AnSinh.Store.Acts;
using CsCheck;

namespace AnSinh.Ledger.Tests;

/// <summary>
/// Random small registers with late deaths, corrections, unknowns and late decisions, run in random order: whatever happens, the ledger
/// holds exactly what an independent reckoning of the same law says is due.
/// </summary>
public class RandomHistoryTests
{
    private static readonly DateOnly Start = new(2020, 1, 1);

    /// <summary>One statement: from a day, recorded on a day, until another replaced it.</summary>
    private sealed record Said(string Value, DateOnly From, DateOnly? To, DateOnly Recorded, DateOnly? Superseded)
    {
        public bool IsBelieved(AsKnown known) =>
            AsKnown.NoonOf(Recorded) <= known.Instant && (Superseded is not { } s || AsKnown.NoonOf(s) > known.Instant);

        public bool Holds(DateOnly day) => From <= day && (To is null || To >= day);
    }

    private sealed record Life(DateOnly? Birth, DateOnly? Left, Said[] Disability, Said[] Pension, Said[] Poverty,
        Said[] Death, Said[] Decision);

    private sealed record Step(int Month, int Days, bool Settle);

    private static readonly Gen<DateOnly> Day2020 = Gen.Int[0, 365].Select(d => Start.AddDays(d));

    private static Gen<string> Any(params string[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>At most one statement is believed at any time: each is replaced by the next.</summary>
    private static Gen<Said[]> Chain(Gen<string> value, int most) =>
        Gen.Select(value, Day2020, Gen.Int[-1, 200], Gen.Int[1, 120], (v, from, length, late) => (v, from, length, late)).Array[0, most]
            .Select(parts =>
            {
                var said = new List<Said>();
                var recorded = Start;
                foreach (var (v, from, length, late) in parts)
                {
                    recorded = recorded.AddDays(late);
                    said = [.. said.SkipLast(1), .. said.TakeLast(1).Select(s => s with { Superseded = recorded })];
                    said.Add(new Said(v, from.AddDays(-60), length < 0 ? null : from.AddDays(length), recorded, null));
                }

                return said.ToArray();
            });

    private static readonly Gen<Life> Lives = Gen.Select(
        Gen.Frequency((1, Gen.Const((DateOnly?)null)), (6, Gen.Int[1935, 1945].Select(y => (DateOnly?)new DateOnly(y, 6, 15)))),
        Gen.Frequency((4, Gen.Const((DateOnly?)null)), (1, Day2020.Select(d => (DateOnly?)d))),
        Chain(Any("none", "mild", "severe", "extremely_severe", "unknown"), 3),
        Chain(Any("none", "none", "retirement", "unknown"), 2),
        Chain(Any("none", "poor", "poor"), 2),
        Chain(Gen.Const("death"), 1),
        Chain(Gen.Const("decision"), 2),
        (birth, left, disability, pension, poverty, death, decision) =>
            new Life(birth, left, disability, pension, poverty, death, decision));

    private static readonly Gen<Step[]> Runs =
        Gen.Select(Gen.Int[0, 11], Gen.Int[0, 40], Gen.Bool, (m, d, s) => new Step(m, d, s)).Array[1, 6];

    [Fact]
    public void The_ledger_holds_what_an_independent_reckoning_says() =>
        Gen.Select(Lives.Array[1, 4], Runs).Sample(Check, iter: 100, threads: 1);

    private static void Check((Life[] Lives, Step[] Steps) input)
    {
        using var world = Build(input.Lives);
        var known = Start;
        foreach (var step in input.Steps)
        {
            known = known.AddDays(step.Days);
            var month = new Month(2020, 1).Add(step.Month);
            var before = Posted(world);
            var run = world.Run(month.ToString(), Iso(known));

            Assert.Equal(run.Amount, run.ByKind.Current.Amount + run.ByKind.Arrears.Amount + run.ByKind.Recovery.Amount);
            Verify(world, input.Lives, month, new AsKnown(known), before);
            Assert.All(world.Lines(run), l => Assert.Equal(l.Kind == LineKind.Current, l.Causes.Count == 0));
            Assert.All(world.Lines(run).SelectMany(l => l.Causes), c => Assert.NotEqual("other", c.Kind));

            var again = world.Run(month.ToString(), Iso(known));
            Assert.Equal((0, null), (again.NewLines, again.RunId));
            if (step.Settle && run.RunId is { } id)
            {
                world.MonthRun.Settle(id, Act.By("test"));
            }
        }

        Books.Agree(world);
    }

    private static void Verify(SmallWorld world, Life[] lives, Month until, AsKnown known, Dictionary<(long, Month), long> before)
    {
        var after = Posted(world);
        foreach (var month in world.Ledger.OpenedMonths().Where(m => m <= until))
        {
            for (var person = 0; person < lives.Length; person++)
            {
                var key = (person + 1L, month);
                // Nothing certain changes nothing; what was posted stays while it may be right.
                var (least, most) = Due(lives[person], month, known);
                var expected = least == 0 && most > 0 ? before.GetValueOrDefault(key)
                    : Math.Clamp(before.GetValueOrDefault(key), least, most);
                Assert.True(expected == after.GetValueOrDefault(key),
                    $"person {key.Item1}, month {month}, known {known}: expected {expected}, posted {after.GetValueOrDefault(key)}; "
                    + Story(lives[person]));
            }
        }
    }

    private static string Story(Life life) =>
        string.Join("; ",
            new[] { life.Disability, life.Pension, life.Poverty, life.Death,
                life.Decision }.Select(chain => string.Join(" | ", chain.AsEnumerable())));

    private static Dictionary<(long, Month), long> Posted(SmallWorld world) =>
        world.Ledger.Runs().SelectMany(r => world.Ledger.Lines(r.RunId, new LineFilter(), Scope.Everything, 0, 10_000).Items)
            .GroupBy(l => (l.PersonId, l.ForMonth)).ToDictionary(g => g.Key, g => g.Sum(l => l.Amount));

    /// <summary>
    /// The law of SmallLaw in 2020, reckoned by hand, day by day from the last: the first day that gives or may give something decides:
    /// what is certain, and the most it may be.
    /// </summary>
    private static (long Least, long Most) Due(Life life, Month month, AsKnown known)
    {
        for (var day = month.LastDay; day >= month.FirstDay; day = day.AddDays(-1))
        {
            if (Due(life, month, day, known) is { Most: > 0 } due)
            {
                return due;
            }
        }

        return (0, 0);
    }

    private static (long Least, long Most) Due(Life life, Month month, DateOnly day, AsKnown known)
    {
        var death = life.Death.SingleOrDefault(s => s.IsBelieved(known));
        var home = life.Left is null || life.Left >= day;
        var decision = life.Decision.SingleOrDefault(s => s.IsBelieved(known));
        if ((death is not null && death.From <= month.Eve) || !home || decision is null)
        {
            return (0, 0);
        }

        string Value(Said[] chain) => chain.SingleOrDefault(s => s.IsBelieved(known) && s.Holds(day))?.Value ?? "none";
        var (disability, pension, poverty) = (Value(life.Disability), Value(life.Pension), Value(life.Poverty));
        bool? noPension = pension == "unknown" ? null : pension == "none";
        bool? severe = disability == "unknown" ? null : disability is "severe" or "extremely_severe";
        bool? old = life.Birth is { } birth ? birth.AddYears(80) <= month.LastDay : null;
        var started = Month.Of(decision.Recorded) <= month;
        (bool? Holds, int Tenths)[] routes =
        [
            (And(severe, noPension), disability == "severe" ? 15 : 20),
            (And(old, noPension), 10),
            (poverty == "poor" && started, 10),
        ];

        // A doubt that cannot change the highest amount is none.
        var standard = SmallLaw.Standard("vn", month.ToString(), known.ToString());
        long Highest(Func<bool?, bool> counts) =>
            standard * routes.Where(r => counts(r.Holds)).Select(r => r.Tenths).DefaultIfEmpty().Max() / 10;
        return (Highest(h => h == true), Highest(h => h != false));
    }

    private static bool? And(bool? a, bool? b) => a == false || b == false ? false : a is null || b is null ? null : true;

    private static SmallWorld Build(Life[] lives)
    {
        var world = new SmallWorld();
        for (var i = 0; i < lives.Length; i++)
        {
            var (life, id) = (lives[i], i + 1L);
            world.Person(id, life.Birth is { } birth ? Iso(birth) : null, left: life.Left is { } left ? Iso(left) : null);
            world.Facts(id, "disability", life.Disability.Select(Row)).Facts(id, "pension", life.Pension.Select(Row))
                .Facts(id, "poverty", life.Poverty.Select(Row));
            world.Facts(id, "death_date", life.Death.Select(s => Row(s) with { Value = Iso(s.From), To = null }));
        }

        world.Load();
        for (var i = 0; i < lives.Length; i++)
        {
            world.Decide(i + 1, lives[i].Decision.Select(s => (s.Recorded, s.Superseded)));
        }

        return world;
    }

    private static (string Value, DateOnly From, DateOnly? To, DateOnly Recorded, DateOnly? Superseded) Row(Said s) =>
        (s.Value, s.From, s.To, s.Recorded, s.Superseded);
}

using System.Text;
using AnSinh.Basics;
using AnSinh.Intake.Borders;
using AnSinh.Register.Changes;
using AnSinh.Register.Units;
using AnSinh.Store;
using AnSinh.Store.Acts;
using AnSinh.Testing;
using CsCheck;

namespace AnSinh.Register.Tests.Borders;

/// <summary>
/// Random lives of a register: rows written, corrected and taken back, lists applied and undone, units merged, split, renamed and put back.
/// Whatever happens later, a report of a day as known on a day is the same to the byte; and a series told on any map has the same total.
/// </summary>
public class BorderProperties
{
    private static readonly Month[] Months = [new(2019, 6), new(2020, 2), new(2020, 9), new(2021, 6)];

    private static readonly Gen<Step> AnyStep =
        from what in Gen.Int[0, 9]
        from person in Gen.Int[1, 5]
        from day in Gen.Int[0, 700]
        from wait in Gen.Int[0, 45]
        from which in Gen.Int[0, 1000]
        select new Step(what, person, new DateOnly(2019, 6, 1).AddDays(day), wait, which);

    [Fact]
    public void A_report_is_the_same_to_the_byte_whatever_is_written_applied_or_undone_later_on_sqlite() => Check(Dialect.Sqlite, 60);

    [Fact]
    public void A_report_is_the_same_to_the_byte_whatever_is_written_applied_or_undone_later_on_postgres() => Check(Dialect.Postgres, 10);

    private static void Check(Dialect dialect, int samples) =>
        AnyStep.Array[6, 30]
        .Sample(steps => Holds(dialect, steps), iter: samples, threads: 2, print: steps => string.Join("\n", steps.AsEnumerable()));

    private static void Holds(Dialect dialect, Step[] steps)
    {
        using var test = dialect == Dialect.Postgres ? TestRegister.Postgres(units: BorderWorld.Map)
            : TestRegister.Sqlite(units: BorderWorld.Map);
        var register = test.Register;
        var people = Enumerable.Range(1, 5).ToList();
        register.Load(
            [.. people.Select(id => (object)Some.Person(id)), Some.Household(7), Some.Household(8),
                .. people.Select(id => (object)Some.Membership(id, 7 + (id % 2))),
                .. people.Select(id => (object)Some.Residence(id, $"10{1 + (id % 3)}"))]);
        var reports = new Dictionary<DateOnly, byte[]>();
        var today = Some.Start;
        foreach (var step in steps)
        {
            if (step.Wait > 0)
            {
                reports[today] = Report(register, today);
                today = today.AddDays(step.Wait);
                test.Clock.Day = today;
            }

            Take(register, step);
            TotalsAgree(register, today);
        }

        foreach (var (day, report) in reports)
        {
            Assert.Equal(Encoding.UTF8.GetString(report), Encoding.UTF8.GetString(Report(register, day)));
        }

        Assert.True(register.Audit.Verify().Ok);
    }

    private static void Take(RegisterDb register, Step step)
    {
        var service = new ReorganisationService(register);
        var live = register.Units.All.Where(u => u.Level == 3 && u.To is null).Select(u => u.Code).Order(StringComparer.Ordinal).ToList();
        var (one, other) = (live[step.Which % live.Count], live[step.Which / 7 % live.Count]);
        var name = $"E{step.Which}-{register.MapNo}";
        switch (step.What)
        {
            case 0 when one != other:
                Apply(service, BorderWorld.Event(name, step.Day, $"{one}>{other}", $"{other}>{other}"));
                break;
            case 1:
                Apply(service, BorderWorld.Event(name, step.Day, $"{one}>{one}/part", $"{one}>2{step.Which % 100:00}/part"));
                break;
            case 2:
                Apply(service, BorderWorld.Event(name, step.Day, $"{one}>{one}"));
                break;
            case 3 when service.Splits() is { Count: > 0 } splits && splits[step.Which % splits.Count] is var split:
                service.Assign(split, split.To[step.Which % split.To.Count], [.. service.Unassigned(split).Take(1)], Some.Source,
                    Act.By("thử"));
                break;
            case 4 or 5 when register.Batches.Latest(50) is { Count: > 0 } batches:
                register.Undo(batches[step.Which % batches.Count].BatchId, "thử", Act.By("thử"));
                break;
            case 6:
                register.Record(
                    new ResidenceRow(step.Person, register.Units.At(one, step.Day)?.Key ?? "101", "permanent",
                        new DateInterval(step.Day, null), 0, null, Some.Source));
                break;
            case 7:
                var set = new ChangeSet("fix", "thử", Some.Source);
                set.Record(
                    new FactRow(step.Person, null, "disability", step.Which % 2 == 0 ? "mild" : "severe",
                        new DateInterval(step.Day, null), 0, null, ""));
                set.Correct(Some.Person(step.Person, "Tên " + step.Which) with { RecordedAt = 0 });
                register.Apply(set, Act.By("thử"));
                break;
            default:
                register.Record(
                    new FactRow(step.Person, null, "disability", step.Which % 2 == 0 ? "mild" : "severe",
                        new DateInterval(step.Day, null), 0, null, Some.Source));
                break;
        }
    }

    private static void Apply(ReorganisationService service, Reorganisation what)
    {
        if (service.Check(what) is { Ok: true } plan)
        {
            var applied = service.Apply(plan.Value, Act.By("thử"));
            Assert.True(applied.Ok, string.Join("; ", applied.Refusals));
        }
    }

    private static byte[] Report(RegisterDb register, DateOnly known)
    {
        var history = register.LoadHistory(new AsKnown(known), ["disability"]);
        var text = new StringBuilder();
        foreach (var month in Months)
        {
            var snapshot = history.At(month);
            var column = snapshot.Columns.GetValueOrDefault("disability");
            for (var row = 0; row < snapshot.PersonIds.Length; row++)
            {
                text.Append(System.Globalization.CultureInfo.InvariantCulture,
                    $"{month} {snapshot.PersonIds[row]} {(snapshot.UnitOf[row] is >= 0 and var unit ? snapshot.Units[unit] : "-")} "
                    + $"{column?[row]} {history.ResidenceKeys(month)[row]}\n");
            }

            foreach (var unit in register.UnitsAsKnown(new AsKnown(known)).Children("272", month.LastDay))
            {
                text.AppendLine(unit.ToString());
            }
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    // People by commune of a month, told on the map of another day: nobody is lost, nobody counted twice.
    private static void TotalsAgree(RegisterDb register, DateOnly today)
    {
        var history = register.LoadHistory(new AsKnown(today), []);
        foreach (var month in Months)
        {
            var snapshot = history.At(month);
            var byKey = snapshot.UnitOf.Where(u => u >= 0).GroupBy(u => snapshot.Units[u]).ToDictionary(g => g.Key, g => g.LongCount());
            var residents = snapshot.Columns["resident"].Count(r => r == 1);
            Assert.Equal(residents, byKey.Values.Sum());
            foreach (var day in Months.Select(m => m.LastDay))
            {
                var (on, apart) = history.Units.Spread(byKey, day);
                Assert.Equal(residents, on.Values.Sum() + apart.Values.Sum());
                Assert.All(on.Keys, key => Assert.True(history.Units.FindOrNull(key)!.ExistsOn(day)));
            }
        }
    }

    private sealed record Step(int What, int Person, DateOnly Day, int Wait, int Which);
}

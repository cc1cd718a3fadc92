using System.Diagnostics;
using AnSinh.Basics;
using AnSinh.Determinations;
using AnSinh.Register;
using AnSinh.Register.Changes;
using AnSinh.Rulebook;
using AnSinh.Store.Acts;

namespace AnSinh.Bench;

/// <summary>
/// Writing to the demo register: a list of 100,000 rows applied and undone, and one event rehearsed as an officer waits for it.
/// </summary>
internal static class ChangeBench
{
    private const int Rows = 100_000;
    private const int NewPeople = 10_000;
    private const int Events = 50;

    public static object? Run(Policy policy, string address)
    {
        using var copy = DemoCopy.OfOrNull(policy, address);
        if (copy is null)
        {
            return null;
        }

        var register = copy.Register;
        // The dead get no facts.
        var month = register.LoadHistory(new AsKnown(new(2020, 8, 31)), ["death_date"]).At(new Month(2020, 8));
        long[] people = [.. month.PersonIds.Where((_, row) => month.Columns["death_date"][row] == FactKind.Unknown)];
        var start = Stopwatch.GetTimestamp();
        var batch = Applied(register, List(people));
        var applied = Lap(ref start);
        register.Undo(batch, "đo", Act.By("bench"));
        var undone = Lap(ref start);

        var determiner = new Determiner(policy, register);
        var known = new AsKnown(AsKnown.DayOf(register.Now));
        Rehearse(register, determiner, known, people[0]);
        start = Stopwatch.GetTimestamp();
        for (var i = 0; i < Events; i++)
        {
            Rehearse(register, determiner, known, people[i * 1009 % people.Length]);
        }

        var rehearsed = Lap(ref start);
        return new
        {
            rows = Rows + (NewPeople * 3),
            applySeconds = Math.Round(applied / 1000, 1),
            undoSeconds = Math.Round(undone / 1000, 1),
            rowsPerSecond = Math.Round((Rows + (NewPeople * 3)) / applied * 1000),
            rehearseAndReadMilliseconds = Math.Round(rehearsed / Events, 1),
            undoToApply = Math.Round(undone / applied, 2),
            peakMemoryMb = Process.GetCurrentProcess().PeakWorkingSet64 / (1024 * 1024),
        };
    }

    // A fact about people who are there, and people who are not.
    private static ChangeSet List(long[] people)
    {
        var set = new ChangeSet("import", "Danh sách đo tốc độ", "bench");
        var valid = new DateInterval(new(2020, 9, 1), null);
        for (var i = 0; i < Rows; i++)
        {
            set.Record(new FactRow(people[i % people.Length], null, "stable_income", "no", valid, 0, null, ""));
        }

        for (var i = 0; i < NewPeople; i++)
        {
            var home = set.Add(new HouseholdRow(0, $"B{i}", "Thôn 1", 0, null, ""));
            var id =
                set.Add(new PersonRow(0, null, "Nguyễn Văn Đo", Sex.Male, new BirthDate(new(1980, 1, 1), DatePrecision.Year), 0, null, ""));
            set.Record(new MembershipRow(id, home, "head", valid, 0, null, ""));
        }

        return set;
    }

    private static void Rehearse(RegisterDb register, Determiner determiner, AsKnown known, long person)
    {
        var set = new ChangeSet("event.death", "Mất", "bench");
        set.Record(new FactRow(person, null, "death_date", "2020-09-05", new DateInterval(new(2020, 9, 5), null), 0, null, ""));
        var seen = register.Rehearse(set, after => Outcome<int>.Of(after.History(known, determiner.FactsRead, [person]).Count));
        if (!seen.Ok)
        {
            throw new InvalidOperationException(string.Join("; ", seen.Refusals));
        }
    }

    private static long Applied(RegisterDb register, ChangeSet set)
    {
        var applied = register.Apply(set, Act.By("bench"));
        return applied.Ok ? applied.Value.BatchId : throw new InvalidOperationException(string.Join("; ", applied.Refusals));
    }

    private static double Lap(ref long start)
    {
        var now = Stopwatch.GetTimestamp();
        var lap = Stopwatch.GetElapsedTime(start, now).TotalMilliseconds;
        start = now;
        return lap;
    }
}

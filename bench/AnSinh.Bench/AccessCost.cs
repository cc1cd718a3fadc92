using System.Diagnostics;
using AnSinh.Access;
using AnSinh.Access.Roles;
using AnSinh.Basics;
using AnSinh.Register.People;
using AnSinh.Rulebook;
using AnSinh.Store;
using AnSinh.Store.Readings;

namespace AnSinh.Bench;

/// <summary>
/// What every page pays for being asked by somebody, apart from what it shows: session, account, roles of the day and their scope; the
/// note of who was shown, up to its row and seal; and the same search for a commune and for everything. Milliseconds of CPU each.
/// </summary>
internal static class AccessCost
{
    private const int Rounds = 2000;
    private const int Shown = 25;

    public static object? Run(Policy policy, string address)
    {
        using var copy = DemoCopy.OfOrNull(policy, address);
        if (copy is null)
        {
            return null;
        }

        var register = copy.Register;
        var (sessions, grants, people) = (new Sessions(copy.Database), new RoleGrants(register, policy), new PeopleQueries(register));
        var (day, now) = (AsKnown.DayOf(register.Now), TimeProvider.System.GetUtcNow());
        var token = sessions.Begin("xuandinh", now, new SessionOrigin("127.0.0.1", "bench"));
        var own = grants.Of("xuandinh", day).Select(h => register.Units.ScopeOf(h.Unit)).Aggregate(Scope.Nobody, (all, one) => all.Or(one));
        var known = new AsKnown(day);
        people.Prepare(day, known);
        var shown = people.Find(new PeopleSearch("nguyen", own, day, known, 1, Shown)).People.Select(p => p.Person.PersonId).ToList();
        return new
        {
            shown = shown.Count,
            whoAsksMilliseconds = Cpu(() =>
            {
                _ = sessions.AccountOrNull(token, now) ?? throw new InvalidOperationException("The session has ended.");
                _ = grants.Of("xuandinh", day).Select(h => register.Units.ScopeOf(h.Unit)).ToList();
            }),
            noteOfOneFileMilliseconds = Noted(copy.Database, [shown[0]]),
            noteOfAListMilliseconds = Noted(copy.Database, shown),
            searchOfACommuneMilliseconds = Cpu(() => people.Find(new PeopleSearch("nguyen", own, day, known, 1, Shown))),
            searchOfEverythingMilliseconds = Cpu(() => people.Find(new PeopleSearch("nguyen", Scope.Everything, day, known, 1, Shown))),
        };
    }

    // With the flush: what is written behind the page is CPU of the server too.
    private static decimal Noted(Database database, IReadOnlyCollection<long> people) => Cpu(
        () => database.Readings.Note(
            new AuditRecord(database.Clock.Now(), "xuandinh", ReadingKinds.List, "/nguoi", "/nguoi?q=nguyen"), people),
        database.Readings.Flush);

    private static decimal Cpu(Action once, Action? last = null)
    {
        using var process = Process.GetCurrentProcess();
        for (var i = 0; i < Rounds / 10; i++)
        {
            once();
        }

        last?.Invoke();
        var before = process.TotalProcessorTime;
        for (var i = 0; i < Rounds; i++)
        {
            once();
        }

        last?.Invoke();
        process.Refresh();
        return Math.Round((decimal)(process.TotalProcessorTime - before).TotalMilliseconds / Rounds, 3);
    }
}

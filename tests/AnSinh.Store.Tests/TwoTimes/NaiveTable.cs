using System.Globalization;
using AnSinh.Basics;

namespace AnSinh.Store.Tests.TwoTimes;

/// <summary>
/// What a table with two times must do, told in the plainest way: statements with the set of days they hold on, one by one, in memory.
/// </summary>
internal sealed class NaiveTable
{
    /// <summary>Later than any row of a history that ends: what goes on goes on beyond all others.</summary>
    private const int Days = 60;

    public static DateOnly FirstDay { get; } = new(2020, 1, 1);

    public static HashSet<int> Always { get; } = [.. Enumerable.Range(0, Days)];

    public List<Statement> All { get; } = [];

    public IEnumerable<Statement> Now => All.Where(s => s.Until is null);

    public static HashSet<int> DaysOf(DateInterval valid) => [.. Always.Where(d => valid.Contains(FirstDay.AddDays(d)))];

    /// <summary>Null if refused, else what was added and what ended.</summary>
    public NaiveChange? Record(string thing, string says, HashSet<int> days, bool mayCover, long at)
    {
        var others = Now.Where(s => s.Thing == thing && s.On.Overlaps(days)).ToList();
        if (!mayCover && others.Any(o => o.On.IsSubsetOf(days)))
        {
            return null;
        }

        var change = new NaiveChange();
        foreach (var other in others)
        {
            End(change, other, at);
            foreach (var run in Runs([.. other.On.Except(days)]))
            {
                Add(change, thing, other.Says, run, at);
            }
        }

        Add(change, thing, says, days, at);
        return change;
    }

    public NaiveChange? Correct(Statement wrong, string thing, string says, HashSet<int> days, long at) =>
        wrong.Until is not null || wrong.Thing != thing || Now.Any(s => s != wrong && s.Thing == thing && s.On.Overlaps(days))
            ? null : Instead(wrong, says, days, at);

    public NaiveChange? EndOn(Statement statement, int day, long at) => statement.Until is not null || !statement.On.Contains(day)
        ? null : Instead(statement, statement.Says, [.. statement.On.Where(d => d <= day)], at);

    public static NaiveChange? Withdraw(Statement statement, long at) =>
        statement.Until is not null ? null : End(new NaiveChange(), statement, at);

    public NaiveChange? Replace(string thing, string says, long at) =>
        Now.SingleOrDefault(s => s.Thing == thing) is { } old ? Instead(old, says, Always, at) : null;

    public NaiveChange? Undo(NaiveChange change, long at)
    {
        var undo = new NaiveChange();
        foreach (var added in change.Added)
        {
            if ((added.Until is null ? added : Now.FirstOrDefault(s => s.SaysTheSameAs(added))) is not { } standing)
            {
                return Nothing(undo);
            }

            End(undo, standing, at);
        }

        foreach (var ended in change.Ended)
        {
            if (Now.Any(s => s.Thing == ended.Thing && s.On.Overlaps(ended.On)))
            {
                return Nothing(undo);
            }

            Add(undo, ended.Thing, ended.Says, ended.On, at);
        }

        return undo;
    }

    private NaiveChange? Nothing(NaiveChange half)
    {
        half.Ended.ForEach(s => s.Until = null);
        half.Added.ForEach(s => All.Remove(s));
        return null;
    }

    private NaiveChange Instead(Statement old, string says, HashSet<int> days, long at)
    {
        var change = new NaiveChange();
        End(change, old, at);
        Add(change, old.Thing, says, days, at);
        return change;
    }

    private static NaiveChange End(NaiveChange change, Statement statement, long at)
    {
        statement.Until = at;
        change.Ended.Add(statement);
        return change;
    }

    private void Add(NaiveChange change, string thing, string says, HashSet<int> days, long at)
    {
        var statement = new Statement(thing, says, days, at);
        All.Add(statement);
        change.Added.Add(statement);
    }

    private static IEnumerable<HashSet<int>> Runs(HashSet<int> days)
    {
        var run = new HashSet<int>();
        foreach (var day in days.Order())
        {
            if (run.Count > 0 && !run.Contains(day - 1))
            {
                yield return run;
                run = [];
            }

            run.Add(day);
        }

        if (run.Count > 0)
        {
            yield return run;
        }
    }
}

/// <summary>What one step added and ended.</summary>
internal sealed class NaiveChange
{
    public List<Statement> Added { get; } = [];

    public List<Statement> Ended { get; } = [];
}

/// <summary>Something said of a thing on some days, believed from an instant until another.</summary>
internal sealed class Statement(string thing, string says, HashSet<int> on, long from)
{
    public string Thing => thing;

    public string Says => says;

    public HashSet<int> On => on;

    public long From => from;

    public long? Until { get; set; }

    /// <summary>Number of its row, once it is known.</summary>
    public long RowId { get; set; }

    public string Text => string.Create(CultureInfo.InvariantCulture, $"{thing} {says} {string.Join(',', on.Order())}");

    public bool SaysTheSameAs(Statement other) => Text == other.Text;
}

using AnSinh.Basics;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using AnSinh.Register.Importing;
using AnSinh.Store.Acts;

namespace AnSinh.Host.Pages.Lists;

/// <summary>Work on a list under way apart from any request.</summary>
/// <param name="key">What exactly is worked on.</param>
public sealed class ListWork(string key)
{
    private volatile ListPlan? _plan;
    private volatile IReadOnlyList<Refusal> _refusals = [];
    private volatile bool _isDone;
    private volatile int _done;
    private volatile int _of;

    /// <summary>What exactly is worked on.</summary>
    public string Key => key;

    /// <summary>True for writing, false for planning.</summary>
    public bool IsApply { get; init; }

    /// <summary>The plan, once made.</summary>
    public ListPlan? Plan { get => _plan; internal set => _plan = value; }

    /// <summary>Why there is none.</summary>
    public IReadOnlyList<Refusal> Refusals { get => _refusals; internal set => _refusals = value; }

    /// <summary>True when it ended, well or not.</summary>
    public bool IsDone { get => _isDone; internal set => _isDone = value; }

    /// <summary>Steps done.</summary>
    public int Done { get => _done; internal set => _done = value; }

    /// <summary>Steps in all; 0 while not known.</summary>
    public int Of { get => _of; internal set => _of = value; }
}

/// <summary>
/// Plans and applies lists apart from the request that asked: the officer may leave the page. One heavy computation at a time; the last
/// plans are kept. Applying makes the plan again and writes it only if it is the one that was shown.
/// </summary>
public sealed partial class ListDesk(OfficeHolder offices, HeavyGate gate, ILogger<ListDesk> log)
{
    private const int Capacity = 4;
    private readonly Lock _turn = new();
    private static readonly LocalText Planning = new("đối chiếu một danh sách với sổ", "checking a list against the register");
    private static readonly LocalText Writing = new("ghi một danh sách vào sổ", "writing a list into the register");
    private readonly List<ListWork> _plans = [];
    private readonly Dictionary<long, ListWork> _applying = [];
    private ListStore? _store;

    /// <summary>The lists sent.</summary>
    public ListStore Store
    {
        get
        {
            lock (_turn)
            {
                return _store ??= new ListStore(offices.Current.Register.Database, offices.Current.Documents);
            }
        }
    }

    /// <summary>
    /// The plan of a list for a viewer on the register of now, begun if nobody asked before; waits a moment for short lists. Null if other
    /// heavy work runs.
    /// </summary>
    public ListWork? PlanOf(Office office, SentList list, Viewer viewer)
    {
        var key =
            string.Create(System.Globalization.CultureInfo.InvariantCulture,
                $"{list.Id} {list.Version} {office.Register.ChangeNo} {viewer.Unit.Key} {viewer.Role}");
        ListWork? work;
        Task? task = null;
        lock (_turn)
        {
            work = _plans.Find(p => p.Key == key);
            if (work is null)
            {
                if (gate.TryBegin(viewer.Login, Planning) is not { } turn)
                {
                    return null;
                }

                if (_plans.Count >= Capacity)
                {
                    _plans.RemoveAt(0);
                }

                _plans.Add(work = new ListWork(key));
                task = Task.Run(() => Guard(work, turn, () => work.Plan = Plan(office, list, viewer.Scope, work)));
            }
        }

        const int ShortMilliseconds = 1500;
        task?.Wait(ShortMilliseconds);
        return work;
    }

    /// <summary>What to answer if other heavy work runs.</summary>
    internal IResult Busy(Visit visit) => HeavyTurns.Busy(gate, visit);

    /// <summary>The writing of a list under way, or just ended and not yet told; null if none.</summary>
    public ListWork? ApplyingOf(long listId)
    {
        lock (_turn)
        {
            if (_applying.TryGetValue(listId, out var work) && work.IsDone)
            {
                _applying.Remove(listId);
            }

            return work;
        }
    }

    /// <summary>Starts writing a list; false if that is under way, or other heavy work is.</summary>
    /// <param name="office">The office.</param>
    /// <param name="list">The list.</param>
    /// <param name="viewer">Who asked; rows outside their scope are refused.</param>
    /// <param name="mark">Mark of the plan shown.</param>
    /// <param name="leaveOut">True to leave out wrong and unanswered rows.</param>
    public bool Apply(Office office, SentList list, Viewer viewer, string mark, bool leaveOut)
    {
        var work = new ListWork(mark) { IsApply = true };
        HeavyGate.Turn turn;
        lock (_turn)
        {
            if (_applying.TryGetValue(list.Id, out var other) && !other.IsDone)
            {
                return false;
            }

            if (gate.TryBegin(viewer.Login, Writing) is not { } begun)
            {
                return false;
            }

            (_applying[list.Id], turn) = (work, begun);
        }

        _ = Task.Run(() => Guard(work, turn, () => Write(office, list, viewer, mark, leaveOut, work)));
        return true;
    }

    private void Write(Office office, SentList list, Viewer viewer, string mark, bool leaveOut, ListWork work)
    {
        var plan = Plan(office, list, viewer.Scope, work);
        var refusals = plan is null ? work.Refusals
            : plan.Mark() != mark
            ? [new Refusal("list.moved", "Sổ đã thay đổi từ lúc xem trước; chưa ghi gì. Xem lại bản xem trước mới rồi ghi.")]
            : plan.Obstacles(leaveOut);
        if (refusals.Count == 0)
        {
            var set = plan!.ToChangeSet(list.FileName, list.File.Sha256);
            (work.Done, work.Of) = (0, set.Count);
            var act = new Act(viewer.Login, "list.apply") { Source = ListPages.Address(list.Id) };
            var applied = office.Register.TryWrite(act, (_, _) =>
            {
                var batch = office.Register.Apply(set, act, new Reporter(work));
                if (batch.Ok)
                {
                    Store.Applied(list.Id, batch.Value.BatchId, act);
                }

                return batch;
            });
            if (applied.Ok)
            {
                return;
            }

            refusals = applied.Refusals;
        }

        work.Refusals = refusals;
        Store.Failed(list.Id, string.Join(" ", refusals.Take(3).Select(r => r.ToString())), new Act(viewer.Login, "list.fail"));
    }

    private ListPlan? Plan(Office office, SentList list, IReadOnlySet<string>? scope, ListWork work)
    {
        var book = ListFile.Read(list.FileName, Store.Bytes(list));
        var map = list.Map is null ? new Refusal("list.no-map", "Chưa chọn các cột.")
            : ListMap.Parse(list.Map, list.FileName, office.Register.Facts);
        if (!book.Ok || !map.Ok)
        {
            work.Refusals = [.. book.Refusals, .. map.Refusals];
            return null;
        }

        var content =
            ListReader.Read(book.Value, map.Value, office.Register.Facts, office.Register.Units, AsKnown.DayOf(office.Register.Now));
        if (!content.Ok)
        {
            work.Refusals = content.Refusals;
            return null;
        }

        work.Of = content.Value.Rows.Count;
        return ListPlan.Make(office.Register, content.Value, scope, list.Choices, new Reporter(work));
    }

    private void Guard(ListWork work, HeavyGate.Turn turn, Action what)
    {
        try
        {
            what();
        }
        catch (Exception trouble) when (trouble is not OutOfMemoryException)
        {
            Failed(log, trouble);
            work.Refusals = [new Refusal("list.failed", "Bị dừng vì lỗi hệ thống; không có gì được ghi. Lỗi đã được ghi lại.")];
        }
        finally
        {
            turn.Dispose();
            work.IsDone = true;
        }
    }

    private sealed class Reporter(ListWork work) : IProgress<int>
    {
        public void Report(int value) => work.Done = value;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A list failed")]
    private static partial void Failed(ILogger log, Exception trouble);
}

using System.Globalization;
using AnSinh.Basics;
using AnSinh.Host.Jobs;
using AnSinh.Host.Web;
using AnSinh.Intake.Lists.Mapping;
using AnSinh.Intake.Lists.Planning;
using AnSinh.Intake.Lists.Reading;
using AnSinh.Store.Jobs;

namespace AnSinh.Host.Lists;

/// <summary>
/// The lists sent and the last plans of them. A plan is a reading of the register: it is made by a job, and made anew if the server was
/// started since. What the officer said of a list is in the database.
/// </summary>
public sealed class ListDesk(OfficeHolder offices)
{
    private const int Capacity = 4;
    private readonly Lock _turn = new();
    private readonly List<(long JobId, ListPlan Plan)> _plans = [];
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

    /// <summary>The plan a job made, or null.</summary>
    public ListPlan? PlanOrNull(Job job)
    {
        lock (_turn)
        {
            return _plans.Find(p => p.JobId == job.JobId).Plan;
        }
    }

    /// <summary>Keeps the plan a job made.</summary>
    public void Keep(Job job, ListPlan plan)
    {
        lock (_turn)
        {
            _plans.RemoveAll(p => p.JobId == job.JobId);
            if (_plans.Count >= Capacity)
            {
                _plans.RemoveAt(0);
            }

            _plans.Add((job.JobId, plan));
        }
    }

    /// <summary>Makes the plan of a list on the register of now. Refused if the file or the map of its columns cannot be read.</summary>
    public Outcome<ListPlan> Plan(Office office, SentList list, Viewer viewer, IProgress<JobStep> progress)
    {
        var book = ListFile.Read(list.FileName, Store.Bytes(list));
        var map = list.Map is null ? new Refusal("list.no-map", "Chưa chọn các cột.")
            : ListMap.Parse(list.Map, list.FileName, office.Register.Facts);
        if (!book.Ok || !map.Ok)
        {
            return Outcome<ListPlan>.Refused([.. book.Refusals, .. map.Refusals]);
        }

        var content =
            ListReader.Read(book.Value, map.Value, office.Register.Facts, office.Register.Units, AsKnown.DayOf(office.Register.Now));
        return content.Ok
            ? ListPlan.Make(office.Register, content.Value, viewer.Scope, list.Choices,
                new RowSteps("Đối chiếu với sổ", content.Value.Rows.Count, progress))
            : Outcome<ListPlan>.Refused(content.Refusals);
    }

    /// <summary>The number of a list as the subject of its jobs.</summary>
    internal static string Subject(long list) => list.ToString(CultureInfo.InvariantCulture);

    /// <summary>The list a job is about, if it is still there and its owner's.</summary>
    internal SentList? ListOrNull(Job job) =>
        Store.FindOrNull(long.Parse(job.Subject, CultureInfo.InvariantCulture)) is { } list && list.Login == job.Owner ? list : null;
}

/// <summary>Rows done as steps of a job.</summary>
internal sealed class RowSteps(string what, int of, IProgress<JobStep> progress) : IProgress<int>
{
    public void Report(int value) => progress.Report(new JobStep(what, value, of));
}

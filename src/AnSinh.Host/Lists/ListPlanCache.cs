using AnSinh.Intake.Lists.Planning;
using AnSinh.Store.Jobs;

namespace AnSinh.Host.Lists;

/// <summary>
/// The last plans of lists. A plan is a reading of the register: it is made by a job, and made anew if the server was started since.
/// </summary>
internal sealed class ListPlanCache
{
    private const int Capacity = 4;
    private readonly Lock _turn = new();
    private readonly List<(long JobId, ListPlan Plan)> _plans = [];

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
}

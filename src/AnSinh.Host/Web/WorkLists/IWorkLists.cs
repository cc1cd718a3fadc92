namespace AnSinh.Host.Web.WorkLists;

/// <summary>All work lists of a visit.</summary>
internal interface IWorkLists : IWaiting
{
    /// <summary>The lists the viewer sees; no rows are read.</summary>
    IEnumerable<IWorkList> Of(Visit visit);

    /// <summary>A list the viewer sees, or null; from here on the visit sees those for whom they may see it and do what they ask.</summary>
    IWorkList? FindOrNull(Visit visit, string id, Permission? deed = null)
    {
        visit.Narrow();
        var list = Of(visit).FirstOrDefault(l => l.Id == id);
        return list is not null && visit.Narrow([.. new[] { list.Needs, deed }.OfType<Permission>()])
            ? Of(visit).FirstOrDefault(l => l.Id == id) : list;
    }
}

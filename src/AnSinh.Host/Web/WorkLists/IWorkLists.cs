namespace AnSinh.Host.Web.WorkLists;

/// <summary>All work lists of a visit.</summary>
internal interface IWorkLists : IWaiting
{
    /// <summary>The lists the viewer sees; no rows are read.</summary>
    IEnumerable<IWorkList> Of(Visit visit);

    /// <summary>A list the viewer sees, or null.</summary>
    IWorkList? FindOrNull(Visit visit, string id) => Of(visit).FirstOrDefault(l => l.Id == id);
}

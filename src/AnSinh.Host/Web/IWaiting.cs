namespace AnSinh.Host.Web;

/// <summary>What waits for the viewer, as the navigation tells it.</summary>
public interface IWaiting
{
    /// <summary>How many rows wait for the viewer, by section of the navigation.</summary>
    IReadOnlyDictionary<string, long> Waiting(Visit visit);
}

namespace AnSinh.Host.Web;

/// <summary>What somebody may do here.</summary>
public enum Role
{
    /// <summary>Reads everything of the unit, changes nothing.</summary>
    Leader,

    /// <summary>Works for the whole unit: runs and settles months.</summary>
    DistrictOfficer,

    /// <summary>Works for one commune and sees no other.</summary>
    CommuneOfficer,
}

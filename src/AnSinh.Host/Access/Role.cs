namespace AnSinh.Host.Access;

/// <summary>What somebody may do here.</summary>
public enum Role
{
    /// <summary>Chairs the unit: reads everything of it, signs decisions, records nothing.</summary>
    Leader,

    /// <summary>Works for the whole unit: runs and settles months.</summary>
    DistrictOfficer,

    /// <summary>Works for one commune and sees no other.</summary>
    CommuneOfficer,

    /// <summary>Chairs one commune and sees no other: signs what its officer prepared, records nothing.</summary>
    CommuneLeader,
}

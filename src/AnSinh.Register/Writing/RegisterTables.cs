namespace AnSinh.Register.Writing;

/// <summary>The tables of a register whose rows have two times.</summary>
internal sealed class RegisterTables(RowChecks checks)
{
    /// <summary>Who people are.</summary>
    public static PersonTable People { get; } = new();

    /// <summary>What households are called.</summary>
    public static HouseholdTable Households { get; } = new();

    /// <summary>Files that are one person.</summary>
    public static MergeTable Merges { get; } = new();

    /// <summary>Pairs found to be two people.</summary>
    public static DistinctTable Distinct { get; } = new();

    /// <summary>Versions of units.</summary>
    public static UnitTable Units { get; } = new();

    /// <summary>What reorganisations did to units.</summary>
    public static UnitLinkTable UnitLinks { get; } = new();

    /// <summary>Facts.</summary>
    public FactRowTable Facts { get; } = new(checks);

    /// <summary>Residences.</summary>
    public ResidenceTable Residences { get; } = new(checks);

    /// <summary>Memberships of households.</summary>
    public MembershipTable Memberships { get; } = new(checks);
}

namespace AnSinh.Determinations;

/// <summary>Expressions say <c>household.poverty</c> and <c>m.raised_by</c>; columns are named by the kind alone.</summary>
public static class FactName
{
    /// <summary>The kind's name: what follows the last dot.</summary>
    public static string Bare(string used) => used[(used.LastIndexOf('.') + 1)..];
}

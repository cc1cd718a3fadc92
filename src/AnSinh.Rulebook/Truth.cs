namespace AnSinh.Rulebook;

/// <summary>An answer of the law. Unknown is never silently no: it names the facts that are missing.</summary>
public enum Truth : byte
{
    /// <summary>The conditions fail.</summary>
    No = 0,

    /// <summary>The conditions hold.</summary>
    Yes = 1,

    /// <summary>A fact that matters is missing.</summary>
    Unknown = 2,

    /// <summary>Two rates of one route hold at once: a flaw of the rules, never picked from silently.</summary>
    Conflict = 3,
}

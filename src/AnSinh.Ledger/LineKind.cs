namespace AnSinh.Ledger;

/// <summary>What a line of a run is.</summary>
public enum LineKind
{
    /// <summary>Money for the month the run is about, posted the first time.</summary>
    Current,

    /// <summary>More is owed for a month than was posted (<i lang="vi">truy lĩnh</i>).</summary>
    Arrears,

    /// <summary>Less is owed for a month than was posted (<i lang="vi">thu hồi</i>).</summary>
    Recovery,
}

/// <summary>The words of line kinds in the database, in JSON and for people.</summary>
public static class LineKinds
{
    /// <summary>The word kept in the database.</summary>
    public static string ToText(this LineKind kind) => kind switch
    {
        LineKind.Current => "current",
        LineKind.Arrears => "arrears",
        _ => "recovery",
    };

    /// <summary>The word on a page.</summary>
    public static string ToVietnamese(this LineKind kind) => kind switch
    {
        LineKind.Current => "Chi tháng này",
        LineKind.Arrears => "Truy lĩnh",
        _ => "Thu hồi",
    };

    /// <summary>The kind a word stands for, or null.</summary>
    public static LineKind? FromText(string? text) => text switch
    {
        "current" => LineKind.Current,
        "arrears" => LineKind.Arrears,
        "recovery" => LineKind.Recovery,
        _ => null,
    };
}

using System.Globalization;

namespace AnSinh.Host.Web;

/// <summary>Addresses of pages that pages upstream of theirs lead to.</summary>
internal static class Links
{
    /// <summary>The list of cases.</summary>
    public const string Cases = "/ho-so";

    /// <summary>The accounts.</summary>
    public const string Accounts = "/quan-tri/tai-khoan";

    /// <summary>Who may sign.</summary>
    public const string Mandates = "/tham-quyen-ky";

    /// <summary>Who saw more people than their own.</summary>
    public const string Widenings = "/giam-sat/quyen-tam";

    /// <summary>Changes of the law.</summary>
    public const string LawChanges = "/bo-luat/thay-doi";

    /// <summary>Poverty reviews.</summary>
    public const string PovertyRounds = "/ra-soat-ngheo";

    /// <summary>Runs on their way to be paid.</summary>
    public const string PayRuns = "/chi-tra/ky";

    /// <summary>A run on its way, by its draft.</summary>
    public static string PayRun(long draft) => Of(PayRuns, draft);

    /// <summary>A change of the law.</summary>
    public static string LawChange(long id) => Of(LawChanges, id);

    /// <summary>A poverty review.</summary>
    public static string PovertyRound(long id) => Of(PovertyRounds, id);

    /// <summary>What stands at an address under its number.</summary>
    public static string Of(string root, long id) => root + "/" + id.ToString(CultureInfo.InvariantCulture);
}

using System.Text.RegularExpressions;

namespace AnSinh.Store;

/// <summary>Passwords in addresses of databases: found, and hidden before anything is shown or kept.</summary>
public static partial class Secrets
{
    /// <summary>True if an address holds a password, in whichever of its spellings.</summary>
    public static bool In(string address) => Pair().IsMatch(address) || Url().IsMatch(address);

    /// <summary>A text with every password in it made unreadable.</summary>
    public static string Hide(string text) => Url().Replace(Pair().Replace(text, "$1***"), "$1***$3");

    // A quoted value may hold semicolons; one whose quote is not closed runs to the end.
    [GeneratedRegex("""((?:password|passwd|passphrase|pwd|psw)\s*=\s*)("(?:[^"]|"")*(?:"|$)|'(?:[^']|'')*(?:'|$)|[^;]*)""",
        RegexOptions.IgnoreCase)]
    private static partial Regex Pair();

    [GeneratedRegex(@"(//[^/\s:@]*:)([^\s@]*)(@)")]
    private static partial Regex Url();
}

namespace AnSinh.Host.SignIn;

/// <summary>
/// Browser and machine in words, of what a browser says of itself: as much as its owner needs to know it again, and no more.
/// </summary>
internal static class BrowserName
{
    // Whoever came later says the names of those before too: the first that is found is meant.
    private static readonly (string Word, string Name)[] Browsers =
    [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("coc_coc", "Cốc Cốc"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"),
        ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"), ("curl", "curl"),
    ];

    private static readonly (string Word, string Name)[] Machines =
    [
        ("Windows", "Windows"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Macintosh", "Mac"), ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ];

    /// <summary>The words, such as <c>Firefox, Windows</c>; empty if nothing is known.</summary>
    public static string Of(string userAgent) => string.Join(", ", new[] { Found(Browsers, userAgent), Found(Machines, userAgent) }
        .OfType<string>());

    private static string? Found((string Word, string Name)[] names, string userAgent) =>
        Array.Find(names, n => userAgent.Contains(n.Word, StringComparison.OrdinalIgnoreCase)).Name;
}

namespace AnSinh.Basics;

/// <summary>Finds what somebody probably meant.</summary>
public static class Nearest
{
    private const int LongestWord = 80;

    /// <summary><c>; có phải 'disability'?</c>, or nothing if no candidate is near.</summary>
    public static string Hint(string written, IEnumerable<string> candidates)
    {
        // A word as long as a line is no slip of the pen, and comparing takes the product of the lengths.
        var most = Math.Max(2, written.Length / 3);
        var best =
            candidates.Where(c => written.Length <= LongestWord && (Math.Abs(c.Length - written.Length) <= most || IsShorter(written, c)))
            .Select(c => (Name: c, Steps: Steps(written, c))).OrderBy(c => c.Steps).ThenBy(c => c.Name, StringComparer.Ordinal)
            .FirstOrDefault();
        return best.Name is not null && (best.Steps <= most || IsShorter(written, best.Name)) ? $"; có phải '{best.Name}'?" : "";
    }

    private static bool IsShorter(string a, string b) =>
        Math.Min(a.Length, b.Length) >= 3 && (a.StartsWith(b, StringComparison.Ordinal) || b.StartsWith(a, StringComparison.Ordinal));

    private static int Steps(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[b.Length];
    }
}

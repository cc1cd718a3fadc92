using System.Globalization;

namespace AnSinh.Host.Rules;

/// <summary>Places in the order of the text of an instrument: Điều 6 before Điều 10, điểm đ after điểm d.</summary>
internal sealed class ArticleOrder : IComparer<string>
{
    /// <summary>The order.</summary>
    public static ArticleOrder Natural { get; } = new();

    /// <inheritdoc/>
    public int Compare(string? x, string? y)
    {
        var (a, b) = ((x ?? "").Split('/', '-'), (y ?? "").Split('/', '-'));
        for (var i = 0; i < Math.Min(a.Length, b.Length); i++)
        {
            var both =
                long.TryParse(a[i], NumberStyles.None, CultureInfo.InvariantCulture, out var m) & long.TryParse(b[i],
                    NumberStyles.None, CultureInfo.InvariantCulture, out var n);
            var order = both ? m.CompareTo(n)
                : string.CompareOrdinal(a[i].Replace("đ", "d\uFFFF", StringComparison.Ordinal),
                    b[i].Replace("đ", "d\uFFFF", StringComparison.Ordinal));
            if (order != 0)
            {
                return order;
            }
        }

        return a.Length.CompareTo(b.Length);
    }
}

namespace AnSinh.Rulebook.Publishing;

/// <summary>What became of a line.</summary>
public enum LineChange
{
    /// <summary>It stands in both texts.</summary>
    Same,

    /// <summary>Only in the text before.</summary>
    Removed,

    /// <summary>Only in the text after.</summary>
    Added,

    /// <summary>Lines left out because nothing near them changed.</summary>
    Skipped,
}

/// <summary>A line of a comparison.</summary>
/// <param name="Change">What became of it.</param>
/// <param name="Before">Its number in the text before, or null.</param>
/// <param name="After">Its number in the text after, or null.</param>
/// <param name="Text">The line; of skipped lines how many.</param>
public sealed record DiffLine(LineChange Change, int? Before, int? After, string Text);

/// <summary>Compares two texts line by line.</summary>
public static class LineDiff
{
    // Lines of one text times lines of the other that are compared each with each.
    private const int TableSizeLimit = 4_000_000;

    /// <summary>The lines that changed, with a few that did not around them.</summary>
    public static IReadOnlyList<DiffLine> Of(string? before, string? after, int around = 3)
    {
        var all = All(Lines(before), Lines(after));
        var near = new bool[all.Count];
        for (var i = 0; i < all.Count; i++)
        {
            if (all[i].Change != LineChange.Same)
            {
                Array.Fill(near, true, Math.Max(0, i - around), Math.Min(all.Count, i + around + 1) - Math.Max(0, i - around));
            }
        }

        var shown = new List<DiffLine>();
        for (var i = 0; i < all.Count; i++)
        {
            if (near[i])
            {
                shown.Add(all[i]);
                continue;
            }

            var end = i;
            while (end < all.Count && !near[end])
            {
                end++;
            }

            shown.Add(new DiffLine(LineChange.Skipped, null, null, (end - i).ToString(System.Globalization.CultureInfo.InvariantCulture)));
            i = end - 1;
        }

        return shown;
    }

    private static string[] Lines(string? text) =>
        string.IsNullOrEmpty(text) ? [] : text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');

    /// <summary>Equal beginnings and ends are set aside; between them the longest common sequence is kept.</summary>
    private static List<DiffLine> All(string[] before, string[] after)
    {
        var head = 0;
        while (head < before.Length && head < after.Length && before[head] == after[head])
        {
            head++;
        }

        var tail = 0;
        while (tail < before.Length - head && tail < after.Length - head && before[^(tail + 1)] == after[^(tail + 1)])
        {
            tail++;
        }

        var (a, b) = (before[head..^tail], after[head..^tail]);
        var lines = new List<DiffLine>();
        for (var i = 0; i < head; i++)
        {
            lines.Add(new DiffLine(LineChange.Same, i + 1, i + 1, before[i]));
        }

        lines.AddRange((long)a.Length * b.Length > TableSizeLimit ? Replaced(a, b, head) : Compared(a, b, head));
        for (var i = tail; i > 0; i--)
        {
            lines.Add(new DiffLine(LineChange.Same, before.Length - i + 1, after.Length - i + 1, before[^i]));
        }

        return lines;
    }

    /// <summary>Two texts that have little in common and are long: all of one, then all of the other.</summary>
    private static IEnumerable<DiffLine> Replaced(string[] a, string[] b, int head) =>
        a.Select((line, i) => new DiffLine(LineChange.Removed, head + i + 1, null, line))
        .Concat(b.Select((line, i) => new DiffLine(LineChange.Added, null, head + i + 1, line)));

    private static List<DiffLine> Compared(string[] a, string[] b, int head)
    {
        var common = new int[a.Length + 1, b.Length + 1];
        for (var i = a.Length - 1; i >= 0; i--)
        {
            for (var j = b.Length - 1; j >= 0; j--)
            {
                common[i, j] = a[i] == b[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        var lines = new List<DiffLine>();
        var (x, y) = (0, 0);
        while (x < a.Length || y < b.Length)
        {
            if (x < a.Length && y < b.Length && a[x] == b[y])
            {
                lines.Add(new DiffLine(LineChange.Same, head + x + 1, head + y + 1, a[x]));
                (x, y) = (x + 1, y + 1);
            }
            else if (x < a.Length && (y == b.Length || common[x + 1, y] >= common[x, y + 1]))
            {
                lines.Add(new DiffLine(LineChange.Removed, head + ++x, null, a[x - 1]));
            }
            else
            {
                lines.Add(new DiffLine(LineChange.Added, null, head + ++y, b[y - 1]));
            }
        }

        return lines;
    }
}

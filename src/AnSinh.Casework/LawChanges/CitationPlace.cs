using AnSinh.Basics;

namespace AnSinh.Casework.LawChanges;

/// <summary>Reads a place in an instrument as officials write it: «Điều 4 khoản 2 điểm a» is <c>dieu-4/khoan-2/diem-a</c>.</summary>
internal static class CitationPlace
{
    private static readonly string[] Words = ["dieu", "khoan", "diem", "bang", "phu", "muc", "chuong"];

    /// <summary>The place as citations write it; empty if none was typed, null if it is not understood.</summary>
    public static string? Of(string typed)
    {
        var parts = VietnameseText.Fold(typed).Replace("phu luc", "phu luc-", StringComparison.Ordinal)
            .Replace("luc- ", "luc-", StringComparison.Ordinal)
            .Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries);
        if (parts is [var one] && one.Contains('-', StringComparison.Ordinal))
        {
            return one.Split('/')
                .All(p => p.Contains('-', StringComparison.Ordinal) && p.All(c => char.IsAsciiLetterOrDigit(c) || c is '-')) ? one : null;
        }

        if (parts.Length % 2 != 0)
        {
            return null;
        }

        var pairs = parts.Chunk(2).ToList();
        return pairs.All(p => Words.Contains(p[0]) && p[1].All(c => char.IsAsciiLetterOrDigit(c) || c is '-'))
            ? string.Join('/', pairs.Select(p => $"{p[0]}-{p[1]}")) : null;
    }
}

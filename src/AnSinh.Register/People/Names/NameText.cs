using System.Globalization;
using AnSinh.Basics;

namespace AnSinh.Register.People.Names;

/// <summary>What the cell of a name says: the name, and the remark beside it.</summary>
/// <param name="Name">The name in NFC, single spaces, first letters capital.</param>
/// <param name="Remark">What stood in brackets or after a dash: <c>đã mất</c>; null if nothing.</param>
/// <param name="Odd">What is odd about the name, in Vietnamese; null if nothing.</param>
public sealed record ReadName(string Name, string? Remark, string? Odd)
{
    /// <summary>
    /// What says that this is no whole name of a person, in Vietnamese: letters lost, signs of another code, words that stand for a missing
    /// name. Nobody is made of such a name unless somebody says so.
    /// </summary>
    public IReadOnlyList<string> Damage { get; init; } = [];
}

/// <summary>Reads names of people as lists have them: capitals, double spaces, numbering, remarks in brackets.</summary>
public static class NameText
{
    private static readonly string[] Titles = ["ông ", "bà ", "anh ", "chị ", "cháu ", "em ", "cụ "];
    private static readonly string[] Deaths = ["da mat", "da chet", "chet", "tu tran", "da qua doi", "mat", "khai tu"];

    /// <summary>The name in a text.</summary>
    public static ReadName Read(string text)
    {
        var remark = (string?)null;
        var (name, told) = NameLetters.Mend(text);
        if (name.IndexOf('(', StringComparison.Ordinal) is > 0 and var open)
        {
            remark = name[(open + 1)..].TrimEnd(' ', ')');
            name = name[..open];
        }
        else if (name.IndexOf(" - ", StringComparison.Ordinal) is > 0 and var dash)
        {
            (name, remark) = (name[..dash], name[(dash + 3)..]);
        }

        name = string.Join(' ', name.Split((char[])[' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries))
            .Trim(' ', '.', ',', ';', '*');
        var start = 0;
        while (start < name.Length && (char.IsAsciiDigit(name[start]) || name[start] is '.' or ')' or ' ' or '-'))
        {
            start++;
        }

        name = name[start..];
        name = Titles.FirstOrDefault(t => name.StartsWith(t, StringComparison.OrdinalIgnoreCase)) is { } title
            && name.Count(c => c == ' ') > 1 ? name[title.Length..] : name;
        name = name.Any(char.IsLower) && !name.Split(' ').Any(w => w.Length > 0 && char.IsLower(w[0])) ? name : Capitals(name);
        var odd = name.Length > 0 && !name.Contains(' ', StringComparison.Ordinal) ? "Họ tên chỉ có một chữ." : null;
        return new ReadName(name, string.IsNullOrWhiteSpace(remark) ? null : remark.Trim(),
            odd) { Damage = [.. told, .. name.Length == 0 ? [] : DamageOf(name, remark)] };
    }

    /// <summary>Why a text that is to be a person's name looks like none, in Vietnamese; empty if it looks like one.</summary>
    public static IReadOnlyList<string> DamageOf(string name, string? remark = null) =>
    [
        .. NameLetters.Doubts(name),
        .. NamePlaceholders.IsOne(name) || (remark is not null && NamePlaceholders.IsOne(remark, isRemark: true))
            ? ["ô ghi rằng chưa biết họ tên"] : Array.Empty<string>(),
    ];

    /// <summary>Why a name can never be recorded, in Vietnamese; null if it can.</summary>
    public static string? Unwritable(string name) => NameLetters.NotAName(name);

    /// <summary>True if a remark says that the person has died.</summary>
    public static bool SaysDead(string remark) =>
        VietnameseText.Fold(remark) is var folded
        && Deaths.Any(
            d => folded == d || folded.StartsWith(d + " ", StringComparison.Ordinal)
                || (d.Contains(' ', StringComparison.Ordinal) && folded.Contains(d, StringComparison.Ordinal)));

    private static string Capitals(string name) =>
        string.Join(' ',
            name.Split(' ')
                .Select(w => w.Length == 0 ? w
                    : char.ToUpper(w[0], CultureInfo.InvariantCulture) + w[1..].ToLower(CultureInfo.InvariantCulture)));
}

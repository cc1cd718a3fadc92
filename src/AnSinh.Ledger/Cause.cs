using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using AnSinh.Basics;

namespace AnSinh.Ledger;

/// <summary>Why a line differs from what was posted before. One line may have several causes; the law comes first.</summary>
/// <param name="Kind">
/// <c>law</c>, <c>fact</c>, <c>identity</c>, <c>residence</c>, <c>household</c>, <c>decision</c>, <c>merge</c>, <c>rulebook</c>,
/// <c>reversal</c>, <c>recovery</c> (it was decided to take back what a law left withheld), <c>together</c> (those that follow make it only
/// together) or <c>other</c>.
/// </param>
/// <param name="What">Name for people of what changed: a parameter, a kind of fact, the number of a decision.</param>
/// <param name="Name">Its name in policy/, if it has one.</param>
/// <param name="Before">Value before, for people.</param>
/// <param name="Value">Value now, for people; null where it is withdrawn or sensitive.</param>
/// <param name="From">First day the value is valid.</param>
/// <param name="To">Last day the value is valid, if it has one.</param>
/// <param name="Recorded">Day it was recorded, or for law: issued.</param>
/// <param name="Source">Paper it came from, or for law: the article.</param>
/// <param name="PersonId">The person it is about, if another than the line's (a member of the household).</param>
/// <param name="Amount">Part of the line's amount that is due to this cause alone, where it can be told.</param>
public sealed record Cause(
    string Kind,
    string What,
    string? Name = null,
    string? Before = null,
    string? Value = null,
    DateOnly? From = null,
    DateOnly? To = null,
    DateOnly? Recorded = null,
    string? Source = null,
    long? PersonId = null,
    long? Amount = null)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    /// <summary>Causes as kept in the ledger.</summary>
    public static string? Write(IReadOnlyList<Cause> causes) => causes.Count == 0 ? null : JsonSerializer.Serialize(causes, Json);

    /// <summary>Causes as kept in the ledger, read back; none for an empty text.</summary>
    public static IReadOnlyList<Cause> Read(string? text) =>
        string.IsNullOrEmpty(text) ? [] : JsonSerializer.Deserialize<List<Cause>>(text, Json)!;

    /// <summary>All causes of a line in one Vietnamese sentence.</summary>
    public static string ToVietnamese(IReadOnlyList<Cause> causes) => string.Join("; ", causes.Select(c => c.ToVietnamese()));

    /// <summary>The cause as an officer reads it on the list.</summary>
    public string ToVietnamese()
    {
        var recorded = Recorded is { } day ? Vietnamese.Date(day) : "";
        return Kind switch
        {
            "law" when Recorded is not null => $"{What} {Change}theo {Source}, ban hành ngày {recorded}",
            "law" => $"{What} {Change}theo {Source}",
            "decision" or "merge" or "reversal" or "recovery" => $"{What}, ghi nhận ngày {recorded}",
            "rulebook" => $"{What}: {Change}".TrimEnd(':', ' '),
            "other" or "together" => What,
            _ => $"{What}{(PersonId is { } other ? $" của thành viên hộ {other}" : "")}: {Change}{Validity}ghi nhận ngày {recorded}"
                + (Source is null ? "" : $" ({Source})"),
        };
    }

    private string Change => (Before, Value) switch
    {
        (null, null) => "",
        (null, _) => $"{Value} ",
        (_, null) => $"bỏ {Before} ",
        _ => $"{Before} → {Value} ",
    };

    private string Validity => (From, To) switch
    {
        (null, _) => "",
        ({ } from, null) => $"từ ngày {Vietnamese.Date(from)}, ",
        ({ } from, { } to) when from == to => $"ngày {Vietnamese.Date(from)}, ",
        ({ } from, { } to) => $"từ {Vietnamese.Date(from)} đến {Vietnamese.Date(to)}, ",
    };
}

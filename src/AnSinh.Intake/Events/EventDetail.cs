using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using AnSinh.Register.Changes;

namespace AnSinh.Intake.Events;

/// <summary>What the batch of an event keeps of it, to be shown later.</summary>
/// <param name="Persons">Persons whose rows it writes.</param>
/// <param name="Sensitive">True if it writes a fact shown only for a purpose.</param>
/// <param name="Lines">Rows in words; of what is protected, none.</param>
/// <param name="Recovery">Đồng proposed for recovery when it was recorded.</param>
/// <param name="Arrears">Đồng proposed as back-pay when it was recorded.</param>
/// <param name="NewPersons">Numbers, as they were to be, of persons it adds; null where an earlier version did not keep them.</param>
public sealed record EventDetail(
    IReadOnlyList<long> Persons, bool Sensitive, IReadOnlyList<string> Lines, long Recovery, long Arrears, IReadOnlyList<long>? NewPersons)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    /// <summary>The detail as a batch keeps it.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>The detail of a batch, or null if it is of no event.</summary>
    public static EventDetail? ReadOrNull(Batch batch) => !EventKind.IsOf(batch) ? null
        : batch.Detail is { } text ? JsonSerializer.Deserialize<EventDetail>(text, Json) : new EventDetail([], false, [], 0, 0, []);
}

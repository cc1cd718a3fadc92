using System.Globalization;
using AnSinh.Basics;
using AnSinh.Host.Web;
using AnSinh.Store;

namespace AnSinh.Host.Audit;

/// <summary>What the address of the log asks for.</summary>
/// <param name="From">The first day, by the office's clock.</param>
/// <param name="To">The last day.</param>
/// <param name="Actor">Login of who acted; null for all.</param>
/// <param name="Action">Code of what was done; null for all.</param>
/// <param name="Person">Number of the person it is about; null for all.</param>
/// <param name="Text">Words of it; null for all.</param>
public sealed record AuditAsked(DateOnly From, DateOnly To, string? Actor, string? Action, long? Person, string? Text)
{
    /// <summary>Words of the address.</summary>
    public const string FromKey = "tu", ToKey = "den", ActorKey = "ai", ActionKey = "viec", PersonKey = "nguoi", TextKey = "q";

    // Shown unless asked otherwise: today and the six days before.
    private const int UsualDays = 6;

    /// <summary>Reads the address of a visit; refused where a day or a number is none.</summary>
    public static Outcome<AuditAsked> Read(Office office, Visit visit)
    {
        string? Word(string key) => visit.IsApi || visit.Query[key].ToString().Trim() is not { Length: > 0 } text ? null : text;
        var (to, from) = (office.Clock.Today, office.Clock.Today.AddDays(-UsualDays));
        if (Word(ToKey) is { } last && visit.ReadDay(last, ToKey, out to) is { } wrongTo)
        {
            return wrongTo;
        }

        from = to.AddDays(-UsualDays);
        if (Word(FromKey) is { } first && visit.ReadDay(first, FromKey, out from) is { } wrongFrom)
        {
            return wrongFrom;
        }

        var person = 0L;
        if (Word(PersonKey) is { } number && !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out person))
        {
            return new Refusal("audit.person", "Người được hỏi bằng mã số trong sổ, ví dụ 217.", PersonKey);
        }

        return from > to
            ? new Refusal("audit.days", "Ngày đầu phải không sau ngày cuối.", FromKey)
            : new AuditAsked(from, to, Word(ActorKey), Word(ActionKey), person > 0 ? person : null, Word(TextKey));
    }

    /// <summary>The same as a question to a chain.</summary>
    public AuditQuestion Question() => new()
    {
        From = new AsKnown(From.AddDays(-1)).Instant + 1, Before = new AsKnown(To).Instant + 1, Actor = Actor, Action = Action,
        Person = Person, Text = Text,
    };
}

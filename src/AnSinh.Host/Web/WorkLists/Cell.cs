using AnSinh.Basics;

namespace AnSinh.Host.Web.WorkLists;

/// <summary>
/// A cell of a work list, made once for the page, the Excel file and the API: what type its value has says how each writes it (text, whole
/// number, <see cref="Dong"/>, day, month).
/// </summary>
/// <param name="Value">What the file and the API tell; null is nothing.</param>
public sealed record Cell(object? Value)
{
    /// <summary>What the page says where it is not the value: an instant for its day, a deadline in words.</summary>
    public string? Shown { get; init; }

    /// <summary>Colour of a badge (<c>good</c>, <c>warn</c>, <c>bad</c>, <c>mute</c>); null where it is plain text.</summary>
    public string? Tone { get; init; }

    /// <summary>A small line the page says under it, or null.</summary>
    public string? Note { get; init; }

    /// <summary>Where it leads, or null.</summary>
    public string? Href { get; init; }

    /// <summary>A cell with nothing in it.</summary>
    public static Cell Nothing { get; } = new((object?)null);

    /// <summary>Text that leads somewhere.</summary>
    public static Cell Link(string? text, string? href) => new(text) { Href = href };

    /// <summary>A badge: the word says it, the colour only helps.</summary>
    public static Cell Badge(string text, string tone) => new(text) { Tone = tone };

    /// <summary>An instant: the page tells the minute, the file and the API the day.</summary>
    public static Cell Instant(Language l, long? at) =>
        at is { } told ? new(AsKnown.DayOf(told)) { Shown = l.Instant(told) } : Nothing;

    /// <summary>A person who may be named; somebody out of the viewer's scope by now is counted and not named.</summary>
    public static Cell Person(Language l, string? name, string href) =>
        name is null ? Nothing with { Shown = l.T("(nay ngoài phạm vi)", "(now out of scope)") } : Link(name, href);

    /// <summary>As the page writes it.</summary>
    public string Text(Language l) => Shown ?? Value switch
    {
        null => "–",
        int number => l.Number(number),
        long number => l.Number(number),
        decimal number => l.Number(number),
        Dong dong => l.Number(dong.Value),
        DateOnly day => l.Date(day),
        Month month => month.ToVietnamese(),
        _ => Value.ToString() ?? "",
    };

    /// <summary>As the Excel file writes it.</summary>
    public object? InFile => Value is Month month ? month.ToVietnamese() : Value;

    /// <summary>As the API writes it.</summary>
    public object? InJson => Value switch
    {
        null or int or long or decimal or string => Value,
        Dong dong => dong.Value,
        DateOnly day => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        _ => Value.ToString(),
    };
}

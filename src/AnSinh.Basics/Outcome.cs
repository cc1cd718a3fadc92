namespace AnSinh.Basics;

/// <summary>The world says no: input that is wrong, a rule that forbids. Never an exception, never lost.</summary>
/// <param name="Code">Stable code, e.g. <c>fact.end-before-start</c>.</param>
/// <param name="Message">What is wrong and what to do, in Vietnamese, for the person at the screen.</param>
/// <param name="Place">The row, field or file line it is about, e.g. <c>facts.csv:17</c> or <c>birth_date</c>.</param>
public sealed record Refusal(string Code, string Message, string? Place = null)
{
    /// <summary>The message in English; null where only the Vietnamese one was written.</summary>
    public string? English { get; init; }

    /// <summary>The message in a language.</summary>
    public string In(string language) => language == "en" ? English ?? Message : Message;

    /// <summary>The place, if any, and the message.</summary>
    public override string ToString() => Place is null ? Message : $"{Place}: {Message}";
}

/// <summary>Either a value or all the reasons why there is none.</summary>
public sealed class Outcome<T>
{
    private readonly T? _value;

    private Outcome(T? value, IReadOnlyList<Refusal> refusals) => (_value, Refusals) = (value, refusals);

    /// <summary>Every reason, not only the first. Empty if there is a value.</summary>
    public IReadOnlyList<Refusal> Refusals { get; }

    /// <summary>True if there is a value.</summary>
    public bool Ok => Refusals.Count == 0;

    /// <summary>The value; asking for it when refused is a bug.</summary>
    public T Value => Ok ? _value! : throw new InvalidOperationException("Refused: " + string.Join("; ", Refusals));

    /// <summary>A value.</summary>
    public static Outcome<T> Of(T value) => new(value, []);

    /// <summary>No value, for these reasons (at least one).</summary>
    public static Outcome<T> Refused(IReadOnlyList<Refusal> refusals) =>
        refusals.Count > 0 ? new(default, refusals) : throw new ArgumentException("A refusal needs a reason.", nameof(refusals));

    /// <summary>A value is an outcome.</summary>
    public static implicit operator Outcome<T>(T value) => Of(value);

    /// <summary>A refusal is an outcome.</summary>
    public static implicit operator Outcome<T>(Refusal refusal) => Refused([refusal]);
}

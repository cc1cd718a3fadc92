using AnSinh.Basics;
using AnSinh.Intake.Lists.Mapping;
using AnSinh.Intake.Lists.Reading;
using AnSinh.Register.Units;

namespace AnSinh.Intake.Lists.Planning;

/// <summary>A fact a row of a list tells.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Value">Its value, as text of the kind.</param>
/// <param name="Valid">Days it holds.</param>
/// <param name="Place">The cell.</param>
public sealed record ListFact(FactKind Kind, string Value, DateInterval Valid, string Place);

/// <summary>A row of a list, cleaned: what it says of one person, with everything wrong and everything doubtful by its cell.</summary>
/// <param name="Row">The row in the sheet, from 0.</param>
/// <param name="Place">Its address: <c>Danh sách!17</c>.</param>
public sealed record ListRow(int Row, string Place)
{
    /// <summary>Full name; empty if missing.</summary>
    public string Name { get; init; } = "";

    /// <summary>What says that the name is no whole name of a person, in Vietnamese; null if nothing.</summary>
    public string? NameDamage { get; init; }

    /// <summary>12 digits, or null.</summary>
    public string? Number { get; init; }

    /// <summary>9 digits of the old card, or null; only shown.</summary>
    public string? OldNumber { get; init; }

    /// <summary>Number of the person in the register, if the list has it.</summary>
    public long? PersonId { get; init; }

    /// <summary>Birth date.</summary>
    public BirthDate? Birth { get; init; }

    /// <summary>Sex.</summary>
    public Sex Sex { get; init; }

    /// <summary>Commune of the home; null if not told.</summary>
    public Unit? Unit { get; init; }

    /// <summary>Number of the household; null if not told.</summary>
    public string? HouseholdNumber { get; init; }

    /// <summary>Hamlet; null if not told.</summary>
    public string? Hamlet { get; init; }

    /// <summary>Role in the household.</summary>
    public string Role { get; init; } = "other";

    /// <summary>First day of what a new person's home and household hold.</summary>
    public DateOnly From { get; init; }

    /// <summary>First day of a new person's home: <see cref="From"/>, or the day the commune came to be if that is later.</summary>
    public DateOnly HomeFrom => Unit?.From is { } began && began > From ? began : From;

    /// <summary>Facts told.</summary>
    public IReadOnlyList<ListFact> Facts { get; init; } = [];

    /// <summary>Cell of a remark that says the person has died; null if none.</summary>
    public string? SaysDead { get; init; }

    /// <summary>What makes the row unusable.</summary>
    public IReadOnlyList<Refusal> Refusals { get; init; } = [];

    /// <summary>What to look at.</summary>
    public IReadOnlyList<Doubt> Doubts { get; init; } = [];
}

/// <summary>A list, read by a map: its rows of people, and the rows that are none.</summary>
/// <param name="Sheet">The sheet, in Unicode.</param>
/// <param name="Header">Its header.</param>
/// <param name="Map">The map it was read by.</param>
/// <param name="Rows">Rows of people.</param>
/// <param name="Skipped">Rows that are none: totals, headings, signatures; place and why.</param>
/// <param name="Doubts">Doubts about the whole file or a column.</param>
public sealed record ListContent(Sheet Sheet, ListHeader Header, ListMap Map, IReadOnlyList<ListRow> Rows,
    IReadOnlyList<(string Place, string Why)> Skipped, IReadOnlyList<Doubt> Doubts);

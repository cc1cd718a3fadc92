using AnSinh.Basics;

namespace AnSinh.Rulebook;

/// <summary>A worked case of the law (<i lang="vi">ca mẫu</i>): facts, month and the answer, with its source.</summary>
/// <param name="Id">Id, e.g. <c>A-D05</c>.</param>
/// <param name="Name">What it is about.</param>
/// <param name="Programme">Programme asked, or null if the case asks of something else.</param>
/// <param name="Parameter">Parameter asked, or null.</param>
/// <param name="Quantity">Quantity asked, or null.</param>
/// <param name="Scorecard">Scorecard asked, or null.</param>
/// <param name="Jurisdiction">Where.</param>
/// <param name="Month">For which month.</param>
/// <param name="Known">As known on which day.</param>
/// <param name="Given">Facts of the person by name, as text; <c>household.x</c> and <c>unit.x</c> for the others.</param>
/// <param name="Members">Facts of the other members of the household.</param>
/// <param name="Expect">The answer.</param>
/// <param name="Source">Where the answer comes from.</param>
/// <param name="Basis">How the answer was reached, e.g. <c>published_result</c>.</param>
/// <param name="Disputed">Why another source tells otherwise, or null.</param>
/// <param name="Place">File and line.</param>
public sealed record PolicyCase(
    string Id, string Name, string? Programme, string? Parameter, string? Quantity, string? Scorecard, Jurisdiction Jurisdiction,
    Month Month, AsKnown Known,
    IReadOnlyDictionary<string, string> Given, IReadOnlyList<IReadOnlyDictionary<string, string>> Members,
    CaseExpectation Expect, string? Source, string? Basis, string? Disputed, string Place)
{
    /// <summary>What changes on a day; what is given holds until then.</summary>
    public IReadOnlyList<CaseChange> Changes { get; init; } = [];

    /// <summary>
    /// Decisions it names: with one about the programme asked the case asks what is to be paid, without one what is owed.
    /// </summary>
    public IReadOnlyList<CaseDecision> Decisions { get; init; } = [];

    /// <summary>First of the months whose sums are asked; null if only <see cref="Month"/> is.</summary>
    public Month? Since { get; init; }

    /// <summary>The case as it stands in one of its months: what changed before is given.</summary>
    internal PolicyCase In(Month month)
    {
        var given = new Dictionary<string, string>(Given, StringComparer.Ordinal);
        var members = Members.Select(m => new Dictionary<string, string>(m, StringComparer.Ordinal)).ToList();
        foreach (var (name, value, member) in Changes.Where(c => c.From < month.FirstDay)
            .SelectMany(c => c.Facts.Select(f => (f.Key, f.Value, c.Member))))
        {
            (member == 0 ? given : members[member - 1])[name] = value;
        }

        return this with { Month = month, Given = given, Members = members,
            Changes = [.. Changes.Where(c => c.From >= month.FirstDay && c.From <= month.LastDay)] };
    }
}

/// <summary>Facts that are otherwise from a day on.</summary>
/// <param name="From">First day.</param>
/// <param name="Member">Whose they are: 0 the person's (and the household's), else the number of the other member.</param>
/// <param name="Facts">By name, as <see cref="PolicyCase.Given"/> writes them.</param>
public sealed record CaseChange(DateOnly From, int Member, IReadOnlyDictionary<string, string> Facts);

/// <summary>A decision a case names (<i lang="vi">quyết định</i>).</summary>
/// <param name="Programme">The programme it grants.</param>
/// <param name="Number">Number of the paper.</param>
/// <param name="Signed">Day of signature.</param>
/// <param name="From">First month it gives money for, if the paper names one.</param>
/// <param name="To">Last month, if it ended.</param>
public sealed record CaseDecision(string Programme, string? Number, DateOnly Signed, Month? From, Month? To)
{
    /// <summary>True if it stands for a month.</summary>
    public bool Covers(Month month) => !(From > month) && !(To < month);
}

/// <summary>The answer a case expects; what is null is not compared.</summary>
/// <param name="Status">Yes, no, unknown or conflict.</param>
/// <param name="Amount">Amount in đồng.</param>
/// <param name="Routes">Routes that make the amount.</param>
/// <param name="Missing">Facts that are missing.</param>
/// <param name="Value">Value of the parameter, quantity or total of the scorecard, as written; <c>unknown</c> if it cannot be told.</param>
public sealed record CaseExpectation(Truth? Status, long? Amount, IReadOnlyList<string>? Routes, IReadOnlyList<string>? Missing,
    string? Value)
{
    /// <summary>The most it may be in đồng, where only a part is certain.</summary>
    public long? AtMost { get; init; }

    /// <summary>First month with money, <c>yyyy-MM</c>; <c>none</c> if there is none.</summary>
    public string? FirstMonth { get; init; }

    /// <summary>Đồng of the first payment: all that is due for the months up to that of the signature.</summary>
    public long? FirstPayment { get; init; }

    /// <summary>Of these, đồng for the months before that of the signature (<i lang="vi">truy lĩnh</i>).</summary>
    public long? Arrears { get; init; }

    /// <summary>Đồng of all months asked together.</summary>
    public long? Sum { get; init; }

    /// <summary>True if it asks of more than one month.</summary>
    public bool OverMonths => (FirstMonth ?? (object?)FirstPayment ?? Arrears ?? Sum) is not null;
}

/// <summary>A case from outside policy/, with what is wrong with it.</summary>
/// <param name="Case">The case as far as it could be read.</param>
/// <param name="Problems">Mistakes with their lines; empty if it can be run.</param>
public sealed record ExternalCase(PolicyCase Case, IReadOnlyList<Refusal> Problems);

/// <summary>What came of a case.</summary>
/// <param name="Case">The case.</param>
/// <param name="Passed">True if all that was expected came, from both readers.</param>
/// <param name="Got">What came, in a line.</param>
/// <param name="Differences">What differs, in Vietnamese; empty if passed.</param>
/// <param name="Explanation">The explanation, for programme cases that could be asked.</param>
public sealed record CaseResult(PolicyCase Case, bool Passed, string Got, IReadOnlyList<string> Differences, Explanation? Explanation);

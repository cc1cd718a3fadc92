using AnSinh.Basics;
using AnSinh.Rulebook;
using AnSinh.Rulebook.Explaining;

namespace AnSinh.Determinations.Questions;

/// <summary>One programme's answer to somebody who asks for everything.</summary>
/// <param name="Programme">The programme in the law of the month.</param>
/// <param name="Status">The answer after the rules between programmes.</param>
/// <param name="Amount">Đồng that are certain, if yes.</param>
/// <param name="Routes">Routes that make the amount.</param>
/// <param name="Missing">Names of the facts that are missing, if unknown or if only a part is certain.</param>
/// <param name="Own">What the programme gives by itself, with the tree of its reasons.</param>
/// <param name="Rule">The rule between programmes that took it or cut it, if one did.</param>
/// <param name="Doubtful">True if it rests on law that was not read or that sources tell differently
/// (<i lang="vi">chưa chắc chắn</i>).</param>
public sealed record ProgrammeAnswer(
    ProgrammeAt Programme, Truth Status, Dong? Amount, IReadOnlyList<string> Routes, IReadOnlyList<string> Missing,
    Explanation Own, InteractionAt? Rule, bool Doubtful)
{
    /// <summary>The most it may be, the amount itself if that is settled; null if nothing bounds it.</summary>
    public Dong? AtMost { get; init; } = Dong.Zero;

    /// <summary>True if it is yes for certain, and perhaps more.</summary>
    public bool IsOpen => Status == Truth.Yes && AtMost != Amount;

    /// <summary>Name in policy/.</summary>
    public string Name => Programme.Programme.Id;

    /// <summary>True if the programme gives something other than money.</summary>
    public bool WithoutMoney => !Programme.Version.PaysMoney;
}

/// <summary>A fact that is missing, and how many answers wait for it.</summary>
/// <param name="Fact">Its kind.</param>
/// <param name="Programmes">Programmes that cannot be told without it.</param>
public sealed record MissingFact(FactKind Fact, IReadOnlyList<string> Programmes);

/// <summary>
/// Everything the law of a month gives one person (<i lang="vi">hỏi mọi chế độ</i>): every programme, yes, no or unknown, and every
/// quantity.
/// </summary>
/// <param name="Law">The law of the month as known.</param>
/// <param name="Programmes">Every programme of the law: yes first, then unknown, then no.</param>
/// <param name="Quantities">Every quantity of the law that has a value or waits for a fact.</param>
/// <param name="Missing">What to ask next: the facts most answers wait for first.</param>
/// <param name="RulebookHash">Hash of the rulebook used.</param>
public sealed record Entitlements(
    LawAt Law, IReadOnlyList<ProgrammeAnswer> Programmes, IReadOnlyList<QuantityExplanation> Quantities,
    IReadOnlyList<MissingFact> Missing, string RulebookHash)
{
    /// <summary>
    /// The answers for who may not see protected facts: without programmes that tell one, grounds that rest on one, and names of such
    /// facts.
    /// </summary>
    public Entitlements WithoutProtected() => this with
    {
        Programmes = [.. Programmes.Where(p => !p.Programme.Programme.Sensitive).Select(p => p with
        {
            Own = p.Own.WithoutProtected(p.Programme),
            Routes = p.Routes.Count == 0 ? [] : p.Own.OpenRoutes,
            Missing = Guarded(p.Missing),
        })],
        Quantities = [.. Quantities.Select(q => q with { Root = q.Root.WithoutProtected()!, Missing = Guarded(q.Missing) })],
        Missing = [.. Missing.Where(m => !m.Fact.Sensitive)
            .Select(m =>
                m with { Programmes = [.. m.Programmes.Where(p => Law.ProgrammeOrNull(p) is not { Programme.Sensitive: true })] })],
    };

    private IReadOnlyList<string> Guarded(IReadOnlyList<string> missing) =>
        [.. missing.Select(m => Law.Policy.Facts.FindOrNull(FactName.Bare(m)) is { Sensitive: true } ? ProtectedGrounds.FactName : m)
            .Distinct(StringComparer.Ordinal)];

    /// <summary>What it comes to a month: programmes of months that give money.</summary>
    public Dong PerMonth => Sum("month");

    /// <summary>What it comes to at once: programmes of events and those given once.</summary>
    public Dong AtOnce => new(Sum("once").Value + Sum("event").Value);

    private Dong Sum(string period) =>
        new(Programmes.Where(p => p.Programme.Programme.Period == period && p.Status == Truth.Yes).Sum(p => p.Amount?.Value ?? 0));
}

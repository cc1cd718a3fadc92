using System.Runtime.CompilerServices;
using AnSinh.Basics;
using AnSinh.Host.Web;
using AnSinh.Rulebook;
using AnSinh.Rulebook.Publishing;

namespace AnSinh.Host.Explaining;

/// <summary>
/// Every place of an instrument that the rulebook cites, with what cites it. Any citation on a page leads from here to its article: amount
/// → reason → article.
/// </summary>
internal sealed class Articles
{
    private static readonly ConditionalWeakTable<Policy, Articles> Known = [];
    private readonly Dictionary<string, Citation> _byWords = new(StringComparer.Ordinal);
    private readonly ILookup<string, Provision> _byInstrument;

    private Articles(Policy policy)
    {
        var provisions = Provisions.Of(policy);
        _byInstrument = provisions.Where(p => p.Cite is not null && p.Kind is not (ProvisionKind.Instrument or ProvisionKind.Fact))
            .ToLookup(p => p.Cite!.Instrument, StringComparer.Ordinal);
        foreach (var cite in provisions.Select(p => p.Cite).OfType<Citation>())
        {
            _byWords.TryAdd(policy.Display(cite), cite);
        }
    }

    /// <summary>The articles of a rulebook.</summary>
    public static Articles Of(Policy policy) => Known.GetValue(policy, p => new Articles(p));

    /// <summary>The address of a citation's article on the page of its instrument.</summary>
    public static string Href(Visit visit, Citation cite) =>
        visit.Link("/bo-luat/van-ban/" + Uri.EscapeDataString(cite.Instrument))
        + (cite.Text.Contains('/', StringComparison.Ordinal) ? "#" + Anchor(cite) : "");

    /// <summary>The mark of a citation's place on the page of its instrument.</summary>
    public static string Anchor(Citation cite) => cite.Text[(cite.Text.IndexOf('/', StringComparison.Ordinal) + 1)..].Replace('/', '-');

    /// <summary>The citation an explanation shows in words, or null.</summary>
    public Citation? FindOrNull(string words) => _byWords.GetValueOrDefault(words);

    /// <summary>Everything that cites an instrument.</summary>
    public IEnumerable<Provision> Citing(string instrument) => _byInstrument[instrument];

    /// <summary>How many places of the rulebook cite an instrument.</summary>
    public int Count(string instrument) => _byInstrument[instrument].Count();
}

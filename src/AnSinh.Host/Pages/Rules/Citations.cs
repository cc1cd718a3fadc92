using AnSinh.Basics;
using AnSinh.Rulebook;

namespace AnSinh.Host.Pages.Rules;

/// <summary>Everything in policy/ that cites an instrument, with the page it stands on.</summary>
internal sealed class Citations(Policy policy)
{
    /// <summary>All citations.</summary>
    public IEnumerable<Use> All => OfParameters().Concat(policy.Programmes.SelectMany(OfProgramme)).Concat(OfInteractions());

    /// <summary>All expressions of a version.</summary>
    public static IEnumerable<Expression> Expressions(ProgrammeVersion version) => version.Defines.Select(d => d.As)
        .Concat(version.Requirements.Select(c => c.When))
        .Concat(version.Routes.SelectMany(r => r.Unless.Select(u => u.When).Append(r.When).Concat(r.Rates.SelectMany(rate => new[] { rate.When, rate.Coefficient, rate.Amount }.OfType<Expression>()))))
        .Concat(version.Base is { } amount ? [amount] : []);

    private IEnumerable<Use> OfParameters() => policy.Parameters.SelectMany(parameter => parameter.Values.Select(v => v.Cite)
        .Concat(parameter.Cite is { } rule ? [rule] : [])
        .Select(cite => new Use(parameter.Label, "/bo-luat/tham-so/" + parameter.Name, cite)));

    private static IEnumerable<Use> OfProgramme(Programme programme) => programme.Versions.SelectMany(OfVersion).Select(cite => new Use(programme.Label, "/bo-luat/che-do/" + programme.Id, cite));

    private static IEnumerable<Citation> OfVersion(ProgrammeVersion version) => new[] { version.Cite }
        .Concat(version.Requirements.Select(c => c.Cite))
        .Concat(version.Routes.SelectMany(r => r.Unless.Select(u => u.Cite).Append(r.Cite).Concat(r.Rates.Select(rate => rate.Cite))))
        .Append(version.Select.Cite)
        .Concat(version.Select.Together.Select(t => t.Cite))
        .OfType<Citation>();

    private IEnumerable<Use> OfInteractions() => policy.Interactions.SelectMany(interaction => interaction.Sides.SelectMany(side => side)
        .Select(programme => new Use(policy.Programmes.FirstOrDefault(p => p.Id == programme)?.Label ?? new LocalText(programme), "/bo-luat/che-do/" + programme, interaction.Cite)));
}

/// <summary>A place in policy/ that cites an instrument.</summary>
/// <param name="What">Name for people.</param>
/// <param name="Path">Its page.</param>
/// <param name="Cite">The citation.</param>
internal sealed record Use(LocalText What, string Path, Citation Cite);

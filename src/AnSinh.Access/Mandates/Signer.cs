using AnSinh.Rulebook.Access;

namespace AnSinh.Access.Mandates;

/// <summary>Who may sign, and how their signature reads.</summary>
/// <param name="Mandate">The mandate.</param>
/// <param name="Authority">In which way.</param>
public sealed record Signer(SigningMandate Mandate, SigningAuthority Authority)
{
    /// <summary>The words over the name, and the name, in one line.</summary>
    public string Signature => Authority.Signature(Mandate.Title, Mandate.Name);
}

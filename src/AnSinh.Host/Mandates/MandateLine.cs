using AnSinh.Access.Mandates;
using AnSinh.Basics;
using AnSinh.Host.Web;
using AnSinh.Rulebook.Access;
using AnSinh.Store.TwoTimes;

namespace AnSinh.Host.Mandates;

/// <summary>A mandate in words.</summary>
/// <param name="Row">The row.</param>
/// <param name="Signature">How the signature reads; null if the rulebook no longer has its way to sign.</param>
/// <param name="Authority">In which way; null as <paramref name="Signature"/>.</param>
/// <param name="Unit">The unit whose body they sign for.</param>
/// <param name="Matter">The procedure; null for all.</param>
/// <param name="State">Whether it holds.</param>
public sealed record MandateLine(Recorded<SigningMandate> Row, string? Signature, SigningAuthority? Authority, string Unit,
    LocalText? Matter, MandateState State)
{
    /// <summary>All that was ever said of mandates, by unit: who leads first.</summary>
    internal static IReadOnlyList<MandateLine> All(Office office)
    {
        var all = office.Mandates.All();
        return [.. all.Select(r => Of(office, r, all)).OrderBy(m => m.Unit, StringComparer.Ordinal)
            .ThenByDescending(m => m.Authority?.Leads).ThenBy(m => m.Row.Row.Name, StringComparer.Ordinal)
            .ThenBy(m => m.Row.Row.Valid.From)];
    }

    private static MandateLine Of(Office office, Recorded<SigningMandate> row, IReadOnlyList<Recorded<SigningMandate>> all)
    {
        var (mandate, signer) = (row.Row, office.Mandates.SignerOrNull(row));
        return new MandateLine(row, signer?.Signature, signer?.Authority, office.UnitName(mandate.UnitKey),
            mandate.Matter is { } matter ? office.Policy.ProcedureOrNull(matter)?.Label ?? new LocalText(matter) : null,
            StateOf(office, row, all));
    }

    private static MandateState StateOf(Office office, Recorded<SigningMandate> row, IReadOnlyList<Recorded<SigningMandate>> all) =>
        !row.Stands ? MandateState.Replaced
        : office.Mandates.CountsToday(row, all) ? MandateState.Holds
        : row.Row.Valid.From > office.Clock.Today ? MandateState.ToCome : MandateState.Ended;
}

/// <summary>Whether a mandate holds.</summary>
public enum MandateState
{
    /// <summary>It holds today.</summary>
    Holds,

    /// <summary>It begins later.</summary>
    ToCome,

    /// <summary>Its days are over, or its body is gone, or who gave it holds no longer what hands it on.</summary>
    Ended,

    /// <summary>The row was replaced by another or taken back.</summary>
    Replaced,
}

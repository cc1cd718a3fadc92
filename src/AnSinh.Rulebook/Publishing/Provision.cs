using AnSinh.Basics;

namespace AnSinh.Rulebook.Publishing;

/// <summary>What kind of thing a provision is.</summary>
public enum ProvisionKind
{
    /// <summary>An instrument.</summary>
    Instrument,

    /// <summary>A kind of fact.</summary>
    Fact,

    /// <summary>How the levels of a parameter combine.</summary>
    Parameter,

    /// <summary>A value of a parameter.</summary>
    Value,

    /// <summary>An edition of a table.</summary>
    Edition,

    /// <summary>A cell of a table.</summary>
    Cell,

    /// <summary>A version of a programme, quantity or scorecard.</summary>
    Version,

    /// <summary>A named expression of a version.</summary>
    Definition,

    /// <summary>A condition for all.</summary>
    Requirement,

    /// <summary>A group of people a programme is for.</summary>
    Route,

    /// <summary>What knocks a route out.</summary>
    Unless,

    /// <summary>A rate of a route.</summary>
    Rate,

    /// <summary>What is paid when several routes hold.</summary>
    Selection,

    /// <summary>A clause of a quantity.</summary>
    Choice,

    /// <summary>An item of a scorecard.</summary>
    Item,

    /// <summary>A rule between programmes.</summary>
    Interaction,
}

/// <summary>What a provision belongs to, and so which page shows it.</summary>
public enum ProvisionOwner
{
    /// <summary>An instrument.</summary>
    Instrument,

    /// <summary>A kind of fact.</summary>
    Fact,

    /// <summary>A parameter.</summary>
    Parameter,

    /// <summary>A table.</summary>
    Table,

    /// <summary>A quantity.</summary>
    Quantity,

    /// <summary>A scorecard.</summary>
    Scorecard,

    /// <summary>A programme.</summary>
    Programme,

    /// <summary>A rule between programmes.</summary>
    Interaction,
}

/// <summary>The smallest piece of the law that can be cited, compared and proven (<i lang="vi">điều khoản dữ liệu</i>).</summary>
/// <param name="Of">What it belongs to.</param>
/// <param name="Owner">Name or id of that.</param>
/// <param name="OwnerLabel">Its name for people.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Version">Version or edition it stands in; empty if none.</param>
/// <param name="Id">Id within the version, e.g. <c>old/each</c> for a rate of a route.</param>
/// <param name="Say">It in a sentence.</param>
/// <param name="Content">All of it that has an effect, as written: two of equal content say the same.</param>
/// <param name="Cite">Where it stands, if told.</param>
/// <param name="Doubtful">Uncertain, or not read (<i lang="vi">chưa chắc chắn</i>).</param>
/// <param name="Place">File and line.</param>
public sealed record Provision(
    ProvisionOwner Of, string Owner, LocalText OwnerLabel, ProvisionKind Kind, string Version, string Id, LocalText Say,
    string Content, Citation? Cite, bool Doubtful, string Place)
{
    /// <summary>The same provision has the same key in every state of the law.</summary>
    public string Key => KeyOf(Of, Owner, Kind, Version, Id);

    internal static string KeyOf(ProvisionOwner of, string owner, ProvisionKind kind, string version, string id) =>
        $"{of}/{owner}/{kind}/{version}/{id}";
}

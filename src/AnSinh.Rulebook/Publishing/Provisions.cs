using AnSinh.Basics;

namespace AnSinh.Rulebook.Publishing;

/// <summary>The law taken apart into its provisions, in the order of the rulebook.</summary>
public static class Provisions
{
    /// <summary>All provisions of a policy.</summary>
    public static IReadOnlyList<Provision> Of(Policy policy) =>
    [
        .. policy.Instruments.Select(Instrument),
        .. policy.Facts.All.Select(Fact),
        .. policy.Parameters.SelectMany(p => Parameter(policy, p)),
        .. policy.Tables.SelectMany(t => Table(policy, t)),
        .. policy.Quantities.SelectMany(q => Quantity(policy, q)),
        .. policy.Scorecards.SelectMany(Scorecard),
        .. policy.Programmes.SelectMany(p => ProgrammeProvisions.Of(p)),
        .. policy.Interactions.Select(i => new Provision(
            ProvisionOwner.Interaction, i.Id, i.Say, ProvisionKind.Interaction, "", i.Id, i.Say,
            Joined(i.Rule, string.Join(" | ", i.Sides.Select(s => string.Join(", ", s))), Dates(i), i.Cite, Doubt(i.Doubtful)),
            i.Cite, i.Doubtful, i.Place)),
    ];

    private static Provision Instrument(Instrument i) => new(
        ProvisionOwner.Instrument, i.Id, new LocalText(i.ShortName), ProvisionKind.Instrument, "", i.Id, i.Title,
        Joined(i.Number, i.Kind.Vi, i.Title.Vi, i.Issued is { } d ? $"ban hành {Vietnamese.Date(d)}" : "",
            i.InForce is { } f ? $"hiệu lực {Vietnamese.Date(f)}" : "", Doubt(i.Doubtful)),
        new Citation(i.Id), i.Doubtful, i.Place);

    private static Provision Fact(FactKind kind) => new(
        ProvisionOwner.Fact, kind.Name, kind.Label, ProvisionKind.Fact, "", kind.Name, kind.Label,
        Joined(kind.Subject, kind.Type, string.Join(" ", kind.Codes), kind.Absent), null, false, "");

    private static IEnumerable<Provision> Parameter(Policy policy, Parameter parameter)
    {
        if (parameter.Cite is { } rule)
        {
            yield return new Provision(
                ProvisionOwner.Parameter, parameter.Name, parameter.Label, ProvisionKind.Parameter, "", "combine",
                parameter.Combine == Combine.Max ? new LocalText("Lấy mức cao hơn giữa các cấp", "The higher of the levels counts")
                    : new LocalText("Cấp dưới quy định thì theo cấp dưới", "The lower level decides"),
                Joined(parameter.Combine, rule), rule, policy.IsDoubtful(rule), parameter.Place);
        }

        foreach (var value in parameter.Values)
        {
            yield return new Provision(
                ProvisionOwner.Parameter, parameter.Name, parameter.Label, ProvisionKind.Value, Level(value.Level), From(value),
                From(policy, parameter.Label, parameter.Display(value.Value), value.From, value.Level),
                Joined(parameter.Display(value.Value), Dates(value), value.Cite, Doubt(value.Doubtful)), value.Cite,
                value.Doubtful, value.Place);
        }
    }

    private static IEnumerable<Provision> Table(Policy policy, AmountTable table) => table.Editions.SelectMany(edition => edition.Rows
        .Select(row => new Provision(
            ProvisionOwner.Table, table.Name, table.Label, ProvisionKind.Cell, From(edition) + Level(edition.Level), row.Key,
            From(policy, new LocalText($"{table.Label.Vi}, dòng {row.Key}", $"{table.Label.In("en")}, row {row.Key}"),
                table.Display(row.Value), edition.From, edition.Level),
            Joined(table.Display(row.Value), edition.Derived.Contains(row.Key) ? "tính theo tỷ lệ" : ""), edition.Cite,
            edition.Doubtful, edition.Place))
        .Prepend(new Provision(
            ProvisionOwner.Table, table.Name, table.Label, ProvisionKind.Edition, From(edition) + Level(edition.Level), "",
            new LocalText($"{table.Label.Vi}: bảng áp dụng từ {Vietnamese.Date(edition.From)}",
                $"{table.Label.In("en")}: edition from {Vietnamese.Date(edition.From)}"),
            Joined(Dates(edition), edition.Cite, Doubt(edition.Doubtful)), edition.Cite, edition.Doubtful, edition.Place)));

    private static IEnumerable<Provision> Quantity(Policy policy, Quantity quantity) =>
        quantity.Versions.SelectMany(version => version.Clauses
        .Select(clause => new Provision(
            ProvisionOwner.Quantity, quantity.Name, quantity.Label, ProvisionKind.Choice, version.Id + Level(version.Level), clause.Id,
            clause.Say ?? new LocalText(clause.When is null ? clause.Value.ToString() : $"{clause.Value} khi {clause.When}"),
            Joined(clause.When?.Text ?? "", clause.Value.Text, clause.Cite?.Text ?? "", Doubt(clause.Doubtful)),
            clause.Cite ?? version.Cite,
            clause.Doubtful || policy.IsDoubtful(clause.Cite), clause.Place))
        .Prepend(
            Version(new ProvisionSubject(ProvisionOwner.Quantity, quantity.Name, quantity.Label), version.Id + Level(version.Level),
                version, new ProvisionGround(version.Cite, version.Doubtful, version.Place))));

    private static IEnumerable<Provision> Scorecard(Scorecard card) => card.Versions.SelectMany(version => version.Items
        .Select(item => new Provision(
            ProvisionOwner.Scorecard, card.Name, card.Label, ProvisionKind.Item, version.Id + Level(version.Level), item.Id, item.Label,
            Joined(item.Points.Text, item.Max, item.Cite?.Text ?? ""), item.Cite ?? version.Cite, version.Doubtful, item.Place))
        .Prepend(
            Version(new ProvisionSubject(ProvisionOwner.Scorecard, card.Name, card.Label), version.Id + Level(version.Level),
                version, new ProvisionGround(version.Cite, version.Doubtful, version.Place),
                string.Join(", ", version.Cuts.Select(c => $"{c.Key} {c.Value}")))));

    /// <summary>A version as such: its days and its instrument.</summary>
    internal static Provision Version(ProvisionSubject of, string id, IDatedLaw dates, ProvisionGround ground, string more = "") => new(
        of.Owner, of.Name, of.Label, ProvisionKind.Version, id, "",
        new LocalText($"{of.Label.Vi}: phiên bản áp dụng từ {Vietnamese.Date(dates.From)}",
            $"{of.Label.In("en")}: version from {Vietnamese.Date(dates.From)}"),
        Joined(Dates(dates), ground.Cite?.ToString() ?? "", more, Doubt(ground.Doubtful)), ground.Cite, ground.Doubtful, ground.Place);

    internal static string Joined(params ReadOnlySpan<object> parts)
    {
        var kept = new List<string>();
        foreach (var part in parts)
        {
            if (part.ToString() is { Length: > 0 } text)
            {
                kept.Add(text);
            }
        }

        return string.Join(" · ", kept);
    }

    internal static string Doubt(bool doubtful) => doubtful ? "chưa chắc chắn" : "";

    private static string Dates(IDatedLaw law) =>
        $"áp dụng từ {Vietnamese.Date(law.From)}{(law.To is { } to ? $" đến {Vietnamese.Date(to)}" : "")}, "
        + $"ban hành {Vietnamese.Date(law.Issued)}, hiệu lực {Vietnamese.Date(law.InForce)}";

    private static string From(IDatedLaw law) => law.From.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static LocalText From(Policy policy, LocalText what, string value, DateOnly from, string level) => new(
        $"{what.Vi}: {value} từ {Vietnamese.Date(from)}{Where(policy, level, "vi")}",
        $"{what.In("en")}: {value} from {Vietnamese.Date(from)}{Where(policy, level, "en")}");

    private static string Level(string level) => "@" + level;

    private static string Where(Policy policy, string level, string language) =>
        policy.Levels is [_, _, ..] && policy.Levels.FirstOrDefault(l => l.Code == level) is { } known
        ? $" ({known.Label.In(language)})" : "";
}

/// <summary>What a provision belongs to: its kind, its name or id, and its name for people.</summary>
internal sealed record ProvisionSubject(ProvisionOwner Owner, string Name, LocalText Label);

/// <summary>What a provision rests on: where it stands, whether that is doubtful, and the file and line.</summary>
internal sealed record ProvisionGround(Citation? Cite, bool Doubtful, string Place);

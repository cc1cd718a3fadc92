using AnSinh.Basics;

namespace AnSinh.Rulebook.Expressions;

/// <summary>Puts the values of a month in the place of parameters and periods.</summary>
internal static class Binding
{
    public static Node Bind(Node node, LawAt law) => node.Rewrite(n => n switch
    {
        ParameterNode p => new Constant(p.Type, law.Value(p.Parameter.Name)?.Raw ?? FactKind.Unknown, $"parameters.{p.Parameter.Name}"),
        ResultNode r => Result(r, law),
        PeriodNode p => new Constant(p.Type, Period(p.Part, law.Month)),
        TableNode t => Cell(t, law),
        QuantityNode q => law.Quantity(q.Quantity.Name) is { } quantity ? Bind(quantity.Version.Body, law)
            : new Constant(q.Type, FactKind.Unknown, $"quantities.{q.Quantity.Name}"),
        ScoreNode s => law.Scorecard(s.Scorecard.Name) is { } card ? Bind(card.Version.Body, law)
            : new Constant(s.Type, FactKind.Unknown, $"scorecards.{s.Scorecard.Name}"),
        CutNode c =>
            new Constant(c.Type, law.Scorecard(c.Scorecard.Name)?.Version.CutOrNull(c.Cut) ?? FactKind.Unknown,
                $"scorecards.{c.Scorecard.Name}"),
        _ => n,
    });

    /// <summary>
    /// A programme that the place has not in the month is drawn by nobody; one whose answer rests on itself is not known.
    /// </summary>
    private static Node Result(ResultNode node, LawAt law) =>
        law.ProgrammeOrNull(node.Source.Id) is null ? new Constant(node.Type, 0)
        : law.Circles.ContainsKey(node.Source.Id) ? new Constant(node.Type, FactKind.Unknown, $"results.{node.Source.Id}")
        : node.OfAmount ? node.Source.Amount : node.Source.Drawn;

    /// <summary>A named row is a constant of the month; rows by number stay to be looked up.</summary>
    public static Node Cell(TableNode node, LawAt law)
    {
        var edition = law.Table(node.Table.Name)?.Edition;
        return edition is null || node.Row is not null
            ? new Constant(node.Type, edition?.CellOrNull(node.Row!) ?? FactKind.Unknown, $"tables.{node.Table.Name}")
            : new Lookup(node.Type, edition.Numbered, node.Key!);
    }

    public static long Period(PeriodPart part, Month month) => part switch
    {
        PeriodPart.Start => month.FirstDay.DayNumber,
        PeriodPart.End => month.LastDay.DayNumber,
        PeriodPart.Eve => month.Eve.DayNumber,
        PeriodPart.Month => month.Index,
        PeriodPart.YearStart => new DateOnly(month.Year, 1, 1).DayNumber,
        _ => new DateOnly(month.Year, 12, 31).DayNumber,
    };
}

using AnSinh.Basics;

namespace AnSinh.Rulebook.Expressions;

/// <summary>Puts the values of a month in the place of parameters and periods.</summary>
internal static class Binding
{
    public static Node Bind(Node node, LawAt law) => node.Rewrite(n => n switch
    {
        ParameterNode p => new Constant(p.Type, law.Value(p.Parameter.Name)?.Raw ?? FactKind.Unknown, $"parameters.{p.Parameter.Name}"),
        PeriodNode p => new Constant(p.Type, Period(p.Part, law.Month)),
        _ => n,
    });

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

using System.Globalization;
using AnSinh.Basics;
using AnSinh.Rulebook.Expressions;

namespace AnSinh.Rulebook.Programmes;

/// <summary>
/// A programme as money is paid by it: a decision is needed besides, and routes that start with the decision need the month of its
/// signature to have come. The same rules for every reader, with one requirement and some exclusions more.
/// </summary>
internal static class DecidedProgramme
{
    private const string Column = "decision:";

    /// <summary>The column that holds the month of signature.</summary>
    public static string ColumnOf(string programme) => Column + programme;

    /// <summary>True for a condition on the decision: its clause says it all.</summary>
    public static bool IsAbout(Node node) => node.All().OfType<FactNode>().Any(f => IsColumn(f.Kind.Name));

    /// <summary>True for a column of decisions, which is no fact of the person.</summary>
    public static bool IsColumn(string name) => name.StartsWith(Column, StringComparison.Ordinal);

    public static ProgrammeAt Of(ProgrammeAt programme)
    {
        var (version, decided) = (programme.Version, Decision(programme));
        // Where there is no decision the column holds more than any month.
        var signed = new Compare(CompareOperator.Less, decided, new Constant(ExprType.Whole, FactKind.NumberLimit));
        var later = new Compare(CompareOperator.Greater, decided, new PeriodNode(PeriodPart.Month));
        var needed = Clause("decision", signed, "Có quyết định hưởng đang có hiệu lực", "A decision is in force");
        var notYet =
            Clause("decided_later", later, "Tính từ tháng ký quyết định, mà tháng này chưa ký",
                "Money runs from the month of the decision, which was signed later");
        return new ProgrammeAt(programme.Law, programme.Programme, version with
        {
            Requirements = [needed, .. version.Requirements],
            Routes = [.. version.Routes.Select(r => r.Starts == Starts.Decision ? r with { Unless = [.. r.Unless, notYet] } : r)],
        });
    }

    private static Clause Clause(string id, Node when, string vi, string en) =>
        new(id, new Expression(id, "", when), null, new LocalText(vi, en), false, "");

    /// <summary>The decision column as a fact: absent, nobody is decided.</summary>
    private static FactNode Decision(ProgrammeAt programme) => new(
        new FactKind(
            programme.DecisionColumn, FactSubject.Person, FactType.Whole, [],
            FactKind.NumberLimit.ToString(CultureInfo.InvariantCulture), false,
            new LocalText("Tháng ký quyết định", "Month of the decision"), new Dictionary<string, LocalText>(), false),
        OfMember: false);
}

namespace AnSinh.Rulebook.Explaining;

internal sealed class Explainer(ProgrammeAt programme, FactTable table, int row)
{
    public Explanation Explain() => throw new NotSupportedException($"{programme.Programme.Id} {row} {table.Rows}");
}

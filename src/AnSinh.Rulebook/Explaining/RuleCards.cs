namespace AnSinh.Rulebook.Explaining;

internal static class RuleCards
{
    public static RuleCard Of(ProgrammeAt programme) => throw new NotSupportedException(programme.Programme.Id);
}

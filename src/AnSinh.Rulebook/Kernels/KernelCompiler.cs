namespace AnSinh.Rulebook.Kernels;

internal static class KernelCompiler
{
    public static Kernel Programme(ProgrammeAt programme, bool payable) => throw new NotSupportedException($"{programme.Programme.Id}{payable}");

    public static Predicate Predicate(LawAt law, Expression condition) => throw new NotSupportedException($"{law.Month}{condition.Text}");
}

using AnSinh.Basics;

namespace AnSinh.Rulebook.Cases;

/// <summary>A worked case as a table of a few rows: the person first, then the others of the household.</summary>
internal static class CaseTable
{
    public static string Normal(FactKind kind, string text) => text;
}

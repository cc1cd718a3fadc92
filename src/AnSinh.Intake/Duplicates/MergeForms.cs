using AnSinh.Basics.Forms;

namespace AnSinh.Intake.Duplicates;

/// <summary>Something that two files say differently, so that it must be chosen which is kept.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Label">What it is, in words.</param>
/// <param name="First">What the first file says.</param>
/// <param name="Second">What the other says.</param>
public sealed record MergeQuestion(string Name, string Label, string First, string Second);

/// <summary>What is asked before two files become one (<i lang="vi">gộp hồ sơ</i>), or are said to be two people.</summary>
public static class MergeForms
{
    /// <summary>Names of the fields, and what begins the names of those that choose a value.</summary>
    public const string KeptField = "giu", ReasonField = "ly-do", ValueFields = "v:";

    /// <summary>The first file and the other, as choices.</summary>
    public const string First = "a", Second = "b";

    /// <summary>They are two people: the pair is not proposed again.</summary>
    public static FormDefinition Distinct { get; } = new("distinct", new("Ghi là hai người", "They are two people"),
        [
            new FormField(ReasonField, new("Vì sao biết là hai người", "How it is known that they are two"), FormFieldType.Text)
            {
                Required = true,
            },
        ]);

    /// <summary>Merges two files: what is kept of each thing they say differently, which number stays, and on what grounds.</summary>
    public static FormDefinition Merge(long first, long second, IEnumerable<MergeQuestion> questions) => new(
        "merge", new("Gộp hai hồ sơ", "Merge two files"),
        [
            .. questions.Select(q => new FormField(q.Name, new(q.Label), FormFieldType.Choice)
            {
                Required = true,
                Choices = [new(First, new($"A: {q.First}")), new(Second, new($"B: {q.Second}"))],
            }),
            new FormField(KeptField, new("Giữ số hồ sơ", "Keep the file"), FormFieldType.Choice)
            {
                Required = true,
                Choices = [new(First, new($"A: {first}")), new(Second, new($"B: {second}"))],
            },
            new FormField(ReasonField, new("Căn cứ để gộp", "Grounds for merging"), FormFieldType.Text)
            {
                Required = true,
                Hint = new("đối chiếu thẻ căn cước, hỏi chủ hộ …", "identity card checked …"),
            },
        ]);

    /// <summary>What was chosen, and which number goes.</summary>
    public static MergeChoice Choice(FormValues told)
    {
        var gone = told.Text(KeptField) == Second ? First : Second;
        var chosen = told.All.Where(v => v.Key.StartsWith(ValueFields, StringComparison.Ordinal) && v.Value == gone)
            .Select(v => v.Key[ValueFields.Length..]).ToHashSet(StringComparer.Ordinal);
        return new MergeChoice(chosen, chosen.Contains("residence"), chosen.Contains("household"),
            chosen.Where(c => c.StartsWith("fact:", StringComparison.Ordinal)).Select(c => c[5..]).ToHashSet(StringComparer.Ordinal));
    }
}

using AnSinh.Basics.Forms;

namespace AnSinh.Register.Changes;

/// <summary>Forms about a batch of changes as a whole.</summary>
public static class BatchForms
{
    /// <summary>Name of the field that says why.</summary>
    public const string ReasonField = "ly-do";

    /// <summary>Takes a batch back: nothing is undone without a reason.</summary>
    public static FormDefinition Undo { get; } = new("batch_undo", new("Hoàn tác cả đợt", "Undo the whole batch"),
        [new FormField(ReasonField, new("Lý do hoàn tác", "Why it is undone"), FormFieldType.Text) { Required = true }]);
}

using AnSinh.Basics.Forms;

namespace AnSinh.Register;

/// <summary>Moves the clock of an office on, where it stands.</summary>
public static class OfficeClockForm
{
    /// <summary>The day it goes on to.</summary>
    public const string DayField = "ngay";

    /// <summary>The form.</summary>
    public static FormDefinition Move { get; } = new("clock_move", new("Chuyển đồng hồ", "Move the clock"),
        [new FormField(DayField, new("Chuyển tới ngày", "Move on to"), FormFieldType.Day) { Required = true }]);
}

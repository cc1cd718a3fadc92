using AnSinh.Basics;
using AnSinh.Basics.Forms;

namespace AnSinh.Ledger;

/// <summary>What is asked before months are run, taken back or recovered.</summary>
public static class RunForms
{
    /// <summary>Names of the fields.</summary>
    public const string MonthField = "thang", KnownField = "biet", NumberField = "so", ReasonField = "ly-do";

    private const int NumberLimit = 60;

    /// <summary>Runs a month.</summary>
    public static FormDefinition Run { get; } = new("run_month", new("Lập kỳ chi trả", "Run the month"),
    [
        new FormField(MonthField, new("Tháng", "Month"), FormFieldType.Month) { Required = true },
        new FormField(KnownField, new("Biết đến hết ngày", "As known at the end of"), FormFieldType.Day),
    ]);

    /// <summary>Settles a month as paid: nothing is asked.</summary>
    public static FormDefinition Settle { get; } = new("run_settle", new("Chốt đã chi", "Settle as paid"), []);

    /// <summary>Throws a run away or reverses it.</summary>
    public static FormDefinition TakeBack { get; } = new("run_take_back", new("Bỏ hoặc đảo kỳ", "Throw away or reverse"), [Reason]);

    /// <summary>Decides that what a law lowered after it was paid is taken back (<i lang="vi">quyết định thu hồi</i>).</summary>
    public static FormDefinition Recover { get; } = new("run_recover", new("Quyết định thu hồi", "Decision to recover"),
    [
        new FormField(NumberField, new("Số quyết định thu hồi", "Number of the decision"), FormFieldType.Text)
        {
            Required = true,
            Longest = NumberLimit,
        },
        Reason,
    ]);

    private static FormField Reason => new(ReasonField, new("Lý do", "Reason"), FormFieldType.Text) { Required = true };
}

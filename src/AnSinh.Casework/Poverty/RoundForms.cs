using System.Globalization;
using AnSinh.Basics;
using AnSinh.Basics.Forms;
using AnSinh.Rulebook.Procedures;

namespace AnSinh.Casework.Poverty;

/// <summary>
/// What is asked in a review (<i lang="vi">đợt rà soát</i>). What is told with a deed of its case is declared by its procedure; here is
/// what its list and its meetings ask, and what the register adds to the rest.
/// </summary>
public static class RoundForms
{
    /// <summary>Names of the fields.</summary>
    public const string UnitField = "xa", HouseholdField = "ho", ReasonField = "ly-do", NoteField = "ghi-chu", HamletField = "thon",
        DayField = "ngay", PresentField = "du", AgreedField = "dong-y", MinutesField = "bien-ban";

    /// <summary>How the names of the boxes begin by which suggested households are chosen.</summary>
    public const string ChosenPrefix = "chon-";

    private const int YearLength = 4;
    private const int CountLength = 6;

    /// <summary>Puts a household on the list that asked for it.</summary>
    public static FormDefinition Request { get; } = new("round_request", new("Thêm hộ đề nghị", "Add"),
    [
        new FormField(HouseholdField, new("Mã số hộ có giấy đề nghị", "Household that asked (number)"), FormFieldType.Whole)
        {
            Required = true,
        },
        new FormField(NoteField, new("Đơn", "Paper"), FormFieldType.Text) { Hint = new("Giấy đề nghị ngày…", "Request of …") },
    ]);

    /// <summary>Takes a household off the list.</summary>
    public static FormDefinition Unlist { get; } = new("round_unlist", new("Bỏ khỏi danh sách", "Take off"),
        [new FormField(ReasonField, new("Lý do", "Why"), FormFieldType.Text) { Required = true }]);

    /// <summary>Opens a review of the households the check list names; what it asks follows from that list.</summary>
    public static FormDefinition OpenFlagged { get; } =
        new("round_flagged", new("Mở đợt rà soát thường xuyên", "Open a review on request"), []);

    /// <summary>Opens a review: the commune, and what its procedure asks.</summary>
    public static FormDefinition Open(Deed opening, IEnumerable<FormChoice> communes) => opening.Form with
    {
        Fields =
        [
            new FormField(UnitField, new("Xã, thị trấn", "Commune"), FormFieldType.Unit) { Required = true, Choices = [.. communes] },
            .. opening.Form.Fields.Select(f => f.Name switch
            {
                "year" => f with { Longest = YearLength },
                "holds_from" => f with
                {
                    Hint = new("Ngày này chọn chuẩn nghèo và mẫu phiếu của kỳ.", "This day chooses the standard and the sheets."),
                },
                _ => f,
            }),
        ],
    };

    /// <summary>Puts suggested households on the list: a box for each.</summary>
    public static FormDefinition Suggest(IEnumerable<HouseholdListed> suggested) =>
        new("round_suggest", new("Đưa hộ đã chọn vào danh sách", "List those chosen"),
            [.. suggested.Select(h => new FormField(ChosenField(h.Household), new(h.Head), FormFieldType.Check))]);

    /// <summary>Name of the box of a suggested household.</summary>
    public static string ChosenField(long household) => ChosenPrefix + household.ToString(CultureInfo.InvariantCulture);

    /// <summary>The meeting of a hamlet (<i lang="vi">họp dân</i>).</summary>
    public static FormDefinition Meet(RoundFile file) => new("round_meet", new("Ghi cuộc họp", "Keep the meeting"),
    [
        new FormField(HamletField, new("Thôn", "Hamlet"), FormFieldType.Choice)
        {
            Required = true,
            Choices = [.. file.Hamlets.Select(h => new FormChoice(h, new(h)))],
        },
        new FormField(DayField, new("Ngày họp", "Day"), FormFieldType.Day) { Required = true },
        new FormField(PresentField, new("Số người dự", "Present"), FormFieldType.Whole) { Required = true, Longest = CountLength },
        new FormField(AgreedField, new("Đồng ý", "Agreed"), FormFieldType.Whole) { Required = true, Longest = CountLength },
        new FormField(MinutesField, new("Biên bản", "Minutes"), FormFieldType.Text) { Required = true, Hint = new("BB 01/…") },
    ]);

    /// <summary>What is told with a deed: a complaint is about one of the households listed, or about one that is not.</summary>
    public static FormDefinition Of(RoundFile file, Deed deed) => deed.Id != KindDeeds.Complain ? deed.Form : deed.Form with
    {
        Fields = [.. deed.Form.Fields.Select(f => f.Name != "household" ? f : f with
        {
            Label = new("Về hộ", "About"),
            Type = FormFieldType.Choice,
            Choices = [.. file.Households.Select(h => new FormChoice(
                h.Id.ToString(CultureInfo.InvariantCulture), new($"{h.Listed.Head}, {h.Listed.Hamlet}")))],
        })],
    };
}

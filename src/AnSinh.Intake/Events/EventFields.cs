using AnSinh.Basics;
using AnSinh.Basics.Forms;
using AnSinh.Register.Units;

namespace AnSinh.Intake.Events;

/// <summary>The fields that events are told with; several kinds share most of them.</summary>
internal static class EventFields
{
    public static FormField Person { get; } = new("nguoi", new("Người", "Person"), FormFieldType.Person) { Required = true };

    public static FormField Source { get; } = new("giay-to", new("Giấy tờ hoặc người khai", "Document or who told it"), FormFieldType.Text)
    {
        Required = true,
        Hint = new("số, ngày và nơi cấp của giấy tờ; ai khai, ngày nào", "number, day and issuer of the document; who told it, when"),
    };

    public static FormField Name { get; } = new("ten", new("Họ và tên", "Full name"), FormFieldType.Text) { Required = true };

    public static FormField Gender { get; } = new("gioi", new("Giới tính", "Sex"), FormFieldType.Choice)
    {
        Required = true,
        Choices = [new("male", new("nam", "male")), new("female", new("nữ", "female"))],
    };

    public static FormField Number { get; } = new("so", new("Số định danh (12 chữ số)", "Personal number (12 digits)"), FormFieldType.Text)
    {
        Hint = new("để trống nếu chưa cấp", "empty if not issued"),
    };

    public static FormField Birth { get; } = new("ngay-sinh", new("Ngày sinh", "Birth date"), FormFieldType.Birth)
    {
        Required = true,
        Hint = new("chỉ biết năm thì ghi năm", "the year alone if only that is known"),
    };

    public static FormField Commune { get; } = new("xa", new("Xã", "Commune"), FormFieldType.Unit) { Required = true };

    public static FormField Household { get; } = new(
        "ho", new("Hộ (số hộ hoặc mã)", "Household (book or register number)"), FormFieldType.Household)
    {
        Required = true,
    };

    public static FormField NewNumber { get; } = new("ho-moi", new("Số hộ mới", "Number of the new household"), FormFieldType.Text);

    public static FormField Hamlet { get; } = new("thon", new("Thôn", "Hamlet"), FormFieldType.Text);

    public static FormField Role { get; } = new("quan-he", new("Quan hệ với chủ hộ", "Relation to the head"), FormFieldType.Choice)
    {
        Required = true,
        Choices = EventWords.Roles,
    };

    public static FormField NewHead { get; } = new("chu-ho-moi", new("Chủ hộ mới", "New head of the household"), FormFieldType.Person)
    {
        Hint = new("khi người này đang là chủ hộ và hộ còn người khác", "when the person is the head and others remain"),
    };

    public static FormField Whole { get; } = new("ca-ho", new("Cả hộ cùng đi", "The whole household"), FormFieldType.Check);

    public static FormField Stay { get; } = new("loai", new("Loại cư trú", "Kind of residence"), FormFieldType.Choice)
    {
        Required = true,
        Choices = [new("permanent", new("thường trú", "permanent")), new("temporary", new("tạm trú", "temporary"))],
    };

    public static FormField KindOfFact { get; } = new("loai-du-kien", new("Dữ kiện", "Fact"), FormFieldType.Choice) { Required = true };

    public static FormField Value { get; } = new("gia-tri", new("Giá trị", "Value"), FormFieldType.Text) { Required = true };

    /// <summary>A fact of one kind, whichever law declares it; not asked where none does.</summary>
    public static FormField Drawn { get; } = new(
        "tro-cap", new("Trợ cấp hằng tháng đang hưởng khi mất", "Monthly benefit drawn when dying"), FormFieldType.Text)
    {
        Hint = new("theo sổ chi trả; luật mai táng hỏi đến", "by the pay list; the law of funerals asks for it"),
    };

    public static FormField From { get; } = new("tu-ngay", new("Đúng từ ngày", "True from"), FormFieldType.Day) { Required = true };

    public static FormField To { get; } = new("den-ngay", new("Đúng đến hết ngày", "True until"), FormFieldType.Day)
    {
        Hint = new("để trống nếu còn đúng", "empty while it is true"),
    };

    public static FormField Row { get; } = new("dong", new("Dòng ghi sai", "The row that is wrong"), FormFieldType.Text)
    {
        Required = true,
    };

    public static FormField Reason { get; } = new("ly-do", new("Vì sao biết là sai", "Why it is known to be wrong"), FormFieldType.Text)
    {
        Required = true,
    };

    /// <summary>A day with its own words.</summary>
    public static FormField On(string vi, string en) => new("ngay", new(vi, en), FormFieldType.Day) { Required = true };
}

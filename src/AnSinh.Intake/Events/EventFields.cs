using AnSinh.Basics;
using AnSinh.Register.Units;

namespace AnSinh.Intake.Events;

/// <summary>The fields that events are told with; several kinds share most of them.</summary>
internal static class EventFields
{
    public static EventField Person { get; } = new("nguoi", EventFieldType.Person, new("Người", "Person"));

    public static EventField Source { get; } = new("giay-to", EventFieldType.Text,
        new("Giấy tờ hoặc người khai", "Document or who told it"),
        Hint: new("số, ngày và nơi cấp của giấy tờ; ai khai, ngày nào", "number, day and issuer of the document; who told it, when"));

    public static EventField Name { get; } = new("ten", EventFieldType.Text, new("Họ và tên", "Full name"));

    public static EventField Gender { get; } = new("gioi", EventFieldType.Code, new("Giới tính", "Sex"),
        Codes: [("male", new("nam", "male")), ("female", new("nữ", "female"))]);

    public static EventField Number { get; } = new("so", EventFieldType.Text,
        new("Số định danh (12 chữ số)", "Personal number (12 digits)"), Required: false,
        Hint: new("để trống nếu chưa cấp", "empty if not issued"));

    public static EventField Birth { get; } = new("ngay-sinh", EventFieldType.Birth, new("Ngày sinh", "Birth date"),
        Hint: new("chỉ biết năm thì ghi năm", "the year alone if only that is known"));

    public static EventField Commune { get; } = new("xa", EventFieldType.Unit, new("Xã", "Commune"));

    public static EventField Household { get; } = new("ho", EventFieldType.Household,
        new("Hộ (số hộ hoặc mã)", "Household (book or register number)"));

    public static EventField NewNumber { get; } = new("ho-moi", EventFieldType.Text, new("Số hộ mới", "Number of the new household"),
        Required: false);

    public static EventField Hamlet { get; } = new("thon", EventFieldType.Text, new("Thôn", "Hamlet"), Required: false);

    public static EventField Role { get; } = new("quan-he", EventFieldType.Code, new("Quan hệ với chủ hộ", "Relation to the head"),
        Codes: EventWords.Roles);

    public static EventField NewHead { get; } = new("chu-ho-moi", EventFieldType.Person, new("Chủ hộ mới", "New head of the household"),
        Required: false, Hint: new("khi người này đang là chủ hộ và hộ còn người khác", "when the person is the head and others remain"));

    public static EventField Whole { get; } = new("ca-ho", EventFieldType.Check, new("Cả hộ cùng đi", "The whole household"),
        Required: false);

    public static EventField Stay { get; } = new("loai", EventFieldType.Code, new("Loại cư trú", "Kind of residence"),
        Codes: [("permanent", new("thường trú", "permanent")), ("temporary", new("tạm trú", "temporary"))]);

    public static EventField KindOfFact { get; } = new("loai-du-kien", EventFieldType.FactKind, new("Dữ kiện", "Fact"));

    public static EventField Value { get; } = new("gia-tri", EventFieldType.FactValue, new("Giá trị", "Value"));

    public static EventField From { get; } = new("tu-ngay", EventFieldType.Day, new("Đúng từ ngày", "True from"));

    public static EventField To { get; } = new("den-ngay", EventFieldType.Day, new("Đúng đến hết ngày", "True until"),
        Required: false, Hint: new("để trống nếu còn đúng", "empty while it is true"));

    public static EventField Row { get; } = new("dong", EventFieldType.Row, new("Dòng ghi sai", "The row that is wrong"));

    public static EventField Reason { get; } = new("ly-do", EventFieldType.Text, new("Vì sao biết là sai", "Why it is known to be wrong"));

    /// <summary>A day with its own words.</summary>
    public static EventField On(string vi, string en) => new("ngay", EventFieldType.Day, new(vi, en));
}

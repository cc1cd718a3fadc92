using AnSinh.Basics.Forms;

namespace AnSinh.Intake.Cards;

/// <summary>Asks for the text of a citizen card (<i lang="vi">thẻ căn cước</i>), pasted or scanned.</summary>
public static class CardForm
{
    /// <summary>Name of the field.</summary>
    public const string TextField = "the";

    private const int TextLimit = 900;

    /// <summary>The form.</summary>
    public static FormDefinition Read { get; } = new("card", new("Đọc thẻ", "Read the card"),
    [
        new FormField(TextField, new("Dán hoặc quét vào đây", "Paste or scan here"), FormFieldType.Text)
        {
            Required = true,
            Longest = TextLimit,
            Hint = new("012345678901|123456789|Nguyễn Văn A|05031950|Nam|Hát Môn, Phúc Thọ, Hà Nội|25042021",
                "012345678901|123456789|Nguyễn Văn A|05031950|Nam|Hát Môn, Phúc Thọ, Hà Nội|25042021"),
        },
    ]);
}

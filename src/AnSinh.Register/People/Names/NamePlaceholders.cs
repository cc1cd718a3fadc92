using AnSinh.Basics;

namespace AnSinh.Register.People.Names;

/// <summary>Words that stand where a name is missing: “không rõ”, “chưa đặt tên”, “con bà Hoa”.</summary>
internal static class NamePlaceholders
{
    private static readonly string[] Within =
    [
        "không rõ", "chưa rõ", "ko rõ", "k rõ", "không tên", "chưa tên", "không có tên", "chưa có tên", "chưa đặt tên",
        "chưa đặt", "chưa biết", "không biết", "vô danh", "khuyết danh", "ẩn danh",
        "không xác định", "chưa xác định", "không nhớ", "chưa cập nhật", "chưa khai sinh", "sơ sinh", "mới sinh",
        "mới đẻ", "bị bỏ rơi", "không tìm thấy", "họ và tên", "họ tên",
    ];

    private static readonly string[] Whole =
        ["không", "chưa", "không có", "chưa có", "n a", "na", "null", "none", "nil", "unknown", "no name", "noname", "name", "test", "bé",
            "bé gái", "bé trai", "em bé", "cháu bé", "trẻ", "người lạ", "abc", "xyz", "tên", "nan", "undefined", "true", "false", "error"];

    private static readonly string[] Beginnings = ["con bà", "con ông", "con của", "con chị", "con anh", "con cô",
        "vợ ông", "vợ của", "chồng bà", "chồng của", "mẹ cháu", "mẹ của", "bố cháu", "bố của", "cháu bà", "cháu ông", "cháu của", "bé của"];

    /// <summary>True if the text stands for a name that nobody knows; a remark beside a name must be such words and nothing else.</summary>
    public static bool IsOne(string text, bool isRemark = false)
    {
        var words =
            string.Join(' ',
                string.Concat(text.ToLowerInvariant().Select(c => char.IsLetterOrDigit(c) ? c : ' '))
                    .Split(' ', StringSplitOptions.RemoveEmptyEntries));
        // Without marks "vo danh" may also be Võ Danh: then it is asked as well.
        var bare = words.All(char.IsAscii);
        return isRemark ? Within.Concat(Whole).Any(w => Same(words, w, bare))
            : Whole.Any(w => Same(words, w, bare)) || Within.Any(w => Same($" {words} ", $" {w} ", bare, contains: true))
            || Beginnings.Any(b => $"{words} ".StartsWith((bare ? VietnameseText.Fold(b) : b) + " ", StringComparison.Ordinal));
    }

    private static bool Same(string words, string phrase, bool bare, bool contains = false)
    {
        var sought = bare ? Unmarked(phrase) : phrase;
        return contains ? words.Contains(sought, StringComparison.Ordinal) : words == sought;
    }

    private static string Unmarked(string phrase) =>
        phrase.StartsWith(' ') ? $" {VietnameseText.Fold(phrase.Trim())} " : VietnameseText.Fold(phrase);
}

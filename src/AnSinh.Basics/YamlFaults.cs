using YamlDotNet.Core;

namespace AnSinh.Basics;

/// <summary>Faults of YAML as people who are no programmers understand them: what stands there, and what to write.</summary>
internal static class YamlFaults
{
    private const string Lead = "Viết sai quy cách YAML: ";

    // By the first words of the library that fit, the more special first.
    private static readonly (string Part, string Says)[] Known =
    [
        ("tab as indentation", "thụt dòng bằng phím tab; hãy dùng dấu cách."),
        ("tab character", "thụt dòng bằng phím tab; hãy dùng dấu cách."),
        ("cannot start any token", "giá trị không thể bắt đầu bằng ký tự này; hãy đặt giá trị trong dấu nháy."),
        ("block collection, did not find expected '-'", "mục của danh sách phải bắt đầu bằng '- ' và thẳng cột với các mục trên."),
        ("block mapping, did not find expected key", "dòng này không thẳng cột với các khoá trên, hoặc giá trị trên nó thiếu dấu nháy."),
        ("flow mapping", "ngoặc { mở mà chưa đóng, hoặc thiếu dấu phẩy giữa hai khoá."),
        ("flow sequence", "ngoặc [ mở mà chưa đóng, hoặc thiếu dấu phẩy giữa hai mục."),
        ("flow entry", "lời ghi chú (#) phải cách dấu phẩy một dấu cách."),
        ("expected ':'", "thiếu dấu hai chấm sau khoá, hoặc sau dấu hai chấm thiếu dấu cách."),
        ("invalid mapping", "một dòng có hai dấu hai chấm; hãy đặt giá trị trong dấu nháy."),
        ("quoted scalar, found unexpected end of stream", "dấu nháy mở mà không đóng."),
        ("quoted scalar, found unexpected document indicator", "dấu nháy mở mà không đóng."),
        ("wrong indentation", "chữ trong dấu nháy xuống dòng mà thụt vào chưa đủ."),
        ("unknown escape character", "sau dấu \\ trong nháy kép là chữ không có nghĩa; viết \\\\ nếu muốn một dấu \\."),
        ("hexadecimal", "mã ký tự sau \\x, \\u trong nháy kép viết sai."),
        ("Unicode", "mã ký tự sau \\x, \\u trong nháy kép không phải là chữ."),
        ("block scalar", "khối chữ sau | hoặc > thụt dòng sai."),
        ("plain scalar", "ghi chú (#) chen giữa một giá trị nhiều dòng; hãy đặt giá trị trong dấu nháy."),
        ("nchor", "không dùng neo (&) và bí danh (*) ở đây; hãy đặt giá trị trong dấu nháy."),
        ("alias", "không dùng neo (&) và bí danh (*) ở đây; hãy đặt giá trị trong dấu nháy."),
        ("tag", "giá trị bắt đầu bằng dấu ! phải đặt trong dấu nháy."),
        ("directive", "dòng bắt đầu bằng dấu % không được dùng ở đây."),
        ("document", "sau giá trị này còn chữ không thuộc về đâu; xem lại dấu ---, thụt dòng và dấu nháy."),
        ("Duplicate", "một khoá có hai lần trong một nhóm."),
        ("node content", "thiếu giá trị ở đây."),
    ];

    public static string Sentence(string text, YamlException wrong)
    {
        // What cannot start a value is most often a tab, which nobody sees.
        if (wrong.Start.Index >= 0 && wrong.Start.Index < text.Length && text[(int)wrong.Start.Index] == '\t')
        {
            return Lead + Known[0].Says;
        }

        var (message, inner) = (wrong.Message, wrong.InnerException?.Message ?? "");
        foreach (var (part, says) in Known)
        {
            if (message.Contains(part, StringComparison.Ordinal) || inner.Contains(part, StringComparison.Ordinal))
            {
                return Lead + says;
            }
        }

        return Lead + "xem lại thụt dòng, dấu nháy, ngoặc và dấu hai chấm ở dòng này.";
    }
}

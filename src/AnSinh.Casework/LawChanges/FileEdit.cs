using AnSinh.Basics;
using AnSinh.Rulebook.Publishing;

namespace AnSinh.Casework.LawChanges;

/// <summary>A file of the law as somebody typed it.</summary>
internal static class FileEdit
{
    /// <summary>The edited file, or everything that keeps it from being law.</summary>
    public static Outcome<IReadOnlyList<EditedFile>> Files(LawInForce law, LawChange change, string path, string text)
    {
        List<Refusal> wrong = [.. Wrong(law, path, text)];
        return wrong.Count > 0 ? Outcome<IReadOnlyList<EditedFile>>.Refused(wrong)
            : new List<EditedFile> { change.Edited(law, path, text) };
    }

    private static IEnumerable<Refusal> Wrong(LawInForce law, string path, string text)
    {
        if (!law.Files.IsLaw(path))
        {
            yield return new Refusal("change.not-law",
                "Đường dẫn phải là tệp .yaml của luật, ví dụ vn/parameters/ten.yaml, chỉ gồm chữ không dấu, số, - và _.",
                LawChangeForms.PathField)
            {
                English = "The path must be of a .yaml file of the law, as vn/parameters/name.yaml, in ASCII letters, digits, - and _.",
            };
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            yield return new Refusal("change.no-text",
                "Tệp trống. Luật không bị xoá: nó hết áp dụng bằng ngày 'to' hoặc bằng phiên bản mới.", LawChangeForms.TextField)
            {
                English = "The file is empty. Law is not erased: it ends by a day 'to' or by a new version.",
            };
        }
    }
}

using System.Globalization;
using AnSinh.Basics;
using AnSinh.Casework.LawChanges;
using AnSinh.Rulebook.Publishing;

namespace AnSinh.Host.LawChanges;

/// <summary>
/// A new programme begun from the template of policy/templates/: its file, worked cases, and its entry in the coverage register.
/// </summary>
internal sealed class ProgrammeFromTemplate(LawInForce law, LawChange change)
{
    private const string Id = "mau_che_do";
    private const string Instrument = "ND-20-2021";

    /// <summary>True if a folder holds the law of a level, e.g. <c>vn-01-ha-noi</c> that of <c>vn-01</c>.</summary>
    public static bool IsFolderOf(string folder, string level) =>
        folder == level
        || (folder.StartsWith(level + "-", StringComparison.Ordinal) && folder.Length > level.Length + 1
            && !char.IsAsciiDigit(folder[level.Length + 1]));

    /// <summary>The files, the programme's first, or everything that is wrong with what was typed.</summary>
    public Outcome<IReadOnlyList<EditedFile>> Files(IReadOnlyDictionary<string, string> typed)
    {
        string Typed(string field) => typed.GetValueOrDefault(field, "").Trim();
        var wrong = new List<Refusal>();
        var (id, folder, name) = (Typed("ma"), Typed("cap"), Typed("ten"));
        if (id.Length == 0 || !id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_'))
        {
            wrong.Add(new Refusal("programme.id", "Mã chế độ gồm chữ thường không dấu, số và gạch dưới, ví dụ ho_tro_tien_dien.", "ma"));
        }
        else if (law.Policy.ProgrammeOrNull(id) is not null)
        {
            wrong.Add(new Refusal("programme.known", $"Chế độ '{id}' đã có.", "ma"));
        }

        if (!law.Files.Folders.Contains(folder, StringComparer.Ordinal))
        {
            wrong.Add(new Refusal("programme.level", "Chọn cấp ban hành.", "cap"));
        }

        if (name.Length == 0 || name.Any(c => c is '"' or '\\' or '\n'))
        {
            wrong.Add(new Refusal("programme.name", "Ghi tên chế độ, không có dấu nháy kép.", "ten"));
        }

        if (!DateOnly.TryParseExact(Typed("tu"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var from))
        {
            wrong.Add(new Refusal("programme.from", "Ghi ngày đầu tiên áp dụng.", "tu"));
        }

        if (law.Policy.InstrumentOrNull(Typed("van-ban")) is null)
        {
            wrong.Add(new Refusal("programme.instrument", "Chọn văn bản. Văn bản mới thì thêm trước vào tệp văn bản.", "van-ban"));
        }

        var coverage = LawEdits.AddCoverage(ChangeForms.TextOf(law, change, CoverageRegister.Path) ?? "", Typed("nhom"), id, name);
        wrong.AddRange(wrong.Count == 0 ? coverage.Refusals : []);
        if (wrong.Count > 0)
        {
            return Outcome<IReadOnlyList<EditedFile>>.Refused(wrong);
        }

        string Filled(string template)
        {
            // The remarks at the head are about the template, not about the programme.
            var text =
                string.Join('\n',
                    File.ReadAllText(Path.Combine(law.Folder, "templates", template)).ReplaceLineEndings("\n").Split('\n')
                        .SkipWhile(line => line.StartsWith('#')));
            return text.Replace(Id, id, StringComparison.Ordinal)
                .Replace("Tên chế độ", name, StringComparison.Ordinal)
                .Replace("Programme name",
                    Typed("ten-en") is { Length: > 0 } english ? english.Replace("\"", "", StringComparison.Ordinal) : name,
                    StringComparison.Ordinal)
                .Replace(Instrument, Typed("van-ban"), StringComparison.Ordinal)
                .Replace("id: v2027", $"id: v{from.Year}", StringComparison.Ordinal)
                .Replace("2027-01-01", from.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), StringComparison.Ordinal)
                .Replace("month: 2027-01", "month: " + Month.Of(from), StringComparison.Ordinal)
                .Replace("jurisdiction: vn", "jurisdiction: " + law.Policy.Levels.First(l => IsFolderOf(folder, l.Code)).Code,
                    StringComparison.Ordinal);
        }

        return new List<EditedFile>
        {
            ChangeForms.Edited(law, change, $"{folder}/programmes/{id}.yaml", Filled("programme.yaml")),
            ChangeForms.Edited(law, change, $"{folder}/cases/{id}.yaml", Filled("case.yaml")),
            ChangeForms.Edited(law, change, CoverageRegister.Path, coverage.Value),
        };
    }
}

using System.Globalization;
using AnSinh.Basics;
using AnSinh.Basics.Forms;
using AnSinh.Rulebook.Publishing;

namespace AnSinh.Casework.LawChanges;

/// <summary>
/// A new programme begun from the template of policy/templates/: its file, worked cases, and its entry in the coverage register.
/// </summary>
internal sealed class ProgrammeFromTemplate(LawInForce law, LawChange change)
{
    private const string Id = "mau_che_do";
    private const string Instrument = "ND-20-2021";

    /// <summary>The files, the programme's first, or everything that is wrong with what was told.</summary>
    public Outcome<IReadOnlyList<EditedFile>> Files(FormValues told)
    {
        var (id, name) = (told.Text(LawChangeForms.IdField), told.Text(LawChangeForms.NameField));
        List<Refusal> wrong = [.. Wrong(id, name)];
        var coverage = LawEdits.AddCoverage(
            change.TextOrNull(law, CoverageRegister.Path) ?? "", told.Text(LawChangeForms.FamilyField), id, name);
        wrong.AddRange(wrong.Count > 0 ? [] : coverage.Refusals.Select(r => r with { Place = LawChangeForms.FamilyField }));
        if (wrong.Count > 0)
        {
            return Outcome<IReadOnlyList<EditedFile>>.Refused(wrong);
        }

        var folder = told.Text(LawChangeForms.LevelField);
        return new List<EditedFile>
        {
            change.Edited(law, LawChangeForms.ProgrammePath(told), Filled(told, "programme.yaml")),
            change.Edited(law, $"{folder}/cases/{id}.yaml", Filled(told, "case.yaml")),
            change.Edited(law, CoverageRegister.Path, coverage.Value),
        };
    }

    private IEnumerable<Refusal> Wrong(string id, string name)
    {
        if (!id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_'))
        {
            yield return new Refusal("programme.id", "Mã chế độ gồm chữ thường không dấu, số và gạch dưới, ví dụ ho_tro_tien_dien.",
                LawChangeForms.IdField)
            {
                English = "The id of a programme is of lower-case ASCII letters, digits and underscores, as ho_tro_tien_dien.",
            };
        }
        else if (law.Policy.ProgrammeOrNull(id) is not null)
        {
            yield return new Refusal("programme.known", $"Chế độ '{id}' đã có.", LawChangeForms.IdField)
            {
                English = $"The programme '{id}' is there already.",
            };
        }

        if (name.Any(c => c is '"' or '\\'))
        {
            yield return new Refusal("programme.name", "Ghi tên chế độ, không có dấu nháy kép.", LawChangeForms.NameField)
            {
                English = "Write the name of the programme without quotation marks.",
            };
        }
    }

    private string Filled(FormValues told, string template)
    {
        // The remarks at the head are about the template, not about the programme.
        var text =
            string.Join('\n',
                File.ReadAllText(Path.Combine(law.Folder, "templates", template)).ReplaceLineEndings("\n").Split('\n')
                    .SkipWhile(line => line.StartsWith('#')));
        var (name, from) = (told.Text(LawChangeForms.NameField), told.DayOrNull(LawChangeForms.FromField)!.Value);
        var english = told.TextOrNull(LawChangeForms.EnglishField)?.Replace("\"", "", StringComparison.Ordinal) ?? name;
        var folder = told.Text(LawChangeForms.LevelField);
        return text.Replace(Id, told.Text(LawChangeForms.IdField), StringComparison.Ordinal)
            .Replace("Tên chế độ", name, StringComparison.Ordinal)
            .Replace("Programme name", english, StringComparison.Ordinal)
            .Replace(Instrument, told.Text(LawChangeForms.InstrumentField), StringComparison.Ordinal)
            .Replace("id: v2027", string.Create(CultureInfo.InvariantCulture, $"id: v{from.Year}"), StringComparison.Ordinal)
            .Replace("2027-01-01", from.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("month: 2027-01", "month: " + Month.Of(from), StringComparison.Ordinal)
            .Replace("jurisdiction: vn", "jurisdiction: " + law.Policy.Levels.First(
                l => LawChangeForms.IsFolderOf(folder, l.Code)).Code, StringComparison.Ordinal);
    }
}

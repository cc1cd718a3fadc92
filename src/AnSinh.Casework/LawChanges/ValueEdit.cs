using AnSinh.Basics;
using AnSinh.Basics.Forms;
using AnSinh.Rulebook;
using AnSinh.Rulebook.Publishing;

namespace AnSinh.Casework.LawChanges;

/// <summary>
/// Turns the form of a new value into edited files: the parameter's, and one of instruments if the value is cited from a new one.
/// </summary>
internal sealed class ValueEdit(LawInForce law, LawChange change)
{
    private readonly List<Refusal> _wrong = [];

    /// <summary>The files, or everything that is wrong with what was told.</summary>
    public Outcome<IReadOnlyList<EditedFile>> Files(FormValues told)
    {
        var (name, level) = told.Text(LawChangeForms.ParameterField).Split('@') is [var n, var v] ? (n, v) : ("", "");
        var parameter = law.Policy.ParameterOrNull(name)!;
        var values = parameter.Values.Where(v => v.Level == level).ToList();
        var number = told.Text(LawChangeForms.ValueField);
        if (!number.All(c => char.IsAsciiDigit(c) || c is '.' or '_' or ','))
        {
            _wrong.Add(new Refusal("value.number", "Ghi mức bằng chữ số; hệ số viết với dấu phẩy, ví dụ 1,5.", LawChangeForms.ValueField)
            {
                English = "Write the value in digits; a coefficient has a comma, as 1,5.",
            });
        }

        var place = CitationPlace.Of(told.TextOrNull(LawChangeForms.PlaceField) ?? "");
        if (place is null)
        {
            _wrong.Add(new Refusal("value.place", "Chỗ trong văn bản ghi như «Điều 4 khoản 2» hoặc «dieu-4/khoan-2».",
                LawChangeForms.PlaceField)
            {
                English = "Write the place in the instrument as «Điều 4 khoản 2» or «dieu-4/khoan-2».",
            });
        }

        var edits = new List<EditedFile>();
        var instrument = told.Text(LawChangeForms.InstrumentField);
        if (instrument == LawChangeForms.NewInstrument)
        {
            instrument = told.Text(LawChangeForms.NewIdField);
            edits.AddRange(Instrument(told, instrument, values));
        }

        return _wrong.Count > 0 ? Outcome<IReadOnlyList<EditedFile>>.Refused(_wrong)
            : Written(told, parameter, values[0], instrument + (place!.Length > 0 ? "/" + place : ""), edits);
    }

    private Outcome<IReadOnlyList<EditedFile>> Written(FormValues told, Parameter parameter, DatedValue first, string cite,
        List<EditedFile> edits)
    {
        var path = first.Place[..first.Place.LastIndexOf(':')];
        var written = LawEdits.AddValue(change.TextOrNull(law, path)!, parameter.Name, new NewValue(
            told.DayOrNull(LawChangeForms.FromField)!.Value, Number(parameter, told.Text(LawChangeForms.ValueField)), cite,
            told.DayOrNull(LawChangeForms.IssuedField), told.DayOrNull(LawChangeForms.InForceField),
            told.TextOrNull(LawChangeForms.CheckedField), told.Ticked(LawChangeForms.DoubtField),
            told.TextOrNull(LawChangeForms.NoteField)));
        return !written.Ok
            ? Outcome<IReadOnlyList<EditedFile>>.Refused([.. written.Refusals.Select(r => r with { Place = LawChangeForms.FromField })])
            : new List<EditedFile>([.. edits, change.Edited(law, path, written.Value)]);
    }

    private List<EditedFile> Instrument(FormValues told, string id, List<DatedValue> values)
    {
        if (!id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-'))
        {
            _wrong.Add(new Refusal("instrument.id", "Mã văn bản gồm chữ không dấu, số và gạch ngang, ví dụ ND-335-2026.",
                LawChangeForms.NewIdField)
            {
                English = "The id of an instrument is of ASCII letters, digits and hyphens, as ND-335-2026.",
            });
            return [];
        }

        if (law.Policy.InstrumentOrNull(id) is not null)
        {
            _wrong.Add(new Refusal("instrument.known", $"Văn bản '{id}' đã có; chọn nó trong danh sách.", LawChangeForms.NewIdField)
            {
                English = $"The instrument '{id}' is there already; choose it in the list.",
            });
            return [];
        }

        // Beside the file of the parameter, under the same name if there is one.
        var file = values[0].Place[..values[0].Place.LastIndexOf(':')];
        var (folder, own) = (file.Split('/')[0] + "/instruments/", file[(file.LastIndexOf('/') + 1)..]);
        var path = law.Files.TextOrNull(folder + own) is not null ? folder + own
            : law.Files.Paths.FirstOrDefault(p => p.StartsWith(folder, StringComparison.Ordinal));
        var written = path is null || change.TextOrNull(law, path) is not { } text ? NoFile(folder)
            : LawEdits.AddInstrument(text, new NewInstrument(id, told.Text(LawChangeForms.NewNumberField),
                told.Text(LawChangeForms.NewKindField), told.Text(LawChangeForms.NewTitleField),
                told.TextOrNull(LawChangeForms.NewIssuerField), told.DayOrNull(LawChangeForms.NewIssuedField),
                told.DayOrNull(LawChangeForms.NewInForceField), told.TextOrNull(LawChangeForms.NewCheckedField)));
        _wrong.AddRange(written.Refusals.Select(r => r with { Place = LawChangeForms.InstrumentField }));
        return written.Ok ? [change.Edited(law, path!, written.Value)] : [];
    }

    private static Outcome<string> NoFile(string folder) =>
        new Refusal("instrument.file", $"Cấp này chưa có tệp văn bản nào ({folder}).")
        {
            English = $"This level has no file of instruments yet ({folder}).",
        };

    /// <summary>540.000 and 540,000 are the same đồng; 1,5 is a coefficient with its Vietnamese comma.</summary>
    private static string Number(Parameter parameter, string typed) => parameter.Counts == ParameterUnit.Coefficient
        ? typed.Replace(',', '.')
        : typed.Replace(".", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal)
        .Replace("_", "", StringComparison.Ordinal);
}

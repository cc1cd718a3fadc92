using System.Globalization;
using AnSinh.Basics;
using AnSinh.Casework.LawChanges;
using AnSinh.Rulebook;
using AnSinh.Rulebook.Publishing;

namespace AnSinh.Host.LawChanges;

/// <summary>
/// Turns the form of a new value into edited files: the parameter's, and one of instruments if the value is cited from a new one.
/// </summary>
internal sealed class ValueEdit(LawInForce law, LawChange change)
{
    /// <summary>The choice that stands for an instrument that is not known yet.</summary>
    public const string NewInstrument = "+";

    private readonly List<Refusal> _wrong = [];

    /// <summary>The files, or everything that is wrong with what was typed.</summary>
    public Outcome<IReadOnlyList<EditedFile>> Files(IReadOnlyDictionary<string, string> typed)
    {
        string Typed(string field) => typed.GetValueOrDefault(field, "").Trim();
        var (name, level) = Typed("tham-so").Split('@') is [var n, var v] ? (n, v) : (Typed("tham-so"), "");
        var parameter = law.Policy.ParameterOrNull(name);
        var values = parameter?.Values.Where(v => level.Length == 0 || v.Level == level).ToList() ?? [];
        if (values.Count == 0)
        {
            _wrong.Add(new Refusal("value.parameter", "Chọn tham số.", "tham-so"));
        }

        var from = Day(Typed("tu"), "tu", "Ghi ngày đầu tiên mức này áp dụng vào tiền.", required: true);
        if (Typed("muc").Length == 0 || !Typed("muc").All(c => char.IsAsciiDigit(c) || c is '.' or '_' or ','))
        {
            _wrong.Add(new Refusal("value.number", "Ghi mức bằng chữ số; hệ số viết với dấu phẩy, ví dụ 1,5.", "muc"));
        }

        var edits = new List<EditedFile>();
        var instrument = Typed("van-ban");
        if (instrument == NewInstrument)
        {
            (instrument, var added) = Instrument(Typed, values);
            edits.AddRange(added);
        }
        else if (law.Policy.InstrumentOrNull(instrument) is null)
        {
            _wrong.Add(new Refusal("value.instrument", "Chọn văn bản quy định mức này, hoặc «văn bản mới».", "van-ban"));
        }

        var place = CitationPlace.Of(Typed("cho"));
        if (place is null)
        {
            _wrong.Add(new Refusal("value.place", "Chỗ trong văn bản ghi như «Điều 4 khoản 2» hoặc «dieu-4/khoan-2».", "cho"));
        }

        var (issued, inForce) = (Day(Typed("ban-hanh"), "ban-hanh", "", false), Day(Typed("hieu-luc"), "hieu-luc", "", false));
        if (_wrong.Count > 0)
        {
            return Outcome<IReadOnlyList<EditedFile>>.Refused(_wrong);
        }

        var path = values[0].Place[..values[0].Place.LastIndexOf(':')];
        var written = LawEdits.AddValue(
            ChangeForms.TextOf(law, change, path)!,
            name,
            new NewValue(from!.Value, Number(parameter!, Typed("muc")), instrument + (place!.Length > 0 ? "/" + place : ""),
                issued, inForce, Typed("da-doc"), Typed("nghi-ngo").Length > 0, Typed("ghi-chu")));
        if (!written.Ok)
        {
            return Outcome<IReadOnlyList<EditedFile>>.Refused(written.Refusals);
        }

        edits.Add(ChangeForms.Edited(law, change, path, written.Value));
        return edits;
    }

    private (string Id, IEnumerable<EditedFile> Edits) Instrument(Func<string, string> typed, List<DatedValue> values)
    {
        var (id, count) = (typed("vb-ma"), _wrong.Count);
        if (id.Length == 0 || !id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-'))
        {
            _wrong.Add(new Refusal("instrument.id", "Mã văn bản gồm chữ không dấu, số và gạch ngang, ví dụ ND-335-2026.", "vb-ma"));
        }
        else if (law.Policy.InstrumentOrNull(id) is not null)
        {
            _wrong.Add(new Refusal("instrument.known", $"Văn bản '{id}' đã có; chọn nó trong danh sách.", "vb-ma"));
        }

        if (typed("vb-so").Length == 0 || typed("vb-loai").Length == 0 || typed("vb-ten").Length == 0)
        {
            _wrong.Add(new Refusal("instrument.name", "Văn bản mới cần số, loại và trích yếu.", "vb-so"));
        }

        var (issued, inForce) =
            (Day(typed("vb-ban-hanh"), "vb-ban-hanh", "Ghi ngày ban hành của văn bản mới.", true),
                Day(typed("vb-hieu-luc"), "vb-hieu-luc", "", false));
        if (_wrong.Count > count || values.Count == 0)
        {
            return (id, []);
        }

        // Beside the file of the parameter, under the same name if there is one.
        var file = values[0].Place[..values[0].Place.LastIndexOf(':')];
        var (folder, own) = (file.Split('/')[0] + "/instruments/", file[(file.LastIndexOf('/') + 1)..]);
        var path = law.Files.TextOrNull(folder + own) is not null ? folder + own
            : law.Files.Paths.FirstOrDefault(p => p.StartsWith(folder, StringComparison.Ordinal));
        var text = path is null ? null : ChangeForms.TextOf(law, change, path);
        var written = text is null
            ? (Outcome<string>)new Refusal("instrument.file", $"Cấp này chưa có tệp văn bản nào ({folder}).", "van-ban")
            : LawEdits.AddInstrument(text,
                new NewInstrument(id, typed("vb-so"), typed("vb-loai"), typed("vb-ten"), typed("vb-co-quan"), issued,
                    inForce, typed("vb-da-doc")));
        _wrong.AddRange(written.Refusals);
        return (id, written.Ok ? [ChangeForms.Edited(law, change, path!, written.Value)] : []);
    }

    /// <summary>540.000 and 540,000 are the same đồng; 1,5 is a coefficient with its Vietnamese comma.</summary>
    private static string Number(Parameter parameter, string typed) => parameter.Counts == ParameterUnit.Coefficient
        ? typed.Replace(',', '.')
        : typed.Replace(".", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal)
        .Replace("_", "", StringComparison.Ordinal);

    private DateOnly? Day(string typed, string field, string missing, bool required)
    {
        if (typed.Length == 0)
        {
            if (required)
            {
                _wrong.Add(new Refusal("value.day", missing, field));
            }

            return null;
        }

        if (DateOnly.TryParseExact(typed, ["yyyy-MM-dd", "dd/MM/yyyy", "d/M/yyyy"], CultureInfo.InvariantCulture,
            DateTimeStyles.None, out var day))
        {
            return day;
        }

        _wrong.Add(new Refusal("value.day", $"“{typed}” không phải là ngày.", field));
        return null;
    }
}

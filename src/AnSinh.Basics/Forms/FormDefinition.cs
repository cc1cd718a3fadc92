namespace AnSinh.Basics.Forms;

/// <summary>A form (<i lang="vi">biểu mẫu</i>): its fields in the order they are asked, and how what is typed is read.</summary>
/// <param name="Id">Stable name.</param>
/// <param name="Label">Its title.</param>
/// <param name="Fields">Its fields.</param>
/// <param name="Cite">The law that prescribes it, if one does.</param>
public sealed record FormDefinition(string Id, LocalText Label, IReadOnlyList<FormField> Fields, Citation? Cite = null)
{
    /// <summary>Largest number a field takes: what money and counts stay below by far, and sums of many of them still fit.</summary>
    public const long NumberLimit = 1_000_000_000_000_000;

    private const string UnknownCode = "form.unknown";

    /// <summary>Uncertain, or its print was not read.</summary>
    public bool Doubtful { get; init; }

    /// <summary>Remark, also what is doubted.</summary>
    public string? Note { get; init; }

    /// <summary>
    /// Reads what was typed: all that is wrong is told at once, each under the name of its field. A word that is no field is refused too;
    /// what is told in a field that is not asked is left out.
    /// </summary>
    public Outcome<FormValues> Read(IReadOnlyDictionary<string, string> told)
    {
        var (values, refusals) = (new Dictionary<string, string>(StringComparer.Ordinal), new List<Refusal>(Unknown(told)));
        foreach (var field in Fields.Where(f => f.When is not { } when || values.GetValueOrDefault(when.Field) == when.Is))
        {
            var read = ReadField(field, told.GetValueOrDefault(field.Name));
            refusals.AddRange(read.Refusals);
            if (read is { Ok: true, Value.Length: > 0 })
            {
                values[field.Name] = read.Value;
            }
        }

        return refusals.Count > 0 ? Outcome<FormValues>.Refused([.. refusals.OrderBy(r => r.Code == UnknownCode)]) : new FormValues(values);
    }

    /// <summary>What was typed into one field, in the one way it is kept; empty if it was left open and may be.</summary>
    public static Outcome<string> ReadField(FormField field, string? told)
    {
        var text = field.Type == FormFieldType.Secret ? told ?? "" : told?.Replace("\r\n", "\n", StringComparison.Ordinal).Trim() ?? "";
        return text.Length == 0 || (field.Type == FormFieldType.Check && text == "no") ? field.Required ? Missing(field) : ""
            : FieldReading.Fault(field, text, out var value) is { } fault ? Wrong(field, fault) : value;
    }

    /// <summary>What is told in words that are no field of the form.</summary>
    public IEnumerable<Refusal> Unknown(IReadOnlyDictionary<string, string> told) =>
        told.Keys.Where(k => Fields.All(f => f.Name != k)).Order(StringComparer.Ordinal).Select(Unknown);

    private static Refusal Missing(FormField field) => new("form.required", $"{field.Label.Vi}: chưa ghi.", field.Name)
    {
        English = $"{field.Label.In("en")}: nothing written yet.",
    };

    private static Refusal Wrong(FormField field, LocalText fault) => new(
        "form." + Code(field.Type), $"{field.Label.Vi}: {fault.Vi}", field.Name)
    {
        English = $"{field.Label.In("en")}: {fault.In("en")}",
    };

    private Refusal Unknown(string word)
    {
        var hint = Nearest.Hint(word, Fields.Select(f => f.Name));
        return new(UnknownCode, $"Biểu mẫu không có ô “{OutsideText.Legible(word)}”{(hint.Length > 0 ? hint : ".")}", word)
        {
            English = $"The form has no field “{OutsideText.Legible(word)}”.",
        };
    }

    private static string Code(FormFieldType type) => type switch
    {
        FormFieldType.Text or FormFieldType.LongText => "text",
        FormFieldType.YesNo => "choice",
        _ => type.ToString().ToLowerInvariant(),
    };
}

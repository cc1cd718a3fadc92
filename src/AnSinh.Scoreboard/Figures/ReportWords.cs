using AnSinh.Basics.PolicyFiles;

namespace AnSinh.Scoreboard.Figures;

/// <summary>The words of the term report, read from policy/*/reports: C# chooses among sentences and never writes one.</summary>
public sealed class ReportWords
{
    /// <summary>Sentences that must be there, each with the names it may use.</summary>
    private static readonly Dictionary<string, string> Required = new()
    {
        ["title"] = "unit term",
        ["subtitle"] = "month known resolution",
        ["met_words.met"] = "",
        ["met_words.missed"] = "",
        ["met_words.open"] = "",
        ["met_words.none"] = "",
        ["basis_words.register"] = "",
        ["basis_words.reported"] = "",
        ["basis_words.none"] = "",
        ["headings.summary"] = "",
        ["headings.figures"] = "",
        ["headings.findings"] = "",
        ["headings.method"] = "",
        ["headings.missing"] = "",
        ["columns.figure"] = "",
        ["columns.value"] = "",
        ["columns.parts"] = "",
        ["columns.target"] = "",
        ["columns.met"] = "",
        ["columns.published"] = "",
        ["columns.basis"] = "",
        ["columns.missing"] = "",
        ["columns.trend"] = "",
        ["columns.source"] = "",
        ["columns.finding"] = "",
        ["columns.verdict"] = "",
        ["columns.detail"] = "",
        ["value_none"] = "",
        ["target_none"] = "",
        ["target_value_none"] = "comparator set_by",
        ["source_register"] = "unit month known",
        ["source_synthetic"] = "unit month known",
        ["missing_fact"] = "facts",
        ["missing_denominator"] = "denominator",
        ["unknown_people"] = "count counted",
        ["met_reason_no_value"] = "reason",
        ["met_reason_no_target"] = "reason",
        ["met_reason_no_figure"] = "",
        ["lead.open"] = "month unit",
        ["lead.computed"] = "label_lower value parts_clause target_clause",
        ["lead.parts"] = "numerator denominator denominator_label",
        ["lead.reported"] = "label_lower published missing_clause",
        ["lead.nothing"] = "label_lower",
        ["lead.met"] = "target",
        ["lead.missed"] = "target",
        ["lead.open_target"] = "",
        ["lead.differs"] = "published",
        ["honesty.counted"] = "all computed reported",
        ["honesty.counted_all"] = "all",
        ["honesty.synthetic"] = "",
        ["honesty.targets"] = "with_target met missed",
        ["honesty.targets_none"] = "",
        ["honesty.denominators"] = "count list",
        ["honesty.checks"] = "all doubtful list",
        ["honesty.first_finding"] = "detail",
        ["footer"] = "",
    };

    private readonly Dictionary<string, string> _texts;

    private ReportWords(Dictionary<string, string> texts, IReadOnlyList<string> quiet) => (_texts, QuietVerdicts) = (texts, quiet);

    /// <summary>Verdicts that ask for no action.</summary>
    public IReadOnlyList<string> QuietVerdicts { get; }

    internal static ReportWords None { get; } = new([], []);

    /// <summary>A sentence as written, by its path (<c>columns.figure</c>).</summary>
    public string this[string path] => _texts.TryGetValue(path, out var text) ? text : throw new KeyNotFoundException($"reports: '{path}'");

    /// <summary>A word for a value of a table such as <c>unit_words</c>; the value itself if there is none.</summary>
    public string Word(string table, string value) => _texts.GetValueOrDefault($"{table}.{value}", value);

    internal string Fill(string path, params (string Name, object Value)[] values) =>
        SentenceTemplate.Fill(this[path], values.ToDictionary(v => v.Name, v => v.Value));

    internal static ReportWords Read(PolicyMap sheet)
    {
        var texts = new Dictionary<string, string>();
        foreach (var key in sheet.Keys.Where(k => k is not "report" and not "quiet_verdicts"))
        {
            if (key is "unit_words" or "op_words" or "comparator_words" or "verdict_words" or "met_words" or "basis_words"
                or "headings" or "columns" or "lead" or "honesty")
            {
                foreach (var inner in sheet.Map(key)?.Keys ?? [])
                {
                    texts[$"{key}.{inner}"] = sheet.Map(key)!.Text(inner) ?? "";
                }
            }
            else
            {
                texts[key] = sheet.Required(key);
            }
        }

        foreach (var (path, names) in Required)
        {
            if (!texts.TryGetValue(path, out var text))
            {
                sheet.WrongWhole("policy.report", $"Mẫu báo cáo thiếu câu '{path}'.");
                continue;
            }

            foreach (var name in SentenceTemplate.UnknownNames(text, names.Split(' ')))
            {
                sheet.Wrong(path.Split('.')[0], $"Câu '{path}' dùng tên '{name}' không có; các tên được dùng: {names}.");
            }
        }

        return new ReportWords(texts, sheet.OneOrMore("quiet_verdicts"));
    }
}

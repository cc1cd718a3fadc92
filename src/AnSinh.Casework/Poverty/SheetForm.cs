using System.Globalization;
using AnSinh.Basics;
using AnSinh.Basics.Forms;
using AnSinh.Rulebook;

namespace AnSinh.Casework.Poverty;

/// <summary>A scorecard in the form of a household's sheets.</summary>
/// <param name="Card">The scorecard.</param>
/// <param name="Fields">What it asks.</param>
public sealed record SheetPart(ScorecardAt Card, IReadOnlyList<FormField> Fields)
{
    /// <summary>True if it is a list of deficits, each there or not.</summary>
    public bool IsDeficits => Card.Version.Items.Count > 1 && Fields.All(f => f.Type == FormFieldType.YesNo);
}

/// <summary>
/// The sheets of a household as a form (<i lang="vi">phiếu rà soát</i>): what they ask follows from the facts and scorecards the edition of
/// the review names.
/// </summary>
public sealed class SheetForm
{
    /// <summary>Names of the fields.</summary>
    public const string DayField = "ngay", SurveyorField = "nguoi", RestField = "con-lai", ClassField = "loai",
        CauseField = "nguyen-nhan", WhyField = "vi-sao";

    private const string AnswerPrefix = "d-";
    private readonly PovertyRounds _rounds;
    private readonly ReviewedHousehold _household;

    private SheetForm(PovertyRounds rounds, RoundFile file, ReviewedHousehold household)
    {
        (_rounds, _household) = (rounds, household);
        var version = rounds.VersionOf(file);
        Survey =
        [
            new FormField(DayField, new("Ngày khảo sát", "Day"), FormFieldType.Day) { Required = true },
            new FormField(SurveyorField, new("Rà soát viên", "Surveyor"), FormFieldType.Text) { Required = true },
            .. version.Fields.Select(f => Asked(rounds.Policy.Facts[f], null)),
        ];
        Parts = PartsOf(rounds.Scoring.Sheets(version, file.Opened.HoldsFrom, rounds.Today));
        Said = SaidFields();
        Form = new("round_sheet", new("Phiếu rà soát", "Sheets"), [.. Survey, .. Parts.SelectMany(p => p.Fields), Rest, .. Said]);
    }

    /// <summary>All its fields.</summary>
    public FormDefinition Form { get; }

    /// <summary>When who asked, and facts outside the scorecards.</summary>
    public IReadOnlyList<FormField> Survey { get; }

    /// <summary>Each scorecard with its fields.</summary>
    public IReadOnlyList<SheetPart> Parts { get; }

    /// <summary>That every deficit was asked about: only then is an answer left open a no.</summary>
    public static FormField Rest { get; } = new(RestField,
        new("Đã hỏi đủ: câu để trống là không thiếu hụt", "All were asked: what is left empty is no deficit"), FormFieldType.Check);

    /// <summary>What a person says of the class.</summary>
    public IReadOnlyList<FormField> Said { get; }

    /// <summary>The form of a household of a review.</summary>
    public static SheetForm Of(PovertyRounds rounds, RoundFile file, ReviewedHousehold household) => new(rounds, file, household);

    /// <summary>Name of the field that asks for a fact.</summary>
    public static string AnswerField(string kind) => AnswerPrefix + kind;

    /// <summary>What is known before anything is typed: what was kept last, else what the list suggests.</summary>
    public IReadOnlyDictionary<string, string> Start()
    {
        var (sheet, said) = (_household.Sheet, _household.Said);
        var start = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [DayField] = sheet?.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
            [SurveyorField] = sheet?.Surveyor ?? "",
            [ClassField] = said?.Class ?? "",
            [CauseField] = said?.Cause ?? "",
            [WhyField] = said?.Why ?? "",
        };
        foreach (var (kind, value) in sheet?.Answers ?? new Dictionary<string, string>())
        {
            start[AnswerField(kind)] = value;
        }

        if (sheet is null)
        {
            start[AnswerField(_rounds.Review.Area)] = _household.Listed.Area ?? "";
        }

        return start;
    }

    /// <summary>What was told, as it is kept and scored.</summary>
    public SheetInput Read(FormValues told)
    {
        var answers = told.All.Where(v => v.Key.StartsWith(AnswerPrefix, StringComparison.Ordinal))
            .ToDictionary(v => v.Key[AnswerPrefix.Length..], v => v.Value, StringComparer.Ordinal);
        if (told.Ticked(RestField))
        {
            foreach (var deficit in Parts.Where(p => p.Card.Version.Items.Count > 1).SelectMany(p => p.Fields)
                .Where(f => f.Type == FormFieldType.YesNo))
            {
                answers.TryAdd(deficit.Name[AnswerPrefix.Length..], "no");
            }
        }

        return new SheetInput(_household.Id, told.DayOrNull(DayField)!.Value, told.Text(SurveyorField), answers,
            told.TextOrNull(ClassField), told.TextOrNull(CauseField), told.TextOrNull(WhyField));
    }

    // A fact that two scorecards use is asked once, by the first.
    private List<SheetPart> PartsOf(IReadOnlyList<ScorecardAt> cards)
    {
        var asked = Survey.Select(f => f.Name).ToHashSet(StringComparer.Ordinal);
        return [.. cards.Select(c => new SheetPart(c,
        [
            .. from item in c.Version.Items
            from fact in item.Points.FactsUsed
            where asked.Add(AnswerField(fact))
            select Asked(_rounds.Policy.Facts[fact], item),
        ]))];
    }

    private static FormField Asked(FactKind kind, ScoreItem? item)
    {
        var label = item is { Points.FactsUsed.Count: 1 } && kind.Type == FactType.Bool ? item.Label : kind.Label;
        var points = item is { Reviewed: false } ? string.Create(CultureInfo.InvariantCulture, $" ({item.Max})") : "";
        return FactFields.Of(kind, AnswerField(kind.Name)) with { Label = new(label.Vi + points, label.In("en") + points) };
    }

    private IReadOnlyList<FormField> SaidFields() =>
    [
        new FormField(ClassField, new("Xếp loại khác với phiếu", "Another class than the sheets"), FormFieldType.Choice)
        {
            Choices = [.. PovertyClass.All.Select(c => new FormChoice(c, PovertyClass.Label(c)))],
        },
        new FormField(CauseField, new("Lý do vào, ra danh sách", "Cause of the change"), FormFieldType.Choice)
        {
            Choices = [.. Causes().Select(c => new FormChoice(c.Id, c.Label))],
        },
        new FormField(WhyField, new("Ghi rõ", "In words"), FormFieldType.Text),
    ];

    // Who is in no class can only enter, the poor can only leave or rise; the near-poor can do either.
    private IEnumerable<ReviewCause> Causes() => _household.Listed.Before switch
    {
        PovertyClass.None => _rounds.Review.Causes.Where(c => c.ForFall),
        PovertyClass.Poor => _rounds.Review.Causes.Where(c => c.ForExit),
        _ => _rounds.Review.Causes.OrderByDescending(c => c.ForExit),
    };
}

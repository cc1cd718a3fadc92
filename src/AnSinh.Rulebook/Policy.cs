using AnSinh.Basics;
using AnSinh.Basics.Forms;
using AnSinh.Rulebook.Access;
using AnSinh.Rulebook.Checking;
using AnSinh.Rulebook.Expressions;
using AnSinh.Rulebook.Kernels;
using AnSinh.Rulebook.Policies;
using AnSinh.Rulebook.Procedures;

namespace AnSinh.Rulebook;

/// <summary>A jurisdiction that policy/ holds law of (<i lang="vi">địa bàn áp dụng</i>).</summary>
/// <param name="Code">Code, e.g. <c>vn-01</c>.</param>
/// <param name="Label">Name for people.</param>
/// <param name="From">First day its law can hold; null if it always could.</param>
/// <param name="To">Last day its law holds, e.g. when the unit was abolished; null while it stands.</param>
public sealed record PolicyLevel(string Code, LocalText Label, DateOnly? From = null, DateOnly? To = null)
{
    /// <summary>True if its law can hold in a month: from the month's first day on.</summary>
    public bool HoldsIn(Month month) => !(From > month.FirstDay) && !(To < month.FirstDay);
}

/// <summary>
/// The folder policy/ read and checked: the law as dated data. Immutable; <see cref="Hash"/> names its state. Ask <see cref="At"/> for the
/// law of a month as known on a day.
/// </summary>
public sealed class Policy
{
    private readonly Dictionary<string, Instrument> _instruments;
    private readonly Dictionary<string, Parameter> _parameters;
    private readonly Dictionary<string, ResultSource> _results;
    private readonly NameScope _scope;

    private Policy(PolicyDraft draft)
    {
        Hash = draft.Folder.Hash();
        Levels = draft.Levels.Select(l => l.Level).ToList();
        Places = draft.Places;
        Facts = draft.Facts;
        (_instruments, _parameters) = (draft.Instruments, draft.Parameters);
        Instruments = [.. draft.Instruments.Values];
        Parameters = [.. draft.Parameters.Values];
        Programmes = [.. draft.Programmes.Values];
        (Tables, Quantities, Scorecards) = ([.. draft.Tables.Values], [.. draft.Quantities.Values], [.. draft.Scorecards.Values]);
        (Interactions, Reviews) = (draft.Interactions, draft.Reviews);
        (Forms, Procedures) = ([.. draft.Forms.Values], draft.Procedures);
        WorkDays = new WorkCalendar(draft.Problems.All.Count == 0 ? draft.Holidays : []);
        (Permissions, Roles, Incompatible) = (draft.Permissions, draft.Roles, draft.Incompatible);
        (Passwords, Alerts, Authorities) = (draft.Passwords, draft.Alerts, draft.Authorities);
        SmallestGroup = draft.SmallestGroup ?? int.MaxValue;
        Cases = draft.Cases;
        _results = draft.Results;
        _scope = new NameScope(draft.Names);
    }

    /// <summary>SHA-256 over paths and bytes of all YAML and CSV files: the name of this state of the law.</summary>
    public string Hash { get; }

    /// <summary>Jurisdictions with law of their own, the country first.</summary>
    public IReadOnlyList<PolicyLevel> Levels { get; }

    /// <summary>Codes of the places on the map of policy/ (units.csv), and of those with law of their own.</summary>
    internal IReadOnlySet<string> Places { get; }

    /// <summary>All declared kinds of facts.</summary>
    public FactVocabulary Facts { get; }

    /// <summary>All instruments.</summary>
    public IReadOnlyList<Instrument> Instruments { get; }

    /// <summary>All parameters.</summary>
    public IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>All programmes of all levels.</summary>
    public IReadOnlyList<Programme> Programmes { get; }

    /// <summary>All tables.</summary>
    public IReadOnlyList<AmountTable> Tables { get; }

    /// <summary>All quantities.</summary>
    public IReadOnlyList<Quantity> Quantities { get; }

    /// <summary>All scorecards.</summary>
    public IReadOnlyList<Scorecard> Scorecards { get; }

    /// <summary>All interactions between programmes.</summary>
    public IReadOnlyList<Interaction> Interactions { get; }

    /// <summary>Reviews of households.</summary>
    public IReadOnlyList<Review> Reviews { get; }

    /// <summary>Forms that requests are made on.</summary>
    public IReadOnlyList<FormDefinition> Forms { get; }

    /// <summary>Procedures that cases follow.</summary>
    public IReadOnlyList<Procedure> Procedures { get; }

    /// <summary>Which days offices work.</summary>
    public WorkCalendar WorkDays { get; }

    /// <summary>What needs to be allowed, in words.</summary>
    public IReadOnlyList<PermissionText> Permissions { get; }

    /// <summary>The access matrix: what each role may do.</summary>
    public IReadOnlyList<OfficeRole> Roles { get; }

    /// <summary>Duties nobody may have at once.</summary>
    public IReadOnlyList<Incompatible> Incompatible { get; }

    /// <summary>In which ways somebody signs for a body.</summary>
    public IReadOnlyList<SigningAuthority> Authorities { get; }

    /// <summary>Which passwords the office takes; null if it has not said so, and then it takes none.</summary>
    public PasswordRules? Passwords { get; }

    /// <summary>Which readings are to be looked into.</summary>
    public IReadOnlyList<AlertRule> Alerts { get; }

    /// <summary>
    /// People of the smallest group that is shown as a figure to who may not name people (<i lang="vi">nhóm nhỏ nhất</i>); where policy/
    /// does not say it, no group is large enough.
    /// </summary>
    public int SmallestGroup { get; }

    /// <summary>All worked cases.</summary>
    public IReadOnlyList<PolicyCase> Cases { get; }

    /// <summary>The programmes as expressions read their results.</summary>
    internal IReadOnlyCollection<ResultSource> Results => _results.Values;

    /// <summary>True if some expression reads the result of a programme.</summary>
    internal bool IsResultRead(string programme) => _results.TryGetValue(programme, out var source) && source.IsRead;

    /// <summary>Which routes always have a rate, by the shape of their rules.</summary>
    internal System.Collections.Concurrent.ConcurrentDictionary<string, bool> RateCovers { get; } = new(StringComparer.Ordinal);

    /// <summary>Compiled loops, shared by the months whose rules have the same shape.</summary>
    internal KernelCache Kernels { get; } = new();

    /// <summary>Reads and checks a policy folder; refused with every mistake, each with its file and line.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="search">
    /// Also look for people who show conflicts, gaps and clauses nobody can meet. It takes longer than the reading; who only asks the law
    /// that was searched when it was published may leave it.
    /// </param>
    public static Outcome<Policy> Load(string folder, bool search = true)
    {
        if (!Directory.Exists(folder))
        {
            return new Refusal("policy.folder", $"không có thư mục '{folder}'", folder);
        }

        return Load(PolicyFolder.Read(folder), search);
    }

    // Who may what in an office, and what it asks of itself.
    private static void ReadOffice(PolicyDraft draft)
    {
        AccessReader.Read(draft);
        SigningReader.Read(draft);
        PasswordReader.Read(draft);
        AlertReader.Read(draft);
        SmallCellReader.Read(draft);
    }

    /// <summary>Reads and checks files of the law, wherever they come from.</summary>
    internal static Outcome<Policy> Load(PolicyFolder files, bool search = true)
    {
        var draft = new PolicyDraft(files);
        FoundationReader.Jurisdictions(draft);
        PlaceReader.Read(draft);
        FoundationReader.Instruments(draft);
        FoundationReader.Facts(draft);
        ParameterReader.Read(draft);
        TableReader.Read(draft);
        var programmes = ProgrammeReader.Names(draft);
        var (quantities, scorecards) = (QuantityReader.Names(draft), ScorecardReader.Names(draft));
        ScorecardReader.Versions(draft, scorecards);
        QuantityReader.Versions(draft, quantities);
        Checking.DependencyCheck.Check(draft);
        ProgrammeReader.Versions(draft, programmes);
        OutcomeReader.Interactions(draft);
        ReviewReader.Read(draft);
        HolidayReader.Read(draft);
        ReadOffice(draft);
        FormReader.Read(draft);
        ProcedureReader.Read(draft);
        OutcomeReader.Cases(draft);
        var policy = new Policy(draft);
        // What only shows when all is read is looked for once all can be read: it would tell the same faults again.
        if (draft.Problems.All.Count == 0)
        {
            LawCheck.Check(policy, draft.Problems);
            ResultCheck.Check(policy, draft.Problems);
        }

        if (search && draft.Problems.All.Count == 0)
        {
            Checking.Logic.LogicCheck.Check(policy, draft.Problems);
        }

        return draft.Problems.All.Count == 0 ? policy : Outcome<Policy>.Refused(draft.Problems.Told);
    }

    /// <summary>
    /// Reads worked cases from a file of anybody's, in the form of policy/*/cases/; refused if the file itself cannot be read.
    /// </summary>
    public Outcome<IReadOnlyList<ExternalCase>> ReadCases(string file, string jurisdiction) => File.Exists(file)
        ? OutcomeReader.ForeignCases(this, Path.GetFileName(file), File.ReadAllBytes(file), jurisdiction)
        : new Refusal("case.file", $"không có tệp '{file}'", file);

    /// <summary>
    /// A name that may be missing from an answer, as people read it: a fact, or a part of the law without value in the month.
    /// </summary>
    public LocalText NameOf(string missing) =>
        missing.IndexOf('.', StringComparison.Ordinal) is var dot && dot < 0 ? Facts.FindOrNull(missing)?.Label ?? new LocalText(missing)
        : missing[..dot] switch
    {
        "parameters" => ParameterOrNull(missing[(dot + 1)..])?.Label,
        "tables" => Tables.FirstOrDefault(t => t.Name == missing[(dot + 1)..])?.Label,
        "quantities" => QuantityOrNull(missing[(dot + 1)..])?.Label,
        "results" => _results.GetValueOrDefault(missing[(dot + 1)..])?.Label,
        "scorecards" => Scorecards.FirstOrDefault(s => s.Name == missing[(dot + 1)..])?.Label,
        _ => Facts.FindOrNull(missing[(dot + 1)..])?.Label,
    } ?? new LocalText(missing);

    /// <summary>The quantity of a name, or null.</summary>
    public Quantity? QuantityOrNull(string name) => Quantities.FirstOrDefault(q => q.Name == name);

    /// <summary>The procedure of an id, or null.</summary>
    public Procedure? ProcedureOrNull(string id) => Procedures.FirstOrDefault(p => p.Id == id);

    /// <summary>The role of an id, or null.</summary>
    public OfficeRole? RoleOrNull(string id) => Roles.FirstOrDefault(r => r.Id == id);

    /// <summary>The instrument of an id, or null.</summary>
    public Instrument? InstrumentOrNull(string id) => _instruments.GetValueOrDefault(id);

    /// <summary>The parameter of a name, or null.</summary>
    public Parameter? ParameterOrNull(string name) => _parameters.GetValueOrDefault(name);

    /// <summary>The programme of an id, or null.</summary>
    public Programme? ProgrammeOrNull(string id) => Programmes.FirstOrDefault(p => p.Id == id);

    /// <summary>A citation as people read it: <c>NĐ 20/2021/NĐ-CP, Điều 6 khoản 1 điểm e</c>.</summary>
    public string Display(Citation cite)
    {
        var name = _instruments.TryGetValue(cite.Instrument, out var instrument) ? instrument.ShortName : cite.Instrument;
        return cite.Places is { Length: > 0 } places ? $"{name}, {places}" : name;
    }

    /// <summary>True if the instrument of a citation was not read or is uncertain (<i lang="vi">chưa chắc chắn</i>).</summary>
    public bool IsDoubtful(Citation? cite) =>
        cite is not null && _instruments.TryGetValue(cite.Instrument, out var instrument) && instrument.Doubtful;

    /// <summary>The law of a month in a jurisdiction as known on a day.</summary>
    public LawAt At(Jurisdiction jurisdiction, Month month, AsKnown known) => new(this, jurisdiction, month, known);

    /// <summary>Reads an expression outside programmes, e.g. of an indicator. The place is put into the refusal.</summary>
    public Outcome<Expression> Parse(string text, string place) => _scope.Read(text, place);

    /// <summary>Reads a condition outside programmes.</summary>
    public Outcome<Expression> ParseCondition(string text, string place) => _scope.Read(text, place, ExpressionType.Bool);
}

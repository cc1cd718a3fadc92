using AnSinh.Basics;
using AnSinh.Basics.PolicyFiles;
using AnSinh.Rulebook.Policies;

namespace AnSinh.Rulebook;

/// <summary>What has been read so far; later readers look up what earlier ones found.</summary>
internal sealed class PolicyDraft(PolicyFolder folder)
{
    public PolicyFolder Folder { get; } = folder;

    public Problems Problems { get; } = new();

    /// <summary>Jurisdictions by the folder that holds their law, the country first.</summary>
    public List<(string Folder, PolicyLevel Level)> Levels { get; } = [];

    /// <summary>Codes of the places on the map, e.g. <c>vn-01-004</c>, and of the levels.</summary>
    public IReadOnlySet<string> Places { get; set; } = new HashSet<string>();

    public Dictionary<string, Instrument> Instruments { get; } = new(StringComparer.Ordinal);

    /// <summary>Names of facts, parameters, tables and quantities whose own declaration has a fault.</summary>
    public HashSet<string> Broken { get; } = new(StringComparer.Ordinal);

    public FactVocabulary Facts { get; set; } = new([]);

    public Dictionary<string, Parameter> Parameters { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, AmountTable> Tables { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, Quantity> Quantities { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, Scorecard> Scorecards { get; } = new(StringComparer.Ordinal);

    /// <summary>Programmes as expressions read their results: declared before any expression is read.</summary>
    public Dictionary<string, Expressions.ResultSource> Results { get; } = new(StringComparer.Ordinal);

    /// <summary>What expressions may name so far.</summary>
    public Expressions.Vocabulary Names => new(Facts, Parameters, Tables, Quantities, Scorecards, Results) { Broken = Broken };

    public Dictionary<string, Programme> Programmes { get; } = new(StringComparer.Ordinal);

    public List<Interaction> Interactions { get; } = [];

    public List<Review> Reviews { get; } = [];

    public Dictionary<string, Basics.Forms.FormDefinition> Forms { get; } = new(StringComparer.Ordinal);

    public List<Procedures.Procedure> Procedures { get; } = [];

    public List<CalendarYear> Holidays { get; } = [];

    public List<Access.PermissionText> Permissions { get; } = [];

    public List<Access.OfficeRole> Roles { get; } = [];

    public List<Access.Incompatible> Incompatible { get; } = [];

    public List<Access.SigningAuthority> Authorities { get; } = [];

    public Access.PasswordRules? Passwords { get; set; }

    public List<Access.AlertRule> Alerts { get; } = [];

    public int? SmallestGroup { get; set; }

    public List<PolicyCase> Cases { get; } = [];

    /// <summary>What a policy declares, to read more against it.</summary>
    public static PolicyDraft Over(Policy policy)
    {
        var draft = new PolicyDraft(PolicyFolder.Empty) { Facts = policy.Facts, Places = policy.Places };
        draft.Levels.AddRange(policy.Levels.Select(l => ("", l)));
        Add(draft.Instruments, policy.Instruments, i => i.Id);
        Add(draft.Parameters, policy.Parameters, p => p.Name);
        Add(draft.Tables, policy.Tables, t => t.Name);
        Add(draft.Quantities, policy.Quantities, q => q.Name);
        Add(draft.Scorecards, policy.Scorecards, s => s.Name);
        Add(draft.Programmes, policy.Programmes, p => p.Id);
        Add(draft.Results, policy.Results, r => r.Id);
        return draft;

        static void Add<T>(Dictionary<string, T> all, IEnumerable<T> some, Func<T, string> name)
        {
            foreach (var one in some)
            {
                all[name(one)] = one;
            }
        }
    }

    /// <summary>Every document below a folder of every level, with the level's code.</summary>
    public IEnumerable<(string Level, PolicyMap Map)> Documents(string below) =>
        Levels.SelectMany(l => Folder.Documents($"{l.Folder}/{below}", Problems).Select(m => (l.Level.Code, m)));

    /// <summary>A citation that names a known instrument.</summary>
    public Citation? Cite(PolicyMap map, string key, bool required)
    {
        if ((required ? map.Required(key) : map.Text(key)) is not { Length: > 0 } text)
        {
            return null;
        }

        var cite = new Citation(text);
        if (!Instruments.ContainsKey(cite.Instrument))
        {
            Problems.Add(Problems.Unknown, map.PlaceOf(key),
                $"căn cứ '{text}': không có văn bản '{cite.Instrument}'{Nearest.Hint(cite.Instrument, Instruments.Keys)}");
        }

        return cite;
    }

    /// <summary>True if marked uncertain, not read, or cited from an instrument that is.</summary>
    public bool Doubt(PolicyMap map, string? isChecked, Citation? cite) =>
        map.Bool("uncertain") | NotRead(isChecked) | (cite is not null && Instruments.TryGetValue(cite.Instrument, out var instrument)
            && instrument.Doubtful);

    public static bool NotRead(string? isChecked) =>
        isChecked is "no" or "false" || (isChecked?.StartsWith("no ", StringComparison.Ordinal) ?? false)
        || (isChecked?.StartsWith("no(", StringComparison.Ordinal) ?? false);

    /// <summary>
    /// The first day of a piece of law. Months are owed whole: a day inside one is law only if the file says how that month counts.
    /// </summary>
    public static DateOnly From(PolicyMap map)
    {
        var from = map.RequiredDate("from");
        var told = map.Text("mid_month");
        if (told is not (null or "whole"))
        {
            map.Wrong("mid_month", $"'mid_month: {told}' không hợp lệ; 'whole': tháng có ngày bắt đầu tính cả tháng theo mức mới");
        }
        else if (from.Day != 1 && told is null && from != DateOnly.MinValue)
        {
            map.Wrong("from",
                $"'from: {from:yyyy-MM-dd}' ở giữa tháng; ghi ngày đầu tháng, "
                    + "hoặc ghi thêm 'mid_month: whole' nếu tháng ấy tính cả tháng theo luật mới");
        }

        return from;
    }

    /// <summary>
    /// Days of issue and of entry into force: written, else those of the cited instrument. Of an instrument that says it does not know its
    /// day of issue, the day in force or the first day of money stands for it.
    /// </summary>
    public (DateOnly Issued, DateOnly InForce) TwoTimes(PolicyMap map, Citation? cite)
    {
        var instrument = cite is null ? null : Instruments.GetValueOrDefault(cite.Instrument);
        var (issued, inForce) = (map.Date("issued"), map.Date("in_force"));
        if (issued is null && inForce is null)
        {
            (issued, inForce) = (instrument?.Issued, instrument?.InForce);
        }

        if (inForce < issued && (map.Has("issued") || map.Has("in_force")))
        {
            map.Wrong(map.Has("in_force") ? "in_force" : "issued",
                $"có hiệu lực ({inForce:yyyy-MM-dd}) trước ngày ban hành ({issued:yyyy-MM-dd})");
        }

        issued ??= instrument?.Issued ?? inForce ?? map.Date("from") ?? DateOnly.MinValue;
        return (issued.Value, inForce ?? issued.Value);
    }

    /// <summary><c>checked</c>: a text, or a list of texts.</summary>
    public static string? Checked(PolicyMap map) => map.TextOrTexts("checked");
}

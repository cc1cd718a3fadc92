using System.Text.RegularExpressions;

namespace AnSinh.Architecture;

/// <summary>
/// The rules of the house, each a function from text to complaints, so that every one can be shown a planted violation.
/// </summary>
internal static partial class Rules
{
    private static readonly (Regex Word, string[] MayRead)[] Clocks =
    [
        (NoClock(), []),
        (ComingIn(), ["src/AnSinh.Host/Verbs/Session.cs"]),
        (MachineTime(),
            ["src/AnSinh.Basics/OfficeClock.cs", "src/AnSinh.Access/", "src/AnSinh.Host/Web/", "src/AnSinh.Host/SignIn/",
                "src/AnSinh.Host/MyAccount/"]),
        (Stamp(), [
            "src/AnSinh.Basics/OfficeClock.cs", "src/AnSinh.Store/", "src/AnSinh.Register/RegisterDb.cs",
            "src/AnSinh.Scoreboard/Figures/ResultStore.cs",
            "src/AnSinh.Host/WebApp.cs", "src/AnSinh.Access/", "src/AnSinh.Host/SignIn/", "src/AnSinh.Host/Web/",
            "src/AnSinh.Host/Audit/"]),
        (SetDay(), [
            "src/AnSinh.Basics/OfficeClock.cs", "src/AnSinh.Register/OfficeDay.cs", "src/AnSinh.Register/RegisterDb.cs",
            "src/AnSinh.Host/Office.cs",
            "src/AnSinh.Demo/DemoRegister.cs"]),
    ];

    private static readonly HashSet<string> WritesWithoutActs = new(StringComparer.Ordinal) { "src/AnSinh.Register/RegisterSchema.cs",
        "src/AnSinh.Casework/Cases/CaseSchema.cs", "src/AnSinh.Store/Migrator.cs" };

    // Class names of the kit of pages, each with the component that writes it.
    private static readonly Dictionary<string, string> Kit = new(StringComparer.Ordinal)
    {
        ["agenda"] = "Agenda", ["act-mark"] = "Card", ["bars"] = "Bars", ["chip"] = "Chip", ["crumbs"] = "Page", ["dock"] = "Dock",
        ["dot"] = "StepItem", ["due"] = "DueChip", ["empty"] = "Empty", ["errors"] = "ErrorSummary", ["funnel"] = "Funnel",
        ["head"] = "Page", ["map"] = "Cartogram", ["note"] = "Notice", ["pager"] = "Pager", ["path"] = "StepList", ["rail"] = "Rail",
        ["spark"] = "Sparkline", ["tabs"] = "Tabs", ["tiles"] = "Tiles", ["timeline"] = "Timeline",
    };

    /// <summary>The arrows of a project file: names of the projects it refers to.</summary>
    public static IReadOnlySet<string> References(string csproj) =>
        Reference().Matches(csproj).Select(m => m.Groups[1].Value).ToHashSet(StringComparer.Ordinal);

    /// <summary>The arrows docs/tour.md allows: rows of its table "project | may use".</summary>
    public static IReadOnlyDictionary<string, IReadOnlySet<string>> AllowedArrows(string tour) =>
        ArrowRow().Matches(tour).ToDictionary(
            m => m.Groups[1].Value,
            m => (IReadOnlySet<string>)m.Groups[2].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Where(w => w != "–").ToHashSet(StringComparer.Ordinal),
            StringComparer.Ordinal);

    public static IEnumerable<string> ForbiddenArrows(string project, IReadOnlySet<string> references,
        IReadOnlyDictionary<string, IReadOnlySet<string>> allowed) =>
        allowed.TryGetValue(project, out var may)
            ? references.Where(r => !may.Contains(r)).Select(r => $"{project} → {r} is not an arrow of docs/tour.md")
            : [$"{project} is not in the table of docs/tour.md"];

    public static IEnumerable<string> TooLong(string path, string text, int most) =>
        text.Count(c => c == '\n') is var lines && lines > most ? [$"{path} has {lines} lines, more than {most}"] : [];

    /// <summary>
    /// Round thousands in C#: an amount of the law that belongs in policy/ (time-outs and sizes say what they are in their names).
    /// </summary>
    public static IEnumerable<string> LawInCode(string path, string text) =>
        text.Split('\n').Select((line, i) => (line, i))
            .Where(x => Amount().IsMatch(x.line) && !NotMoney().IsMatch(x.line) && !x.line.TrimStart()
                .StartsWith("//", StringComparison.Ordinal))
            .Select(x => $"{path}:{x.i + 1}: an amount in code: {x.line.Trim()}");

    /// <summary>The ledger and the determinations are append-only.</summary>
    public static IEnumerable<string> Overwrites(string path, string text) =>
        Overwrite().Matches(text).Select(m => $"{path}: '{m.Value}' overwrites what is append-only");

    /// <summary>
    /// Nobody writes outside an act: a statement that writes runs in the transaction it was given, and transactions are begun by the store
    /// alone (and by the filling of a new register, which notes its own entry). What a migration does is no act.
    /// </summary>
    public static IEnumerable<string> OutsideActs(string path, string whole)
    {
        var text = WithoutMigrations(whole);
        var writes = WritesWithoutActs.Contains(path) ? [] : Writing().Matches(text)
            .Where(m => !text[m.Index..(text.IndexOf(";\n", m.Index, StringComparison.Ordinal) is var end && end < 0 ? text.Length : end)]
                .Contains("transaction", StringComparison.Ordinal))
            .Select(m => $"{path}:{text[..m.Index].Count(c => c == '\n') + 1}: writes outside an act: {m.Value}");
        var begins = path.StartsWith("src/AnSinh.Store/", StringComparison.Ordinal) || path == "src/AnSinh.Register/Changes/RegisterLoad.cs"
            ? [] : Beginning().Matches(text)
            .Select(m => $"{path}:{text[..m.Index].Count(c => c == '\n') + 1}: begins a transaction of its own");
        return writes.Concat(begins);
    }

    /// <summary>
    /// When a row is no longer believed is written and asked in one place, the tables with two times; a migration may make the column.
    /// </summary>
    public static IEnumerable<string> SupersededByHand(string path, string text) =>
        path.StartsWith("src/AnSinh.Store/TwoTimes/", StringComparison.Ordinal) ? []
            : WithoutMigrations(text).Split('\n').Select((line, i) => (line, i))
                .Where(x => ByHand().IsMatch(x.line))
                .Select(x => $"{path}:{x.i + 1}: superseded_at by hand, not by Store/TwoTimes: {x.line.Trim()}");

    /// <summary>A text whose scripts of migrations are blank: what registers were made by is never edited.</summary>
    public static string WithoutMigrations(string text) =>
        MigrationStep().Replace(text, m => new string('\n', m.Value.Count(c => c == '\n')));

    /// <summary>
    /// Sources of time. The machine's clock comes in at the command line and is read by the office's clock; sessions, leases, throttles and
    /// technical stamps may read it too. No SQL asks the database what time it is, and the day of an office is set in few places.
    /// </summary>
    public static IEnumerable<string> OtherClocks(string path, string text) =>
        Clocks.SelectMany(clock => text.Split('\n').Select((line, i) => (line, i))
            .Where(x => clock.Word.IsMatch(x.line) && !x.line.TrimStart().StartsWith("//", StringComparison.Ordinal)
                && !clock.MayRead.Any(place => path.StartsWith(place, StringComparison.Ordinal)))
            .Select(x => $"{path}:{x.i + 1}: another source of time: {x.line.Trim()}"));

    /// <summary>Floating point in an engine.</summary>
    public static IEnumerable<string> FloatingPoint(string path, string text) =>
        text.Split('\n').Select((line, i) => (line, i))
            .Where(x => Floating().IsMatch(x.line) && !x.line.TrimStart().StartsWith("//", StringComparison.Ordinal))
            .Select(x => $"{path}:{x.i + 1}: binary floating point in an engine: {x.line.Trim()}");

    /// <summary>Vietnamese terms (<c>&lt;i lang="vi"&gt;</c>) of doc comments that docs/glossary.md does not hold.</summary>
    public static IEnumerable<string> TermsNotInGlossary(string path, string text, string glossary) =>
        Term().Matches(text).Select(m => m.Groups[1].Value).Distinct()
            .Where(term => !glossary.Contains(term, StringComparison.OrdinalIgnoreCase))
            .Select(term => $"{path}: '{term}' is not in docs/glossary.md");

    /// <summary>Relative links of a Markdown file whose target does not exist.</summary>
    public static IEnumerable<string> DeadLinks(string path, string text, Func<string, bool> exists) =>
        Link().Matches(text).Select(m => m.Groups[1].Value.Split('#')[0])
            .Where(target => target.Length > 0 && !target.Contains("://", StringComparison.Ordinal))
            .Where(target => !exists(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path) ?? "", target), "/").TrimStart('/')))
            .Select(target => $"{path}: {target} does not exist");

    /// <summary>The words of a text of code.</summary>
    public static IEnumerable<string> Words(string code) => TypeName().Matches(code).Select(m => m.Value).Distinct(StringComparer.Ordinal);

    /// <summary>Names of types and members, and paths of the repository, that a document writes as code and nothing has.</summary>
    /// <param name="path">The document.</param>
    /// <param name="text">Its text; blocks of code are no words of it.</param>
    /// <param name="names">Every word of the code.</param>
    /// <param name="paths">Every file and folder.</param>
    public static IEnumerable<string> StaleNames(string path, string text, IReadOnlySet<string> names, IReadOnlyCollection<string> paths)
    {
        var code = CodeWord().Matches(CodeBlock().Replace(text, "")).Select(m => m.Groups[1].Value).Distinct().ToList();
        return code.Where(c => !c.Contains('/', StringComparison.Ordinal)).SelectMany(c => TypeName().Matches(c).Select(m => m.Value))
            .Where(name => !names.Contains(name) && !name.StartsWith("Xxx", StringComparison.Ordinal))
            .Concat(code.Where(c => RepositoryPath().IsMatch(c)).Where(c =>
                !paths.Any(p => Regex.IsMatch(p, "^" + Placeholder().Replace(Regex.Escape(c.TrimEnd('/')), "[^/]*") + "$"))))
            .Select(name => $"{path}: {name} does not exist");
    }

    /// <summary>
    /// Forms that are sent and not shown by the form components, or hold fields of their own: labels, faults and what was typed would be
    /// written by hand again.
    /// </summary>
    public static IEnumerable<string> FormsByHand(string path, string text) =>
        FormOfPage().Matches(text).Where(m => !m.Value.Contains("<CarriedFields", StringComparison.Ordinal))
            .Select(_ => $"{path}: a form that is sent and is no PostForm")
            .Concat(DeclaredForm().Matches(text).SelectMany(m => FieldByHand().Matches(m.Value))
                .Select(m => $"{path}: a field by hand in a declared form: {m.Value}"));

    /// <summary>
    /// Pieces of the kit of pages that are written by hand: the markup of each stands in one component, so that all pages look, read
    /// and are read aloud alike. A class counts where it is written, not where an expression computes it.
    /// </summary>
    public static IEnumerable<string> KitByHand(string path, string text) =>
        from attribute in ClassOfMarkup().Matches(text)
        let written = CodeInMarkup().Replace(attribute.Groups[1].Value,
            code => string.Join(' ', Literal().Matches(code.Value).Select(l => l.Value)))
        from name in ClassName().Matches(written).Select(m => m.Value).Distinct()
        where Kit.TryGetValue(name, out var component) && Path.GetFileNameWithoutExtension(path) != component
        select $"{path}: class \"{name}\" by hand; use the component {Kit[name]}";

    [GeneratedRegex("""
        \bclass="((?:@\((?:[^()"]|"[^"]*"|\((?:[^()"]|"[^"]*")*\))*\)|[^"])*)"
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex ClassOfMarkup();

    [GeneratedRegex("""
        @\((?:[^()"]|"[^"]*"|\((?:[^()"]|"[^"]*")*\))*\)|@[\w.]+
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex CodeInMarkup();

    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex Literal();

    [GeneratedRegex(@"[\w-]+")]
    private static partial Regex ClassName();

    [GeneratedRegex("<form [^>]*method=\"post\".*?</form>", RegexOptions.Singleline)]
    private static partial Regex FormOfPage();

    [GeneratedRegex("<PostForm .*?</PostForm>", RegexOptions.Singleline)]
    private static partial Regex DeclaredForm();

    [GeneratedRegex("<(input(?![^>]*type=\"hidden\")|select|textarea)\\b[^>]*")]
    private static partial Regex FieldByHand();

    [GeneratedRegex("ProjectReference Include=\"[^\"]*AnSinh\\.(\\w+)\\.csproj\"")]
    private static partial Regex Reference();

    [GeneratedRegex(@"^\| `(\w+)` \|[^|]*\| ([^|]*) \|\s*$", RegexOptions.Multiline)]
    private static partial Regex ArrowRow();

    [GeneratedRegex(@"(?<![#\w/])[1-9][0-9_]*000m?\b")]
    private static partial Regex Amount();

    [GeneratedRegex(
        "Timeout|Capacity|Size|Milliseconds|Scale|Limit|Rows|Depth|Buffer|Seed|Iterations|Batch|Offset|max-age|new Month|DateOnly",
        RegexOptions.IgnoreCase)]
    private static partial Regex NotMoney();

    [GeneratedRegex(@"\b(update|delete\s+from)\s+(ledger_\w+|determination\w*|audit_entry)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Overwrite();

    // What the bans of BannedSymbols.txt name, files' times, and the clocks of the databases.
    [GeneratedRegex(
        @"\b(DateTime|DateTimeOffset)\.(Now|UtcNow|Today)\b|TickCount|Get(LastWrite|LastAccess|Creation)Time|"
            + @"\b((clock|statement|transaction)_timestamp|(?-i:now))\s*\(|\b(current_(timestamp|date|time)|localtime(stamp)?)\b|"
            + @"\b(date|time|datetime|julianday|strftime|unixepoch)\s*\([^)]*'now'", RegexOptions.IgnoreCase)]
    private static partial Regex NoClock();

    [GeneratedRegex(@"TimeProvider\.System\b")]
    private static partial Regex ComingIn();

    [GeneratedRegex(@"\bGet(UtcNow|LocalNow)\b|\bnew (FakeTimeProvider|PeriodicTimer)\b")]
    private static partial Regex MachineTime();

    [GeneratedRegex(@"\bSystemNow\b|\bClock\.System\b")]
    private static partial Regex Stamp();

    [GeneratedRegex(@"\.StandOn\(")]
    private static partial Regex SetDay();

    [GeneratedRegex(@"\b(double|float|Double|Single)\b")]
    private static partial Regex Floating();

    [GeneratedRegex("""<i lang="vi">([^<]+)</i>""")]
    private static partial Regex Term();

    [GeneratedRegex(@"(?im)(?<=[""\s])(insert into \w+|update \w+ set|delete from \w+)")]
    private static partial Regex Writing();

    [GeneratedRegex("""
        new(?: Migration)?\(\s*"\d{4}-[\w-]+",\s*"{3}.*?"{3}
        """, RegexOptions.Singleline | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex MigrationStep();

    [GeneratedRegex(@"superseded_at|\bset \{Believed\.", RegexOptions.IgnoreCase)]
    private static partial Regex ByHand();

    [GeneratedRegex(@"BeginTransaction\(")]
    private static partial Regex Beginning();

    [GeneratedRegex(@"`([^`\n]+)`")]
    private static partial Regex CodeWord();

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"\b[A-Z][A-Za-z]*[a-z]\w*")]
    private static partial Regex TypeName();

    [GeneratedRegex(@"^(policy|src|tests|docs)/")]
    private static partial Regex RepositoryPath();

    [GeneratedRegex(@"\\\*|<\w+>")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();
}

using System.Security.Cryptography;
using System.Text;
using AnSinh.Basics;
using AnSinh.Basics.PolicyFiles;
using AnSinh.Rulebook;
using AnSinh.Scoreboard.Cartograms;
using AnSinh.Scoreboard.Checks;
using AnSinh.Scoreboard.Figures;
using AnSinh.Scoreboard.Indicators;
using AnSinh.Scoreboard.Publications;
using AnSinh.Scoreboard.Quality;
using AnSinh.Scoreboard.Targets;

namespace AnSinh.Scoreboard;

/// <summary>
/// The scoreboard's part of policy/: indicators, targets, published and reference figures, checks, report words and tile
/// layouts. Read whole and checked whole: every error is named with file and line.
/// </summary>
public sealed class ScorePolicy
{
    private ScorePolicy(string hash) => Hash = hash;

    /// <summary>Content hash of the indicator files: results computed under another hash are computed again.</summary>
    public string Hash { get; }

    /// <summary>
    /// What of the indicators and checks of quality does not fit a rulebook, with file and line: part of <c>policy check</c>.
    /// </summary>
    public IReadOnlyList<Refusal> Against(Policy policy) => [.. Conditions.Check(this, policy), .. QualityFiles.Against(Quality, policy)];

    /// <summary>Indicators in the order they are shown.</summary>
    public IReadOnlyList<Indicator> Indicators { get; private set; } = [];

    /// <summary>Who is counted, and the age groups.</summary>
    public Counting Counting { get; private set; } = new("", [], "");

    /// <summary>Terms with their targets.</summary>
    public IReadOnlyList<Term> Terms { get; private set; } = [];

    /// <summary>Published figures, by publication.</summary>
    public IReadOnlyList<PublishedFigure> Published { get; private set; } = [];

    /// <summary>Figures of other sources.</summary>
    public IReadOnlyList<ReferenceFigure> References { get; private set; } = [];

    /// <summary>Checks in the order of their files.</summary>
    public IReadOnlyList<Check> Checks { get; private set; } = [];

    /// <summary>Checks of the register, in the order they are shown.</summary>
    public IReadOnlyList<QualityCheck> Quality { get; private set; } = [];

    /// <summary>The words of the term report.</summary>
    public ReportWords Words { get; private set; } = ReportWords.None;

    /// <summary>Tile layouts by place.</summary>
    public IReadOnlyList<CartogramLayout> Cartograms { get; private set; } = [];

    /// <summary>The indicator of that name, or null.</summary>
    public Indicator? FindOrNull(string indicator) => Indicators.FirstOrDefault(i => i.Id == indicator);

    /// <summary>The term of that name for a place, or null.</summary>
    public Term? TermOrNull(string unitCode, string term) => Terms.FirstOrDefault(t => t.UnitCode == unitCode && t.Id == term);

    /// <summary>The term of a place that holds a year, or null.</summary>
    public Term? TermOf(string unitCode, int year) => Terms.FirstOrDefault(t => t.UnitCode == unitCode && t.From <= year && year <= t.To);

    /// <summary>The latest published figure of an indicator for a place and year, or null.</summary>
    public PublishedFigure? PublishedOf(string indicator, string unitCode, int year) => Published
        .Where(p => p.Indicator == indicator && p.Publication.UnitCode == unitCode && p.AsOf == year)
        .MaxBy(p => p.Publication.PublishedOn);

    /// <summary>Reads <c>policy/</c>; all errors at once.</summary>
    public static Outcome<ScorePolicy> Load(string folder)
    {
        var faults = new PolicyFaults();
        var policy = new ScorePolicy(HashOf(Files(folder, "indicators")));
        var indicatorSheets = Read(folder, "indicators", faults);
        policy.Indicators = [.. indicatorSheets.Where(s => s.Has("indicator")).Select(IndicatorFiles.Indicator).OrderBy(i => i.Order)];
        policy.ReadCounting([.. indicatorSheets.Where(s => !s.Has("indicator"))], faults);
        policy.CheckIndicators(faults);
        policy.Terms = [.. Read(folder, "targets", faults).Select(TermFiles.Term)];
        var byId = policy.Indicators.DistinctBy(i => i.Id).ToDictionary(i => i.Id);
        policy.Published = [.. Read(folder, "published", faults).SelectMany(s => PublicationFiles.Published(s, byId))];
        Unique(policy.Published.Select(p => (p.Id, p.Place)), "Số công bố", faults);
        var references = new Dictionary<string, ReferenceFigure>();
        Read(folder, "reference", faults).ForEach(s => PublicationFiles.Reference(s, references));
        policy.References = [.. references.Values];
        policy.Words = Read(folder, "reports", faults).Select(ReportWords.Read).FirstOrDefault() ?? ReportWords.None;
        policy.Cartograms = [.. Files(folder, "cartogram").Where(f => f.EndsWith(".yaml", StringComparison.Ordinal))
            .SelectMany(f => Documents(folder, f, faults).Select(s => CartogramLayout.Read(s, Path.GetDirectoryName(f)!)))];
        policy.Checks = [.. Read(folder, "checks", faults).Select(CheckFiles.Check)];
        Unique(policy.Checks.Select(c => (c.Id, c.Place)), "Phép kiểm", faults);
        policy.Quality = [.. Read(folder, "quality", faults).Select(QualityFiles.Check).OrderBy(c => c.Group).ThenBy(c => c.Order)];
        Unique(policy.Quality.Select(c => (c.Id, c.Place)), "Phép kiểm dữ liệu", faults);
        faults.Add(QualityFiles.Against(policy.Quality, policy.References));
        faults.Add(policy.Terms.SelectMany(t => t.Targets.Where(g => !byId.ContainsKey(g.Indicator))
            .Select(g => new Refusal("target.indicator", $"Không có chỉ tiêu '{g.Indicator}'.", t.Place))));
        if (faults.All.Count == 0)
        {
            faults.Add(new CheckRunner(policy).TryOut());
        }

        return faults.All.Count == 0 ? policy : Outcome<ScorePolicy>.Refused(faults.All);
    }

    private void ReadCounting(List<PolicyMap> sheets, PolicyFaults faults)
    {
        if (sheets.Count != 1)
        {
            faults.Add("indicator.counting", sheets.Count > 0 ? sheets[1].Place : "vn/indicators",
                "Cần đúng một tệp indicators/ nêu 'counted' và 'age_groups'.");
            return;
        }

        Counting = IndicatorFiles.Counting(sheets[0]);
    }

    private void CheckIndicators(PolicyFaults faults)
    {
        Unique(Indicators.Select(i => (i.Id, i.Place)), "Chỉ tiêu", faults);
        foreach (var change in Indicators.Where(i => i.ChangeOf is not null))
        {
            if (FindOrNull(change.ChangeOf!) is not { IsShare: true })
            {
                faults.Add("indicator.change", change.Place, $"'change_of: {change.ChangeOf}' không phải là một tỷ lệ đã khai.");
            }
        }
    }

    private static void Unique(IEnumerable<(string Id, string Place)> items, string what, PolicyFaults faults) =>
        faults.Add(items.GroupBy(i => i.Id).Where(g => g.Count() > 1)
            .Select(g => new Refusal("policy.twice", $"{what} '{g.Key}' khai hai lần, lần đầu ở {g.First().Place}.", g.Last().Place)));

    private static List<PolicyMap> Read(string folder, string part, PolicyFaults faults) =>
        [.. Files(folder, part).Where(f => f.EndsWith(".yaml", StringComparison.Ordinal)).SelectMany(f => Documents(folder, f, faults))];

    private static IReadOnlyList<PolicyMap> Documents(string folder, string file, PolicyFaults faults) =>
        PolicyDocuments.Read(File.ReadAllBytes(file), Path.GetRelativePath(folder, file).Replace('\\', '/'), faults);

    private static List<string> Files(string folder, string part) =>
        [.. Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal)
            .Select(place => Path.Combine(place, part)).Where(Directory.Exists)
            .SelectMany(p => Directory.EnumerateFiles(p).Order(StringComparer.Ordinal))];

    private static string HashOf(List<string> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(Path.GetFileName(file)));
            hash.AppendData(File.ReadAllBytes(file));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

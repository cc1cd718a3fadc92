using System.Security.Cryptography;
using System.Text;
using AnSinh.Basics;
using AnSinh.Scoreboard.Cartograms;
using AnSinh.Scoreboard.Checks;
using AnSinh.Scoreboard.Indicators;
using AnSinh.Scoreboard.Publications;
using AnSinh.Scoreboard.Quality;
using AnSinh.Scoreboard.Reports;
using AnSinh.Scoreboard.Sheets;
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
        var errors = new List<Refusal>();
        var policy = new ScorePolicy(HashOf(Files(folder, "indicators")));
        var indicatorSheets = Read(folder, "indicators", errors);
        policy.Indicators = [.. indicatorSheets.Where(s => s.Has("indicator")).Select(IndicatorFiles.Indicator).OrderBy(i => i.Order)];
        policy.ReadCounting([.. indicatorSheets.Where(s => !s.Has("indicator"))], errors);
        policy.CheckIndicators(errors);
        policy.Terms = [.. Read(folder, "targets", errors).Select(TermFiles.Term)];
        var byId = policy.Indicators.DistinctBy(i => i.Id).ToDictionary(i => i.Id);
        policy.Published = [.. Read(folder, "published", errors).SelectMany(s => PublicationFiles.Published(s, byId))];
        Unique(policy.Published.Select(p => (p.Id, p.Place)), "Số công bố", errors);
        var references = new Dictionary<string, ReferenceFigure>();
        Read(folder, "reference", errors).ForEach(s => PublicationFiles.Reference(s, references));
        policy.References = [.. references.Values];
        policy.Words = Read(folder, "reports", errors).Select(ReportWords.Read).FirstOrDefault() ?? ReportWords.None;
        policy.Cartograms = [.. Files(folder, "cartogram").Where(f => f.EndsWith(".yaml", StringComparison.Ordinal))
            .SelectMany(f => Sheet.Read(folder, f, errors).Select(s => CartogramLayout.Read(s, Path.GetDirectoryName(f)!)))];
        policy.Checks = [.. Read(folder, "checks", errors).Select(CheckFiles.Check)];
        Unique(policy.Checks.Select(c => (c.Id, c.Place)), "Phép kiểm", errors);
        policy.Quality = [.. Read(folder, "quality", errors).Select(QualityFiles.Check).OrderBy(c => c.Group).ThenBy(c => c.Order)];
        Unique(policy.Quality.Select(c => (c.Id, c.Place)), "Phép kiểm dữ liệu", errors);
        errors.AddRange(QualityFiles.Against(policy.Quality, policy.References));
        errors.AddRange(policy.Terms.SelectMany(t => t.Targets.Where(g => !byId.ContainsKey(g.Indicator))
            .Select(g => new Refusal("target.indicator", $"Không có chỉ tiêu '{g.Indicator}'.", t.Place))));
        if (errors.Count == 0)
        {
            errors.AddRange(new CheckRunner(policy).TryOut());
        }

        return errors.Count == 0 ? policy : Outcome<ScorePolicy>.Refused(errors);
    }

    private void ReadCounting(List<Sheet> sheets, List<Refusal> errors)
    {
        if (sheets.Count != 1)
        {
            errors.Add(
                new Refusal("indicator.counting", "Cần đúng một tệp indicators/ nêu 'counted' và 'age_groups'.",
                    sheets.Count > 0 ? sheets[1].Place : "vn/indicators"));
            return;
        }

        Counting = IndicatorFiles.Counting(sheets[0]);
    }

    private void CheckIndicators(List<Refusal> errors)
    {
        Unique(Indicators.Select(i => (i.Id, i.Place)), "Chỉ tiêu", errors);
        foreach (var change in Indicators.Where(i => i.ChangeOf is not null))
        {
            if (FindOrNull(change.ChangeOf!) is not { IsShare: true })
            {
                errors.Add(
                    new Refusal("indicator.change", $"'change_of: {change.ChangeOf}' không phải là một tỷ lệ đã khai.", change.Place));
            }
        }
    }

    private static void Unique(IEnumerable<(string Id, string Place)> items, string what, List<Refusal> errors) =>
        errors.AddRange(items.GroupBy(i => i.Id).Where(g => g.Count() > 1)
            .Select(g => new Refusal("policy.twice", $"{what} '{g.Key}' khai hai lần, lần đầu ở {g.First().Place}.", g.Last().Place)));

    private static List<Sheet> Read(string folder, string part, List<Refusal> errors) =>
        [.. Files(folder, part).Where(f => f.EndsWith(".yaml", StringComparison.Ordinal)).SelectMany(f => Sheet.Read(folder, f, errors))];

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

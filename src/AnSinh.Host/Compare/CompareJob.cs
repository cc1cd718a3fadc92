using System.Globalization;
using AnSinh.Basics;
using AnSinh.Host.Jobs;
using AnSinh.Intake.Duplicates;
using AnSinh.Matching;
using AnSinh.Store;
using AnSinh.Store.Jobs;

namespace AnSinh.Host.Compare;

/// <summary>What a field says of a pair.</summary>
/// <param name="Kind">The kind of field.</param>
/// <param name="Level">How alike the values are, in words.</param>
/// <param name="Bits">What that adds to the score.</param>
public sealed record PairReason(FieldKind Kind, LocalText Level, double Bits);

/// <summary>Two rows that are, or may be, one person.</summary>
/// <param name="Left">Row of the first list, from 0.</param>
/// <param name="Right">Row of the second list, from 0; of the register, the person.</param>
/// <param name="LeftKey">What the first row is called.</param>
/// <param name="LeftLine">What it says.</param>
/// <param name="RightKey">What the other is called.</param>
/// <param name="RightLine">What it says.</param>
/// <param name="Probability">How sure it is, 0–1.</param>
/// <param name="IsMatch">True for a match, false if somebody has to look.</param>
/// <param name="Reasons">Why, strongest first.</param>
public sealed record ComparedPair(int Left, long Right, string LeftKey, string LeftLine, string RightKey, string RightLine,
    double Probability, bool IsMatch, IReadOnlyList<PairReason> Reasons);

/// <summary>What a comparison found, as it is kept.</summary>
/// <param name="LeftName">The first list.</param>
/// <param name="RightName">The other side.</param>
/// <param name="Comparisons">Pairs compared.</param>
/// <param name="AllPairs">Pairs there are.</param>
/// <param name="Threshold">Probability from which a pair is a match.</param>
/// <param name="Passes">How rows were brought together.</param>
/// <param name="Pairs">Pairs, best first.</param>
public sealed record Compared(string LeftName, string RightName, long Comparisons, double AllPairs, double Threshold,
    IReadOnlyList<string> Passes, IReadOnlyList<ComparedPair> Pairs);

/// <summary>The kinds told of the columns of both lists.</summary>
/// <param name="Left">Of the first list.</param>
/// <param name="Right">Of the second; empty for the register.</param>
public sealed record ColumnKinds(IReadOnlyList<FieldKind> Left, IReadOnlyList<FieldKind> Right);

/// <summary>Comparing two lists, or one with the register, as a job.</summary>
internal sealed class CompareJob(CompareDesk desk) : IJobKind
{
    /// <summary>Its code.</summary>
    public const string Code = "list.compare";

    private static readonly Refusal Gone = new("compare.gone", "Danh sách không còn, hoặc tài khoản đã gửi nó không còn dùng được.");

    /// <inheritdoc/>
    public string Kind => Code;

    /// <inheritdoc/>
    public LocalText What { get; } = new("so hai danh sách", "comparing two lists");

    /// <summary>The number of a comparison as the subject of its job.</summary>
    public static string Subject(long comparison) => comparison.ToString(CultureInfo.InvariantCulture);

    /// <summary>The kinds of columns a job was told.</summary>
    public static ColumnKinds KindsOf(Job job) => JobText.ReadShort<ColumnKinds>(job.Input);

    /// <inheritdoc/>
    public LocalText About(Office office, Job job) => Find(job) is not { } c ? new(job.Subject)
        : new($"{c.Left.Name} – {c.Right?.Name ?? "sổ"}", $"{c.Left.Name} – {c.Right?.Name ?? "register"}");

    /// <inheritdoc/>
    public string Page(Job job) => $"{ComparePages.Root}/{job.Subject}";

    /// <inheritdoc/>
    public Outcome<string> Do(Office office, Job job, IProgress<JobStep> progress)
    {
        if (Find(job) is not { } comparison || JobActs.OwnerOrNull(office, job) is not { } viewer)
        {
            return Gone;
        }

        var (left, right) = (desk.Read(comparison.LeftFile), comparison.RightFile is { } file ? desk.Read(file) : null);
        if (!left.Ok || right is { Ok: false })
        {
            return Outcome<string>.Refused([.. left.Refusals, .. right?.Refusals ?? []]);
        }

        // Who is out of the scope is not there: neither compared nor counted.
        var kinds = KindsOf(job);
        var register = right is null ? RegisterList.Read(office.Register, viewer.Scope) : null;
        var (first, second) = (CompareFile.With(left.Value, kinds.Left), register?.Table ?? CompareFile.With(right!.Value, kinds.Right));
        var run = MatchEngine.Run(first, second, new MatchOptions { Progress = new MatchSteps(progress) });
        if (!run.Ok)
        {
            return Outcome<string>.Refused(run.Refusals);
        }

        if (register is not null)
        {
            office.Register.Database.Readings.Note(
                new AuditRecord(office.Clock.Now(), job.Owner, "register.compare", "register",
                    $"{comparison.Left.Name}: {run.Value.Result.Pairs.Count} pairs"));
        }

        return JobText.Long(Of(run.Value, first, second, register));
    }

    private Comparison? Find(Job job) => desk.Store.FindOrNull(long.Parse(job.Subject, CultureInfo.InvariantCulture), job.Owner);

    private static Compared Of(MatchEngine engine, MatchTable left, MatchTable right, RegisterList? register) => new(
        left.Name, right.Name, engine.Result.Comparisons, engine.Result.AllPairs, engine.Result.Threshold, engine.Result.Passes,
        [.. engine.Result.Pairs.Select(p => new ComparedPair(
            p.Left, register?.Persons[p.Right] ?? p.Right, left.Key(p.Left), Line(left, p.Left), right.Key(p.Right), Line(right, p.Right),
            p.Probability, p.Verdict == MatchVerdict.Match,
            [.. engine.Explain(p).Where(e => e.Bits != 0).Select(e => new PairReason(e.Field.Kind, e.Level, e.Bits))]))]);

    private static string Line(MatchTable table, int row) =>
        string.Join(", ",
            Enumerable.Range(0, table.Fields.Count).Where(f => table.Fields[f].Kind is not (FieldKind.Ignored or FieldKind.RecordKey))
                .Select(f => table.At(row, f)).Where(v => !string.IsNullOrWhiteSpace(v)));
}

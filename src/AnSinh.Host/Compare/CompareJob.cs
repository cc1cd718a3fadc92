using System.Globalization;
using AnSinh.Basics;
using AnSinh.Host.Jobs;
using AnSinh.Intake.Comparing;
using AnSinh.Store.Jobs;

namespace AnSinh.Host.Compare;

/// <summary>Comparing two lists, or one with the register, as a job.</summary>
internal sealed class CompareJob : IJobKind
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
    public LocalText About(Office office, Job job) => FindOrNull(office, job) is not { } c ? new(job.Subject)
        : new($"{c.Left.Name} – {c.Right?.Name ?? "sổ"}", $"{c.Left.Name} – {c.Right?.Name ?? "register"}");

    /// <inheritdoc/>
    public string Page(Job job) => $"{ComparePages.Root}/{job.Subject}";

    /// <inheritdoc/>
    public Outcome<string> Do(Office office, Job job, IProgress<JobStep> progress)
    {
        if (FindOrNull(office, job) is not { } comparison || JobActs.OwnerOrNull(office, job, Permission.ReadPeople) is not { } viewer)
        {
            return Gone;
        }

        var found = office.Comparisons.Run(comparison, KindsOf(job), viewer.Scope, new MatchSteps(progress));
        return found.Ok ? JobText.Long(found.Value) : Outcome<string>.Refused(found.Refusals);
    }

    private static ListComparison? FindOrNull(Office office, Job job) =>
        office.Comparisons.FindOrNull(long.Parse(job.Subject, CultureInfo.InvariantCulture), job.Owner);
}

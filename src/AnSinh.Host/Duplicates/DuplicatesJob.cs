using AnSinh.Basics;
using AnSinh.Host.Jobs;
using AnSinh.Intake.Duplicates;
using AnSinh.Matching;
using AnSinh.Store.Jobs;

namespace AnSinh.Host.Duplicates;

/// <summary>
/// Comparing the people of the register with each other as a job: what was found is kept for everybody, each sees the pairs of their scope,
/// until somebody lets it look again.
/// </summary>
internal sealed class DuplicatesJob : IJobKind
{
    /// <summary>Its code.</summary>
    public const string Code = "register.doubles";

    /// <summary>The question.</summary>
    public static readonly JobQuestion Question = new(Code, "", "");

    /// <inheritdoc/>
    public string Kind => Code;

    /// <inheritdoc/>
    public LocalText What { get; } = new("tìm hồ sơ trùng trong sổ", "looking for duplicates in the register");

    /// <inheritdoc/>
    public bool IsShared => true;

    /// <inheritdoc/>
    public LocalText About(Office office, Job job) => new("");

    /// <inheritdoc/>
    public string Page(Job job) => DuplicatesPages.Root;

    /// <inheritdoc/>
    public Outcome<string> Do(Office office, Job job, IProgress<JobStep> progress)
    {
        var found = new DuplicateFinder(office.Register).Find(new MatchOptions { Progress = new MatchSteps(progress) });
        return found.Ok ? JobText.Long(found.Value) : Outcome<string>.Refused(found.Refusals);
    }
}

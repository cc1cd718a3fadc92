using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AnSinh.Basics;
using AnSinh.Casework.Cases;

namespace AnSinh.Ledger;

/// <summary>
/// A month's run before it is approved (<i lang="vi">bản nháp kỳ chi trả</i>): what it would post, and what it was computed from. Never
/// changed; where it stands, its case says.
/// </summary>
/// <param name="Id">Its number.</param>
/// <param name="Month">The month run.</param>
/// <param name="Known">The day whose knowledge was used.</param>
/// <param name="CreatedAt">When it was drafted, Unix milliseconds of the office's clock.</param>
/// <param name="Actor">Who drafted it.</param>
/// <param name="RulebookHash">Hash of the rulebook used.</param>
/// <param name="People">Living residents in the month.</param>
/// <param name="Determined">Of those, people for whom every programme gave yes or no, and the whole amount.</param>
/// <param name="Unknown">Of those, the others.</param>
/// <param name="Held">Lines not drafted because the answer had become unknown.</param>
/// <param name="Lines">Lines it would post.</param>
/// <param name="Amount">Their sum.</param>
public sealed record RunDraft(long Id, Month Month, AsKnown Known, long CreatedAt, string Actor, string RulebookHash,
    long People, long Determined, long Unknown, long Held, long Lines, long Amount)
{
    /// <summary>The instant up to which it saw what was recorded, Unix milliseconds.</summary>
    public long SeenUntil { get; init; }

    /// <summary>The last run there was when it was computed.</summary>
    public long LastRun { get; init; }

    /// <summary>How many runs stood then.</summary>
    public long Standing { get; init; }

    /// <summary>Lines a law would take back and nobody decided to.</summary>
    public long Withheld { get; init; }

    /// <summary>Over all its lines: one changed since it was drafted is noticed before anything is posted.</summary>
    public string Digest { get; init; } = "";

    /// <summary>The run that posted it, or null.</summary>
    public long? RunId { get; init; }
}

/// <summary>A draft with its case.</summary>
/// <param name="Draft">The draft.</param>
/// <param name="Case">Where it stands.</param>
public sealed record RunDraftFile(RunDraft Draft, CaseView Case)
{
    /// <summary>True while it can still be approved: its lines are kept.</summary>
    public bool IsOpen => Draft.RunId is null && !Case.State.Step.IsEnd;
}

/// <summary>What drafting a month gave.</summary>
/// <param name="DraftId">The draft; null if there was nothing to draft.</param>
/// <param name="Result">What a run would do.</param>
public sealed record DraftResult(long? DraftId, RunResult Result);

/// <summary>A line of a draft.</summary>
/// <param name="No">Its number in the draft, from 1.</param>
/// <param name="Kind"><c>due</c> or <c>withheld</c>.</param>
/// <param name="Line">The line.</param>
/// <param name="Before">What stood posted for the person, programme and month when it was drafted.</param>
internal sealed record DraftLine(long No, string Kind, Line Line, long Before)
{
    /// <summary>Over all lines in their order.</summary>
    public static string DigestOf(IEnumerable<DraftLine> lines)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (no, kind, line, before) in lines)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(string.Join('|',
                no.ToString(CultureInfo.InvariantCulture), kind, line.PersonId.ToString(CultureInfo.InvariantCulture), line.Programme,
                line.ForMonth, line.Amount.ToString(CultureInfo.InvariantCulture), line.Kind.ToText(), line.Unit,
                before.ToString(CultureInfo.InvariantCulture), Cause.Write(line.Causes)) + "\n"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

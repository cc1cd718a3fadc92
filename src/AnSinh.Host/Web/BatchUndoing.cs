using AnSinh.Basics;
using AnSinh.Host.Pages.Problems;

namespace AnSinh.Host.Web;

/// <summary>
/// The press of <em>undo</em> on the page of a batch: it needs a reason and is carried out once, then the page is shown; a refusal shows it
/// at once.
/// </summary>
internal static class BatchUndoing
{
    /// <summary>Answers the press.</summary>
    /// <param name="office">The office.</param>
    /// <param name="visit">Who presses.</param>
    /// <param name="batch">The batch, and the address of its page.</param>
    /// <param name="mayUndo">True if the visitor may undo it.</param>
    /// <param name="form">The reason and the key of the form.</param>
    /// <param name="noReason">What is said if no reason is given.</param>
    /// <param name="again">The page with what was refused.</param>
    public static IResult Answer(Office office, Visit visit, (long Id, string Address) batch, bool mayUndo, (string? Reason,
        string? Key) form, Refusal noReason, Func<IReadOnlyList<Refusal>, IResult> again)
    {
        if (!mayUndo)
        {
            return ProblemPages.Forbidden(visit);
        }

        if (string.IsNullOrWhiteSpace(form.Reason))
        {
            return again([noReason]);
        }

        return Press.Once(
            Press.ActOf(visit, "batch.undo", form.Key), batch.Address,
            act => office.Register.Undo(batch.Id, form.Reason.Trim(), act), again);
    }
}

using AnSinh.Host.Web.Problems;
using AnSinh.Register.Changes;

namespace AnSinh.Host.Web.Requests;

/// <summary>The press of <em>undo</em> on the page of a batch: it needs a reason and is carried out once, then the page is shown.</summary>
internal static class BatchUndoing
{
    /// <summary>Answers the press.</summary>
    /// <param name="office">The office.</param>
    /// <param name="sent">The form.</param>
    /// <param name="batch">The batch, and the address of its page.</param>
    public static IResult Answer(Office office, SentForm sent, (long Id, string Address) batch) =>
        sent.Once("batch.undo", BatchForms.Undo, batch.Address,
            (told, act) => office.Register.Undo(batch.Id, told.Text(BatchForms.ReasonField), act), _ => batch.Address);
}

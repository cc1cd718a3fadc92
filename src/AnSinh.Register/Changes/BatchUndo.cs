using System.Data.Common;
using AnSinh.Basics;
using AnSinh.Register.Writing;
using AnSinh.Store.Acts;
using AnSinh.Store.TwoTimes;
using Dapper;

namespace AnSinh.Register.Changes;

/// <summary>
/// Undoes a batch whole: what it added is superseded, what it superseded is recorded again. The history keeps all of it, so that what was
/// believed while the batch stood can still be asked. Refused, with every row in the way, if something recorded later built on it.
/// </summary>
internal sealed class BatchUndo(RegisterDb register, DbConnection connection, DbTransaction transaction)
{
    private const int RefusalsLimit = 20;

    public Outcome<AppliedBatch> Undo(long batchId, string reason, Act act, string? room)
    {
        var batch = register.Batches.FindOrNull(batchId);
        if (batch is null)
        {
            return new Refusal("batch.none", $"Không có đợt thay đổi số {batchId}.", "batch");
        }

        if (WhyNot(batch, room) is { } refusal)
        {
            return refusal;
        }

        var at = RegisterWrites.Now(register, connection, transaction);
        var writer = new RegisterWriter(register.Tables, connection, transaction, at, act);
        var changes = BatchTables.Rows(connection, transaction, batchId);
        var within = changes.Where(s => s.Added).Select(s => (s.Table, s.RowId)).ToHashSet();
        within.IntersectWith(changes.Where(s => !s.Added).Select(s => (s.Table, s.RowId)));

        // What the batch itself added and took back again is neither.
        var added = changes.Where(s => s.Added && !within.Contains((s.Table, s.RowId))).ToList();
        var superseded = changes.Where(s => !s.Added && !within.Contains((s.Table, s.RowId))).ToList();
        var refusals = TakeBack(writer, added, superseded);
        if (refusals.Count > 0)
        {
            return Outcome<AppliedBatch>.Refused(refusals);
        }

        BatchTables.MarkUndone(connection, transaction, batchId, at, act.Actor, reason);
        writer.Note("batch.undo", $"batch:{batchId}", reason);
        register.Audit.Append(connection, transaction, act, writer.Notes);
        RegisterWrites.SetLatest(connection, transaction, at);
        return new AppliedBatch(batchId, new Dictionary<long, long>(), new Dictionary<long, long>(), superseded.Count, added.Count);
    }

    // Why the batch is not one to undo here, or null.
    private Refusal? WhyNot(Batch batch, string? room)
    {
        if (batch.UndoneAt is { } undone)
        {
            return new Refusal(
                "batch.undone", $"Đợt {batch.BatchId} đã được hoàn tác ngày {Vietnamese.Date(AsKnown.DayOf(undone))}.", "batch");
        }

        return batch.Kind != room && register.UndoneInRoom.TryGetValue(batch.Kind, out var where)
            ? new Refusal("batch.room", where.Vi, "batch") { English = where.En } : null;
    }

    // Supersedes what was added and records again what was superseded; gives what is in the way.
    private List<Refusal> TakeBack(RegisterWriter writer, List<RowChange> added, List<RowChange> superseded)
    {
        var undoes = UndoOfTable.Of(register.Tables);
        var refusals = added.SelectMany(s => undoes[s.Table].TakeBack(writer, s.RowId)).Take(RefusalsLimit).ToList();
        if (refusals.Count == 0)
        {
            refusals.AddRange(superseded.SelectMany(s => undoes[s.Table].Restore(writer, s.RowId))
                .Take(RefusalsLimit));
            refusals.AddRange(LeftBehind(added).Take(RefusalsLimit));
            refusals.AddRange(register.UndoGuards.Values.SelectMany(guard => guard(connection, transaction, NewPersons(added)))
                .Take(RefusalsLimit));
        }

        return refusals;
    }

    // A person or household that is gone may leave nothing behind that was recorded later about it.
    private IEnumerable<Refusal> LeftBehind(IReadOnlyList<RowChange> added)
    {
        foreach (var id in NewPersons(added))
        {
            if (connection.ExecuteScalar<long>($"select count(*) from residence where person_id = @id and {Believed.Now()}",
                new { id }, transaction)
                + connection.ExecuteScalar<long>($"select count(*) from membership where person_id = @id and {Believed.Now()}",
                    new { id }, transaction)
                + connection.ExecuteScalar<long>(
                    $"select count(*) from fact where subject_kind = 0 and subject_id = @id and {Believed.Now()}",
                    new { id }, transaction) > 0)
            {
                yield return new Refusal("batch.person-used",
                    $"Người số {id} do đợt này thêm đã có dữ liệu ghi sau đó; hãy hoàn tác hoặc đính chính các dữ liệu ấy trước.",
                    $"person:{id}");
            }
        }

        foreach (var id in Gone("household", "household_id", added))
        {
            if (connection.ExecuteScalar<long>($"select count(*) from membership where household_id = @id and {Believed.Now()}",
                new { id }, transaction)
                + connection.ExecuteScalar<long>(
                    $"select count(*) from fact where subject_kind = 1 and subject_id = @id and {Believed.Now()}",
                    new { id }, transaction) > 0)
            {
                yield return new Refusal("batch.household-used",
                    $"Hộ số {id} do đợt này thêm đã có dữ liệu ghi sau đó; hãy hoàn tác hoặc đính chính các dữ liệu ấy trước.",
                    $"household:{id}");
            }
        }
    }

    private List<long> NewPersons(IReadOnlyList<RowChange> added) => Gone("person", "person_id", added);

    // Subjects of whom nothing is believed any more: those the batch made.
    private List<long> Gone(string table, string column, IReadOnlyList<RowChange> added) => [.. added.Where(s => s.Table == table)
        .Select(s => connection.ExecuteScalar<long>($"select {column} from {table} where row_id = @RowId", new { s.RowId }, transaction))
        .Distinct()
        .Where(id =>
            connection.ExecuteScalar<long>($"select count(*) from {table} where {column} = @id and {Believed.Now()}",
                new { id }, transaction) == 0)];
}

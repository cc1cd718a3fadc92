using System.Data.Common;
using AnSinh.Basics;

namespace AnSinh.Register;

/// <summary>How the rows of one table are taken back and restored.</summary>
internal abstract class UndoOfTable
{
    /// <summary>The table.</summary>
    public abstract string Name { get; }

    /// <summary>The tables a batch may write.</summary>
    public static IEnumerable<UndoOfTable> All(RegisterWrites tables) =>
        [new UndoPersons(), new UndoHouseholds(), new UndoMerges(), new UndoDated<FactRow>(tables.Facts),
            new UndoDated<ResidenceRow>(tables.Residences), new UndoDated<MembershipRow>(tables.Memberships),
            new Borders.UndoUnits(), new Borders.UndoLinks()];

    /// <summary>Supersedes a row the batch added; refused if it is not believed any more.</summary>
    public abstract IEnumerable<Refusal> TakeBack(Pen pen, DbConnection connection, DbTransaction transaction, long rowId);

    /// <summary>Records again a row the batch superseded; refused if another row says something about the same days now.</summary>
    public abstract IEnumerable<Refusal> Restore(Pen pen, DbConnection connection, DbTransaction transaction, long rowId);

    protected static Refusal Replaced(string subject, long rowId) =>
        new("batch.row-replaced", $"Dòng {rowId} của đợt này đã được thay bằng dòng ghi sau; hãy hoàn tác việc ghi sau trước.", subject);

    protected static Refusal Taken(string subject, string what) =>
        new("batch.days-taken", $"Không khôi phục được: {what}; hãy hoàn tác việc ghi sau trước.", subject);
}

internal sealed class UndoDated<T>(DatedTable<T> table) : UndoOfTable
    where T : class
{
    public override string Name => table.Name;

    public override IEnumerable<Refusal> TakeBack(Pen pen, DbConnection connection, DbTransaction transaction, long rowId)
    {
        var (row, superseded) = table.FindOrNull(connection, transaction, rowId)!.Value;
        var standing = superseded ? SameAgainOrNull(table.Current(connection, transaction, row), row) : rowId;
        if (standing is not { } believed)
        {
            return [Replaced(table.SubjectOf(row), rowId)];
        }

        pen.Supersede(table, believed);
        pen.Note($"{table.Name}.undo", table.SubjectOf(row), $"row {rowId}: {table.DetailOf(row)}");
        return [];
    }

    public override IEnumerable<Refusal> Restore(Pen pen, DbConnection connection, DbTransaction transaction, long rowId)
    {
        var row = table.FindOrNull(connection, transaction, rowId)!.Value.Row;
        var valid = table.ValidOf(row);
        if (table.Current(connection, transaction, row).FirstOrDefault(o => table.ValidOf(o.Row).Overlaps(valid)) is { } other)
        {
            return [Taken(table.SubjectOf(row), $"dòng {other.RowId} ghi sau nói về cùng việc này trong cùng thời gian")];
        }

        pen.Insert(table, table.With(row, valid, pen.At));
        pen.Note($"{table.Name}.restore", table.SubjectOf(row), $"row {rowId}: {table.DetailOf(row)}");
        return [];
    }

    // What a later batch replaced and, undone, put back says the same under another number.
    private long? SameAgainOrNull(IReadOnlyList<Recorded<T>> current, T row)
    {
        var said = table.With(row, table.ValidOf(row), 0);
        return current.FirstOrDefault(other => table.With(other.Row, table.ValidOf(other.Row), 0).Equals(said))?.RowId;
    }
}

internal sealed class UndoPersons : UndoOfTable
{
    public override string Name => "person";

    public override IEnumerable<Refusal> TakeBack(Pen pen, DbConnection connection, DbTransaction transaction, long rowId)
    {
        var row = Row(connection, transaction, rowId);
        var standing = row.SupersededAt is null ? rowId
            : IdentityTables.People(connection, "person_id = @PersonId and superseded_at is null", new { row.PersonId }, transaction)
                .FirstOrDefault(other => other.Row with { RecordedAt = row.RecordedAt, SupersededAt = row.SupersededAt } == row)?.RowId;
        if (standing is not { } believed)
        {
            return [Replaced($"person:{row.PersonId}", rowId)];
        }

        pen.SupersedeIdentity(Name, believed);
        pen.Note("person.undo", $"person:{row.PersonId}", $"row {rowId}");
        return [];
    }

    public override IEnumerable<Refusal> Restore(Pen pen, DbConnection connection, DbTransaction transaction, long rowId)
    {
        var row = Row(connection, transaction, rowId);
        var subject = $"person:{row.PersonId}";
        if (IdentityTables.People(connection, "person_id = @PersonId and superseded_at is null", new { row.PersonId },
            transaction).Count > 0)
        {
            return [Taken(subject, "nhân thân người này đã được ghi lại sau đó")];
        }

        if (pen.NumberTaken(row) is { } taken)
        {
            return [taken with { Place = subject }];
        }

        pen.Insert(row);
        pen.Note("person.restore", subject, $"row {rowId}");
        return [];
    }

    private static PersonRow Row(DbConnection connection, DbTransaction transaction, long rowId) =>
        IdentityTables.People(connection, "row_id = @rowId", new { rowId }, transaction)[0].Row;
}

internal sealed class UndoHouseholds : UndoOfTable
{
    public override string Name => "household";

    public override IEnumerable<Refusal> TakeBack(Pen pen, DbConnection connection, DbTransaction transaction, long rowId)
    {
        var row = Row(connection, transaction, rowId);
        var standing = row.SupersededAt is null ? rowId
            : IdentityTables.Households(connection, "household_id = @HouseholdId and superseded_at is null",
                new { row.HouseholdId }, transaction)
                .FirstOrDefault(other => other.Row with { RecordedAt = row.RecordedAt, SupersededAt = row.SupersededAt } == row)?.RowId;
        if (standing is not { } believed)
        {
            return [Replaced($"household:{row.HouseholdId}", rowId)];
        }

        pen.SupersedeIdentity(Name, believed);
        pen.Note("household.undo", $"household:{row.HouseholdId}", $"row {rowId}");
        return [];
    }

    public override IEnumerable<Refusal> Restore(Pen pen, DbConnection connection, DbTransaction transaction, long rowId)
    {
        var row = Row(connection, transaction, rowId);
        if (IdentityTables.Households(connection, "household_id = @HouseholdId and superseded_at is null",
            new { row.HouseholdId }, transaction).Count > 0)
        {
            return [Taken($"household:{row.HouseholdId}", "hộ này đã được ghi lại sau đó")];
        }

        pen.Insert(row);
        pen.Note("household.restore", $"household:{row.HouseholdId}", $"row {rowId}");
        return [];
    }

    private static HouseholdRow Row(DbConnection connection, DbTransaction transaction, long rowId) =>
        IdentityTables.Households(connection, "row_id = @rowId", new { rowId }, transaction)[0].Row;
}

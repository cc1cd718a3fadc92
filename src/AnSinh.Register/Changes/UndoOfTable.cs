using AnSinh.Basics;
using AnSinh.Register.Units;
using AnSinh.Register.Writing;
using AnSinh.Store.TwoTimes;

namespace AnSinh.Register.Changes;

/// <summary>How the rows of one table are taken back and restored when a batch is undone.</summary>
internal abstract class UndoOfTable(string name)
{
    /// <summary>The table.</summary>
    public string Name => name;

    /// <summary>How the rows of every table a batch may write are taken back, by the name of the table.</summary>
    public static IReadOnlyDictionary<string, UndoOfTable> Of(RegisterTables tables) => new UndoOfTable[]
    {
        new UndoPersons(), new UndoOf<HouseholdRow>(RegisterTables.Households, _ => "hộ này đã được ghi lại sau đó"),
        new UndoOf<PersonMerge>(RegisterTables.Merges), new UndoOf<FactRow>(tables.Facts), new UndoOf<ResidenceRow>(tables.Residences),
        new UndoOf<MembershipRow>(tables.Memberships), new UndoUnits(), new UndoOf<UnitChange>(RegisterTables.UnitLinks),
    }
    .ToDictionary(u => u.Name, StringComparer.Ordinal);

    /// <summary>Supersedes a row the batch added; refused if it is not believed any more.</summary>
    public abstract IEnumerable<Refusal> TakeBack(RegisterWriter writer, long rowId);

    /// <summary>Records again a row the batch superseded; refused if another row says something about the same days now.</summary>
    public abstract IEnumerable<Refusal> Restore(RegisterWriter writer, long rowId);
}

/// <summary>The same with the rows of the table.</summary>
/// <param name="table">The table.</param>
/// <param name="recordedSince">Words for what stands in the way of restoring a row that holds always.</param>
internal class UndoOf<T>(TwoTimeTable<T> table, Func<T, string>? recordedSince = null) : UndoOfTable(table.Name)
    where T : class
{
    public override IEnumerable<Refusal> TakeBack(RegisterWriter writer, long rowId) => Row(writer, rowId) is var row
        && writer.TakeBack(table, row) ? []
        : [new Refusal("batch.row-replaced", $"Dòng {rowId} của đợt này đã được thay bằng dòng ghi sau; hãy hoàn tác việc ghi sau trước.",
            table.SubjectOf(row.Row))];

    public override IEnumerable<Refusal> Restore(RegisterWriter writer, long rowId)
    {
        var row = Row(writer, rowId);
        if (writer.Restore(table, row) is not { } other)
        {
            return [];
        }

        var what = recordedSince?.Invoke(row.Row) ?? $"dòng {other.RowId} ghi sau nói về cùng việc này trong cùng thời gian";
        return [new Refusal("batch.days-taken", $"Không khôi phục được: {what}; hãy hoàn tác việc ghi sau trước.",
            table.SubjectOf(row.Row))];
    }

    /// <summary>A row of the batch, believed or not.</summary>
    protected Recorded<T> Row(RegisterWriter writer, long rowId) => table.FindOrNull(writer.Connection, writer.Transaction, rowId)!;
}

/// <summary>The same of who people are: a number may have become another person's.</summary>
internal sealed class UndoPersons() : UndoOf<PersonRow>(RegisterTables.People, _ => "nhân thân người này đã được ghi lại sau đó")
{
    public override IEnumerable<Refusal> Restore(RegisterWriter writer, long rowId)
    {
        var person = Row(writer, rowId).Row;
        return RegisterTables.People.About(writer.Connection, writer.Transaction, person).Count == 0
            && writer.NumberTaken(person) is { } taken
            ? [taken with { Place = RegisterTables.People.SubjectOf(person) }] : base.Restore(writer, rowId);
    }
}

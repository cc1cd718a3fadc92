using System.Data.Common;
using AnSinh.Basics;

namespace AnSinh.Store.TwoTimes;

/// <summary>
/// A table of rows that hold on some days: <c>valid_from</c> to <c>valid_to</c>, both included. Of one thing only one is believed on a day.
/// </summary>
public abstract class DatedTable<T>(string name, IReadOnlyList<BulkColumn> columns, IReadOnlyList<string> thing)
    : TwoTimeTable<T>(name, columns, [new("valid_from", BulkType.Date), new("valid_to", BulkType.Date)], thing)
    where T : class
{
    /// <inheritdoc/>
    protected override string Order => "valid_from, " + base.Order;

    /// <summary>Days on which a row holds.</summary>
    public abstract DateInterval ValidOf(T row);

    /// <summary>The same on other days.</summary>
    public abstract T With(T row, DateInterval valid);

    /// <summary>What makes a row wrong, whatever else is recorded.</summary>
    public abstract IEnumerable<Refusal> Check(T row);

    /// <summary>Names all that must be there for a row: what <see cref="MissingSubject"/> looks for.</summary>
    public virtual string NeededBy(T row) => SubjectOf(row);

    /// <summary>Why something the row speaks of is not there, or null if it is.</summary>
    public abstract Refusal? MissingSubject(DbConnection connection, DbTransaction transaction, T row);

    /// <inheritdoc/>
    public sealed override DateInterval? DaysOf(T row) => ValidOf(row);
}

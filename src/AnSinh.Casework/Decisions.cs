using System.Data.Common;
using AnSinh.Basics;
using AnSinh.Register;
using AnSinh.Register.People;
using AnSinh.Store;
using AnSinh.Store.Acts;
using AnSinh.Store.TwoTimes;
using Dapper;

namespace AnSinh.Casework;

/// <summary>The decisions of a register, in both times. Opening it brings the table into being if it is not there.</summary>
public sealed class Decisions
{
    private static readonly DecisionTable Table = new();
    private readonly RegisterDb _register;
    private readonly Database _database;

    /// <summary>The decisions about the people of a register.</summary>
    public Decisions(RegisterDb register)
    {
        (_register, _database) = (register, register.Database);
        _database.Migrate(Migrations);
        register.UndoGuards["decision"] = Decided;
    }

    /// <summary>The steps that make the tables.</summary>
    public static IReadOnlyList<Migration> Migrations => DecisionTable.Migrations;

    /// <summary>The sealed tables of decisions.</summary>
    public static IReadOnlyList<SealedTable> Tables { get; } = [DecisionTable.Sealed];

    /// <summary>The latest instant at which a decision was recorded or superseded, Unix milliseconds; 0 if there is none.</summary>
    public long LastRecorded
    {
        get
        {
            using var connection = _database.Connect();
            return Table.LastChange(connection);
        }
    }

    /// <summary>
    /// Appends many decisions in one transaction; those without an id get one. A bad one is a bug of the caller and stops all.
    /// </summary>
    /// <returns>How many were written.</returns>
    public int BulkAdd(IEnumerable<Decision> decisions, Act act) => _register.Write(act, (connection, transaction) =>
    {
        var (row, id) = LastIds(connection, transaction);
        var (first, count) = (row + 1, 0);
        using (var writer = Table.Bulk(_database, connection, transaction))
        {
            foreach (var decision in decisions)
            {
                if (Check(decision) is [var refusal, ..])
                {
                    throw new ArgumentException(refusal.ToString(), nameof(decisions));
                }

                id = Math.Max(id, decision.DecisionId);
                var numbered = new NumberedDecision(++row, decision.DecisionId > 0 ? decision : decision with { DecisionId = ++id });
                Table.Write(writer, numbered, decision.RecordedAt, decision.SupersededAt);
                count++;
            }
        }

        Tell(connection, transaction, act, act.Note(_database.Clock.Now(), "decision.bulk", "decision", $"{count} quyết định"),
            DecisionTable.Sealed.Rows(first, row));
        return count;
    });

    /// <summary>Records one decision. Refused with every reason if it cannot stand.</summary>
    /// <returns>The decision's number.</returns>
    public Outcome<long> Record(Decision decision, Act act) => _register.TryWrite<long>(act, (connection, transaction) =>
    {
        var refusals = Check(decision);
        if (!Identities.Exists(connection, transaction, decision.PersonId))
        {
            refusals.Add(
                new Refusal("decision.no-such-person", $"Không có người mang mã số {decision.PersonId} trong cơ sở dữ liệu.", "person_id"));
        }

        if (refusals.Count > 0)
        {
            return Outcome<long>.Refused(refusals);
        }

        var (row, id) = LastIds(connection, transaction);
        Table.Insert(connection, transaction, new NumberedDecision(row + 1, decision with { DecisionId = id + 1 }), decision.RecordedAt);
        Tell(
            connection, transaction, act,
            act.Note(_database.Clock.Now(), "decision.record", $"person:{decision.PersonId}",
                $"quyết định {decision.Number}, {decision.Programme}"),
            DecisionTable.Sealed.Row(row + 1));
        return id + 1;
    });

    /// <summary>
    /// Ends a decision after a month: the row believed until now is superseded by one with the end, nothing is overwritten.
    /// </summary>
    public Outcome<long> End(long decisionId, Month lastMonth, string reason, long recordedAt, string source, Act act) =>
        _register.TryWrite<long>(act, (connection, transaction) =>
    {
        if (Table.Current(connection, "decision_id = @decisionId", new { decisionId }, transaction) is not [var believed])
        {
            return new Refusal("decision.unknown", $"Không có quyết định mang mã {decisionId}.", "decision_id");
        }

        var current = believed.Row.Decision;
        var ended = current with { End = lastMonth, EndReason = reason, RecordedAt = recordedAt, SupersededAt = null, Source = source };
        var refusals = Check(ended);
        if (recordedAt < current.RecordedAt)
        {
            refusals.Add(
                new Refusal("decision.end-recorded-before", "Ngày ghi nhận việc thôi hưởng trước ngày ghi nhận quyết định.",
                    "recorded_at"));
        }

        if (refusals.Count > 0)
        {
            return Outcome<long>.Refused(refusals);
        }

        var writer = new TwoTimeWriter(connection, transaction, recordedAt, act);
        var row = LastIds(connection, transaction).Row + 1;
        writer.Replace(Table, new NumberedDecision(row, ended));
        Tell(
            connection, transaction, act,
            act.Note(_database.Clock.Now(), "decision.end", $"person:{ended.PersonId}",
                $"quyết định {ended.Number}, {ended.Programme}, hết tháng {lastMonth}: {reason}"),
            DecisionTable.Sealed.Row(believed.RowId).Changed, DecisionTable.Sealed.Row(row));
        return decisionId;
    });

    /// <summary>Everything believed at the end of a day.</summary>
    public DecisionBook Known(AsKnown known)
    {
        using var connection = _database.Connect();
        return new DecisionBook(known, OfPeople(Table.AsKnown(connection, known), MergeMap.Read(_database, known)));
    }

    /// <summary>
    /// All rows about a person and the files merged into the person's, in the order they were recorded: what was believed when.
    /// </summary>
    public IReadOnlyList<Decision> OfPerson(long personId)
    {
        using var connection = _database.Connect();
        var files = MergeMap.Read(_database).MergedInto(personId).Prepend(personId);
        return [.. files.SelectMany(id => Table.History(connection, "person_id = @id", new { id }))
            .Select(d => d.Row.Decision).OrderBy(d => d.RecordedAt)];
    }

    /// <summary>
    /// Rows recorded or superseded after one day and until another: what a later run may see and an earlier one could not.
    /// </summary>
    public IReadOnlyList<Decision> Changed(AsKnown after, AsKnown until)
    {
        using var connection = _database.Connect();
        return [.. OfPeople(Table.Changed(connection, after, until).OrderBy(d => d.RecordedAt), MergeMap.Read(_database, until))];
    }

    // A paper keeps the number of the file it was written for; who that is now, the merges say.
    private static IEnumerable<Decision> OfPeople(IEnumerable<Recorded<NumberedDecision>> rows, MergeMap merges) =>
        from row in rows
        let decision = row.Row.Decision
        let person = merges.Of(decision.PersonId)
        select person == decision.PersonId ? decision : decision with { PersonId = person };

    // A person about whom something was decided does not vanish with the batch that brought the person.
    private static IEnumerable<Refusal> Decided(DbConnection connection, DbTransaction transaction, IReadOnlyCollection<long> persons) =>
        from person in persons
        from number in connection.Query<string>(
            $"select number from decision where person_id = @person and {Believed.Now()} order by row_id", new { person }, transaction)
                .Take(1)
        select new Refusal("decision.person-decided",
            $"Người số {person} đã có quyết định {number}: hãy xử lý quyết định ấy trước khi hoàn tác.", $"person:{person}");

    private static List<Refusal> Check(Decision decision)
    {
        var refusals = new List<Refusal>();
        if (string.IsNullOrWhiteSpace(decision.Number))
        {
            refusals.Add(new Refusal("decision.no-number", "Quyết định phải có số, ví dụ 123/QĐ-UBND.", "number"));
        }

        if (string.IsNullOrWhiteSpace(decision.Programme))
        {
            refusals.Add(new Refusal("decision.no-programme", "Quyết định phải ghi chế độ được hưởng.", "programme"));
        }

        if (decision.End < decision.Start)
        {
            refusals.Add(
                new Refusal("decision.end-before-start", $"Tháng thôi hưởng {decision.End} trước tháng bắt đầu {decision.Start}.",
                    "end_month"));
        }

        if (decision.SupersededAt <= decision.RecordedAt)
        {
            refusals.Add(new Refusal("decision.superseded-before-recorded", "Dòng bị thay thế trước khi được ghi nhận.",
                Believed.SupersededAt));
        }

        return refusals;
    }

    private void Tell(DbConnection connection, DbTransaction transaction, Act act, AuditRecord record,
        params IReadOnlyList<SealedRows> rows) =>
        _register.Audit.Append(connection, transaction, act, record, rows);

    // Writers of a register wait for each other, so the next ones are free.
    private static (long Row, long Decision) LastIds(DbConnection connection, DbTransaction transaction) =>
        (connection.ExecuteScalar<long>("select coalesce(max(row_id), 0) from decision", null, transaction),
         connection.ExecuteScalar<long>("select coalesce(max(decision_id), 0) from decision", null, transaction));
}

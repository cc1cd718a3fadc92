using System.Data.Common;
using AnSinh.Basics;
using AnSinh.Register;
using AnSinh.Store;
using AnSinh.Store.Acts;
using Dapper;

namespace AnSinh.Casework;

/// <summary>The decisions of a register, in both times. Opening it brings the table into being if it is not there.</summary>
public sealed class Decisions
{
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
            return connection.ExecuteScalar<long>(
                "select coalesce(max(case when superseded_at > recorded_at then superseded_at else recorded_at end), 0) from decision");
        }
    }

    /// <summary>
    /// Appends many decisions in one transaction; those without an id get one. A bad one is a bug of the caller and stops all.
    /// </summary>
    /// <returns>How many were written.</returns>
    public int BulkAdd(IEnumerable<Decision> decisions, Act act) => _register.Write(act, (connection, transaction) =>
    {
        var (row, id) = DecisionTable.LastIds(connection, transaction);
        var (first, count) = (row + 1, 0);
        using (var writer = DecisionTable.Writer(_database, connection, transaction))
        {
            foreach (var decision in decisions)
            {
                if (Check(decision) is [var refusal, ..])
                {
                    throw new ArgumentException(refusal.ToString(), nameof(decisions));
                }

                id = Math.Max(id, decision.DecisionId);
                DecisionTable.Write(writer, ++row, decision.DecisionId > 0 ? decision : decision with { DecisionId = ++id });
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
        if (!DecisionTable.PersonExists(connection, transaction, decision.PersonId))
        {
            refusals.Add(
                new Refusal("decision.no-such-person", $"Không có người mang mã số {decision.PersonId} trong cơ sở dữ liệu.", "person_id"));
        }

        if (refusals.Count > 0)
        {
            return Outcome<long>.Refused(refusals);
        }

        var (row, id) = DecisionTable.LastIds(connection, transaction);
        Append(connection, transaction, row + 1, decision with { DecisionId = id + 1, SupersededAt = null });
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
        if (DecisionTable.Believed(connection, transaction, decisionId) is not { } current)
        {
            return new Refusal("decision.unknown", $"Không có quyết định mang mã {decisionId}.", "decision_id");
        }

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

        var before = DecisionTable.RowOf(connection, transaction, decisionId);
        var row = DecisionTable.LastIds(connection, transaction).Row + 1;
        connection.Execute("update decision set superseded_at = @at where decision_id = @id and superseded_at is null",
            new { at = recordedAt, id = decisionId }, transaction);
        Append(connection, transaction, row, ended);
        Tell(
            connection, transaction, act,
            act.Note(_database.Clock.Now(), "decision.end", $"person:{ended.PersonId}",
                $"quyết định {ended.Number}, {ended.Programme}, hết tháng {lastMonth}: {reason}"),
            DecisionTable.Sealed.Row(before).Changed, DecisionTable.Sealed.Row(row));
        return decisionId;
    });

    /// <summary>Everything believed at the end of a day.</summary>
    public DecisionBook Known(AsKnown known)
    {
        using var connection = _database.Connect();
        var believed =
            DecisionTable.Read(connection, "where recorded_at <= @a and (superseded_at is null or superseded_at > @a)", known.Instant, 0);
        return new DecisionBook(known, OfPeople(believed, MergeMap.Read(_database, known)));
    }

    /// <summary>
    /// All rows about a person and the files merged into the person's, in the order they were recorded: what was believed when.
    /// </summary>
    public IReadOnlyList<Decision> OfPerson(long personId)
    {
        using var connection = _database.Connect();
        var files = MergeMap.Read(_database).MergedInto(personId).Prepend(personId);
        return [.. files.SelectMany(id => DecisionTable.Read(connection, "where person_id = @a order by recorded_at, row_id", id, 0))
            .OrderBy(d => d.RecordedAt)];
    }

    /// <summary>
    /// Rows recorded or superseded after one day and until another: what a later run may see and an earlier one could not.
    /// </summary>
    public IReadOnlyList<Decision> Changed(AsKnown after, AsKnown until)
    {
        using var connection = _database.Connect();
        var changed = DecisionTable.Read(
            connection,
            "where (recorded_at > @a and recorded_at <= @b) or (superseded_at > @a and superseded_at <= @b) order by recorded_at, row_id",
            after.Instant,
            until.Instant);
        return [.. OfPeople(changed, MergeMap.Read(_database, until))];
    }

    // A paper keeps the number of the file it was written for; who that is now, the merges say.
    private static IEnumerable<Decision> OfPeople(IEnumerable<Decision> decisions, MergeMap merges) =>
        merges.IsEmpty ? decisions
        : decisions.Select(d => merges.Of(d.PersonId) is var person && person == d.PersonId ? d : d with { PersonId = person });

    // A person about whom something was decided does not vanish with the batch that brought the person.
    private static IEnumerable<Refusal> Decided(DbConnection connection, DbTransaction transaction, IReadOnlyCollection<long> persons) =>
        from person in persons
        from number in connection.Query<string>(
            "select number from decision where person_id = @person and superseded_at is null order by row_id", new { person }, transaction)
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
            refusals.Add(new Refusal("decision.superseded-before-recorded", "Dòng bị thay thế trước khi được ghi nhận.", "superseded_at"));
        }

        return refusals;
    }

    private void Tell(DbConnection connection, DbTransaction transaction, Act act, AuditRecord record,
        params IReadOnlyList<SealedRows> rows) =>
        _register.Audit.Append(connection, transaction, act, record, rows);

    private void Append(DbConnection connection, DbTransaction transaction, long row, Decision decision)
    {
        using var writer = DecisionTable.Writer(_database, connection, transaction);
        DecisionTable.Write(writer, row, decision);
    }
}

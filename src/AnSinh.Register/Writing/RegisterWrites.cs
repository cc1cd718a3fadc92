using System.Data.Common;
using System.Globalization;
using AnSinh.Basics;
using AnSinh.Register.Changes;
using AnSinh.Store.Acts;
using AnSinh.Store.TwoTimes;
using Dapper;

namespace AnSinh.Register.Writing;

/// <summary>
/// Daily writing, one row at a time: each write is one transaction with its audit entry. Many rows that belong together are a
/// <see cref="ChangeSet"/>.
/// </summary>
internal sealed class RegisterWrites(RegisterDb register)
{
    /// <summary>
    /// Records a row. Others about the same thing keep the days it does not take: <em>severe since 2019</em> ends the day before
    /// <em>extremely severe since 2024</em>. Refused if it would leave nothing of another: that is a correction and must say so.
    /// </summary>
    public Outcome<long> Record<T>(DatedTable<T> table, T row, long recordedAt, Act act)
        where T : class => Change(recordedAt, table.Check(row), act, writer => writer.Record(table, row, mayCover: false));

    /// <summary>Supersedes a row and puts another about the same thing in its place.</summary>
    public Outcome<long> Correct<T>(DatedTable<T> table, long rowId, T row, long recordedAt, Act act)
        where T : class => Change(recordedAt, table.Check(row), act, writer => writer.Correct(table, rowId, row));

    /// <summary>Supersedes a row and puts nothing in its place.</summary>
    public Outcome<long> Withdraw<T>(DatedTable<T> table, long rowId, string reason, Act act)
        where T : class => Change(0, [], act, writer => writer.Withdraw(table, rowId, reason));

    public Outcome<long> Record(PersonRow row, Act act) => Change(row.RecordedAt, register.Checks.Of(row), act, w => w.Record(row));

    public Outcome<long> Correct(PersonRow row, Act act) => Change(row.RecordedAt, register.Checks.Of(row), act, w => w.Correct(row));

    public Outcome<long> Record(HouseholdRow row, Act act) => Change(row.RecordedAt, register.Checks.Of(row), act, w => w.Record(row));

    public Outcome<long> Correct(HouseholdRow row, Act act) => Change(row.RecordedAt, register.Checks.Of(row), act, w => w.Correct(row));

    /// <summary>The office's clock, which is never behind the latest instant recorded.</summary>
    public static long Now(RegisterDb register, DbConnection connection, DbTransaction? transaction) =>
        register.Clock.Now(Latest(connection, transaction));

    public static long Latest(DbConnection connection, DbTransaction? transaction) =>
        long.Parse(RegisterDb.MetaOf(connection, "last_recorded_at", transaction) ?? "0", CultureInfo.InvariantCulture);

    public static void SetLatest(DbConnection connection, DbTransaction transaction, long instant) =>
        connection.Execute("update meta set value = @value where key = 'last_recorded_at'",
            new { value = instant.ToString(CultureInfo.InvariantCulture) }, transaction);

    private Outcome<long> Change(long recordedAt, IEnumerable<Refusal> checks, Act act, Func<RegisterWriter, Outcome<long>> work)
    {
        var refusals = checks.ToList();
        return refusals.Count > 0 ? Outcome<long>.Refused(refusals) : register.TryWrite(act, (connection, transaction) =>
        {
            var latest = Latest(connection, transaction);
            var at = recordedAt == 0 ? register.Clock.Now(latest) : recordedAt;
            if (at < latest)
            {
                return new Refusal("row.recorded-in-past",
                    $"Không ghi lùi vào ngày {Vietnamese.Date(AsKnown.DayOf(at))}: "
                        + $"sổ đã ghi đến {Vietnamese.Date(AsKnown.DayOf(latest))} và những gì đã biết không đổi.",
                    "recorded_at");
            }

            var writer = new RegisterWriter(register.Tables, connection, transaction, at, act);
            var outcome = work(writer);
            if (outcome.Ok && new LifeCheck(register, connection, transaction).Of(writer) is { Count: > 0 } impossible)
            {
                return Outcome<long>.Refused(impossible);
            }

            if (outcome.Ok)
            {
                register.Audit.Append(connection, transaction, act, writer.Notes);
                SetLatest(connection, transaction, at);
            }

            return outcome;
        });
    }
}

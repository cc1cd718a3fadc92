using System.Data.Common;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using AnSinh.Basics;
using AnSinh.Store;
using AnSinh.Store.Acts;
using Dapper;

namespace AnSinh.Determinations;

/// <summary>
/// The kept determinations (tables <c>determination_run</c> and <c>determination</c>): only yes and unknown, each with the version, the
/// routes, the facts read and the rulebook's hash, so that the answer can be defended years later. Rows are only ever added.
/// </summary>
public sealed class DeterminationStore
{
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private static readonly BulkColumn[] RunColumns =
    [
        new("run_id", BulkType.Long), new("month", BulkType.Text), new("known", BulkType.Date), new("rulebook_hash", BulkType.Text),
        new("created_at", BulkType.Long), new("people", BulkType.Long), new("stored", BulkType.Long),
    ];

    private static readonly BulkColumn[] Columns =
    [
        new("run_id", BulkType.Long), new("person_id", BulkType.Long), new("programme", BulkType.Text), new("version", BulkType.Text),
        new("status", BulkType.Text), new("amount", BulkType.Long), new("clauses", BulkType.Text), new("facts", BulkType.Text),
        new("unit_key", BulkType.Text),
    ];

    private readonly Database _database;
    private readonly FactVocabulary _facts;

    internal DeterminationStore(Database database, FactVocabulary facts)
    {
        (_database, _facts) = (database, facts);
        database.Migrate(Migrations);
    }

    /// <summary>The steps that make the tables.</summary>
    public static IReadOnlyList<Migration> Migrations { get; } =
    [
        new("0100-determination", """
            create table determination_run (
                run_id bigint not null primary key,
                month text not null,
                known date not null,
                rulebook_hash text not null,
                created_at bigint not null,
                people bigint not null,
                stored bigint not null
            );
            create table determination (
                run_id bigint not null references determination_run (run_id),
                person_id bigint not null,
                programme text not null,
                version text not null,
                status text not null,
                amount bigint not null,
                clauses text not null,
                facts text not null,
                unit_key text,
                primary key (run_id, person_id, programme)
            );
            create index determination_person on determination (person_id);
            """),
    ];

    /// <summary>The sealed tables of what was determined.</summary>
    public static IReadOnlyList<SealedTable> Tables { get; } = [new("determination_run", "run_id"),
        new("determination", "run_id", "person_id", "programme")];

    /// <summary>The rows of a kept result, for the seal of the act that keeps it.</summary>
    public static IReadOnlyList<SealedRows> SealedOf(long run) => [.. Tables.Select(t => t.Row(run))];

    /// <summary>Keeps a result in a transaction of its own.</summary>
    public long Add(MonthResult result, Act act) => _database.Do(act, (connection, transaction) =>
    {
        var run = Add(result, connection, transaction);
        new AuditLog(_database).Append(
            connection, transaction, act,
            act.Note(_database.Clock.Now(), "determination.keep", $"determination:{run}", $"tháng {result.Month}, biết đến {result.Known}"),
            SealedOf(run));
        return run;
    });

    /// <summary>Keeps a result as part of a larger transaction, whose act seals it (<see cref="SealedOf"/>).</summary>
    public long Add(MonthResult result, DbConnection connection, DbTransaction transaction)
    {
        var run = connection.ExecuteScalar<long>("select coalesce(max(run_id), 0) from determination_run", null, transaction) + 1;
        var rows = Enumerable.Range(0, result.Snapshot.PersonIds.Length);
        var stored = result.Programmes.Sum(p => p.CountYes() + p.CountUnknown());
        using (var writer = _database.Bulk(connection, transaction, "determination_run", RunColumns))
        {
            writer.Set(0, run);
            writer.Set(1, result.Month.ToString());
            writer.Set(2, result.Known.Day);
            writer.Set(3, result.RulebookHash);
            writer.Set(4, _database.Clock.Now());
            writer.Set(5, rows.LongCount(result.IsLivingResident));
            writer.Set(6, stored);
            writer.Next();
        }

        using (var writer = _database.Bulk(connection, transaction, "determination", Columns))
        {
            foreach (var programme in result.Programmes)
            {
                Write(writer, run, result, programme);
            }
        }

        return run;
    }

    /// <summary>What was kept about a person, newest first.</summary>
    public IReadOnlyList<StoredDetermination> OfPerson(long personId)
    {
        using var connection = _database.Connect();
        using var reader = (DbDataReader)connection.ExecuteReader(
            """
            select r.run_id, r.month, r.known, d.programme, d.version, d.status, d.amount, d.clauses, d.facts, r.rulebook_hash
            from determination d join determination_run r on r.run_id = d.run_id
            where d.person_id = @personId order by r.run_id desc, d.programme
            """,
            new { personId });
        var stored = new List<StoredDetermination>();
        while (reader.Read())
        {
            stored.Add(new StoredDetermination(
                reader.GetInt64(0), Month.Parse(reader.GetString(1)), new AsKnown(reader.GetFieldValue<DateOnly>(2)),
                reader.GetString(3), reader.GetString(4),
                reader.GetString(5), reader.GetInt64(6), reader.GetString(7).Split(' ', StringSplitOptions.RemoveEmptyEntries),
                reader.GetString(8), reader.GetString(9)));
        }

        return stored;
    }

    private void Write(IBulkWriter writer, long run, MonthResult result, ProgrammeResult programme)
    {
        var read = programme.Law.FactsUsed.Select(FactName.Bare).Distinct()
            .Where(f => result.Snapshot.Columns.ContainsKey(f))
            .Select(f => (Kind: _facts[f], Column: result.Snapshot.Columns[f]))
            .ToArray();
        var states = result.Snapshot.States;
        var inside = states is null ? read : Array.ConvertAll(read, r => r with { Column = states.Columns[r.Kind.Name] });
        using var buffer = new MemoryStream();
        using var json = new Utf8JsonWriter(buffer, Json);
        for (var row = 0; row < programme.Status.Length; row++)
        {
            if (programme.Status[row] == ProgrammeResult.No)
            {
                continue;
            }

            writer.Set(0, run);
            writer.Set(1, result.Snapshot.PersonIds[row]);
            writer.Set(2, programme.Name);
            writer.Set(3, programme.Law.Version.Id);
            writer.Set(4,
                programme.Status[row] switch { ProgrammeResult.Yes => "yes", ProgrammeResult.Unknown => "unknown", _ => "conflict" });
            writer.Set(5, programme.Amount[row]);
            writer.Set(6, string.Join(' ', programme.RoutesOf(row)));

            // What was true on the day that decided is the ground, not what was true at the end of the month.
            var stretch = programme.Stretches is { } deciding && states?.Find(row) is >= 0 and var at ? deciding[at] : -1;
            writer.Set(7, stretch < 0 ? Facts(read, row, buffer, json) : Facts(inside, stretch, buffer, json));
            writer.Set(8, result.Snapshot.UnitOf[row] is >= 0 and var unit ? result.Snapshot.Units[unit] : null);
            writer.Next();
        }
    }

    private static string Facts((FactKind Kind, long[] Column)[] read, int row, MemoryStream buffer, Utf8JsonWriter json)
    {
        buffer.SetLength(0);
        json.Reset(buffer);
        json.WriteStartObject();
        foreach (var (kind, column) in read)
        {
            json.WriteString(kind.Name, kind.Decode(column[row]));
        }

        json.WriteEndObject();
        json.Flush();
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}

/// <summary>A kept determination of one person.</summary>
/// <param name="RunId">The determination run.</param>
/// <param name="Month">The month.</param>
/// <param name="Known">The day whose knowledge was used.</param>
/// <param name="Programme">Name in policy/.</param>
/// <param name="Version">Id of the programme's version.</param>
/// <param name="Status"><c>yes</c>, <c>unknown</c> or <c>conflict</c>.</param>
/// <param name="Amount">Đồng for the month.</param>
/// <param name="Clauses">Routes that make up the amount.</param>
/// <param name="Facts">The facts read, as JSON.</param>
/// <param name="RulebookHash">Hash of the rulebook used.</param>
public sealed record StoredDetermination(long RunId, Month Month, AsKnown Known, string Programme, string Version,
    string Status, long Amount, IReadOnlyList<string> Clauses, string Facts, string RulebookHash);

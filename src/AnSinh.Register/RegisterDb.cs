using System.Data.Common;
using System.Globalization;
using AnSinh.Basics;
using AnSinh.Register.Changes;
using AnSinh.Register.History;
using AnSinh.Register.Units;
using AnSinh.Register.Writing;
using AnSinh.Store;
using AnSinh.Store.Acts;
using Dapper;

namespace AnSinh.Register;

/// <summary>
/// An open register (<i lang="vi">cơ sở dữ liệu an sinh</i>): the people of a place and what is true of them, on two times.
/// Reading may happen from several threads; the database puts writers in a row.
/// </summary>
public sealed class RegisterDb
{
    private readonly RegisterWrites _writes;
    private readonly System.Runtime.CompilerServices.ConditionalWeakTable<UnitMap, Scope> _areas = [];
    private volatile UnitHistory _unitHistory;

    private RegisterDb(Database database, Jurisdiction jurisdiction, FactVocabulary facts, UnitHistory units)
    {
        (Database, Jurisdiction, Facts, _unitHistory) = (database, jurisdiction, facts, units);
        Audit = new AuditLog(database);
        Batches = new Batches(database);
        Checks = new RowChecks(facts, () => Units);
        Tables = new RegisterTables(Checks);
        _writes = new RegisterWrites(this);
    }

    /// <summary>The steps that make the tables.</summary>
    public static IReadOnlyList<Migration> Migrations => RegisterSchema.Migrations;

    /// <summary>Creates an empty register in an empty database. Throws <see cref="StoreException"/> if there is one already.</summary>
    public static RegisterDb Create(Database database, Jurisdiction jurisdiction, FactVocabulary facts, IReadOnlyList<Unit> units,
        IReadOnlyList<UnitChange> changes)
    {
        database.Migrate(Migrations);
        database.Do(Act.OfProgram("register.create"), (connection, transaction) =>
        {
            if (MetaOf(connection, "jurisdiction", transaction) is not null)
            {
                throw new StoreException(database.Address, "đã có sổ ở đây; sổ được giữ nguyên. Hãy chọn địa chỉ khác.");
            }

            var now = database.Clock.SystemNow;
            foreach (var (key, value) in new[] { ("jurisdiction", jurisdiction.Code), ("created_at", Text(now)),
                ("change_no", "0"), ("last_recorded_at", "0") })
            {
                connection.Execute("insert into meta (key, value) values (@key, @value)", new { key, value }, transaction);
            }

            RegisterTables.Units.Add(database, connection, transaction, units, 0);
            RegisterTables.UnitLinks.Add(database, connection, transaction, changes, 0);
            return 0;
        });
        return Open(database, facts).Value;
    }

    /// <summary>Opens a register and brings its schema up to date. Refused if the database holds none.</summary>
    public static Outcome<RegisterDb> Open(Database database, FactVocabulary facts)
    {
        if (!database.HasSchema || !database.HasTable("meta"))
        {
            return new Refusal("register.none",
                "Cơ sở dữ liệu này chưa có sổ an sinh; hãy tạo sổ mẫu bằng ./run demo hoặc kiểm tra lại địa chỉ.", database.Address);
        }

        database.Migrate(Migrations);
        using var connection = database.Connect();
        if (MetaOf(connection, "jurisdiction") is not { } jurisdiction)
        {
            return new Refusal("register.unfinished", "Sổ ở đây chưa tạo xong (thiếu địa bàn); hãy tạo lại ở địa chỉ khác.",
                database.Address);
        }

        OfficeDay.Read(database);
        return new RegisterDb(database, new Jurisdiction(jurisdiction), facts, UnitTable.Read(connection));
    }

    /// <summary>The units and their changes as they were believed on a day.</summary>
    public UnitMap UnitsAsKnown(AsKnown known) => _unitHistory.At(known.Instant);

    /// <summary>Reads the map again if it was changed since by anybody; true if it was.</summary>
    public bool RefreshUnits()
    {
        using var connection = Database.Connect();
        if (UnitTable.MapNo(connection) == _unitHistory.MapNo)
        {
            return false;
        }

        _unitHistory = UnitTable.Read(connection);
        return true;
    }

    /// <summary>Reads again on which day the office stands: another process may have moved it.</summary>
    public void RefreshClock()
    {
        if (Clock.Stands)
        {
            OfficeDay.Read(Database);
        }
    }

    /// <summary>Makes the office stand on a day, if it does not stand yet: where the story of the register ends.</summary>
    public void StandOn(DateOnly day)
    {
        using (var connection = Database.Connect())
        {
            if (OfficeDay.OnOrNull(connection, null) is not null)
            {
                return;
            }
        }

        // From here on it is that day, for the entry that tells of it too.
        Clock.StandOn(day);
        Write(Act.OfProgram("clock.stand"), (connection, transaction) =>
        {
            if (OfficeDay.OnOrNull(connection, transaction) is null)
            {
                OfficeDay.Write(connection, transaction, day);
            }

            return 0;
        });
        OfficeDay.Read(Database);
    }

    /// <summary>Moves the office that stands on to a later day: an act, with its audit entry. Gives the day it stood on before.</summary>
    public Outcome<DateOnly> MoveClock(DateOnly day, Act act)
    {
        var moved = TryWrite<DateOnly>(act, (connection, transaction) =>
        {
            var from = OfficeDay.OnOrNull(connection, transaction);
            if (OfficeDay.Refuse(from, day) is { } refusal)
            {
                return refusal;
            }

            OfficeDay.Write(connection, transaction, day);
            Audit.Append(connection, transaction, act,
                act.Note(Clock.Now(), "clock.move", "office", $"{new AsKnown(from!.Value)} → {new AsKnown(day)}"));
            return from.Value;
        });
        RefreshClock();
        return moved;
    }

    /// <summary>Where it is kept.</summary>
    public Database Database { get; }

    /// <summary>What time it is in its office.</summary>
    public OfficeClock Clock => Database.Clock;

    /// <summary>The latest instant at which anything about people or units was recorded, Unix milliseconds; 0 if nothing was.</summary>
    public long LastRecorded
    {
        get
        {
            using var connection = Database.Connect();
            return RegisterWrites.Latest(connection, null);
        }
    }

    /// <summary>The place whose register it is; its law is that of the place and of all above it.</summary>
    public Jurisdiction Jurisdiction { get; }

    /// <summary>The kinds of facts it may hold.</summary>
    public FactVocabulary Facts { get; }

    /// <summary>The units and their changes as believed now.</summary>
    public UnitMap Units => _unitHistory.Now;

    /// <summary>Counts the reorganisations applied and undone: the same number means the same map.</summary>
    public int MapNo => _unitHistory.MapNo;

    /// <summary>Who read and changed what.</summary>
    public AuditLog Audit { get; }

    /// <summary>
    /// Residence keys inside the place; everything for a national register, or one whose place is no unit of its map.
    /// </summary>
    public Scope Area => AreaOn(Units);

    /// <summary>Counts the transactions that wrote: the same number means the same content.</summary>
    public long ChangeNo => long.Parse(Meta("change_no") ?? "0", CultureInfo.InvariantCulture);

    /// <summary>Now, but never before what is recorded already: the past of the register does not change.</summary>
    public long Now
    {
        get
        {
            using var connection = Database.Connect();
            return RegisterWrites.Now(this, connection, null);
        }
    }

    /// <summary>What was written together and can be undone.</summary>
    public Batches Batches { get; }

    /// <summary>
    /// Asked before a batch is undone, with the persons that would be gone: whoever keeps something about them elsewhere (decisions,
    /// payments) answers why it cannot be. One answer per keeper, by name.
    /// </summary>
    public IDictionary<string, Func<DbConnection, DbTransaction, IReadOnlyCollection<long>, IEnumerable<Refusal>>> UndoGuards { get; } =
        new Dictionary<string, Func<DbConnection, DbTransaction, IReadOnlyCollection<long>, IEnumerable<Refusal>>>(StringComparer.Ordinal);

    /// <summary>
    /// Kinds of batches that their own room alone undoes, with the words that lead there: what the room keeps about them goes back in the
    /// same act, as a decision in the book of its case.
    /// </summary>
    public IDictionary<string, LocalText> UndoneInRoom { get; } = new Dictionary<string, LocalText>(StringComparer.Ordinal);

    internal RowChecks Checks { get; }

    internal RegisterTables Tables { get; }

    /// <summary>A note the register keeps about itself, e.g. <c>demo_seed</c>; null if there is none.</summary>
    public string? Meta(string key)
    {
        using var connection = Database.Connect();
        return MetaOf(connection, key);
    }

    /// <summary>Sets a note the register keeps about itself.</summary>
    public void SetMeta(string key, string value) => Write(Act.OfProgram("register.note"), (connection, transaction) =>
        connection.Execute("insert into meta (key, value) values (@key, @value) on conflict (key) do update set value = excluded.value",
            new { key, value }, transaction));

    /// <summary>A fast way in for many rows at once: the filling of a register, with its history.</summary>
    public RegisterLoad BulkLoad() => new(this);

    /// <summary>Records a new fact; see <see cref="RegisterWrites.Record{T}"/>. Gives its row number.</summary>
    public Outcome<long> Record(FactRow fact, Act? act = null) =>
        _writes.Record(Tables.Facts, fact, fact.RecordedAt, act ?? Act.OfProgram());

    /// <summary>Records a residence; what it overlaps ends the day before.</summary>
    public Outcome<long> Record(ResidenceRow residence, Act? act = null) =>
        _writes.Record(Tables.Residences, residence, residence.RecordedAt, act ?? Act.OfProgram());

    /// <summary>Records that a person belongs to a household; what it overlaps ends the day before.</summary>
    public Outcome<long> Record(MembershipRow membership, Act? act = null) =>
        _writes.Record(Tables.Memberships, membership, membership.RecordedAt, act ?? Act.OfProgram());

    /// <summary>Records a new person; number 0 asks for the next free one. Gives the person's number.</summary>
    public Outcome<long> Record(PersonRow person, Act? act = null) => _writes.Record(person, act ?? Act.OfProgram());

    /// <summary>Records a new household; number 0 asks for the next free one. Gives the household's number.</summary>
    public Outcome<long> Record(HouseholdRow household, Act? act = null) => _writes.Record(household, act ?? Act.OfProgram());

    /// <summary>Replaces a fact that was recorded wrongly. Both stay in the history. Gives the row number of the new one.</summary>
    public Outcome<long> Correct(long rowId, FactRow fact, Act? act = null) =>
        _writes.Correct(Tables.Facts, rowId, fact, fact.RecordedAt, act ?? Act.OfProgram());

    /// <summary>Replaces a residence that was recorded wrongly. Both stay in the history.</summary>
    public Outcome<long> Correct(long rowId, ResidenceRow residence, Act? act = null) =>
        _writes.Correct(Tables.Residences, rowId, residence, residence.RecordedAt, act ?? Act.OfProgram());

    /// <summary>Replaces a membership that was recorded wrongly. Both stay in the history.</summary>
    public Outcome<long> Correct(long rowId, MembershipRow membership, Act? act = null) =>
        _writes.Correct(Tables.Memberships, rowId, membership, membership.RecordedAt, act ?? Act.OfProgram());

    /// <summary>Replaces what is believed of a person's identity. Both statements stay in the history.</summary>
    public Outcome<long> Correct(PersonRow person, Act? act = null) => _writes.Correct(person, act ?? Act.OfProgram());

    /// <summary>Replaces what is believed of a household. Both statements stay in the history.</summary>
    public Outcome<long> Correct(HouseholdRow household, Act? act = null) => _writes.Correct(household, act ?? Act.OfProgram());

    /// <summary>Takes back a fact that should never have been recorded; it stays in the history.</summary>
    public Outcome<long> WithdrawFact(long rowId, string reason, Act? act = null) =>
        _writes.Withdraw(Tables.Facts, rowId, reason, act ?? Act.OfProgram());

    /// <summary>All that was believed on a day, of these kinds of facts, ready to be laid out month by month.</summary>
    public RegisterHistory LoadHistory(AsKnown known, IReadOnlyCollection<string> factKinds) => HistoryReader.Read(this, known, factKinds);

    /// <summary>The same of these persons and of all who ever shared a household with them: fast, for one file.</summary>
    public RegisterHistory LoadHistory(AsKnown known, IReadOnlyCollection<string> factKinds, IReadOnlyCollection<long> persons)
    {
        using var connection = Database.Connect();
        using var transaction = Database.BeginRead(connection);
        return HistoryReader.Read(this, connection, known, factKinds, persons);
    }

    /// <summary>Applies a set of changes: all of it, or nothing with every reason, each naming its step (<c>bước 3 (…)</c>).</summary>
    /// <param name="set">The changes.</param>
    /// <param name="act">Who does it, and why.</param>
    /// <param name="progress">Told the number of steps taken.</param>
    public Outcome<AppliedBatch> Apply(ChangeSet set, Act act, IProgress<int>? progress = null) =>
        Mapped(act, (connection, transaction) => ChangeApplier.Apply(this, set, act, connection, transaction, progress));

    /// <summary>
    /// Undoes a batch whole: what it added is no longer believed, what it superseded is believed again, from now on. Refused if it was
    /// undone before, if something recorded later built on it (each row in the way is named), or if it is a room's own to undo.
    /// </summary>
    /// <param name="batchId">The batch.</param>
    /// <param name="reason">Why.</param>
    /// <param name="act">Who does it.</param>
    /// <param name="room">The kind of batch whose room asks; null for anybody else. See <see cref="UndoneInRoom"/>.</param>
    public Outcome<AppliedBatch> Undo(long batchId, string reason, Act act, string? room = null) =>
        Mapped(act, (connection, transaction) => new BatchUndo(this, connection, transaction).Undo(batchId, reason, act, room));

    /// <summary>Applies a set of changes, lets you look at the register as it would be, and takes all of it back.</summary>
    public Outcome<T> Rehearse<T>(ChangeSet set, Func<Rehearsal, Outcome<T>> look) => Database.Rehearse((connection, transaction) =>
    {
        CountChange(connection, transaction);
        var applied = ChangeApplier.Apply(this, set, Act.OfProgram(), connection, transaction, null);
        return applied.Ok ? look(new Rehearsal(this, connection, applied.Value)) : Outcome<T>.Refused(applied.Refusals);
    });

    /// <summary>The work of an act that counts as a change of the register. A refusal undoes it.</summary>
    public Outcome<T> TryWrite<T>(Act act, Func<DbConnection, DbTransaction, Outcome<T>> work) =>
        Database.Do(act, (connection, transaction) =>
    {
        CountChange(connection, transaction);
        return work(connection, transaction);
    });

    /// <summary>The same for work that cannot be refused.</summary>
    public T Write<T>(Act act, Func<DbConnection, DbTransaction, T> work) =>
        TryWrite(act, (connection, transaction) => Outcome<T>.Of(work(connection, transaction))).Value;

    /// <summary>A note the register keeps about itself, read on a connection; null if there is none.</summary>
    public static string? MetaOf(DbConnection connection, string key, DbTransaction? transaction = null) =>
        connection.QuerySingleOrDefault<string>("select value from meta where key = @key", new { key }, transaction);

    // First of all in a transaction: whoever wants to write next waits here, on both databases.
    internal static void CountChange(DbConnection connection, DbTransaction transaction) =>
        connection.Execute("update meta set value = cast(cast(value as bigint) + 1 as text) where key = 'change_no'",
            transaction: transaction);

    // Kept with the map it was worked out on: the area of a map that is no longer believed is asked for again and again by old reports.
    internal Scope AreaOn(UnitMap units) => _areas.GetValue(units, map => AreaOf(Jurisdiction, map));

    private static Scope AreaOf(Jurisdiction jurisdiction, UnitMap units)
    {
        var code = jurisdiction.Code.Split('-')[^1];
        var versions = jurisdiction == Jurisdiction.National ? [] : units.All.Where(u => u.Code == code).ToList();
        return versions.Count == 0 ? Scope.Everything : Scope.Of(versions.SelectMany(v => units.ScopeOf(v).Units));
    }

    private Outcome<AppliedBatch> Mapped(Act act, Func<DbConnection, DbTransaction, Outcome<AppliedBatch>> work) =>
        TryWrite(act, (connection, transaction) =>
    {
        act.AfterCommit(() => RefreshUnits());
        return work(connection, transaction);
    });

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}

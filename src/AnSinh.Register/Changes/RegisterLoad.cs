using System.Data.Common;
using AnSinh.Basics;
using AnSinh.Register.Units;
using AnSinh.Register.Writing;
using AnSinh.Store;
using AnSinh.Store.Acts;
using AnSinh.Store.TwoTimes;

namespace AnSinh.Register.Changes;

/// <summary>A row that cannot be loaded; the message is Vietnamese and names the row. The load as a whole is rolled back.</summary>
public sealed class RowRefusedException : Exception
{
    /// <summary>A row refused for these reasons.</summary>
    public RowRefusedException(IReadOnlyList<Refusal> refusals)
        : base(string.Join("; ", refusals)) => Refusals = refusals;

    /// <summary>Every reason, with the row as its place.</summary>
    public IReadOnlyList<Refusal> Refusals { get; }
}

/// <summary>
/// The fast way in for many rows (<i lang="vi">cơ sở dữ liệu an sinh</i>): they come with their own times of recording, so that a
/// register can be filled with its history. One transaction: all rows or none. Rows may come in any order.
/// </summary>
public sealed class RegisterLoad : IDisposable
{
    private const int BatchSize = 8192;
    private readonly RegisterDb _register;
    private readonly DbConnection _connection;
    private readonly DbTransaction _transaction;
    private readonly HashSet<long> _persons;
    private readonly HashSet<long> _households;
    private readonly Dictionary<long, string> _awaitedPersons = [];
    private readonly Dictionary<long, string> _awaitedHouseholds = [];
    private readonly Batch<PersonRow> _people;
    private readonly Batch<HouseholdRow> _homes;
    private readonly Batch<MembershipRow> _memberships;
    private readonly Batch<ResidenceRow> _residences;
    private readonly Batch<FactRow> _facts;
    private long _latest;

    internal RegisterLoad(RegisterDb register)
    {
        _register = register;
        _connection = register.Database.Connect();
        _transaction = _connection.BeginTransaction();
        RegisterDb.CountChange(_connection, _transaction);
        _latest = RegisterWrites.Latest(_connection, _transaction);
        (_persons, _households) = (Known("person_id", "person"), Known("household_id", "household"));
        _people = new(this, RegisterTables.People);
        _homes = new(this, RegisterTables.Households);
        _memberships = new(this, register.Tables.Memberships);
        _residences = new(this, register.Tables.Residences);
        _facts = new(this, register.Tables.Facts);
    }

    /// <summary>Rows taken so far.</summary>
    public long Rows { get; private set; }

    /// <summary>Adds a statement about a person; the person's number is given by the caller.</summary>
    public void Add(PersonRow row)
    {
        Accept(_register.Checks.Of(row), row.RecordedAt, row.SupersededAt, () => $"người số {row.PersonId} ({row.Name})");
        _persons.Add(row.PersonId);
        _people.Add(row, row.RecordedAt, row.SupersededAt);
    }

    /// <summary>Adds a household; its number is given by the caller.</summary>
    public void Add(HouseholdRow row)
    {
        Accept(_register.Checks.Of(row), row.RecordedAt, row.SupersededAt, () => $"hộ số {row.HouseholdId}");
        _households.Add(row.HouseholdId);
        _homes.Add(row, row.RecordedAt, row.SupersededAt);
    }

    /// <summary>Adds a membership.</summary>
    public void Add(MembershipRow row)
    {
        Accept(_register.Checks.Of(row), row.RecordedAt, row.SupersededAt,
            () => $"thành viên hộ {row.HouseholdId}, người số {row.PersonId}");
        Await(_persons, _awaitedPersons, row.PersonId, () => $"thành viên hộ {row.HouseholdId}");
        Await(_households, _awaitedHouseholds, row.HouseholdId, () => $"thành viên hộ, người số {row.PersonId}");
        _memberships.Add(row, row.RecordedAt, row.SupersededAt);
    }

    /// <summary>Adds a residence.</summary>
    public void Add(ResidenceRow row)
    {
        Accept(_register.Checks.Of(row), row.RecordedAt, row.SupersededAt, () => $"nơi cư trú {row.Unit}, người số {row.PersonId}");
        Await(_persons, _awaitedPersons, row.PersonId, () => $"nơi cư trú {row.Unit}");
        _residences.Add(row, row.RecordedAt, row.SupersededAt);
    }

    /// <summary>Adds a fact.</summary>
    public void Add(FactRow row)
    {
        Accept(_register.Checks.Of(row), row.RecordedAt, row.SupersededAt,
            () => $"dữ kiện {row.Kind} = {row.Value}, của {row.Unit ?? "số " + row.SubjectId}, từ {Vietnamese.Date(row.Valid.From)}");
        switch (_register.Facts[row.Kind].Subject)
        {
            case FactSubject.Person:
                Await(_persons, _awaitedPersons, row.SubjectId, () => $"dữ kiện {row.Kind}");
                break;
            case FactSubject.Household:
                Await(_households, _awaitedHouseholds, row.SubjectId, () => $"dữ kiện {row.Kind}");
                break;
            default:
                break;
        }

        _facts.Add(row, row.RecordedAt, row.SupersededAt);
    }

    /// <summary>Writes the rest and makes all of it last. Without it, <see cref="Dispose"/> undoes the load.</summary>
    public void Commit()
    {
        var missing = _awaitedPersons.Where(p => !_persons.Contains(p.Key))
            .Select(p => new Refusal("person.none", $"Không có người số {p.Key} trong sổ.", p.Value))
            .Concat(_awaitedHouseholds.Where(h => !_households.Contains(h.Key))
                .Select(h => new Refusal("household.none", $"Không có hộ số {h.Key} trong sổ.", h.Value)))
            .Take(20).ToList();
        if (missing.Count > 0)
        {
            throw new RowRefusedException(missing);
        }

        _people.Flush();
        _homes.Flush();
        _memberships.Flush();
        _residences.Flush();
        _facts.Flush();
        RegisterWrites.SetLatest(_connection, _transaction, _latest);
        var act = Act.OfProgram("register.load");
        _register.Audit.Append(_connection, _transaction, act, act.Note(_register.Clock.Now(), act.Kind, "register", $"{Rows} dòng"));
        _transaction.Commit();
        _register.Database.Analyze();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _transaction.Dispose();
        _connection.Dispose();
    }

    private HashSet<long> Known(string column, string table)
    {
        var ids = new HashSet<long>();
        using var scan = _register.Database.Scan(_connection, $"select {column} from {table}");
        while (scan.Read())
        {
            ids.Add(scan.Number(0));
        }

        return ids;
    }

    private void Accept(IEnumerable<Refusal> checks, long recordedAt, long? supersededAt, Func<string> place)
    {
        Rows++;
        List<Refusal>? refusals = null;
        foreach (var refusal in checks)
        {
            (refusals ??= []).Add(refusal with { Place = $"dòng {Rows}, {place()}, {refusal.Place}" });
        }

        if (refusals is not null)
        {
            throw new RowRefusedException(refusals);
        }

        _latest = Math.Max(_latest, Math.Max(recordedAt, supersededAt ?? recordedAt));
    }

    private void Await(HashSet<long> present, Dictionary<long, string> awaited, long id, Func<string> place)
    {
        if (!present.Contains(id) && !awaited.ContainsKey(id))
        {
            awaited.Add(id, $"dòng {Rows}, {place()}");
        }
    }

    /// <summary>Rows of one table waiting to be written: PostgreSQL copies into one table at a time.</summary>
    private sealed class Batch<T>(RegisterLoad load, TwoTimeTable<T> table)
        where T : class
    {
        private readonly List<(T Row, long RecordedAt, long? SupersededAt)> _rows = new(BatchSize);

        public void Add(T row, long recordedAt, long? supersededAt)
        {
            _rows.Add((row, recordedAt, supersededAt));
            if (_rows.Count == BatchSize)
            {
                Flush();
            }
        }

        public void Flush()
        {
            if (_rows.Count == 0)
            {
                return;
            }

            using var writer = table.Bulk(load._register.Database, load._connection, load._transaction);
            foreach (var (row, recordedAt, supersededAt) in _rows)
            {
                table.Write(writer, row, recordedAt, supersededAt);
            }

            _rows.Clear();
        }
    }
}

using System.Data.Common;
using AnSinh.Basics;
using AnSinh.Store;
using AnSinh.Store.Acts;

namespace AnSinh.Register;

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
        _people = new(this, "person", RegisterSchema.Columns.Person, Write);
        _homes = new(this, "household", RegisterSchema.Columns.Household, Write);
        _memberships = new(this, "membership", RegisterSchema.Columns.Membership, Write);
        _residences = new(this, "residence", RegisterSchema.Columns.Residence, Write);
        _facts = new(this, "fact", RegisterSchema.Columns.Fact, Write);
    }

    /// <summary>Rows taken so far.</summary>
    public long Rows { get; private set; }

    /// <summary>Adds a statement about a person; the person's number is given by the caller.</summary>
    public void Add(PersonRow row)
    {
        Accept(_register.Checks.Of(row), row.RecordedAt, row.SupersededAt, () => $"người số {row.PersonId} ({row.Name})");
        _persons.Add(row.PersonId);
        _people.Add(row);
    }

    /// <summary>Adds a household; its number is given by the caller.</summary>
    public void Add(HouseholdRow row)
    {
        Accept(_register.Checks.Of(row), row.RecordedAt, row.SupersededAt, () => $"hộ số {row.HouseholdId}");
        _households.Add(row.HouseholdId);
        _homes.Add(row);
    }

    /// <summary>Adds a membership.</summary>
    public void Add(MembershipRow row)
    {
        Accept(_register.Checks.Of(row), row.RecordedAt, row.SupersededAt,
            () => $"thành viên hộ {row.HouseholdId}, người số {row.PersonId}");
        Await(_persons, _awaitedPersons, row.PersonId, () => $"thành viên hộ {row.HouseholdId}");
        Await(_households, _awaitedHouseholds, row.HouseholdId, () => $"thành viên hộ, người số {row.PersonId}");
        _memberships.Add(row);
    }

    /// <summary>Adds a residence.</summary>
    public void Add(ResidenceRow row)
    {
        Accept(_register.Checks.Of(row), row.RecordedAt, row.SupersededAt, () => $"nơi cư trú {row.Unit}, người số {row.PersonId}");
        Await(_persons, _awaitedPersons, row.PersonId, () => $"nơi cư trú {row.Unit}");
        _residences.Add(row);
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

        _facts.Add(row);
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

    private static void Write(IBulkWriter to, PersonRow row)
    {
        to.Set(0, row.PersonId);
        to.Set(1, PersonalNumber.TryParse(row.PersonalNumber, out var number) ? number.Digits : null);
        to.Set(2, row.Name);
        to.Set(3, VietnameseText.Fold(row.Name));
        to.Set(4, (long)row.Sex);
        to.Set(5, row.Birth?.Earliest);
        to.Set(6, (long?)row.Birth?.Precision);
        Recorded(to, 7, row.RecordedAt, row.SupersededAt, row.Source);
    }

    private static void Write(IBulkWriter to, HouseholdRow row)
    {
        to.Set(0, row.HouseholdId);
        to.Set(1, row.Number);
        to.Set(2, row.Hamlet);
        Recorded(to, 3, row.RecordedAt, row.SupersededAt, row.Source);
    }

    private static void Write(IBulkWriter to, MembershipRow row)
    {
        to.Set(0, row.PersonId);
        to.Set(1, row.HouseholdId);
        to.Set(2, row.Role);
        Valid(to, 3, row.Valid);
        Recorded(to, 5, row.RecordedAt, row.SupersededAt, row.Source);
    }

    private static void Write(IBulkWriter to, ResidenceRow row)
    {
        to.Set(0, row.PersonId);
        to.Set(1, row.Unit);
        to.Set(2, row.Kind);
        Valid(to, 3, row.Valid);
        Recorded(to, 5, row.RecordedAt, row.SupersededAt, row.Source);
    }

    private void Write(IBulkWriter to, FactRow row)
    {
        to.Set(0, (long)_register.Facts[row.Kind].Subject);
        to.Set(1, row.SubjectId);
        to.Set(2, row.Unit);
        to.Set(3, row.Kind);
        to.Set(4, row.Value);
        Valid(to, 5, row.Valid);
        Recorded(to, 7, row.RecordedAt, row.SupersededAt, row.Source);
    }

    private static void Valid(IBulkWriter to, int column, DateInterval valid)
    {
        to.Set(column, valid.From);
        to.Set(column + 1, valid.To);
    }

    private static void Recorded(IBulkWriter to, int column, long recordedAt, long? supersededAt, string source)
    {
        to.Set(column, recordedAt);
        to.Set(column + 1, supersededAt);
        to.Set(column + 2, source);
    }

    /// <summary>Rows of one table waiting to be written: PostgreSQL copies into one table at a time.</summary>
    private sealed class Batch<T>(RegisterLoad load, string table, IReadOnlyList<BulkColumn> columns, Action<IBulkWriter, T> write)
    {
        private readonly List<T> _rows = new(BatchSize);

        public void Add(T row)
        {
            _rows.Add(row);
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

            using var writer = load._register.Database.Bulk(load._connection, load._transaction, table, columns);
            foreach (var row in _rows)
            {
                write(writer, row);
                writer.Next();
            }

            _rows.Clear();
        }
    }
}

using AnSinh.Basics;
using AnSinh.Register;
using AnSinh.Register.Units;
using AnSinh.Store;

namespace AnSinh.Testing;

/// <summary>An empty register for one test, in a file of its own or a PostgreSQL schema of its own; gone afterwards.</summary>
public sealed class TestRegister : IDisposable
{
    private readonly TempFolder? _folder;

    private TestRegister(Database database, TempFolder? folder, FakeClock clock, Jurisdiction jurisdiction,
        FactVocabulary facts, UnitMap units)
    {
        (_folder, Clock) = (folder, clock);
        Register = RegisterDb.Create(database, jurisdiction, facts, units.All, units.Changes);
    }

    /// <summary>The register.</summary>
    public RegisterDb Register { get; }

    /// <summary>Its clock: 2020-01-01 until moved.</summary>
    public FakeClock Clock { get; }

    /// <summary>A register in a SQLite file; the vocabulary and units of <see cref="Some"/> unless others are given.</summary>
    public static TestRegister Sqlite(FactVocabulary? facts = null, UnitMap? units = null, Jurisdiction? jurisdiction = null)
    {
        var (folder, clock) = (new TempFolder(), new FakeClock(Some.Start));
        return new TestRegister(Database.Open(folder.File("register.db"), clock), folder, clock, jurisdiction ?? Jurisdiction.PhucTho,
            facts ?? Some.Facts, units ?? Some.Units);
    }

    /// <summary>A register in a PostgreSQL schema; skips the test if there is no PostgreSQL.</summary>
    public static TestRegister Postgres(FactVocabulary? facts = null, UnitMap? units = null, Jurisdiction? jurisdiction = null)
    {
        var clock = new FakeClock(Some.Start);
        return new TestRegister(PostgresCluster.NewDatabase(clock), null, clock, jurisdiction ?? Jurisdiction.PhucTho,
            facts ?? Some.Facts, units ?? Some.Units);
    }

    /// <summary>On either database.</summary>
    public static TestRegister On(Dialect dialect) => dialect == Dialect.Postgres ? Postgres() : Sqlite();

    /// <inheritdoc/>
    public void Dispose()
    {
        Register.Database.Dispose();
        _folder?.Dispose();
    }
}

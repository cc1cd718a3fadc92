using System.Collections.Concurrent;
using AnSinh.Access.Alerts;
using AnSinh.Access.Factors;
using AnSinh.Access.Mandates;
using AnSinh.Access.Roles;
using AnSinh.Access.Widening;
using AnSinh.Basics;
using AnSinh.Casework;
using AnSinh.Casework.Applications;
using AnSinh.Casework.Cases;
using AnSinh.Casework.LawChanges;
using AnSinh.Casework.Poverty;
using AnSinh.Determinations;
using AnSinh.Intake.Comparing;
using AnSinh.Intake.Lists;
using AnSinh.Ledger;
using AnSinh.Register;
using AnSinh.Register.People;
using AnSinh.Register.Units;
using AnSinh.Rulebook;
using AnSinh.Rulebook.Publishing;
using AnSinh.Scoreboard;
using AnSinh.Scoreboard.Figures;
using AnSinh.Scoreboard.Quality;
using AnSinh.Store;
using AnSinh.Store.Documents;
using AnSinh.Store.Jobs;
using AnSinh.Store.Messages;

using AnSinh.Host.SignIn;

namespace AnSinh.Host;

/// <summary>
/// One register, one state of the rulebook, and the engines over them: what pages, API and verbs ask. Safe to share between requests. A
/// publication of law makes another office (<see cref="OfficeHolder"/>); whoever works in this one keeps its law.
/// </summary>
public sealed class Office
{
    private readonly Lazy<PovertyRounds> _poverty;
    private readonly Lazy<ListImport> _lists;
    private readonly Lazy<ListComparisons> _comparisons;
    private readonly ConcurrentDictionary<string, Policy?> _rulebooks = new(StringComparer.Ordinal);

    /// <summary>Opens the office over a register and the law in force.</summary>
    public Office(LawInForce law, ScorePolicy scores, RegisterDb register)
        : this(law.Policy, scores, register)
    {
        Law = law;
        Publications.Seen(law);
    }

    /// <summary>Opens the office over a register and a rulebook that is not published from here.</summary>
    public Office(Policy policy, ScorePolicy scores, RegisterDb register)
    {
        (Policy, Scores, Register) = (policy, scores, register);
        // Poverty reviews of a register from before are cases as soon as cases are listed.
        register.Database.Migrate([.. AccessSchema.Migrations, .. PovertyRounds.Migrations]);
        (AccountPersons, AlertReviews) = (new AccountPersons(register.Database), new AlertReviews(register.Database));
        (Accounts, Sessions, Roles) = (new Accounts(register.Database), new Sessions(register.Database), new RoleGrants(register, policy));
        Widenings = new Widenings(register, policy);
        (AccountOpening, Protected) = (new(register, Accounts, Roles), new(register.Database.Readings, register.Clock));
        (Publications, Jobs) = (new PublicationStore(register.Database), new JobTable(register.Database));
        Messages = new MessageTable(register.Database);
        Documents = new DocumentTable(register.Database);
        Determiner = new Determiner(policy, register);
        Decisions = new Decisions(register);
        Ledger = new LedgerQueries(register.Database);
        MonthRun = new MonthRun(Determiner, Decisions, RulebookOrNull);
        (RunActs, People, DraftQueries) = (new RunActs(register), new PeopleQueries(register), new DraftQueries(register.Database));
        Gaps = new PromiseGap(Determiner, Decisions);
        Payments = new PersonPayments(Determiner, Decisions, Ledger);
        Board = new ScoreEngine(scores, policy, register);
        Books = new CaseBooks(register, policy);
        LawChanges = new LawChangeStore(register.Database, Books);
        (RunDrafts, Mandates) = (new RunDrafts(Determiner, MonthRun, RunActs, Books), Books.Mandates);
        Applications = new ProgrammeApplications(Determiner, Decisions, People, Books);
        Quality = new QualityEngine(scores, policy, Determiner, Decisions, Ledger);
        GuardUndoing(register);
        _poverty = new(() => new PovertyRounds(policy, register, Books));
        _lists = new(() => new ListImport(register, new SentLists(register.Database, Documents)));
        _comparisons = new(() => new ListComparisons(register, Documents));
        IsDemo = register.Meta("demo_seed") is not null;
        if (IsDemo)
        {
            OpenDemo();
        }

        // After the clock stands: what the log notes first is of the day of the office.
        Seals = new AuditCheck(register.Database, SealedTables);
        Seals.Begin(AuditRecord.Program);
        Books.Refresh();
    }

    private static void GuardUndoing(RegisterDb register)
    {
        register.UndoGuards["borders"] = (connection, transaction, _) =>
            Borders.BorderGuards.Refuse(connection, transaction, register.Clock.Today);
        PovertyRounds.KeepDecisions(register);
    }

    /// <summary>The tables the audit chain vouches for.</summary>
    public static IReadOnlyList<SealedTable> SealedTables { get; } = [.. Decisions.Tables, .. DeterminationStore.Tables,
        .. LedgerSeal.Tables, .. CaseBooks.Tables, DocumentTable.Sealed, .. RoleGrants.Tables,
        .. SigningMandates.Tables];

    /// <summary>The rulebook.</summary>
    public Policy Policy { get; }

    /// <summary>The rulebook with its files and version; null if it is not published from here.</summary>
    public LawInForce? Law { get; }

    /// <summary>What was published of the law.</summary>
    public PublicationStore Publications { get; }

    /// <summary>Drafted changes of the law.</summary>
    public LawChangeStore LawChanges { get; }

    /// <summary>Indicators, targets, published figures and checks.</summary>
    public ScorePolicy Scores { get; }

    /// <summary>The register.</summary>
    public RegisterDb Register { get; }

    /// <summary>Its units.</summary>
    public UnitMap Units => Register.Units;

    /// <summary>What day it is here.</summary>
    public OfficeClock Clock => Register.Clock;

    /// <summary>Whether the audit chain and the money it vouches for agree.</summary>
    public AuditCheck Seals { get; }

    /// <summary>Who may sign in.</summary>
    public Accounts Accounts { get; }

    /// <summary>Which person of the register has an account.</summary>
    public AccountPersons AccountPersons { get; }

    /// <summary>Which alerts about readings were looked into.</summary>
    public AlertReviews AlertReviews { get; }

    /// <summary>Makes accounts.</summary>
    public AccountOpening AccountOpening { get; }

    /// <summary>Who has which role.</summary>
    public RoleGrants Roles { get; }

    /// <summary>Who saw more people for some hours.</summary>
    public Widenings Widenings { get; }

    /// <summary>Who is signed in.</summary>
    public Sessions Sessions { get; }

    /// <summary>Who saw protected facts, and why.</summary>
    public ProtectedAccess Protected { get; }

    /// <summary>Who is entitled to what.</summary>
    public Determiner Determiner { get; }

    /// <summary>What officers decided.</summary>
    public Decisions Decisions { get; }

    /// <summary>Cases and their books.</summary>
    public CaseBooks Books { get; }

    /// <summary>Who may sign.</summary>
    public SigningMandates Mandates { get; }

    /// <summary>Applications for programmes.</summary>
    public ProgrammeApplications Applications { get; }

    /// <summary>Work done apart from the requests that asked for it.</summary>
    public JobTable Jobs { get; }

    /// <summary>The files it keeps.</summary>
    public DocumentTable Documents { get; }

    /// <summary>What it tells others.</summary>
    public MessageTable Messages { get; }

    /// <summary>Runs and settles months.</summary>
    public MonthRun MonthRun { get; }

    /// <summary>Runs on their way: drafted, checked, approved, paid.</summary>
    public RunDrafts RunDrafts { get; }

    /// <summary>What drafts of runs hold.</summary>
    public DraftQueries DraftQueries { get; }

    /// <summary>Takes runs back.</summary>
    public RunActs RunActs { get; }

    /// <summary>What was posted and paid.</summary>
    public LedgerQueries Ledger { get; }

    /// <summary>A person's money month by month.</summary>
    public PersonPayments Payments { get; }

    /// <summary>Who was promised and missed.</summary>
    public PromiseGap Gaps { get; }

    /// <summary>Indicators of units.</summary>
    public ScoreEngine Board { get; }

    /// <summary>What is missing, implausible or contradictory in the register.</summary>
    public QualityEngine Quality { get; }

    /// <summary>Search and files of people.</summary>
    public PeopleQueries People { get; }

    /// <summary>Reviews of poor households.</summary>
    public PovertyRounds Poverty => _poverty.Value;

    /// <summary>Lists on their way into the register.</summary>
    public ListImport Lists => _lists.Value;

    /// <summary>Lists held against each other, or against the register.</summary>
    public ListComparisons Comparisons => _comparisons.Value;

    /// <summary>True if nobody in the register is real.</summary>
    public bool IsDemo { get; }

    /// <summary>
    /// The times looked at if an address names none, the same for everybody: the last month run, or the month of today if none was, as
    /// known today by the clock of the office, so that what was just recorded is seen at once.
    /// </summary>
    public (Month Month, AsKnown Known) UsualTimes()
    {
        var months = Ledger.Runs().Where(run => run.Stands).Select(run => run.Month).ToList();
        return (months.Count == 0 ? Clock.Month : months.Max(), Clock.Known);
    }

    /// <summary>The month runs known on a day, newest first: later ones are not part of what was known then.</summary>
    public IReadOnlyList<LedgerRun> RunsKnown(AsKnown known) => [.. Ledger.Runs().Where(run => run.Known.Day <= known.Day)];

    /// <summary>The same with those that were thrown away.</summary>
    public IReadOnlyList<LedgerRun> AllRunsKnown(AsKnown known) => [.. Ledger.AllRuns().Where(run => run.Known.Day <= known.Day)];

    /// <summary>An earlier state of the rulebook by its hash, as far as it can still be read.</summary>
    public Policy? RulebookOrNull(string hash) =>
        Law is null ? null : _rulebooks.GetOrAdd(hash, asked => LawInForce.StateOrNull(Law.Folder, Register.Database, asked));

    /// <summary>Edited files held against the law in force, also by those who read the law beyond the rulebook itself.</summary>
    public ChangeReview Review(LawInForce law, IReadOnlyList<EditedFile> files) =>
        ChangeReview.Of(law, files, (policy, all) => OfficeHolder.AlsoCheck(Scores, policy, all));

    /// <summary>The name of a programme for people.</summary>
    public LocalText NameOf(string programme) =>
        Policy.Programmes.FirstOrDefault(p => p.Id == programme)?.ShortName ?? new LocalText(programme);

    /// <summary>The day of the last record about anybody: where the story of a demo ends.</summary>
    public DateOnly LastRecorded => AsKnown.DayOf(Math.Max(Register.LastRecorded, Decisions.LastRecorded));

    /// <summary>The name of a unit for people; the key if it is not in the register.</summary>
    public string UnitName(string? key) => key is null ? "" : Units.FindOrNull(key)?.FullName ?? key;

    /// <summary>The name on a day of the unit a key has become by then.</summary>
    public string UnitName(string key, DateOnly day) => Units.Resolve(key, day)?.FullName ?? UnitName(key);

    // The clock of a demo stands at the end of its story, and its accounts are there for everybody.
    private void OpenDemo()
    {
        if (!Clock.Stands)
        {
            Register.StandOn(LastRecorded);
        }

        DemoAccounts.AddTo(this);
        DemoMandates.AddTo(this);
    }
}

using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using AnSinh.Basics;
using AnSinh.Basics.Forms;
using AnSinh.Casework.Cases;
using AnSinh.Register;
using AnSinh.Register.Changes;
using AnSinh.Register.Units;
using AnSinh.Rulebook;
using AnSinh.Rulebook.Procedures;
using AnSinh.Store;
using AnSinh.Store.Acts;

namespace AnSinh.Casework.Poverty;

/// <summary>A review in the list of reviews.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Unit">Commune version.</param>
/// <param name="File">Its book.</param>
public sealed record RoundInList(long Id, string Unit, RoundFile File);

/// <summary>
/// The reviews of poor households of a register (<i lang="vi">đợt rà soát</i>): opened for a commune, filled in household by household,
/// agreed in the hamlets, posted, and recognised by a decision that writes to the register. Each is a case; its list, sheets and meetings
/// are kept here. Nothing of a review is overwritten.
/// </summary>
public sealed class PovertyRounds
{
    /// <summary>Kind of the batches that decisions write.</summary>
    public const string BatchKind = "poverty_round";

    private const int BatchesLimit = 10_000;
    private readonly RegisterDb _register;
    private readonly RoundReading _reading;
    private readonly CaseBooks _books;

    /// <summary>
    /// The reviews of a register. Opening brings the tables into being. Null law of reviews is a policy without them: a bug here.
    /// </summary>
    public PovertyRounds(Policy policy, RegisterDb register, CaseBooks books)
    {
        (Policy, _register, _books) = (policy, register, books);
        Review = policy.Reviews.FirstOrDefault(r => r.Name == "poverty")
            ?? throw new InvalidOperationException("policy/ declares no review 'poverty'.");
        Scoring = new RoundScoring(policy, register.Jurisdiction);
        _reading = new RoundReading(policy, register, Review);
        (Steps, Decision, Inspection) = (new RoundSteps(this), new RoundDecision(this), new PovertyInspection(this));
        register.Database.Migrate(Migrations);
        KeepDecisions(register);
    }

    /// <summary>
    /// From now on the decision of a review is taken back in its case alone: undone elsewhere, the book would say recognised and the
    /// register would not.
    /// </summary>
    public static void KeepDecisions(RegisterDb register) => register.UndoneInRoom[BatchKind] = new LocalText(
        "Đây là quyết định công nhận của một đợt rà soát hộ nghèo: hoàn tác ở trang của đợt ấy (Rà soát hộ nghèo), đợt sẽ mở lại.",
        "This is the decision of a poverty review: undo it on the page of the review, which is then open again.");

    /// <summary>The steps that make the tables.</summary>
    public static IReadOnlyList<Migration> Migrations => [.. CaseBooks.Migrations, .. RoundTables.Migrations];

    /// <summary>Filling in, meetings, posting, complaints.</summary>
    public RoundSteps Steps { get; }

    /// <summary>The decision at the end.</summary>
    public RoundDecision Decision { get; }

    /// <summary>The check list.</summary>
    public PovertyInspection Inspection { get; }

    /// <summary>The law.</summary>
    public Policy Policy { get; }

    /// <summary>The review as the law has it.</summary>
    public Review Review { get; }

    /// <summary>Scores sheets.</summary>
    public RoundScoring Scoring { get; }

    /// <summary>The day up to which everything is known.</summary>
    public AsKnown Today => _reading.Today;

    internal RegisterDb Register => _register;

    internal RoundReading Reading => _reading;

    /// <summary>Reviews of these units, the latest first.</summary>
    public IReadOnlyList<RoundInList> All(Scope units)
    {
        using var connection = _register.Database.Connect();
        return [.. RoundTables.Rounds(connection).Select(id => FindOrNull(id, units)).OfType<RoundFile>()
            .Select(f => new RoundInList(f.Id, f.Opened.Unit, f))];
    }

    /// <summary>
    /// A review, or null if there is none of that number in these units, or the law no longer holds its procedure. Within an act that runs,
    /// as what it wrote leaves it.
    /// </summary>
    public RoundFile? FindOrNull(long id, Scope units, Act? act = null)
    {
        if (_books.FindOrNull(CaseKind.PovertyRound, id, act) is not { } view || !units.Contains(view.File.UnitKey))
        {
            return null;
        }

        if (act is not null)
        {
            return _register.Database.Do(act, (running, transaction) => Read(view, RoundTables.Content(running, id, transaction)));
        }

        using var connection = _register.Database.Connect();
        return Read(view, RoundTables.Content(connection, id));
    }

    private RoundFile Read(CaseView view, IReadOnlyList<RoundEntry> content) =>
        RoundFile.Of(view, content, Standing().TryGetValue(view.File.SubjectId, out var batch) ? batch : null);

    /// <summary>What can be done now with a review by somebody, each with why this one may not.</summary>
    public IReadOnlyList<DeedChoice> Choices(RoundFile file, CaseActor actor) => _books.Choices(file.Case, actor);

    /// <summary>The year of a review, or null if there is none of the number.</summary>
    public int? YearOrNull(long id)
    {
        using var connection = _register.Database.Connect();
        return RoundTables.YearOrNull(connection, id);
    }

    /// <summary>The edition a review goes by.</summary>
    public ReviewVersion VersionOf(RoundFile file) =>
        Review.Versions.FirstOrDefault(v => v.Id == file.Opened.Version)
        ?? throw new InvalidOperationException($"Review edition '{file.Opened.Version}' is no longer in policy/.");

    /// <summary>
    /// Opens a review and lists the households the law puts on it; one on request lists the households named, with a remark.
    /// </summary>
    /// <returns>Its number.</returns>
    /// <param name="asked">The review; the edition of the law it goes by is that of the day its result holds from.</param>
    /// <param name="actor">Who.</param>
    /// <param name="act">The act.</param>
    /// <param name="named">Households of one on request, and why they are looked at.</param>
    public Outcome<long> Open(RoundAsked asked, CaseActor actor, Act act, (IReadOnlyCollection<long> Households, string Note)? named = null)
    {
        var version = Review.VersionOn(asked.HoldsFrom, _register.Jurisdiction);
        var opened = new RoundOpened(asked.Unit, asked.Year, asked.OnRequest, asked.BaseDay, asked.HoldsFrom, version?.Id ?? "");
        var refusals = new RoundOpening(this, opened).WhyNot(version, Procedure?.VersionOrNull(asked.HoldsFrom) is not null);
        if (refusals.Count > 0)
        {
            return Outcome<long>.Refused(refusals);
        }

        var chosen = named is { } some ? Chosen(opened, some.Households, null, some.Note)
            : Outcome<IReadOnlyList<HouseholdListed>>.Of(asked.OnRequest ? [] : Listed(opened, Today, must: true));
        if (!chosen.Ok)
        {
            return Outcome<long>.Refused(chosen.Refusals);
        }

        return _register.Database.Do<long>(act, (connection, transaction) =>
        {
            var id = RoundTables.Add(connection, transaction, opened, _register.Now);
            RoundTables.Append(connection, transaction, id, chosen.Value, act.Actor, _register.Now);
            var request = new CaseRequest(Procedure!.Id, null, id, asked.Unit, Told(opened)) { GoesBy = asked.HoldsFrom };
            var begun = _books.Open(request, actor, act);
            return begun.Ok ? id : Outcome<long>.Refused(begun.Refusals);
        });
    }

    /// <summary>What is asked when a review is opened for one of some communes; nothing where the law has no procedure for it.</summary>
    public FormDefinition OpeningForm(IEnumerable<FormChoice> communes) => Procedure is { } procedure
        ? RoundForms.Open(procedure.Versions[^1].Opening, communes) : new FormDefinition(KindDeeds.Open, Review.Label, []);

    private Procedure? Procedure => _books.ProcedureOrNull(CaseKind.PovertyRound);

    private static Dictionary<string, string> Told(RoundOpened opened) => new(StringComparer.Ordinal)
    {
        ["year"] = opened.Year.ToString(CultureInfo.InvariantCulture),
        ["kind"] = opened.OnRequest ? "on_request" : "yearly",
        ["base_day"] = opened.BaseDay.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["holds_from"] = opened.HoldsFrom.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
    };

    /// <summary>Households of the commune not on the list, with signs that they may be poor: most signs first.</summary>
    public IReadOnlyList<HouseholdListed> Suggested(RoundFile file) =>
        [.. Listed(file.Opened, Today, must: false).Where(h => file.FindOrNull(h.Household) is null)
            .OrderByDescending(h => h.Reasons.Count).ThenByDescending(h => h.EverBefore).ThenBy(h => h.Hamlet).ThenBy(h => h.Household)];

    /// <summary>Puts households on the list.</summary>
    /// <param name="id">The review.</param>
    /// <param name="households">Numbers of households.</param>
    /// <param name="reason">Id of a reason, or <see cref="HouseholdListed.Request"/>; null takes what the facts suggest.</param>
    /// <param name="note">Remark.</param>
    /// <param name="act">Who.</param>
    public Outcome<RoundFile> List(long id, IReadOnlyCollection<long> households, string? reason, string? note, Act act) =>
        Change(id, act, file =>
    {
        if (file.Posted is not null)
        {
            return new Refusal("round.posted", "Danh sách đã niêm yết; hộ có khiếu nại thì ghi khiếu nại.", RoundForms.HouseholdField)
            {
                English = "The list is posted; if somebody complains of a household, record the complaint.",
            };
        }

        var twice = households.Where(h => file.FindOrNull(h) is not null)
            .Select(h => new Refusal("round.listed", $"Hộ mã số {h} đã có trong danh sách.", RoundForms.HouseholdField)
            {
                English = $"Household {h} is on the list already.",
            });
        var chosen = Chosen(file.Opened, households, reason, note);
        List<Refusal> refusals = [.. chosen.Refusals, .. twice];
        return refusals.Count > 0 ? Outcome<IReadOnlyList<RoundRecord>>.Refused(refusals)
            : Outcome<IReadOnlyList<RoundRecord>>.Of([.. chosen.Value]);
    });

    private Outcome<IReadOnlyList<HouseholdListed>> Chosen(RoundOpened round, IReadOnlyCollection<long> households,
        string? reason, string? note)
    {
        var seen = _reading.Commune(round.Unit, round.BaseDay, round.BaseDay, Today);
        var version = Review.Versions.First(v => v.Id == round.Version);
        var here = seen.All.Where(h => h.Unit == round.Unit).ToDictionary(h => h.Id);
        List<Refusal> refusals = households.Count == 0 ? [Nobody] : [.. households.Where(h => !here.ContainsKey(h))
            .Select(h => NotHere(h, round.BaseDay))];
        IReadOnlyList<string> Reasons(SeenHousehold household) =>
            reason is null ? [.. Signs(seen, household, version, must: true), .. Signs(seen, household, version, must: false)] : [reason];
        return refusals.Count > 0
            ? Outcome<IReadOnlyList<HouseholdListed>>.Refused(refusals)
            : Outcome<IReadOnlyList<HouseholdListed>>.Of(
                [.. _reading.Entries(seen, [.. households.Distinct().Select(h => (here[h], Reasons(here[h]), note))],
                    round.BaseDay, Today)]);
    }

    /// <summary>Takes a household off the list that is not in a class and was put on it by hand.</summary>
    public Outcome<RoundFile> Unlist(long id, long household, string why, Act act) => Change(id, act, file =>
        WhyListed(file, household, why) is { } refusal ? refusal
        : Outcome<IReadOnlyList<RoundRecord>>.Of([new HouseholdUnlisted(household, why.Trim())]));

    private static Refusal? WhyListed(RoundFile file, long household, string why) =>
        file.Posted is not null ? new Refusal("round.posted", "Danh sách đã niêm yết.", RoundForms.HouseholdField)
        {
            English = "The list is posted.",
        }
        : file.FindOrNull(household) is not { } listed ? NotListed(household)
        : listed.Listed.Before != PovertyClass.None
        ? new Refusal("round.must", "Hộ đang nghèo, cận nghèo phải được rà soát, không bỏ khỏi danh sách.", RoundForms.HouseholdField)
        {
            English = "A household that is poor or near-poor has to be reviewed and is not taken off the list.",
        }
        : string.IsNullOrWhiteSpace(why) ? new Refusal("round.why", "Ghi lý do bỏ hộ khỏi danh sách.", RoundForms.ReasonField)
        {
            English = "Write why the household is taken off the list.",
        }
        : null;

    private static Refusal Nobody => new("round.nobody", "Chọn ít nhất một hộ.", RoundForms.HouseholdField)
    {
        English = "Choose at least one household.",
    };

    private static Refusal NotHere(long household, DateOnly day) => new(
        "round.not-here", $"Hộ mã số {household} không ở địa bàn này vào ngày {Vietnamese.Date(day)}.", RoundForms.HouseholdField)
    {
        English = $"Household {household} was not in this commune on {Vietnamese.Date(day)}.",
    };

    /// <summary>That a household is not on the list of a review.</summary>
    internal static Refusal NotListed(long household) => new(
        "round.not-listed", $"Hộ mã số {household} không có trong danh sách.", RoundForms.HouseholdField)
    {
        English = $"Household {household} is not on the list.",
    };

    /// <summary>
    /// Does a deed of its case; see <see cref="CaseBooks.Do"/>. What may be posted, complained of and signed is looked at by
    /// <see cref="Steps"/> and <see cref="Decision"/>.
    /// </summary>
    public Outcome<RoundFile> Do(long id, int seen, string deed, IReadOnlyDictionary<string, string> told, CaseActor actor, Act act)
    {
        // Counted before anything is written: the count itself reads the register as it would be.
        var table = deed == KindDeeds.Sign && FindOrNull(id, Scope.Everything) is { Open.Count: 0 } ready ? Decision.Rehearse(ready) : null;
        var written = _register.TryWrite<RoundFile>(act, (connection, transaction) =>
        {
            if (FindOrNull(id, Scope.Everything, act) is not { } file)
            {
                return Unknown(id);
            }

            var done = _books.Do(new DeedRequest(file.Case.File.CaseId, seen, deed, told), actor, act, (_, doing) =>
            {
                var refusals = doing.Deed.Id switch
                {
                    KindDeeds.Sign => Decision.Sign(file, table, doing.Values, (connection, transaction), act),
                    KindDeeds.TakeBack => Decision.TakeBack(file, doing.Values, act),
                    _ => Steps.WhyNot(file, doing),
                };
                return refusals.Count > 0 ? Outcome<long?>.Refused(refusals) : Outcome<long?>.Of(null);
            });
            return done.Ok ? file : Outcome<RoundFile>.Refused(done.Refusals);
        });
        return written.Ok ? FindOrNull(id, Scope.Everything)! : written;
    }

    /// <summary>Writes in the content of an open review.</summary>
    internal Outcome<RoundFile> Change(long id, Act act, Func<RoundFile, Outcome<IReadOnlyList<RoundRecord>>> work) =>
        _register.Database.Do<RoundFile>(act, (connection, transaction) =>
        {
            _register.Database.TakeTurn(connection, transaction, CaseBooks.Turn);
            if (FindOrNull(id, Scope.Everything, act) is not { } file)
            {
                return Unknown(id);
            }

            if (!file.IsOpen)
            {
                return Closed(file);
            }

            var records = work(file);
            if (!records.Ok)
            {
                return Outcome<RoundFile>.Refused(records.Refusals);
            }

            Append(connection, transaction, id, records.Value, act);
            return FindOrNull(id, Scope.Everything, act)!;
        });

    internal void Append(DbConnection connection, DbTransaction transaction, long id, IReadOnlyList<RoundRecord> records, Act act)
    {
        RoundTables.Append(connection, transaction, id, records, act.Actor, _register.Now);
        _register.Audit.Append(connection, transaction, act,
            [.. records.Select(r => act.Note(_register.Now, "poverty_round." + r.GetType().Name, $"poverty-round:{id}", About(r)))]);
    }

    private static Refusal Closed(RoundFile file) => file.Cancelled is not null
        ? new Refusal("round.closed", "Đợt rà soát này đã huỷ.", "dot") { English = "This review was given up." }
        : new Refusal("round.closed", "Đợt rà soát này đã có quyết định; muốn sửa thì hoàn tác quyết định trước.", "dot")
        {
            English = "This review has its decision; to change anything, undo the decision first.",
        };

    private static Refusal Unknown(long id) => new("round.unknown", $"Không có đợt rà soát số {id}.", "dot")
    {
        English = $"There is no review no. {id}.",
    };

    internal static string Detail(long round) => JsonSerializer.Serialize(new { round });

    private List<HouseholdListed> Listed(RoundOpened round, AsKnown today, bool must)
    {
        var seen = _reading.Commune(round.Unit, round.BaseDay, round.BaseDay, today);
        var version = Review.Versions.First(v => v.Id == round.Version);
        var chosen = seen.All.Where(h => h.Unit == round.Unit && (must || h.People > 0) && (must || h.Class == PovertyClass.None))
            .Select(h => (h, Signs(seen, h, version, must), (string?)null)).Where(h => h.Item2.Count > 0).ToList();
        return [.. _reading.Entries(seen, chosen, round.BaseDay, today)];
    }

    private IReadOnlyList<string> Signs(SeenHouseholds seen, SeenHousehold household, ReviewVersion version, bool must) =>
        [.. Review.Reasons.Where(r => r.Must == must && seen.Says(r, household, version) == Truth.Yes).Select(r => r.Id)];

    /// <summary>Reviews whose decision stands in the register, and its batch.</summary>
    private Dictionary<long, long> Standing()
    {
        var standing = new Dictionary<long, long>();
        foreach (var batch in _register.Batches.Latest(BatchesLimit, BatchKind).Where(b => b.UndoneAt is null && b.Detail is not null))
        {
            using var detail = JsonDocument.Parse(batch.Detail!);
            standing.TryAdd(detail.RootElement.GetProperty("round").GetInt64(), batch.BatchId);
        }

        return standing;
    }

    private static string About(RoundRecord record) => record switch
    {
        HouseholdListed l => $"household:{l.Household}",
        SheetFilled s => $"household:{s.Household}",
        ClassSet c => $"household:{c.Household} {c.Class}",
        _ => "",
    };
}

using System.Text.Json;
using AnSinh.Basics;
using AnSinh.Register;
using AnSinh.Register.Changes;
using AnSinh.Register.Units;
using AnSinh.Rulebook;
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
/// agreed in the hamlets, posted, and recognised by a decision that writes to the register. Nothing of a review is overwritten.
/// </summary>
public sealed class PovertyRounds
{
    /// <summary>Kind of the batches that decisions write.</summary>
    public const string BatchKind = "poverty_round";

    private const int BatchesLimit = 10_000;
    private readonly RegisterDb _register;
    private readonly RoundReading _reading;

    /// <summary>
    /// The reviews of a register. Opening brings the tables into being. Null law of reviews is a policy without them: a bug here.
    /// </summary>
    public PovertyRounds(Policy policy, RegisterDb register)
    {
        (Policy, _register) = (policy, register);
        Review = policy.Reviews.FirstOrDefault(r => r.Name == "poverty")
            ?? throw new InvalidOperationException("policy/ declares no review 'poverty'.");
        Scoring = new RoundScoring(policy, register.Jurisdiction);
        _reading = new RoundReading(policy, register, Review);
        (Steps, Decision, Inspection) = (new RoundSteps(this), new RoundDecision(this), new PovertyInspection(this));
        register.Database.Migrate(Migrations);
    }

    /// <summary>The steps that make the tables.</summary>
    public static IReadOnlyList<Migration> Migrations => RoundTables.Migrations;

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

    /// <summary>Reviews of these units, the latest first; null for all.</summary>
    public IReadOnlyList<RoundInList> All(IReadOnlySet<string>? units)
    {
        using var connection = _register.Database.Connect();
        var standing = Standing();
        return [.. RoundTables.Rounds(connection).Where(r => units is null || units.Contains(r.Unit))
            .Select(r =>
                new RoundInList(r.Id, r.Unit,
                    RoundFile.Of(r.Id, RoundTables.Entries(connection, r.Id), standing.TryGetValue(r.Id, out var batch) ? batch : null)))];
    }

    /// <summary>A review, or null if there is none of that number in these units.</summary>
    public RoundFile? FindOrNull(long id, IReadOnlySet<string>? units)
    {
        using var connection = _register.Database.Connect();
        var entries = RoundTables.Entries(connection, id);
        return entries.Count > 0 && RoundFile.Of(id, entries, Standing().TryGetValue(id, out var batch) ? batch : null) is { } file
            && (units is null || units.Contains(file.Opened.Unit)) ? file : null;
    }

    /// <summary>The edition a review goes by.</summary>
    public ReviewVersion VersionOf(RoundFile file) =>
        Review.Versions.FirstOrDefault(v => v.Id == file.Opened.Version)
        ?? throw new InvalidOperationException($"Review edition '{file.Opened.Version}' is no longer in policy/.");

    /// <summary>
    /// Opens a review and lists the households the law puts on it; one on request lists the households named, with a remark.
    /// </summary>
    /// <returns>Its number.</returns>
    public Outcome<long> Open(
        string unitKey, int year, DateOnly baseDay, DateOnly holdsFrom, bool onRequest, Act act, (IReadOnlyCollection<long> Households,
            string Note)? named = null)
    {
        var (refusals, today) = (new List<Refusal>(), Today);
        var unit = _register.Units.FindOrNull(unitKey);
        var version = Review.VersionOn(holdsFrom, _register.Jurisdiction);
        if (unit is null || unit.Level != 3)
        {
            refusals.Add(new Refusal("round.unit", $"Chọn xã, thị trấn để mở đợt rà soát; '{unitKey}' không phải.", "xa"));
        }
        else if (!unit.ExistsOn(baseDay))
        {
            refusals.Add(
                new Refusal("round.unit-not-then",
                    $"{unit.FullName} không tồn tại vào ngày {Vietnamese.Date(baseDay)}; chọn đơn vị của ngày ấy.", "xa"));
        }

        if (version is null)
        {
            refusals.Add(
                new Refusal("round.no-law",
                    $"Chưa có quy định về rà soát cho kết quả áp dụng từ {Vietnamese.Date(holdsFrom)} (policy/vn/poverty_round).",
                    "tu-ngay"));
        }

        if (holdsFrom < baseDay || baseDay > today.Day)
        {
            refusals.Add(new Refusal("round.days", baseDay > today.Day
                ? $"Ngày lấy danh sách {Vietnamese.Date(baseDay)} chưa đến."
                : $"Kết quả áp dụng từ {Vietnamese.Date(holdsFrom)}, trước ngày lấy danh sách {Vietnamese.Date(baseDay)}.", "tu-ngay"));
        }

        if (version is not null && (year < baseDay.Year || year > holdsFrom.Year || holdsFrom.Year > baseDay.Year + 1))
        {
            refusals.Add(
                new Refusal("round.year",
                    $"Năm rà soát {year} phải là năm lấy danh sách ({baseDay.Year}) hoặc năm áp dụng kết quả ngay sau đó; kết quả áp dụng từ {Vietnamese.Date(holdsFrom)}.", "nam"));
        }

        if (unit is not null && InTheWay(unit, year, baseDay, onRequest) is { } other)
        {
            refusals.Add(new Refusal("round.twice", other.File.Opened.BaseDay == baseDay && (onRequest || other.File.Opened.OnRequest)
                ? $"{_register.Units.FindOrNull(other.Unit)?.FullName} đã có đợt rà soát số {other.Id} lấy danh sách cùng ngày {Vietnamese.Date(baseDay)}, chưa xong: làm tiếp đợt ấy, hoặc bỏ nó trước."
                : $"{_register.Units.FindOrNull(other.Unit)?.FullName} đã có đợt rà soát định kỳ năm {year} (số {other.Id}).", "nam"));
        }

        if (refusals.Count > 0)
        {
            return Outcome<long>.Refused(refusals);
        }

        var opened = new RoundOpened(unitKey, year, onRequest, baseDay, holdsFrom, version!.Id);
        var chosen = named is { } some ? Chosen(opened, some.Households, null, some.Note)
            : Outcome<IReadOnlyList<HouseholdListed>>.Of(onRequest ? [] : Listed(opened, today, must: true));
        if (!chosen.Ok)
        {
            return Outcome<long>.Refused(chosen.Refusals);
        }

        return _register.Database.Do<long>(act, (connection, transaction) =>
        {
            var id = RoundTables.Add(connection, transaction, opened, _register.Now);
            RoundTables.Append(connection, transaction, id, chosen.Value.Prepend<RoundRecord>(opened), act.Actor, _register.Now);
            _register.Audit.Append(connection, transaction, act,
                act.Note(_register.Now, "poverty_round.open", $"poverty-round:{id}", $"{unitKey} {year}"));
            return id;
        });
    }

    // A commune that became part of another, or of which another became part, is the same ground: its people would be reviewed twice.
    private RoundInList? InTheWay(Unit unit, int year, DateOnly baseDay, bool onRequest)
    {
        bool IsSameGround(RoundInList round) =>
            round.Unit == unit.Key || _register.Units.Resolve(round.Unit, baseDay)?.Key == unit.Key
            || _register.Units.Resolve(unit.Key, round.File.Opened.BaseDay)?.Key == round.Unit;
        return All(null).Where(IsSameGround).FirstOrDefault(r =>
            (!onRequest && !r.File.Opened.OnRequest && r.File.Opened.Year == year && r.File.Cancelled is null)
            || (r.File.IsOpen && r.File.Opened.BaseDay == baseDay));
    }

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
            return new Refusal("round.posted", "Danh sách đã niêm yết; hộ có khiếu nại thì ghi khiếu nại.", "ho");
        }

        var twice = households.Where(h => file.FindOrNull(h) is not null)
            .Select(h => new Refusal("round.listed", $"Hộ mã số {h} đã có trong danh sách.", "ho"));
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
        List<Refusal> refusals = households.Count == 0 ? [new Refusal("round.nobody", "Chọn ít nhất một hộ.", "ho")]
            : [.. households.Where(h => !here.ContainsKey(h))
                .Select(h =>
                    new Refusal("round.not-here", $"Hộ mã số {h} không ở địa bàn này vào ngày {Vietnamese.Date(round.BaseDay)}.", "ho"))];
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
        file.Posted is not null ? new Refusal("round.posted", "Danh sách đã niêm yết.", "ho")
        : file.FindOrNull(household) is not { } listed
        ? new Refusal("round.not-listed", $"Hộ mã số {household} không có trong danh sách.", "ho")
        : listed.Listed.Before != PovertyClass.None
        ? new Refusal("round.must", "Hộ đang nghèo, cận nghèo phải được rà soát, không bỏ khỏi danh sách.", "ho")
        : string.IsNullOrWhiteSpace(why) ? new Refusal("round.why", "Ghi lý do bỏ hộ khỏi danh sách.", "ly-do")
        : Outcome<IReadOnlyList<RoundRecord>>.Of([new HouseholdUnlisted(household, why.Trim())]));

    /// <summary>One change of an open review.</summary>
    internal Outcome<RoundFile> Change(long id, Act act, Func<RoundFile, Outcome<IReadOnlyList<RoundRecord>>> work)
    {
        if (FindOrNull(id, null) is not { } file)
        {
            return new Refusal("round.unknown", $"Không có đợt rà soát số {id}.", "dot");
        }

        if (!file.IsOpen)
        {
            return new Refusal("round.closed",
                file.Cancelled is not null ? "Đợt rà soát này đã huỷ."
                    : "Đợt rà soát này đã có quyết định; muốn sửa thì hoàn tác quyết định trước.", "dot");
        }

        var records = work(file);
        if (!records.Ok)
        {
            return Outcome<RoundFile>.Refused(records.Refusals);
        }

        return _register.Database.Do<RoundFile>(act, (connection, transaction) =>
        {
            // Somebody else may have written in the meantime: what was looked at must still be all there is.
            if (RoundTables.Entries(connection, id, transaction).Count != file.Entries.Count)
            {
                return new Refusal("round.moved", "Người khác vừa ghi vào đợt này; mở lại trang rồi thử lại.", "dot");
            }

            RoundTables.Append(connection, transaction, id, records.Value, act.Actor, _register.Now);
            _register.Audit.Append(connection, transaction, act,
                [.. records.Value.Select(
                    r => act.Note(_register.Now, "poverty_round." + r.GetType().Name, $"poverty-round:{id}", About(r)))]);
            return RoundFile.Of(id, RoundTables.Entries(connection, id, transaction), null);
        });
    }

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
        RoundSigned s => s.Number,
        _ => "",
    };
}

using System.Data.Common;
using System.Globalization;
using AnSinh.Basics;
using AnSinh.Casework.Cases;
using AnSinh.Determinations;
using AnSinh.Register;
using AnSinh.Register.People;
using AnSinh.Rulebook.Procedures;
using AnSinh.Store;
using AnSinh.Store.Acts;

namespace AnSinh.Ledger;

/// <summary>
/// Runs on their way to be paid, each a case (<see cref="CaseKind.PayRun"/>): drafted by one, checked and paid by another, approved by a
/// third. A draft posts nothing; by its approval its lines are posted, if what they were subtracted from still stands.
/// </summary>
public sealed class RunDrafts
{
    private const int ToldLimit = 20;
    private const string Turn = "run_draft";
    private readonly Determiner _determiner;
    private readonly MonthRun _runs;
    private readonly RunActs _acts;
    private readonly CaseBooks _books;

    /// <summary>Drafts of the runs of a register, and the cases they go by.</summary>
    public RunDrafts(Determiner determiner, MonthRun runs, RunActs acts, CaseBooks books) =>
        (_determiner, _runs, _acts, _books) = (determiner, runs, acts, books);

    private RegisterDb Register => _determiner.Register;

    private Database Database => Register.Database;

    /// <summary>All drafts with their cases, the latest first; those whose procedure the law no longer holds are left out.</summary>
    public IReadOnlyList<RunDraftFile> All()
    {
        using var connection = Database.Connect();
        return [.. DraftTable.All(connection).Select(d => (Draft: d, Case: _books.FindOrNull(CaseKind.PayRun, d.Id)))
            .Where(d => d.Case is not null).Select(d => new RunDraftFile(d.Draft, d.Case!))];
    }

    /// <summary>Numbers of the runs that were posted from a draft: they are paid or taken back in its case.</summary>
    public IReadOnlySet<long> Posted()
    {
        using var connection = Database.Connect();
        return DraftTable.Posted(connection);
    }

    /// <summary>A draft with its case, or null if there is none of the number.</summary>
    public RunDraftFile? FindOrNull(long draft)
    {
        if (_books.FindOrNull(CaseKind.PayRun, draft) is not { } view)
        {
            return null;
        }

        using var connection = Database.Connect();
        return DraftTable.FindOrNull(connection, null, draft) is { } found ? new RunDraftFile(found, view) : null;
    }

    /// <summary>What can be done now with a draft by somebody, each with why this one may not.</summary>
    public IReadOnlyList<DeedChoice> Choices(RunDraftFile file, CaseActor actor) => _books.Choices(file.Case, actor);

    /// <summary>
    /// Drafts a month as known on a day; see <see cref="MonthRun.Run"/> for both. Refused while another draft holds one of its lines: the
    /// same money would be waiting twice.
    /// </summary>
    /// <param name="month">The month.</param>
    /// <param name="known">The day; null for the usual one.</param>
    /// <param name="unit">Key of the unit whose officers check, approve and pay it.</param>
    /// <param name="actor">Who drafts.</param>
    /// <param name="act">The act.</param>
    /// <param name="progress">Where it stands.</param>
    public Outcome<DraftResult> Draft(Month month, AsKnown? known, string unit, CaseActor actor, Act act,
        IProgress<RunProgress>? progress = null)
    {
        if (_books.ProcedureOrNull(CaseKind.PayRun) is not { } procedure)
        {
            return new Refusal("run.procedure", "Bộ luật đang dùng không có thủ tục của kỳ chi trả (about: pay_run).");
        }

        var compared = _runs.Compare(month, known, progress);
        if (!compared.Ok)
        {
            return Outcome<DraftResult>.Refused(compared.Refusals);
        }

        return compared.Value.Result.RunId is null ? new DraftResult(null, compared.Value.Result)
            : Database.Do<DraftResult>(act, (connection, transaction) =>
        {
            var written = Write(connection, transaction, compared.Value, act);
            if (!written.Ok)
            {
                return Outcome<DraftResult>.Refused(written.Refusals);
            }

            var request = new CaseRequest(procedure.Id, null, written.Value.Id, unit, Told(written.Value));
            var opened = _books.Open(request, actor, act);
            if (!opened.Ok)
            {
                return Outcome<DraftResult>.Refused(opened.Refusals);
            }

            // After the turn of the cases: whoever works on one takes that turn first and the log then.
            new LedgerSeal(Register.Audit, connection, transaction, act).Drafted(written.Value);
            return new DraftResult(written.Value.Id, compared.Value.Result with { RunId = null });
        });
    }

    private Outcome<RunDraft> Write(DbConnection connection, DbTransaction transaction, MonthComparison compared, Act act)
    {
        Database.TakeTurn(connection, transaction, Turn);
        if (LedgerTable.LastIds(connection, transaction) != compared.Last)
        {
            return Overtaken;
        }

        var comparison = compared.Comparison;
        var lines = comparison.Lines.Select(l => ("due", l)).Concat(comparison.Withheld.Select(l => ("withheld", l)))
            .Select((l, i) => new DraftLine(i + 1, l.Item1, l.Item2, comparison.Before(l.Item2))).ToList();
        if (Held(connection, transaction, lines) is { } held)
        {
            return held;
        }

        var draft = Of(DraftTable.Next(connection, transaction), compared, lines, (act.Actor, Register.Clock.Now()));
        DraftTable.Add(connection, transaction, draft);
        DraftTable.AddLines(Database, connection, transaction, draft.Id, lines);
        return draft;
    }

    /// <summary>
    /// Does a deed of its case. Approving posts the lines; paying settles what was posted; what leads to an end before that gives the draft
    /// up, after it takes the run back.
    /// </summary>
    public Outcome<RunDraftFile> Do(long draft, int seen, string deed, IReadOnlyDictionary<string, string> told, CaseActor actor, Act act)
    {
        // Computed before anything is written.
        var entitled = deed == KindDeeds.Approve && FindOrNull(draft) is { IsOpen: true } open && Lawful(open.Draft) is null
            ? _determiner.Read(AsKnown.At(open.Draft.SeenUntil)).Entitled(open.Draft.Month) : null;
        return Register.TryWrite<RunDraftFile>(act, (connection, transaction) =>
        {
            if (_books.FindOrNull(CaseKind.PayRun, draft, act) is not { } view
                || DraftTable.FindOrNull(connection, transaction, draft) is not { } found)
            {
                return Unknown(draft);
            }

            var done = _books.Do(new DeedRequest(view.File.CaseId, seen, deed, told), actor, act, (before, doing) =>
            {
                var refusals = Effect((connection, transaction), found, before, doing, entitled, act);
                return refusals.Count > 0 ? Outcome<long?>.Refused(refusals) : Outcome<long?>.Of(null);
            });
            return done.Ok ? new RunDraftFile(DraftTable.FindOrNull(connection, transaction, draft)!, done.Value)
                : Outcome<RunDraftFile>.Refused(done.Refusals);
        });
    }

    /// <summary>That a run is settled or taken back in its case alone; null of one that was posted without.</summary>
    internal static Refusal? GoesByCase(Database database, long run)
    {
        using var connection = database.Connect();
        return GoesByCase(connection, null, run);
    }

    internal static Refusal? GoesByCase(DbConnection connection, DbTransaction? transaction, long run) =>
        DraftTable.DraftOf(connection, transaction, run) is not { } draft ? null : new Refusal("run.case",
            $"Kỳ số {run} đi theo hồ sơ của bản nháp số {draft}: chi, rút hoặc đảo ở trang của kỳ ấy.", "run")
        {
            English = $"Run {run} goes by the case of draft {draft}: pay it or take it back on its page.",
        };

    private IReadOnlyList<Refusal> Effect((DbConnection, DbTransaction) writing, RunDraft draft, CaseView view, CaseDoing doing,
        MonthResult? entitled, Act act)
    {
        var (connection, transaction) = writing;
        if (doing.Deed.Id == KindDeeds.Approve)
        {
            return Post(connection, transaction, draft, entitled, act);
        }

        if (doing.Deed.Id == KindDeeds.Pay)
        {
            return _runs.SettleRun(draft.RunId!.Value, act).Refusals;
        }

        if (!view.Version.Step(doing.Deed.To).IsEnd)
        {
            return [];
        }

        if (draft.RunId is { } run)
        {
            var reason = doing.Values.Text("reason");
            return _acts.Possible(run) == RunUndo.Throw ? _acts.ThrowRun(run, reason, act).Refusals
                : _acts.ReverseRun(run, reason, act).Refusals;
        }

        DraftTable.Release(connection, transaction, draft.Id);
        return [];
    }

    private List<Refusal> Post(DbConnection connection, DbTransaction transaction, RunDraft draft, MonthResult? entitled, Act act)
    {
        if ((Lawful(draft) ?? _runs.Bounds(connection, transaction, draft.Month, draft.Known.Day)) is { } refusal)
        {
            return [refusal];
        }

        var lines = DraftTable.Lines(connection, transaction, draft.Id);
        if (entitled is null || DraftLine.DigestOf(lines) != draft.Digest)
        {
            return [Altered(draft)];
        }

        if (Moved(connection, transaction, draft, lines) is { Count: > 0 } moved)
        {
            return moved;
        }

        var (last, at) = (LedgerTable.LastIds(connection, transaction), Register.Clock.Now());
        var run = new LedgerRun(last.Run + 1, draft.Month, draft.Known, at, null, draft.RulebookHash, draft.People, draft.Determined,
            draft.Unknown, draft.Held, draft.Lines, draft.Amount)
        {
            SeenUntil = draft.SeenUntil,
        };
        LedgerTable.AddRun(Database, connection, transaction, run);
        var entry = last.Entry;
        foreach (var kind in lines.GroupBy(l => l.Kind))
        {
            entry = LedgerTable.AddEntries(Database, connection, transaction,
                new NewEntries(run.RunId, kind.Key, at, kind.Select(l => l.Line)), entry);
        }

        DraftTable.Release(connection, transaction, draft.Id);
        DraftTable.AddPosted(connection, transaction, draft.Id, run.RunId);
        var stored = _determiner.Stored.Add(entitled, connection, transaction);
        new LedgerSeal(Register.Audit, connection, transaction, act).Posted(run, last.Entry, stored, draft);
        return [];
    }

    // Another run was posted or taken back since, or a person was merged with one who draws: the draft would post a difference of
    // yesterday, and a month would have been looked at last by a run that saw less.
    private List<Refusal> Moved(DbConnection connection, DbTransaction transaction, RunDraft draft, List<DraftLine> lines)
    {
        var decided = RecoveryDecisions.Read(connection, transaction);
        var until = lines.Select(l => l.Line.ForMonth).Append(draft.Month).Max();
        var merges = MergeMap.Read(Database);
        var posted = new PostedBook([.. LedgerTable.Posted(connection, until, decided, transaction)], decided,
            merges);
        var runs = LedgerTable.Runs(connection, transaction);
        var sameRuns = runs.Max(r => (long?)r.RunId).GetValueOrDefault() == draft.LastRun && runs.Count(r => r.Stands) == draft.Standing;
        var moved = lines.Select(l => (l.Line, l.Before,
                Now: posted.Find(l.Line.ForMonth, l.Line.Programme, merges.Of(l.Line.PersonId)).Effective))
            .Where(l => l.Before != l.Now).DistinctBy(l => (l.Line.PersonId, l.Line.Programme, l.Line.ForMonth)).ToList();
        return moved.Count == 0 && sameRuns ? [] : [new Refusal("draft.moved",
            "Từ khi lập bản nháp, sổ chi trả đã khác: có kỳ khác được ghi, bỏ, đảo, hoặc hai hồ sơ của một người đã gộp; "
                + $"{Vietnamese.Number(moved.Count)} dòng không còn khớp. Bỏ bản nháp này và lập lại.", "draft")
            {
                English = "Since this was drafted the ledger has changed: another run was posted or taken back, or two files of one person "
                    + $"were merged; {moved.Count} lines agree no more. Give this draft up and draft anew.",
            },
            .. moved.Take(ToldLimit).Select(l => new Refusal("draft.moved-line",
                $"Người số {l.Line.PersonId}, {l.Line.Programme}, tháng {l.Line.ForMonth.ToVietnamese()}: khi lập nháp sổ đã ghi "
                    + $"{new Dong(l.Before)}, nay {new Dong(l.Now)}.",
                "person:" + l.Line.PersonId.ToString(CultureInfo.InvariantCulture)))];
    }

    private Refusal? Lawful(RunDraft draft) => draft.RulebookHash == _determiner.Policy.Hash ? null
        : new Refusal("draft.law", "Bộ luật đã thay đổi từ khi lập bản nháp này; bỏ nó và lập lại theo luật mới.", "draft")
        {
            English = "The law has changed since this was drafted; give it up and draft anew by the new law.",
        };

    private static Refusal? Held(DbConnection connection, DbTransaction transaction, List<DraftLine> lines)
    {
        var held = DraftTable.Held(connection, transaction);
        if (held.Count == 0)
        {
            return null;
        }

        foreach (var line in lines)
        {
            if (held.TryGetValue((line.Line.PersonId, line.Line.Programme, line.Line.ForMonth.ToString(), line.Kind), out var by))
            {
                return new Refusal("draft.held",
                    $"Bản nháp số {by.Draft}, kỳ {Month.Parse(by.Month).ToVietnamese()}, chưa duyệt đang giữ dòng của người số "
                        + $"{line.Line.PersonId} cho tháng {line.Line.ForMonth.ToVietnamese()}: duyệt hoặc bỏ bản nháp ấy trước.", "draft")
                {
                    English = $"Draft {by.Draft} of {by.Month}, not approved yet, holds the line of person {line.Line.PersonId} for "
                        + $"{line.Line.ForMonth}: approve it or give it up first.",
                };
            }
        }

        return null;
    }

    private static RunDraft Of(long id, MonthComparison compared, List<DraftLine> lines, (string Actor, long At) by)
    {
        var result = compared.Result;
        return new RunDraft(id, result.Month, result.AsKnown, by.At, by.Actor, result.RulebookHash, result.People, result.Determined,
            result.Unknown, result.Held, result.NewLines, result.Amount)
        {
            SeenUntil = compared.Comparison.Reading.Known.Instant, LastRun = compared.Last.Run,
            Standing = compared.Standing, Withheld = lines.Count(l => l.Kind == "withheld"), Digest = DraftLine.DigestOf(lines),
        };
    }

    private static Dictionary<string, string> Told(RunDraft draft) => new(StringComparer.Ordinal)
    {
        [KindDeeds.Month] = draft.Month.ToString(),
        [KindDeeds.Known] = draft.Known.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        [KindDeeds.Lines] = draft.Lines.ToString(CultureInfo.InvariantCulture),
        [KindDeeds.Amount] = new Dong(draft.Amount).ToString(),
    };

    private static Refusal Overtaken => new("run.overtaken", "Trong lúc tính, một kỳ chi trả khác vừa được ghi sổ. Hãy lập lại.", "run")
    {
        English = "While this was computed another run was posted. Draft again.",
    };

    private static Refusal Altered(RunDraft draft) => new("draft.altered",
        $"Các dòng của bản nháp số {draft.Id} không còn như khi lập; không ghi gì. Bỏ bản nháp, lập lại và báo người quản trị.", "draft")
    {
        English = $"The lines of draft {draft.Id} are not those that were drafted; nothing was posted. Give it up and tell the "
            + "administrator.",
    };

    private static Refusal Unknown(long draft) => new("draft.unknown", $"Không có bản nháp kỳ chi trả số {draft}.", "draft")
    {
        English = $"There is no draft of a run no. {draft}.",
    };
}

using System.Data.Common;
using AnSinh.Basics;
using AnSinh.Basics.Forms;
using AnSinh.Register;
using AnSinh.Register.Changes;
using AnSinh.Register.Units;
using AnSinh.Store.Acts;

namespace AnSinh.Casework.Poverty;

/// <summary>
/// The end of a review: the table must balance, the decision is signed, and the classes are written to the register in one undoable batch.
/// </summary>
public sealed class RoundDecision(PovertyRounds rounds)
{
    /// <summary>The turnover the decision would have, counted in the register as it would be. Nothing is written.</summary>
    public Outcome<TurnoverTable> Rehearse(RoundFile file)
    {
        var set = Rows(file, "dự kiến", out var start, out var found, out var seenBefore);
        return set.Count == 0
            ? Count(file, start, found, seenBefore,
                rounds.Reading.Commune(file.Opened.Unit, file.Opened.HoldsFrom, file.Opened.BaseDay, rounds.Today))
            : rounds.Register.Rehearse(set, rehearsal => Outcome<TurnoverTable>.Of(Count(file, start, found, seenBefore, rounds.Reading.See(
                rehearsal.History(rounds.Today, SeenHouseholds.FactsOf(rounds.Review), rounds.Reading.PersonsOf(file.Opened.Unit)),
                file.Opened.HoldsFrom, file.Opened.BaseDay))));
    }

    /// <summary>
    /// Writes what a signed decision changes. Refused with every reason: a part not done, a household not explained, a table that does not
    /// balance.
    /// </summary>
    internal IReadOnlyList<Refusal> Sign(RoundFile file, Outcome<TurnoverTable>? table, FormValues told,
        (DbConnection Connection, DbTransaction Transaction) at, Act act)
    {
        var (number, signedOn) = (told.TextOrNull("number")!, told.DayOrNull("signed_on")!.Value);
        var refusals = Missing(file, signedOn);
        if (refusals.Count > 0 || table is not { Ok: true, Value.Balances: true })
        {
            return refusals.Count > 0 ? refusals : table is { Ok: true } ? Unbalanced(file, table.Value) : table?.Refusals
                ?? [new Refusal("round.moved", "Người khác vừa ghi vào đợt này; mở lại trang rồi thử lại.", "dot")
                {
                    English = "Somebody else has just written in this review; open the page again and try once more.",
                }];
        }

        rounds.Append(at.Connection, at.Transaction, file.Id, [new TurnoverCounted(table.Value)], act);
        return rounds.Register.Apply(
            Rows(file, $"Quyết định {number} ngày {Vietnamese.Date(signedOn)}", out _, out _, out _), act).Refusals;
    }

    /// <summary>Takes the decision back: the register is as before, the review is open again, both stay in the history.</summary>
    internal IReadOnlyList<Refusal> TakeBack(RoundFile file, FormValues told, Act act) =>
        file.Recognition is { } recognition ? rounds.Register.Undo(
            recognition.BatchId, told.TextOrNull("reason")!, act, PovertyRounds.BatchKind).Refusals : [];

    private List<Refusal> Missing(RoundFile file, DateOnly signedOn)
    {
        var (version, today, refusals) = (rounds.VersionOf(file), rounds.Today.Day, new List<Refusal>());
        refusals.AddRange(version.Steps.Where(s => s.Id != "recognition" && !file.IsDone(s, version, today))
            .Select(s => new Refusal("round.step", $"Chưa xong bước “{s.Label.Vi}”.", s.Id)
            {
                English = $"The step “{s.Label.In("en")}” is not done.",
            }));
        if (file.Posted is { } posted && signedOn <= posted.To)
        {
            refusals.Add(new Refusal("decision.early", $"Quyết định ký sau khi hết niêm yết ({Vietnamese.Date(posted.To)}).", "signed_on")
            {
                English = $"The decision is signed after the posting has ended ({Vietnamese.Date(posted.To)}).",
            });
        }

        refusals.AddRange(rounds.Reading.ClassedAfter(file.Households.Select(h => h.Id), file.Opened.HoldsFrom)
            .Select(h => Later(file, file.FindOrNull(h)!)));
        return refusals;
    }

    private static Refusal Later(RoundFile file, ReviewedHousehold household) => new("decision.later",
        $"Hộ mã số {household.Id} ({household.Listed.Head}) đã có trạng thái nghèo, cận nghèo ghi từ sau "
            + $"{Vietnamese.Date(file.Opened.HoldsFrom)}: quyết định này sẽ xoá mất. Xem lại ngày áp dụng hoặc đợt sau.", "ho")
    {
        English = $"Of household {household.Id} ({household.Listed.Head}) a class is recorded from a day after "
            + $"{Vietnamese.Date(file.Opened.HoldsFrom)}: this decision would undo it. "
            + "Look at the day it holds from, or at the later review.",
    };

    private static List<Refusal> Unbalanced(RoundFile file, TurnoverTable table) =>
    [
        .. table.Rows.Where(r => r.Rest != 0).Select(Rest),
        .. table.Unexplained.Select(u => Unexplained(file.FindOrNull(u.Household), u)),
    ];

    private static Refusal Rest(TurnoverRow row) => new("turnover.rest",
        $"{(row.Class == PovertyClass.Poor ? "Hộ nghèo" : "Hộ cận nghèo")}: đầu kỳ cộng trừ biến động được {row.End + row.Rest}, "
            + $"đếm trong cơ sở dữ liệu được {row.End}.", row.Class)
    {
        English = $"{(row.Class == PovertyClass.Poor ? "Poor" : "Near-poor")} households: the start with all changes comes to "
            + $"{row.End + row.Rest}, the register counts {row.End}.",
    };

    private static Refusal Unexplained(ReviewedHousehold? household, Unexplained what)
    {
        var (expected, counted) = (PovertyClass.Label(what.Expected), PovertyClass.Label(what.Counted));
        return new("turnover.household",
            $"Hộ mã số {what.Household}{(household is { } h ? $" ({h.Listed.Head})" : ", không có trong danh sách rà soát")}: "
                + $"theo đợt rà soát là {expected.Vi}, trong cơ sở dữ liệu là {counted.Vi}. "
                + "Có việc ghi ngoài đợt này; xem lại hồ sơ hộ.", "ho")
        {
            English = $"Household {what.Household}{(household is { } own ? $" ({own.Listed.Head})" : ", not on the list")}: "
                + $"{expected.En} by the review, {counted.En} in the register. "
                + "Something was recorded outside this review; look at its file.",
        };
    }

    private static TurnoverTable Count(RoundFile file, IReadOnlyDictionary<long, string> start,
        IReadOnlyDictionary<long, ReviewFinding> found, SeenHouseholds before, SeenHouseholds after)
    {
        var unit = file.Opened.Unit;
        var then = before.All.Where(h => h.Unit == unit).ToDictionary(h => h.Id);
        var now = after.All.ToDictionary(h => h.Id);
        var gone = then.Values.Where(h => Left(h, now)).Select(h => h.Id).ToHashSet();
        var arrived = now.Values.Where(h => h.Unit == unit && !then.ContainsKey(h.Id)).Select(h => h.Id).ToHashSet();
        var end = now.Values.Where(h => h.Unit == unit && h.Class != PovertyClass.None && !gone.Contains(h.Id))
            .ToDictionary(h => h.Id, h => h.Class);
        return Turnover.Of(start, end, found, gone, arrived);
    }

    private static bool Left(SeenHousehold then, Dictionary<long, SeenHousehold> now) =>
        !now.TryGetValue(then.Id, out var later) || later.Unit != then.Unit || (later.People == 0 && then.People > 0);

    /// <summary>The rows of the decision: the class of every household still here, and what was answered about it.</summary>
    private ChangeSet Rows(RoundFile file, string source, out Dictionary<long, string> start, out Dictionary<long, ReviewFinding> found,
        out SeenHouseholds before)
    {
        var unit = file.Opened.Unit;
        before = rounds.Reading.Commune(unit, file.Opened.BaseDay, file.Opened.BaseDay, rounds.Today);
        var now = rounds.Reading.Commune(unit, file.Opened.HoldsFrom, file.Opened.BaseDay, rounds.Today).All.ToDictionary(h => h.Id);
        var then = before.All.Where(h => h.Unit == unit).ToDictionary(h => h.Id);
        start = then.Values.Where(h => h.Class != PovertyClass.None).ToDictionary(h => h.Id, h => h.Class);
        found = file.Households.Where(h => h.Class is not null)
            .ToDictionary(h => h.Id, h => new ReviewFinding(h.Class!, h.Listed is { EverBefore: true, Before: PovertyClass.None }));
        var set = new ChangeSet(PovertyRounds.BatchKind,
            $"Rà soát hộ nghèo năm {file.Opened.Year}, {rounds.Register.Units.FindOrNull(unit)?.FullName}",
            source) { Detail = PovertyRounds.Detail(file.Id) };
        foreach (var household in file.Households.Where(h => h.Class is not null && then.TryGetValue(h.Id, out var was) && !Left(was, now)))
        {
            // A household that was and is in no class needs no row to say so.
            if (household.Class != PovertyClass.None || household.Listed.Before != PovertyClass.None)
            {
                set.Record(
                    new FactRow(household.Id, null, rounds.Review.Status, household.Class!, new DateInterval(file.Opened.HoldsFrom, null),
                        0, null, source));
            }

            if (household.Sheet is { } sheet)
            {
                foreach (var (kind, value) in sheet.Answers.Append(KeyValuePair.Create(rounds.Review.Listed, "yes")))
                {
                    set.Record(
                        new FactRow(household.Id, null, kind, value, new DateInterval(sheet.Day, null), 0, null,
                            $"Phiếu rà soát, {sheet.Surveyor}"));
                }
            }
        }

        return set;
    }
}

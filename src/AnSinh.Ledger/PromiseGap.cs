using System.Data.Common;
using AnSinh.Basics;
using AnSinh.Casework;
using AnSinh.Determinations;
using AnSinh.Register.People;
using AnSinh.Register.Snapshots;
using AnSinh.Register.Units;
using AnSinh.Rulebook;
using AnSinh.Store;
using Dapper;

namespace AnSinh.Ledger;

/// <summary>A named difference between what was promised and what was done; each is a list of people to work through.</summary>
public enum GapKind
{
    /// <summary>Entitled but never decided (<i lang="vi">bị sót</i>).</summary>
    Missed,

    /// <summary>Decided or paid but not entitled (<i lang="vi">hưởng sai</i>).</summary>
    Leak,

    /// <summary>Due and not, or not fully, paid.</summary>
    Unpaid,

    /// <summary>A fact is missing: it cannot be determined, or only a part of the amount is certain.</summary>
    Unknown,

    /// <summary>Entitled: not a difference, but the list behind the figure.</summary>
    Entitled,

    /// <summary>Decided: the list behind the figure.</summary>
    Decided,

    /// <summary>Paid: the list behind the figure.</summary>
    Paid,
}

/// <summary>The counts of the promise gap in one unit.</summary>
/// <param name="Unit">Key of the commune, null for people who live in none.</param>
/// <param name="Entitled">People the law and the register entitle.</param>
/// <param name="Decided">People with a decision in force.</param>
/// <param name="Paid">People paid for the month.</param>
/// <param name="Missed">Entitled but not decided.</param>
/// <param name="Leak">Decided or paid but not entitled.</param>
/// <param name="Unpaid">Due but not fully paid.</param>
/// <param name="Unknown">Cannot be determined, or only in part: those are among the entitled too.</param>
public sealed record GapCounts(string? Unit, long Entitled, long Decided, long Paid, long Missed, long Leak, long Unpaid, long Unknown)
{
    /// <summary>The count of a kind.</summary>
    public long Of(GapKind kind) => kind switch
    {
        GapKind.Missed => Missed,
        GapKind.Leak => Leak,
        GapKind.Unpaid => Unpaid,
        GapKind.Unknown => Unknown,
        GapKind.Entitled => Entitled,
        GapKind.Decided => Decided,
        _ => Paid,
    };

    /// <summary>Sum of two units.</summary>
    public static GapCounts operator +(GapCounts a, GapCounts b) => new(
        null, a.Entitled + b.Entitled, a.Decided + b.Decided, a.Paid + b.Paid, a.Missed + b.Missed, a.Leak + b.Leak,
        a.Unpaid + b.Unpaid, a.Unknown + b.Unknown);

    /// <summary>Sum of two units.</summary>
    public static GapCounts Add(GapCounts a, GapCounts b) => a + b;
}

/// <summary>A person on a work list.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Name">Name as known on the day.</param>
/// <param name="Birth">Birth date as the register's column has it, null if unknown.</param>
/// <param name="Unit">Key of the commune, null if none.</param>
/// <param name="Due">What is to be paid for the month.</param>
/// <param name="Entitled">What law and facts give for the month, decided or not.</param>
/// <param name="Paid">What was paid for the month.</param>
/// <param name="Decision">Number of the decision in force, or null.</param>
/// <param name="Reason">Why the person is on the list, in Vietnamese.</param>
/// <param name="Missing">Facts that are missing, by name for people.</param>
public sealed record GapPerson(
    long PersonId, string? Name, DateOnly? Birth, string? Unit, long Due, long Entitled, long Paid, string? Decision,
    string Reason, IReadOnlyList<string> Missing);

/// <summary>
/// The promise gap (<i lang="vi">lời hứa còn hở</i>) of a programme and month: entitled by law and register → decided → paid, with the
/// differences as counts by commune and as lists of people.
/// </summary>
public sealed class PromiseGap
{
    private readonly Determiner _determiner;
    private readonly Decisions _decisions;

    /// <summary>Over the determiner's register and its decisions.</summary>
    public PromiseGap(Determiner determiner, Decisions decisions)
    {
        (_determiner, _decisions) = (determiner, decisions);
        determiner.Register.Database.Migrate(LedgerSchema.Migrations);
    }

    /// <summary>The gap of a month as known on a day. Refused if the law of the month has no such programme.</summary>
    public Outcome<MonthGap> Of(string programme, Month month, AsKnown known)
    {
        var entitled = _determiner.Determine(month, known, [programme]);
        if (entitled.FindOrNull(programme) is not { } promised)
        {
            return new Refusal("programme.not-in-month",
                $"Tháng {month.ToVietnamese()} không có chế độ '{programme}' tại địa bàn này.", "programme");
        }

        var book = _decisions.Known(known);
        var payable = _determiner.Read(known).Payable(month, book);
        using var connection = _determiner.Register.Database.Connect();
        return new MonthGap(_determiner, entitled, new GapSides(promised, payable.FindOrNull(programme)), book,
            Paid(connection, programme, month, known), LastHomes(entitled, book, programme));
    }

    /// <summary>What runs known by then paid for the month, by person.</summary>
    private Dictionary<long, long> Paid(DbConnection connection, string programme, Month month, AsKnown known)
    {
        using var row = (DbDataReader)connection.ExecuteReader(
            """
            select e.person_id, sum(e.amount) from ledger_entry e join ledger_run r on r.run_id = e.run_id
            where e.kind = 'paid' and e.programme = @programme and e.for_month = @month and r.known <= @day
                and r.run_id not in (select run_id from ledger_thrown) group by e.person_id
            """,
            new { programme, month = month.ToString(), day = known.Day });
        var paid = new Dictionary<long, long>();
        var merges = MergeMap.Read(_determiner.Register.Database, known);
        while (row.Read())
        {
            var person = merges.Of(row.GetInt64(0));
            paid[person] = checked(paid.GetValueOrDefault(person) + Convert.ToInt64(row.GetValue(1), null));
        }

        return paid;
    }

    /// <summary>Where those decided who live nowhere here any more lived last: their file is with that commune.</summary>
    private Dictionary<long, string> LastHomes(MonthResult entitled, DecisionBook book, string programme)
    {
        var snapshot = entitled.Snapshot;
        var gone = book.InForce(programme, entitled.Month).Select(d => d.PersonId).Distinct()
            .Where(p => snapshot.RowOf(p) is >= 0 and var row && snapshot.UnitOf[row] < 0).ToList();
        var units = _determiner.Register.UnitsAsKnown(entitled.Known);
        return new Identities(_determiner.Register.Database).LastHomes(gone, entitled.Known)
            .ToDictionary(h => h.Key, h => units.CountedIn(h.Value, entitled.Month.LastDay)?.Key ?? h.Value);
    }
}

using AnSinh.Basics;
using AnSinh.Register;
using AnSinh.Register.Snapshots;
using AnSinh.Register.Writing;
using AnSinh.Rulebook;
using AnSinh.Scoreboard.Indicators;

namespace AnSinh.Scoreboard.Figures;

/// <summary>Numbers of one group of people or of households in one unit.</summary>
/// <param name="Indicator">The indicator.</param>
/// <param name="UnitKey">The commune version.</param>
/// <param name="Sex">Position of the sex code, −1 if not known or not people.</param>
/// <param name="Age">Position of the age group, −1 if not known or not people.</param>
/// <param name="Numerator">Counted over the line.</param>
/// <param name="Denominator">Counted under the line.</param>
/// <param name="Unclear">Not known where they stand.</param>
internal sealed record FigureCell(string Indicator, string UnitKey, int Sex, int Age, long Numerator, long Denominator, long Unclear);

/// <summary>
/// All indicators of people and households for one month: one byte a row and indicator. It is what lists are opened from, small
/// enough to keep while the snapshot it came from is let go.
/// </summary>
internal sealed class EvaluatedMonth
{
    private const int SexDepth = 4;
    private const int AgeDepth = 32;
    private const int StandingDepth = 5;

    private readonly Dictionary<string, Standing[]> _standings = [];
    private readonly sbyte[] _sex;
    private readonly sbyte[] _age;

    private EvaluatedMonth(Snapshot snapshot, Counting counting)
    {
        (Month, Known) = (snapshot.Month, snapshot.Known);
        (PersonIds, UnitOf, Units, HouseholdIds, HouseholdOf) =
            (snapshot.PersonIds, snapshot.UnitOf, snapshot.Units, snapshot.HouseholdIds, snapshot.HouseholdOf);
        HouseholdRow = new int[HouseholdIds.Length];
        _sex = new sbyte[PersonIds.Length];
        _age = new sbyte[PersonIds.Length];
        var (sex, birth, day) = (snapshot.Columns["sex"], snapshot.Columns["birth_date"], snapshot.Month.LastDay);
        for (var row = 0; row < PersonIds.Length; row++)
        {
            _sex[row] = sex[row] is >= 0 and < SexDepth - 1 ? (sbyte)sex[row] : (sbyte)-1;
            _age[row] = birth[row] == FactKind.Unknown || birth[row] > day.DayNumber
                ? (sbyte)-1
                : (sbyte)counting.GroupOf(new BirthDate(DateOnly.FromDayNumber((int)birth[row]), DatePrecision.Day).AgeOn(day));
        }
    }

    public Month Month { get; }

    public AsKnown Known { get; }

    public long[] PersonIds { get; }

    public int[] UnitOf { get; }

    public IReadOnlyList<string> Units { get; }

    public long[] HouseholdIds { get; }

    public int[] HouseholdOf { get; }

    /// <summary>Per household the row of its first counted member, −1 if nobody counted lives in it.</summary>
    public int[] HouseholdRow { get; }

    /// <summary>Evaluates all indicators in one pass over the snapshot's columns.</summary>
    public static EvaluatedMonth Of(Snapshot snapshot, RowCondition counted, Counting counting, IReadOnlyList<CompiledIndicator> indicators)
    {
        var table = new FactTable(snapshot.PersonIds.Length, snapshot.Columns, snapshot.HouseholdOf, snapshot.HouseholdStart,
            snapshot.HouseholdMembers);
        var month = new EvaluatedMonth(snapshot, counting);
        var here = new byte[table.Rows];
        counted(table, snapshot.Month, snapshot.Known, here);
        month.FindHouseholds(snapshot, here);
        var (numerator, denominator) = (new byte[table.Rows], new byte[table.Rows]);
        foreach (var indicator in indicators)
        {
            indicator.Numerator(table, snapshot.Month, snapshot.Known, numerator);
            if (indicator.Denominator is { } below)
            {
                below(table, snapshot.Month, snapshot.Known, denominator);
            }
            else
            {
                Array.Fill(denominator, Standings.Yes);
            }

            month._standings[indicator.Indicator.Id] = indicator.Indicator.Counts == Counts.Household
                ? month.OfHouseholds(numerator, denominator)
                : month.OfPeople(here, numerator, denominator);
        }

        return month;
    }

    public int SexOf(int row) => _sex[row];

    public int AgeOf(int row) => _age[row];

    /// <summary>The row that stands for a subject of an indicator: the person, or the household's first counted member.</summary>
    public int RowOf(Indicator indicator, int subject) => indicator.Counts == Counts.Household ? HouseholdRow[subject] : subject;

    public Standing[] StandingsOf(string indicator) => _standings[indicator];

    /// <summary>
    /// The numbers by indicator, commune, sex and age group; cells with nobody in them are left out. <paramref name="placeOf"/>
    /// gives the key a row is put under, which is another one when the figures are placed on an earlier map.
    /// </summary>
    public IReadOnlyList<FigureCell> Cells(IReadOnlyList<CompiledIndicator> indicators, Func<int, string>? placeOf = null)
    {
        var (places, placeOfRow) = Places(placeOf);
        return [.. indicators.SelectMany(i => CellsOf(i.Indicator, places, placeOfRow))];
    }

    /// <summary>Every row's place once, as a position: strings are compared once a row, not once a row and indicator.</summary>
    private (IReadOnlyList<string> Places, int[] OfRow) Places(Func<int, string>? placeOf)
    {
        if (placeOf is null)
        {
            return (Units, UnitOf);
        }

        var (places, positions, ofRow) = (new List<string>(), new Dictionary<string, int>(), new int[UnitOf.Length]);
        for (var row = 0; row < ofRow.Length; row++)
        {
            ofRow[row] = -1;
            if (UnitOf[row] >= 0 && placeOf(row) is var place && !positions.TryGetValue(place, out ofRow[row]))
            {
                positions[place] = ofRow[row] = places.Count;
                places.Add(place);
            }
        }

        return (places, ofRow);
    }

    private IEnumerable<FigureCell> CellsOf(Indicator indicator, IReadOnlyList<string> places, int[] placeOfRow)
    {
        var standings = _standings[indicator.Id];
        var sums = new long[places.Count * SexDepth * AgeDepth * StandingDepth];
        var people = indicator.Counts == Counts.Person;
        for (var subject = 0; subject < standings.Length; subject++)
        {
            if (standings[subject] != Standing.Outside)
            {
                var row = RowOf(indicator, subject);
                var (sex, age) = people ? (_sex[row] + 1, _age[row] + 1) : (0, 0);
                sums[(((((placeOfRow[row] * SexDepth) + sex) * AgeDepth) + age) * StandingDepth) + (int)standings[subject]]++;
            }
        }

        for (var at = 0; at < sums.Length; at += StandingDepth)
        {
            var (over, below) = (sums[at + (int)Standing.Counted], sums[at + (int)Standing.Below]);
            var (unclear, outside) = (sums[at + (int)Standing.Unclear], sums[at + (int)Standing.UnclearDenominator]);
            if (over + below + unclear + outside > 0)
            {
                var group = at / StandingDepth;
                yield return new FigureCell(
                    indicator.Id, places[group / AgeDepth / SexDepth], (group / AgeDepth % SexDepth) - 1, (group % AgeDepth) - 1,
                    over, over + below + unclear, unclear + outside);
            }
        }
    }

    private void FindHouseholds(Snapshot snapshot, byte[] here)
    {
        for (var household = 0; household < HouseholdRow.Length; household++)
        {
            HouseholdRow[household] = -1;
            for (var at = snapshot.HouseholdStart[household]; at < snapshot.HouseholdStart[household + 1]; at++)
            {
                var row = snapshot.HouseholdMembers[at];
                if (here[row] != Standings.No && UnitOf[row] >= 0)
                {
                    HouseholdRow[household] = row;
                    break;
                }
            }
        }
    }

    private Standing[] OfPeople(byte[] here, byte[] numerator, byte[] denominator)
    {
        var standings = new Standing[here.Length];
        for (var row = 0; row < here.Length; row++)
        {
            // Whether someone is here may be unknown (a death of unknown date): they are counted until it is known.
            standings[row] = here[row] == Standings.No || UnitOf[row] < 0 ? Standing.Outside
                : Standings.Of(denominator[row], numerator[row]);
        }

        return standings;
    }

    private Standing[] OfHouseholds(byte[] numerator, byte[] denominator)
    {
        var standings = new Standing[HouseholdRow.Length];
        for (var household = 0; household < standings.Length; household++)
        {
            var row = HouseholdRow[household];
            standings[household] = row < 0 ? Standing.Outside : Standings.Of(denominator[row], numerator[row]);
        }

        return standings;
    }
}

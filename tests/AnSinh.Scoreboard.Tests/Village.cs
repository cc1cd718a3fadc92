using AnSinh.Basics;
using AnSinh.Register.Snapshots;
using AnSinh.Rulebook;
using AnSinh.Scoreboard.Figures;
using AnSinh.Scoreboard.Indicators;

namespace AnSinh.Scoreboard.Tests;

/// <summary>A handful of people in columns, for counting by hand.</summary>
internal static class Village
{
    public static readonly Month Month = new(2020, 12);

    public static readonly Counting Counting = new("resident", [new AgeGroup(0, 14), new AgeGroup(15, 59), new AgeGroup(60, null)], "test");

    /// <summary>
    /// Six people: 1 and 2 share household 10 in A; 3 alone in 20 (A, dead); 4 alone in 30 (B, nothing known about them);
    /// 5 without household in B; 6 moved away.
    /// </summary>
    public static Snapshot Snapshot()
    {
        var born = (int year) => (long)new DateOnly(year, 6, 1).DayNumber;
        var columns = new Dictionary<string, long[]>
        {
            ["id"] = [1, 2, 3, 4, 5, 6],
            ["sex"] = [0, 1, 1, FactKind.Unknown, 0, 0],
            ["birth_date"] = [born(1970), born(2010), born(1935), FactKind.Unknown, born(1950), born(1980)],
            ["resident"] = [1, 1, 1, 1, 1, 0],
            ["alive"] = [1, 1, 0, 1, 1, 1],
            ["insured"] = [1, 0, 1, FactKind.Unknown, 1, 1],
            ["poor"] = [1, 1, 1, 0, 0, 0],
        };
        return new Snapshot(Month, new AsKnown(Month.LastDay), [1, 2, 3, 4, 5, 6], columns,
            new SnapshotHomes([0, 0, 0, 1, 1, -1], ["A", "B"]),
            new SnapshotHouseholds([0, 0, 1, 2, -1, -1], [0, 2, 3, 4], [0, 1, 2, 3], [10, 20, 30]));
    }

    public static RowCondition Column(string name) => (table, _, _, truth) =>
    {
        for (var row = 0; row < table.Rows; row++)
        {
            truth[row] =
                table.Columns[name][row] switch { FactKind.Unknown => (byte)Truth.Unknown, 0 => (byte)Truth.No, _ => (byte)Truth.Yes };
        }
    };

    public static RowCondition Here => (table, month, known, truth) =>
    {
        var alive = new byte[table.Rows];
        Column("alive")(table, month, known, alive);
        Column("resident")(table, month, known, truth);
        for (var row = 0; row < table.Rows; row++)
        {
            truth[row] = Math.Min(truth[row], alive[row]);
        }
    };

    public static Indicator Indicator(string id, Counts counts, bool share) => new(
        id, 1, new LocalText(id), share ? IndicatorUnit.Percent : IndicatorUnit.Persons, 1, counts, Direction.Higher,
        "x", null, share ? "true" : null, null, null, null, new LocalText("d"), new LocalText("b"), null, "test");

    public static CompiledIndicator Insured => new(Indicator("insured", Counts.Person, true), Column("insured"), null, ["insured"]);

    public static CompiledIndicator Poor => new(Indicator("poor", Counts.Household, true), Column("poor"), null, ["poor"]);

    public static EvaluatedMonth Evaluate() => EvaluatedMonth.Of(Snapshot(), Here, Counting, [Insured, Poor]);
}

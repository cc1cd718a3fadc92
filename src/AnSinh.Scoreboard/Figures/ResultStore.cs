using System.Data.Common;
using AnSinh.Basics;
using AnSinh.Store;
using AnSinh.Store.Acts;
using Dapper;

namespace AnSinh.Scoreboard.Figures;

/// <summary>
/// Keeps computed cells (<c>indicator_run</c>, <c>indicator_result</c>). A run belongs to a change number and a policy hash; under
/// another it is not found and its place is taken by the new computation. Results are derived: nothing is lost with them.
/// </summary>
internal sealed class ResultStore(Database database)
{
    public static IReadOnlyList<Migration> Migrations { get; } =
    [
        new Migration("0601-scoreboard", """
            create table indicator_run(
              run_id bigint primary key,
              month bigint not null,
              map_day bigint not null,
              known_day bigint not null,
              change_no bigint not null,
              policy_hash text not null,
              computed_at bigint not null,
              unique(month, map_day, known_day));
            create table indicator_result(
              run_id bigint not null,
              indicator text not null,
              unit_key text not null,
              sex bigint not null,
              age_group bigint not null,
              numerator bigint not null,
              denominator bigint not null,
              unclear bigint not null);
            create index indicator_result_run on indicator_result(run_id);
            """),
    ];

    private static readonly BulkColumn[] Columns =
    [
        new("run_id", BulkType.Long),
        new("indicator", BulkType.Text),
        new("unit_key", BulkType.Text),
        new("sex", BulkType.Long),
        new("age_group", BulkType.Long),
        new("numerator", BulkType.Long),
        new("denominator", BulkType.Long),
        new("unclear", BulkType.Long),
    ];

    /// <summary>The stored cells, or null if none were computed for this state of register and policy.</summary>
    public IReadOnlyList<FigureCell>? Find(Month month, AsKnown known, DateOnly? map, long changeNo, string hash)
    {
        using var connection = database.Connect();
        var run = connection.QueryFirstOrDefault<long?>(
            """
            select run_id from indicator_run
            where month = @month and map_day = @map and known_day = @known and change_no = @changeNo and policy_hash = @hash
            """,
            new { month = (long)month.Index, map = DayOf(map), known = (long)known.Day.DayNumber, changeNo, hash });
        return run is null ? null :
        [
            .. connection.Query<(string Indicator, string Unit, long Sex, long Age, long Numerator, long Denominator, long Unclear)>(
                "select indicator, unit_key, sex, age_group, numerator, denominator, unclear from indicator_result where run_id = @run",
                new { run })
                .Select(r => new FigureCell(r.Indicator, r.Unit, (int)r.Sex, (int)r.Age, r.Numerator, r.Denominator, r.Unclear)),
        ];
    }

    /// <summary>Stores cells in the place of what was computed before for the same month, map and day.</summary>
    public void Save(Month month, AsKnown known, DateOnly? map, long changeNo, string hash, IReadOnlyList<FigureCell> cells)
    {
        var key = new { month = (long)month.Index, map = DayOf(map), known = (long)known.Day.DayNumber };
        database.Do(Act.OfProgram("figures.keep"), (connection, transaction) =>
        {
            connection.Execute(
                """
                delete from indicator_result where run_id in (
                    select run_id from indicator_run where month = @month and map_day = @map and known_day = @known)
                """,
                key,
                transaction);
            connection.Execute("delete from indicator_run where month = @month and map_day = @map and known_day = @known",
                key, transaction);
            var run = connection.ExecuteScalar<long>("select coalesce(max(run_id), 0) + 1 from indicator_run", transaction: transaction);
            connection.Execute(
                """
                insert into indicator_run(run_id, month, map_day, known_day, change_no, policy_hash, computed_at)
                values (@run, @month, @map, @known, @changeNo, @hash, @at)
                """,
                new { run, key.month, key.map, key.known, changeNo, hash, at = database.Clock.SystemNow },
                transaction);
            Write(connection, transaction, run, cells);
            return 0;
        });
    }

    private static long DayOf(DateOnly? map) => map?.DayNumber ?? 0;

    private void Write(DbConnection connection, DbTransaction transaction, long run, IReadOnlyList<FigureCell> cells)
    {
        using var bulk = database.Bulk(connection, transaction, "indicator_result", Columns);
        foreach (var cell in cells)
        {
            bulk.Set(0, run);
            bulk.Set(1, cell.Indicator);
            bulk.Set(2, cell.UnitKey);
            bulk.Set(3, cell.Sex);
            bulk.Set(4, cell.Age);
            bulk.Set(5, cell.Numerator);
            bulk.Set(6, cell.Denominator);
            bulk.Set(7, cell.Unclear);
            bulk.Next();
        }
    }
}

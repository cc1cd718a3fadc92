using AnSinh.Casework;
using AnSinh.Determinations;
using AnSinh.Store;
using AnSinh.Store.Acts;
using AnSinh.Testing;
using Dapper;

namespace AnSinh.Ledger.Tests;

/// <summary>
/// Every act with money seals the rows it wrote: changed by hand in any table and column, taken out or slipped in, they are found and
/// named.
/// </summary>
public abstract class SealContract
{
    private static readonly IReadOnlyList<SealedTable> Tables = [.. Decisions.Tables, .. DeterminationStore.Tables, .. LedgerSeal.Tables];

    [Fact]
    public void A_year_of_the_office_agrees_with_its_chain()
    {
        using var world = Everything();
        var report = Check(world).All();
        Assert.True(report.Ok, string.Join("\n", report.Faults.Select(f => f.Message)));
        using var connection = world.Database.Connect();
        Assert.Equal(Tables.Sum(t => connection.ExecuteScalar<long>($"select count(*) from {t.Name}")), report.Rows);
        Assert.True(Check(world).SinceCheckpoint().Ok);
    }

    [Fact]
    public void An_act_with_money_tells_who_what_how_many_lines_and_how_much()
    {
        using var world = Year();
        var post = world.Register.Audit.Latest(99).Where(e => e.Action == "run.post").ToList();
        Assert.Equal([("lan", "run:2", 3L), ("lan", "run:1", 2L)], post.Select(e => (e.Actor, e.Subject, e.Lines!.Value)));
        Assert.Equal(world.Ledger.Runs().Select(r => (long?)r.Amount), post.Select(e => e.Amount));
        Assert.Contains(world.Register.Audit.Latest(99),
            e => e is { Action: "run.settle", Actor: "minh", Subject: "run:1", Lines: 2, Amount: 540_000 });
        Assert.All(world.Register.Audit.Latest(99), e => Assert.True(e.SystemAt > 0));
    }

    [Fact]
    public void Every_table_of_money_is_sealed()
    {
        using var world = Year();
        using var connection = world.Database.Connect();
        var names = connection.Query<string>(world.Database.Dialect == Dialect.Sqlite
            ? "select name from sqlite_master where type = 'table'"
            : "select table_name from information_schema.tables where table_schema = current_schema()");
        Assert.Equal(
            names.Where(
                n => n.StartsWith("ledger", StringComparison.Ordinal) || (n.StartsWith("run_draft", StringComparison.Ordinal)
                    // The lines of a draft go with it; over them its own row has a digest, which is looked at before anything is posted.
                    && n != "run_draft_line") || n.StartsWith("decision", StringComparison.Ordinal)
                    || n.StartsWith("determination", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
            Tables.Select(t => t.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_value_changed_by_hand_in_any_column_of_any_table_is_found_and_its_row_named()
    {
        using var world = Everything();
        Assert.True(Check(world).All().Ok);
        foreach (var table in Tables)
        {
            foreach (var column in Columns(world, table).Where(c => !table.Key.Contains(c)))
            {
                var row = Row(world, table);
                var old = Changed(world, table, row, column);
                if (old is null)
                {
                    continue;
                }

                var fault = Assert.Single(Check(world).All().Faults);
                Assert.Equal(("changed", table.Name, Name(row)), (fault.Kind, fault.Table!, fault.Row!));
                Assert.NotNull(fault.Entry);
                Put(world, table, row, column, old);
                Assert.True(Check(world).All().Ok, $"{table.Name}.{column} was not put back");
            }
        }
    }

    [Fact]
    public void A_row_taken_out_or_slipped_in_by_hand_is_found_and_named()
    {
        foreach (var table in Tables)
        {
            using var world = Everything();
            var row = Row(world, table);
            Without(world, $"delete from {table.Name} where {Where(table)}", row);
            var fault = Assert.Single(Check(world).All().Faults);
            Assert.Equal(("deleted", table.Name, Name(row)), (fault.Kind, fault.Table!, fault.Row!));
            Assert.NotNull(fault.Entry);
        }

        foreach (var table in Tables)
        {
            using var world = Everything();
            var row = Row(world, table);
            var others = string.Join(", ", Columns(world, table).Where(c => c != table.Key[0]));
            var values = table.Name == "ledger_entry" ? others.Replace("for_month", "'2011-01'", StringComparison.Ordinal) : others;
            Without(world,
                $"insert into {table.Name} ({table.Key[0]}, {others}) select 990, {values} from {table.Name} where {Where(table)}", row);
            var fault = Assert.Single(Check(world).All().Faults);
            Assert.Equal(("added", table.Name, "990" + Name(row)[Name(row).Split('/')[0].Length..]),
                (fault.Kind, fault.Table!, fault.Row!));
        }
    }

    [Fact]
    public void A_start_looks_at_what_came_since_and_counts_the_rest()
    {
        using var world = Year();
        Assert.True(Check(world).All().Ok);
        Settle(world, 2);
        var last = Hand(world, "select max(entry_id) from ledger_entry");
        Hand(world, $"update ledger_entry set amount = amount + 1 where entry_id = {last}");
        Assert.Equal(("changed", $"{last}"), Check(world).SinceCheckpoint().Faults.Select(f => (f.Kind, f.Row!)).Single());
        Hand(world, $"update ledger_entry set amount = amount - 1 where entry_id = {last}");
        Assert.True(Check(world).SinceCheckpoint().Ok);

        // Nothing new: what an earlier check has read is only counted, and all is read by the verb.
        Hand(world, "delete from ledger_entry where entry_id = 1");
        Assert.Equal(("count", "ledger_entry"), Check(world).SinceCheckpoint().Faults.Select(f => (f.Kind, f.Table!)).Single());
        Assert.Equal(("deleted", "1"), Check(world).All().Faults.Select(f => (f.Kind, f.Row!)).Single());
    }

    [Theory]
    [InlineData(
        "update audit_seal set row_digests = replace(row_digests, 'a', 'b') where entry_id = (select max(entry_id) from audit_seal)",
        "seal")]
    [InlineData("delete from audit_seal where entry_id = (select max(entry_id) from audit_seal)", "seal")]
    [InlineData("update audit_entry set amount = amount + 1 where action = 'run.settle'", "chain")]
    [InlineData("update audit_entry set actor = 'khác' where action = 'run.settle'", "chain")]
    [InlineData("update audit_entry set seal = null where action = 'run.settle'", "chain")]
    [InlineData("delete from audit_entry where entry_id = (select max(entry_id) from audit_entry)", "seal")]
    public void The_chain_and_its_seals_cannot_be_made_to_agree_by_hand(string forgery, string kind)
    {
        using var world = Year();
        Assert.True(Check(world).All().Ok);
        Settle(world, 2);
        Hand(world, forgery);
        Assert.Contains(Check(world).All().Faults, f => f.Kind == kind);
        Assert.Contains(Check(world).SinceCheckpoint().Faults, f => f.Kind is "chain" or "seal" or "count");
    }

    [Fact]
    public void A_head_noted_elsewhere_tells_a_log_that_was_written_anew()
    {
        using var world = Year();
        var head = Check(world).All().Head;
        Settle(world, 2);
        Assert.True(Check(world).All(head).Ok);
        foreach (var table in new[] { "audit_checkpoint", "audit_seal", "audit_entry" })
        {
            Hand(world, $"delete from {table}");
        }

        Check(world).Begin("kẻ gian");
        Assert.True(Check(world).All().Ok);
        Assert.Equal("head", Check(world).All(head).Faults.Single().Kind);
    }

    [Fact]
    public void A_register_from_before_is_sealed_as_it_is_once()
    {
        using var world = Year();
        foreach (var table in new[] { "audit_seal", "audit_entry" })
        {
            Hand(world, $"delete from {table}");
        }

        Check(world).Begin("ansinh");
        Check(world).Begin("ansinh");
        Assert.Equal("seal.open", Assert.Single(world.Register.Audit.Latest(9)).Action);
        Assert.True(Check(world).All().Ok);
        Settle(world, 2);
        Assert.True(Check(world).All().Ok);
        Hand(world, "update ledger_entry set amount = amount + 1000000 where entry_id = 1");
        Assert.Equal(("changed", "1", 1L), Check(world).All().Faults.Select(f => (f.Kind, f.Row!, f.Entry!.Value)).Single());
    }

    [Fact]
    public void An_act_killed_at_any_step_leaves_chain_and_rows_agreeing()
    {
        using var world = Year();
        foreach (var step in new[] { "run written", "lines written", "results written", "before commit", "paid", "settlement written" })
        {
            world.MonthRun.Step = at => _ = at == step ? throw new IOException("killed") : 0;
            try
            {
                if (step is "paid" or "settlement written")
                {
                    world.MonthRun.Settle(2, Act.By("test"));
                }
                else
                {
                    world.MonthRun.Run(SmallWorld.M("2020-05"), Act.By("test"), SmallWorld.Known("2020-05-31"));
                }

                Assert.Fail($"was not killed at {step}");
            }
            catch (IOException)
            {
                Assert.True(Check(world).All().Ok, step);
            }
        }

        world.MonthRun.Step = null;
        Assert.True(world.MonthRun.Run(SmallWorld.M("2020-05"), Act.By("test"), SmallWorld.Known("2020-05-31")).Ok);
        Settle(world, 2);
        Assert.True(Check(world).All().Ok);
    }

    protected abstract Database? NewDatabase();

    private static AuditCheck Check(SmallWorld world) => new(world.Database, Tables);

    private static void Settle(SmallWorld world, long run) => Assert.True(world.MonthRun.Settle(run, Act.By("minh")).Ok);

    private SmallWorld Year()
    {
        var world = new SmallWorld(database: NewDatabase(), policy: Desk.Law)
            .Person(1, "1930-01-01").Person(2, "1990-01-01", SmallWorld.OtherCommune)
            .Fact(2, "disability", "severe", "2020-03-05", "2020-03-10")
            .Person(4, "1990-01-01").Fact(4, "poverty", "poor", "2020-01-01", "2020-01-05")
            .Decide(1, "2015-01-10").Decide(4, "2020-01-20");
        Check(world).Begin("ansinh");
        Assert.True(world.MonthRun.Run(SmallWorld.M("2020-03"), Act.By("lan"), SmallWorld.Known("2020-03-31")).Ok);
        Settle(world, 1);
        Assert.True(
            world.Decisions.End(world.Decisions.OfPerson(4)[0].DecisionId, SmallWorld.M("2020-03"), "chuyển đi",
                SmallWorld.At("2020-04-03"), "đơn", Act.By("lan")).Ok);
        world.Decide(2, "2020-04-08");
        Assert.True(world.MonthRun.Run(SmallWorld.M("2020-04"), Act.By("lan"), SmallWorld.Known("2020-04-30")).Ok);
        return world;
    }

    /// <summary>The same with a run thrown away, one reversed and a recovery decided: a row in every table.</summary>
    private SmallWorld Everything()
    {
        var world = Year();
        var acts = new RunActs(world.Register);
        Assert.True(acts.Throw(2, "nhầm", Act.By("lan")).Ok);
        var again = world.MonthRun.Run(SmallWorld.M("2020-04"), Act.By("lan"), SmallWorld.Known("2020-04-30")).Value.RunId!.Value;
        Settle(world, again);
        Assert.True(acts.Reverse(again, "sai", Act.By("lan")).Ok);
        new Desk(world).Approved("2020-04", "2020-04-30");
        world.Database.Do(Act.By("test"), (connection, transaction) =>
        {
            var decision = new RecoveryDecision(1, "aid", "9/QĐ", "luật hạ mức", "lan", world.Database.Clock.Now(), 1);
            RecoveryDecisions.Add(connection, transaction, decision);
            new LedgerSeal(world.Register.Audit, connection, transaction, Act.By("lan")).RecoveryDecided(decision, 5);
            return 0;
        });
        return world;
    }

    private static List<string> Columns(SmallWorld world, SealedTable table)
    {
        using var connection = world.Database.Connect();
        using var reader = connection.ExecuteReader($"select * from {table.Name}");
        return [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
    }

    private static IReadOnlyList<object> Row(SmallWorld world, SealedTable table)
    {
        using var connection = world.Database.Connect();
        using var reader =
            connection.ExecuteReader($"select {string.Join(", ", table.Key)} from {table.Name} order by {string.Join(", ", table.Key)}");
        Assert.True(reader.Read());
        return [.. Enumerable.Range(0, table.Key.Count).Select(reader.GetValue)];
    }

    private static string Name(IReadOnlyList<object> row) => string.Join('/', row);

    private static string Where(SealedTable table) => string.Join(" and ", table.Key.Select((k, i) => $"{k} = @k{i}"));

    private static object? Changed(SmallWorld world, SealedTable table, IReadOnlyList<object> row, string column)
    {
        using var connection = world.Database.Connect();
        var old = connection.ExecuteScalar<object>($"select {column} from {table.Name} where {Where(table)}", Keys(row));
        if (old is null or DBNull || column is "run_id")
        {
            return null;
        }

        Put(world, table, row, column,
            old switch { long number => number + 1, DateOnly or DateTime => new DateOnly(1999, 9, 9), string
                when column is "known" or "signed_on" => "1999-09-09", _ => old + "x" });
        return old;
    }

    private static void Put(SmallWorld world, SealedTable table, IReadOnlyList<object> row, string column, object value)
    {
        var written = value switch
        {
            DateOnly day => $"'{day:yyyy-MM-dd}'",
            DateTime day => $"'{day:yyyy-MM-dd}'",
            string text => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'",
            _ => value,
        };
        Without(world, $"update {table.Name} set {column} = {written} where {Where(table)}", row);
    }

    private static DynamicParameters Keys(IReadOnlyList<object> row)
    {
        var keys = new DynamicParameters();
        for (var i = 0; i < row.Count; i++)
        {
            keys.Add($"k{i}", row[i]);
        }

        return keys;
    }

    // By hand one may switch off what ties tables together.
    private static void Without(SmallWorld world, string sql, IReadOnlyList<object> row)
    {
        using var connection = world.Database.Connect();
        connection.Execute(world.Database.Dialect == Dialect.Sqlite ? "pragma foreign_keys = off"
            : "set session_replication_role = replica");
        Assert.Equal(1, connection.Execute(sql, Keys(row)));
        connection.Execute(world.Database.Dialect == Dialect.Sqlite ? "pragma foreign_keys = on"
            : "set session_replication_role = default");
    }

    private static long Hand(SmallWorld world, string sql)
    {
        using var connection = world.Database.Connect();
        return connection.ExecuteScalar<long?>(sql) ?? 0;
    }
}

public class SqliteSealTests : SealContract
{
    protected override Database? NewDatabase() => null;
}

public class PostgresSealTests : SealContract
{
    protected override Database? NewDatabase() => PostgresCluster.NewDatabase();
}

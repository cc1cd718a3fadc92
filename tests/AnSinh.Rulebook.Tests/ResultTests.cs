using AnSinh.Basics;
using AnSinh.Rulebook.Cases;
using AnSinh.Rulebook.Publishing;
using AnSinh.Rulebook.Results;
using AnSinh.Rulebook.Sql;
using AnSinh.Rulebook.Tests.Sql;
using CsCheck;

namespace AnSinh.Rulebook.Tests;

/// <summary>
/// A programme reads what another one gives in the month: after the rules between programmes, in every reader, unknown never no.
/// </summary>
public class ResultTests
{
    private const string Card = "vn/programmes/card.yaml";

    /// <summary>A card for whoever draws aid; a supplement on what aid gives; a grant that takes the place of aid.</summary>
    private static readonly string CardText = Programme("card", "ledger: false", "results.aid.drawn || quantities.listed", null);

    private static readonly string SupplementText =
        Programme("supplement", "ledger: true", "results.aid.drawn", "percent(results.aid.amount, 10)");

    private static readonly string GrantText = Programme("grant", "ledger: true", "disability == 'mild'", "income");

    private const string Listed = """
        quantity: listed
        label: {vi: Có trong danh sách}
        type: bool
        versions:
          - {id: first, from: 2015-01-01, cite: ND-1,
             choose: [{id: yes, when: "results.supplement.amount > 0", value: "true"}, {id: no, value: "false"}]}
        """;

    private const string Rule = """
        interaction: one_of_two
        rule: highest
        sides: [[grant], [aid]]
        from: 2015-01-01
        cite: ND-1
        say: {vi: Chỉ hưởng một}
        """;

    private static readonly Policy Law = Files().Read();

    private static PolicyFiles Files() => new PolicyFiles().With(Card, CardText).With("vn/programmes/supplement.yaml", SupplementText)
        .With("vn/programmes/grant.yaml", GrantText).With("vn/quantities/listed.yaml", Listed).With("vn/interactions/rule.yaml", Rule);

    private static string Programme(string id, string ledger, string when, string? amount) => $$"""
        programme: {{id}}
        label: {vi: Chế độ {{id}}}
        {{ledger}}
        versions:
          - id: v1
            from: 2015-01-01
            cite: ND-1
            holds: {day: any, levels: latest, cite: ND-1}
            routes:
              - id: only
                label: {vi: Diện duy nhất}
                when: "{{when}}"
                cite: ND-1
        {{(amount is null ? "" : $$"""        rates: [{id: one, amount: "{{amount}}"}]""")}}
        """;

    private static LawAt At(Policy? policy = null, string place = "vn") => PolicyFiles.Law(2024, 2, place, policy: policy ?? Law);

    [Theory]
    [InlineData("birth_date 1940-05-05", Truth.Yes, 36_000)]
    [InlineData("birth_date 1990-05-05", Truth.No, 0)]
    [InlineData("disability none", Truth.Unknown, 0)]
    [InlineData("birth_date 1940-05-05, pension retirement", Truth.No, 0)]
    // The grant is higher and takes the place of aid: what is read is what is drawn.
    [InlineData("birth_date 1940-05-05, disability mild, income 500000", Truth.No, 0)]
    [InlineData("birth_date 1940-05-05, disability mild, income 100000", Truth.Yes, 36_000)]
    public void What_is_read_is_the_result_after_the_rules_between_programmes(string person, Truth status, long amount)
    {
        var table = Tables.Of(person);
        var told = At().Ask(table, "supplement");
        Assert.Equal((status, amount), (told.Status, told.Amount?.Value ?? 0));
        Assert.Equal(status, At().Ask(table, "card").Status);
    }

    [Fact]
    public void What_cannot_be_told_names_the_fact_the_other_programme_lacks()
    {
        Assert.Equal(["birth_date"], At().Ask(Tables.Of("disability none"), "card").Missing);
        // Of a grant that is not known nobody knows whether it takes the place of aid; aid is owed at least.
        Assert.Equal(Truth.Yes, At().Ask(Tables.Of("birth_date 1940-05-05, disability mild"), "supplement").Status);
    }

    [Fact]
    public void The_tree_opens_the_reasons_of_the_programme_that_is_read()
    {
        var root = At().Ask(Tables.Of("birth_date 1940-05-05"), "supplement").Root;
        var read = root.All().First(n => n.Kind == ExplainKind.Result);
        Assert.StartsWith("Được hưởng Trợ cấp", read.Text.Vi);
        Assert.Contains(read.All(), n => n.Kind == ExplainKind.Route && n.Citation == "NĐ 1/2015, Điều 5 khoản 5");
        var taken = At().Ask(Tables.Of("birth_date 1940-05-05, disability mild, income 500000"), "supplement").Root;
        Assert.Contains(taken.All(), n => n is { Kind: ExplainKind.Result, Truth: Truth.No, Text.Vi: "Chỉ hưởng một" });
        Assert.Contains("birth_date", At().Ask(Tables.Of("birth_date 1940-05-05"), "supplement").Facts.Keys);
    }

    [Fact]
    public void Cards_and_prose_name_the_programme()
    {
        var card = At().ProgrammeOrNull("supplement")!.Card();
        Assert.Equal("Được hưởng trợ cấp", card.Routes[0].Line.Condition);
        Assert.Contains(card.Sources, s => s is { Kind: RuleSource.Result, Name: "aid" });
        Assert.Equal("không hưởng trợ cấp", Prose.Of(Law.ParseCondition("!results.aid.drawn", "").Value));
        Assert.Equal("mức trợ cấp được hưởng trên quỹ trả", Prose.Of(Law.ParseCondition("results.aid.amount > quantities.paid", "").Value));
    }

    [Fact]
    public void Of_everybody_at_once_and_as_SQL_the_answers_are_those_of_the_tree()
    {
        foreach (var dialect in new[] { SqlDialect.Sqlite, SqlDialect.PostgreSql })
        {
            using var database = SqlTable.On(dialect);
            AgreementTests.Table.Sample(table =>
            {
                foreach (var programme in At().Programmes)
                {
                    var result = new KernelResult(table.Rows);
                    programme.Compile(payable: false)(table, 0, table.Rows, result);
                    var told =
                        database.Ask(table with { }, name => SqlReader.Query(programme, dialect, name, table.Columns.Keys.ToHashSet()));
                    for (var row = 0; row < table.Rows; row++)
                    {
                        var explained = programme.Decide(table, row);
                        Assert.Equal((explained.Status, explained.Amount?.Value ?? 0), ((Truth)result.Status[row], result.Amount[row]));
                        Assert.Equal((result.Status[row], result.Amount[row], result.MostOf(row)),
                            ((byte)told[row][0], told[row][1], told[row][3]));
                    }
                }
            }, iter: dialect == SqlDialect.Sqlite ? 40 : 10, threads: 1);
        }
    }

    [Fact]
    public void Conditions_and_quantities_outside_programmes_read_results_too()
    {
        var table = Tables.Of("birth_date 1940-05-05", "birth_date 1990-01-01", "disability none");
        var condition = Law.ParseCondition("results.aid.drawn && results.aid.amount > income", "").Value;
        Assert.Contains("birth_date", condition.FactsUsed);
        var drawn = Law.ParseCondition("results.aid.drawn", "").Value;
        var truth = new byte[3];
        At().CompilePredicate(drawn)(table, 0, 3, truth);
        Assert.Equal([1, 0, 2], truth);
        Assert.Equal([1L, 0L, null], Enumerable.Range(0, 3).Select(row => At().Evaluate(drawn, table, row)));
        var listed = At().Quantity("listed")!;
        var values = new long[3];
        At().Compile(listed)(table, 0, 3, values);
        Assert.Equal([1L, 0, FactKind.Unknown], values);
        Assert.Equal(["birth_date"], At().Explain(listed, table, 2).Missing);
        using var database = SqlTable.On(SqlDialect.Sqlite);
        var told = database.Ask(table, name => SqlReader.Query(At(), listed, SqlDialect.Sqlite, name));
        Assert.Equal(values, told.Select(t => t[0]));
    }

    [Fact]
    public void Between_programmes_what_is_certain_of_all_of_them_is_kept_whatever_the_unknown_facts_turn_out_to_be()
    {
        string[] unsettled = ["birth_date unknown, disability mild, income 500000",
            "birth_date 1940-05-05, disability mild, income unknown", "birth_date 1940-05-05, disability unknown, income 400000",
            "birth_date 1940-05-05, disability mild, income 100000, pension unknown",
            "disability severe, birth_date unknown, income 400000", "birth_date 1940-05-05, disability unknown, income 100000"];
        string[] births = ["1940-05-05", "1990-01-01"], disabilities = ["none", "mild", "severe"],
            incomes = ["0", "100000", "359999", "360000", "360001", "900000"], pensions = ["none", "retirement"];
        foreach (var person in unsettled)
        {
            var before = Both(person);
            var sums = new List<long>();
            foreach (var (birth, disability, income, pension) in
                from b in births from d in disabilities from i in incomes from p in pensions select (b, d, i, p))
            {
                var told = person.Replace("birth_date unknown", "birth_date " + birth)
                    .Replace("disability unknown", "disability " + disability).Replace("income unknown", "income " + income)
                    .Replace("pension unknown", "pension " + pension);
                var after = Both(told);
                Assert.All(after, a => Assert.True(a.Result.Status[0] < 2, told));
                sums.Add(after.Sum(a => a.Result.Amount[0]));
                foreach (var (b, a) in before.Zip(after))
                {
                    Assert.True(b.Result.Status[0] != 0 || a.Result.Status[0] == 0,
                        $"{person}: {b.Programme.Programme.Id} said no, and {told} yes");
                    Assert.True(a.Result.Amount[0] <= b.Result.MostOf(0),
                        $"{person}: {b.Programme.Programme.Id} at most {b.Result.MostOf(0)}, {told} {a.Result.Amount[0]}");
                }
            }

            Assert.Equal(sums.Min(), before.Sum(b => b.Result.Amount[0]));
        }

        static IReadOnlyList<ProgrammeAnswers> Both(string person) =>
            JointAnswers.OfRow(At(), At().Programmes.Where(p => p.Programme.Id is "aid" or "grant"), Tables.Of(person), 0).All;
    }

    [Fact]
    public void A_month_run_reads_what_is_paid_not_what_is_only_owed()
    {
        var supplement = At().ProgrammeOrNull("supplement")!;
        var table = Tables.Of("birth_date 1940-05-05", "birth_date 1940-05-05");
        var columns = new Dictionary<string, long[]>(table.Columns)
        {
            [supplement.DecisionColumn] = [0, 0],
            [At().ProgrammeOrNull("aid")!.DecisionColumn] = [0, long.MaxValue],
        };
        var chosen = At().Programmes.Where(p => p.Programme.Ledger).ToList();
        var told = JointAnswers.Of(At(), chosen, table with { Columns = columns }, (programme, facts) =>
        {
            var result = new KernelResult(facts.Rows);
            programme.Compile(payable: true)(facts, 0, facts.Rows, result);
            return result;
        });
        Assert.Equal([36_000, 0], told.All.Single(a => a.Programme.Programme.Id == "supplement").Result.Amount);
    }

    [Fact]
    public void A_programme_that_the_place_has_not_in_the_month_is_drawn_by_nobody()
    {
        var files = Files()
            .With("vn-01/programmes/local.yaml", Programme("local", "ledger: false", "birth_date < date('2000-01-01')", null))
            .With("vn/programmes/reader.yaml", Programme("reader", "ledger: false", "!results.local.drawn", null)).Read();
        var person = Tables.Of("birth_date 1940-05-05");
        Assert.Equal(Truth.Yes, At(files).Ask(person, "reader").Status);
        Assert.Equal(Truth.No, At(files, "vn-01").Ask(person, "reader").Status);
        // Where the place has it and it cannot be told, it is not no.
        Assert.Equal(Truth.Unknown, At(files, "vn-01").Ask(Tables.Of("disability none"), "reader").Status);
    }

    [Theory]
    [InlineData("results.aids.drawn", "có phải 'aid'?")]
    [InlineData("results.aid.status", "'.drawn' (được hưởng) hoặc '.amount'")]
    [InlineData("results.aid", "results.aid.drawn")]
    [InlineData("members.exists(results, results.resident)", "'results' đã có nghĩa khác")]
    public void A_result_that_is_none_is_refused_by_name(string when, string part) =>
        Assert.Contains(part,
            string.Join("\n", Files().With("vn/programmes/card.yaml", Programme("card", "ledger: false", when, null)).Load().Refusals));

    [Fact]
    public void A_circle_of_results_is_refused_and_named()
    {
        var direct = Files().With("vn/programmes/grant.yaml", Programme("grant", "ledger: true", "results.card.drawn", "income"));
        var told =
            Assert.Single(direct.Load().Refusals,
                r => r.Code == "policy.circle" && r.Place!.StartsWith("vn/programmes/grant.yaml", StringComparison.Ordinal)).Message;
        Assert.Contains("'grant' đọc kết quả của 'card', 'card' đọc kết quả của 'aid', 'aid' và 'grant' cùng ở quan hệ 'one_of_two'", told);
        Assert.Contains("'self' đọc kết quả của 'self'",
            string.Join("\n",
                Files().With("vn/programmes/self.yaml", Programme("self", "ledger: false", "!results.self.drawn", null)).Load().Refusals));
        // A rule between programmes that begins later closes the circle only from then on.
        var later = Files().With("vn/programmes/grant.yaml", Programme("grant", "ledger: true", "results.supplement.drawn", "income"))
            .Change("vn/interactions/rule.yaml", "from: 2015-01-01", "from: 2025-03-01");
        Assert.Contains("tháng 03/2025", string.Join("\n", later.Load().Refusals.Select(r => r.Message)));
        Assert.True(Files().With("vn/programmes/grant.yaml", Programme("grant", "ledger: true", "results.supplement.drawn", "income"))
            .With("vn/interactions/rule.yaml", null).Load().Ok);
    }

    [Fact]
    public void Worked_cases_answer_what_the_programme_reads_from_the_facts_given()
    {
        var runner = new CaseRunner(Files().With("vn/cases/c.yaml", """
            cases:
              - {id: yes, programme: supplement, month: 2024-02, given: {birth_date: 1940}, expect: {status: yes, amount: 36000}}
              - {id: taken, programme: supplement, month: 2024-02, given: {birth_date: 1940, disability: mild, income: 900000},
                 expect: {status: no}}
              - {id: open, programme: card, month: 2024-02, given: {}, expect: {status: unknown, missing: [birth_date]}}
              - {id: quantity, quantity: listed, month: 2024-02, given: {birth_date: 1940}, expect: {value: "true"}}
            """).Read());
        Assert.All(runner.RunAll(), r => Assert.True(r.Passed, r.Case.Id + ": " + string.Join("; ", r.Differences)));
        Assert.NotEmpty(CoverageProof.Of(runner.Policy, runner.RunAll()).Clauses(ProvisionOwner.Programme, "supplement")[0].Yes);
    }

    [Fact]
    public void Boundaries_are_found_behind_the_result_too()
    {
        var set = Boundaries.Of(Law, Law.ProgrammeOrNull("supplement")!, Jurisdiction.National);
        var pair = set.Cases.Where(c => c.Id.Contains("birth_date=1935-0", StringComparison.Ordinal)).ToList();
        Assert.Equal([Truth.No, Truth.Yes], pair.Select(c => c.Expect.Status!.Value).Distinct().Order());
        Assert.DoesNotContain(set.Cases, c => c.Given.Keys.Any(k => k.Contains(':')));
    }
}

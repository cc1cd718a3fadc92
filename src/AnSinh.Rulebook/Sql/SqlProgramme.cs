using System.Globalization;
using AnSinh.Rulebook.Expressions;

namespace AnSinh.Rulebook.Sql;

/// <summary>
/// Writes a version as stages: <c>clauses</c> (what holds), <c>rates</c> (per route: how many rates hold, the lowest and the highest
/// amount), <c>routes</c> (yes, no, unknown, conflict), <c>days</c> (a route that has its own day as it is on that day), <c>totals</c>
/// (what the sure routes give at least, and what all could give at most), <c>answers</c> of each stretch of days, and the answer of the
/// month. The meaning is that of <see cref="Programmes.RouteScore"/> and <see cref="Programmes.MonthScore"/>, said again in another
/// language.
/// </summary>
internal sealed class SqlProgramme(ProgrammeAt programme, SqlExpressions expressions)
{
    /// <summary>Columns of the table that are no facts: the days of a stretch.</summary>
    public static readonly string[] Days = ["day_from", "day_to"];

    private const string Row = "\"id\", \"day_from\", \"day_to\"";
    private readonly ProgrammeVersion _version = programme.Version;
    private readonly SqlWords _words = expressions.Words;

    private string Unbounded => _words.Number(long.MaxValue);

    private string NoAmount => _words.Number(-1);

    private IEnumerable<int> Indexes => Enumerable.Range(0, _version.Routes.Count);

    public string Write()
    {
        var requirements = _version.Requirements.Select(r => expressions.Ready(r.When.Root)).ToList();
        var routes = _version.Routes.Select(Bound).ToList();
        var nodes = requirements.Concat(routes.SelectMany(r => r.Rates.SelectMany(x => new[] { x.When, x.Amount }).Prepend(r.When)));
        var persons = expressions.Persons(nodes);
        return $"WITH {persons},\n{Clauses(requirements, routes)},\n{Rates(routes)},\n{Routes(routes)},\n{Totals()}{Answer()}";
    }

    private sealed record BoundRate(string Id, Node When, Node Amount);

    private sealed record BoundRoute(string Id, Node When, IReadOnlyList<BoundRate> Rates);

    private BoundRoute Bound(Route route)
    {
        var when =
            route.Unless.Aggregate(expressions.Ready(route.When.Root),
                (all, unless) => new And(all, new Not(expressions.Ready(unless.When.Root))));
        var rates =
            route.Rates.Select(
                r => new BoundRate(r.Id, r.When is null ? Constant.Yes : expressions.Ready(r.When.Root), expressions.Ready(r.Amount.Root)))
                    .ToList();
        return new BoundRoute(route.Id, when, rates.Count > 0 ? rates : [new BoundRate("", Constant.Yes, new Constant(ExprType.Dong, 0))]);
    }

    private string Clauses(List<Node> requirements, List<BoundRoute> routes)
    {
        var all = requirements.Count == 0 ? "TRUE" : string.Join("\n      AND ", requirements.Select(expressions.Of));
        var columns = routes.SelectMany((route, i) => new[] { $"\n    -- {route.Id}\n    {expressions.Of(route.When)} AS when{N(i)}" }
            .Concat(route.Rates.Select(
                (rate, k) =>
                    $"\n    {expressions.Of(rate.When)} AS rate{N(i)}_{N(k)}, {expressions.Of(rate.Amount)} AS amount{N(i)}_{N(k)}")));
        return $"clauses AS MATERIALIZED (\n  SELECT p.\"id\", p.\"day_from\", p.\"day_to\",\n    ({all}) AS required,"
            + $"{string.Join(",", columns)}\n  FROM {expressions.LastStage} p)";
    }

    private string Rates(List<BoundRoute> routes)
    {
        var columns = routes.Select((route, i) =>
        {
            var rates = Enumerable.Range(0, route.Rates.Count)
                .Select(k => (Holds: $"rate{N(i)}_{N(k)}", Amount: $"amount{N(i)}_{N(k)}")).ToList();
            var holding = string.Join(" + ", rates.Select(r => $"CASE WHEN {r.Holds} THEN 1 ELSE 0 END"));
            var best = _words.Greatest([.. rates.Select(r => $"CASE WHEN NOT {r.Holds} THEN {NoAmount}"
                + $" WHEN {r.Amount} IS NULL THEN {Unbounded} WHEN {r.Amount} < 0 THEN 0 ELSE {r.Amount} END")]);
            var lowest = _words.Least([.. rates.Select(
                r => $"CASE WHEN NOT {r.Holds} THEN {Unbounded} ELSE {Certain(r.Amount)} END")]);
            var least = $"CASE {string.Concat(rates.Select(r => $"WHEN {r.Holds} THEN {Certain(r.Amount)} "))}ELSE {lowest} END";
            return $"\n    when{N(i)}, {holding} AS holding{N(i)}, {least} AS least{N(i)},"
                + $"\n    CASE WHEN NOT when{N(i)} THEN {NoAmount} ELSE {best} END AS best{N(i)}";
        });
        return $"rates AS MATERIALIZED (\n  SELECT {Row}, required,{string.Join(",", columns)}\n  FROM clauses)";
    }

    /// <summary>What an amount surely comes to: nothing, if it is less than nothing or not known.</summary>
    private string Certain(string amount) => $"CASE WHEN {amount} > 0 THEN {amount} ELSE {_words.Number(0)} END";

    /// <summary>Per route its truth as number; the amount it surely gives; the highest it may give; −1 for none.</summary>
    private string Routes(List<BoundRoute> routes)
    {
        var truths = routes.Select((_, i) =>
            $"\n    CASE WHEN NOT required OR best{N(i)} < 0 THEN 0 WHEN when{N(i)} AND holding{N(i)} > 1 THEN 3"
            + $" WHEN when{N(i)}{(programme.RatesCover(i) ? "" : $" AND holding{N(i)} = 1")} AND required THEN 1 ELSE 2 END AS truth{N(i)},"
            + $" least{N(i)}, best{N(i)}");
        var amounts = Indexes.Select(i =>
            $"\n    truth{N(i)}, least{N(i)}, CASE truth{N(i)} WHEN 1 THEN least{N(i)} ELSE {NoAmount} END AS sure{N(i)},"
            + $" CASE WHEN truth{N(i)} IN (1, 2) THEN best{N(i)} ELSE {NoAmount} END AS most{N(i)}");
        return $"truths AS MATERIALIZED (\n  SELECT {Row},{string.Join(",", truths)}\n  FROM rates),\n"
            + $"days AS MATERIALIZED (\n  SELECT {Row},{string.Join(",", Indexes.Select(OnItsDay))}\n  FROM truths),\n"
            + $"routes AS MATERIALIZED (\n  SELECT {Row},\n    ({Any("truth", "= 3")}) AS conflict, ({Any("truth", "> 0")}) AS touched,"
            + $"{string.Join(",", amounts)}\n  FROM days WHERE \"day_to\" >= {Day(programme.Law.Month.FirstDay)})";
    }

    /// <summary>A route that counts on one day is what it is on that day; where all are paid, each has its own stretch.</summary>
    private string OnItsDay(int route)
    {
        var (truth, least, best, i) = ($"truth{N(route)}", $"least{N(route)}", $"best{N(route)}", N(route));
        var month = programme.Law.Month;
        var on = _version.HoldsOf(_version.Routes[route]).On;
        if (on == HoldsOn.Any && _version.Select.Rule != SelectRule.Sum)
        {
            return $"\n    {truth}, {least}, {best}";
        }

        var day = Day(on switch { HoldsOn.Eve => month.Eve, HoldsOn.First => month.FirstDay, _ => month.LastDay });
        var order = on != HoldsOn.Any
            ? $"CASE WHEN \"day_from\" <= {day} AND \"day_to\" >= {day} THEN 0 ELSE 1 END"
            : $"CASE WHEN \"day_to\" >= {Day(month.FirstDay)} THEN 0 ELSE 1 END, "
                + Order(truth, $"CASE {truth} WHEN 1 THEN {least} ELSE {best} END");
        var over = $"OVER (PARTITION BY \"id\" ORDER BY {order})";
        var possible =
            $"MAX(CASE WHEN {truth} IN (1, 2) AND \"day_to\" >= {Day(month.FirstDay)} THEN {best} ELSE {NoAmount} END)"
            + " OVER (PARTITION BY \"id\")";
        var most = on != HoldsOn.Any ? $"FIRST_VALUE({best}) {over}"
            : _version.Holds.Levels == Levels.Highest ? possible
            : $"CASE FIRST_VALUE({truth}) {over} WHEN 1 THEN FIRST_VALUE({best}) {over} ELSE {possible} END";
        return $"\n    FIRST_VALUE({truth}) {over} AS truth{i}, FIRST_VALUE({least}) {over} AS least{i}, {most} AS best{i}";
    }

    private string Day(DateOnly day) => _words.Number(day.DayNumber);

    /// <summary>A sum of all leaves nothing to add, and an order none to choose.</summary>
    private IReadOnlyList<Together> Together => _version.Select.Rule == SelectRule.Highest ? _version.Select.Together : [];

    private string Totals()
    {
        var together = Together;
        var joint = together.Select((t, j) => $"\n    {Joint(t, "sure")} AS sure_both{N(j)}, {Joint(t, "most")} AS most_both{N(j)}")
            .ToList();
        var selected = _version.Select.Rule switch
        {
            SelectRule.Sum => $"{Sum("sure")} AS sure, {Sum("most")} AS most",
            SelectRule.First =>
                $"{FirstLeast()} AS sure, {FirstMost()} AS most, {First("sure", Bit)} AS sure_route, {First("most", Bit)} AS most_route",
            _ => $"{Highest("sure")} AS sure, {Highest("most")} AS most",
        };
        return $"totals AS MATERIALIZED (\n  SELECT routes.*,\n    {selected}{(joint.Count == 0 ? "" : ",")}"
            + $"{string.Join(",", joint)}\n  FROM routes)";
    }

    private string Answer()
    {
        var together = Together;
        var bothSure = together.Select((_, j) => $"sure_both{N(j)}").Prepend("sure").ToList();
        var bothMost = together.Select((_, j) => $"most_both{N(j)}").Prepend("most").ToList();
        var alone = _version.Select.Rule switch
        {
            SelectRule.Sum => string.Join(" + ", Indexes.Select(i => $"CASE WHEN sure{N(i)} >= 0 THEN {Bit(i)} ELSE 0 END")),
            SelectRule.First => "sure_route",
            _ => FirstWith("sure", Indexes, "sure"),
        };
        var (least, most) = (_words.Greatest(bothSure), _words.Greatest(bothMost));
        // Without money only the route tells; with money, nothing certain yet is nothing certain.
        var unsettled = _version.PaysMoney ? $"({least} = 0 AND {most} > 0)"
            : _version.Select.Rule == SelectRule.First ? "most_route <> sure_route" : "FALSE";
        var atMost = _version.Holds.Levels == Levels.Highest ? "possible" : "top";
        return $"""
            , answers AS MATERIALIZED (
              SELECT totals.*, {least} AS total, {most} AS top,
                CASE WHEN conflict THEN 3
                  WHEN NOT touched THEN 0
                  WHEN {(_version.Select.Rule == SelectRule.First ? "sure_route" : "sure")} < 0 OR {unsettled} THEN 2
                  ELSE 1 END AS status
              FROM totals),
            ranked AS MATERIALIZED (
              SELECT answers.*, MAX(CASE WHEN status IN (1, 2) THEN top ELSE 0 END) OVER (PARTITION BY "id") AS possible,
                ROW_NUMBER() OVER (PARTITION BY "id" ORDER BY {Order("status", "CASE status WHEN 1 THEN total ELSE 0 END")}) AS place
              FROM answers)
            SELECT "id", status, CASE status WHEN 1 THEN total ELSE 0 END AS amount,
              CASE WHEN status <> 1 THEN 0
                  WHEN sure = total THEN {alone}{string.Concat(together.Select(Chosen))} END AS routes,
              CASE status WHEN 1 THEN {atMost} WHEN 2 THEN possible ELSE 0 END AS most
            FROM ranked WHERE place = 1
            """;
    }

    private string Chosen(Together together, int position)
    {
        var others = Others(together).ToList();
        var highest = _words.Greatest([.. others.Select(i => $"sure{N(i)}")]);
        return $"\n      WHEN sure_both{N(position)} = total THEN {Bit(Index(together.Route))} + {FirstWith("sure", others, highest)}";
    }

    /// <summary>Which stretch goes before which.</summary>
    private string Order(string truth, string amount) => _version.Holds.Levels switch
    {
        Levels.Latest => $"CASE {truth} WHEN 0 THEN 1 ELSE 0 END, \"day_from\" DESC",
        Levels.Earliest => $"CASE {truth} WHEN 0 THEN 1 ELSE 0 END, \"day_from\"",
        _ => $"CASE {truth} WHEN 3 THEN 0 WHEN 1 THEN 1 WHEN 2 THEN 2 ELSE 3 END, {amount} DESC, \"day_from\" DESC",
    };

    private static string N(int number) => number.ToString(CultureInfo.InvariantCulture);

    private string Bit(int route) => _words.Number(unchecked((long)(1UL << route)));

    private int Index(string route) => _version.Routes.ToList().FindIndex(r => r.Id == route);

    private IEnumerable<int> Others(Together together) => together.With.Select(Index).Order();

    private string Any(string column, string test) => string.Join(" OR ", Indexes.Select(i => $"{column}{N(i)} {test}"));

    private string Highest(string column) => _words.Greatest([.. Indexes.Select(i => $"{column}{N(i)}")]);

    private string Sum(string column) =>
        $"CASE WHEN NOT ({Any(column, ">= 0")}) THEN {NoAmount} WHEN {Any(column, $"= {Unbounded}")} THEN {Unbounded}"
        + $" ELSE {string.Join(" + ", Indexes.Select(i => $"CASE WHEN {column}{N(i)} >= 0 THEN {column}{N(i)} ELSE 0 END"))} END";

    /// <summary>The least of those that may be the first to hold.</summary>
    private string FirstLeast() =>
        _words.Least([.. Indexes.Select(i => $"CASE WHEN truth{N(i)} IN (1, 2){Before(i)} THEN least{N(i)} ELSE {Unbounded} END")]);

    private string FirstMost() =>
        _words.Greatest([.. Indexes.Select(i => $"CASE WHEN truth{N(i)} IN (1, 2){Before(i)} THEN most{N(i)} ELSE {NoAmount} END")]);

    /// <summary>True where no route before it surely holds.</summary>
    private static string Before(int route) => string.Concat(Enumerable.Range(0, route).Select(i => $" AND truth{N(i)} <> 1"));

    /// <summary>Something of the first route that has an amount; −1 if none has.</summary>
    private string First(string column, Func<int, string> something) =>
        $"CASE {string.Concat(Indexes.Select(i => $"WHEN {column}{N(i)} >= 0 THEN {something(i)} "))}ELSE {NoAmount} END";

    /// <summary>One route plus the highest of the others, if both are there.</summary>
    private string Joint(Together together, string column)
    {
        var (one, other) = ($"{column}{N(Index(together.Route))}", _words.Greatest([.. Others(together).Select(i => $"{column}{N(i)}")]));
        return $"CASE WHEN {one} < 0 OR {other} < 0 THEN {NoAmount}"
            + $" WHEN {one} = {Unbounded} OR {other} = {Unbounded} THEN {Unbounded} ELSE {one} + {other} END";
    }

    /// <summary>The bit of the first route whose amount is that one.</summary>
    private string FirstWith(string column, IEnumerable<int> routes, string amount) =>
        $"CASE {string.Concat(routes.Select(i => $"WHEN {column}{N(i)} = {amount} THEN {Bit(i)} "))}END";
}

using AnSinh.Basics;
using AnSinh.Rulebook.Expressions;
using AnSinh.Rulebook.Programmes;

namespace AnSinh.Rulebook.Explaining;

/// <summary>
/// Answers one programme for one row as it stands on one day, or on a stretch of days without a change, and keeps every reason.
/// </summary>
internal sealed class ProgrammeExplainer
{
    private readonly ProgrammeAt _programme;
    private readonly LawAt _law;
    private readonly ProgrammeVersion _version;
    private readonly RowInterpreter _reading;
    private readonly ConditionTree _conditions;
    private readonly RouteScore _score;
    private State? _state;

    /// <param name="programme">The programme in its month.</param>
    /// <param name="table">The table.</param>
    /// <param name="row">The row in it.</param>
    /// <param name="month">Of a stretch of days the person's row in the table of the month: what other programmes give is asked of the
    /// month.</param>
    public ProgrammeExplainer(ProgrammeAt programme, FactTable table, int row, (FactTable Table, int Row)? month = null)
    {
        (_programme, _law, _version) = (programme, programme.Law, programme.Version);
        _reading = new RowInterpreter(_law, table, row, month);
        _conditions = new ConditionTree(_law, _reading);
        _score = new RouteScore(programme);
    }

    /// <summary>What was scored.</summary>
    public RouteScore Result
    {
        get
        {
            _state ??= Ask();
            return _score;
        }
    }

    /// <summary>True if a requirement surely fails.</summary>
    public bool Fails => (_state ??= Ask()).Failed.Count > 0;

    /// <summary>The reasons; <paramref name="month"/> if the days of the month do not all answer alike.</summary>
    public Explanation Explain(MonthAnswer? month = null)
    {
        var state = Over(month);
        var children = state.Requirements.Select(r => Requirement(r.Clause, r.Answer))
            .Concat(state.Routes.Select((scored, i) => At(month, i).Node(scored)))
            .Concat(Selection(state.Paying, month))
            .ToList();
        var doubtful = _version.Doubtful || _law.Policy.IsDoubtful(_version.Cite) || state.Paying.Any(r => r.Doubtful);
        var root = new ExplainNode(state.Status, Conclusion(state), _law.Policy.Display(_version.Cite), null, null, doubtful, children)
        {
            Kind = ExplainKind.Conclusion,
            Guarded = TellsProtected(state) ? Conclusion(state, guarded: true) : null,
        };
        return new Explanation(state.Status, Amount(state), Deciding(state), state.Missing, Facts(),
            root) { Routes = Ids(state.Paying), OpenRoutes = Ids(OpenRoutes(state, month)), AtMost = AtMost(state) };
    }

    /// <summary>The answer without the tree.</summary>
    public Reasons Decide(MonthAnswer? month = null)
    {
        var state = Over(month);
        return new Reasons(state.Status, Amount(state), Ids(state.Paying), Deciding(state), state.Missing,
            Facts()) { AtMost = AtMost(state) };
    }

    private sealed record State(
        Truth Status, List<(Clause Clause, Answer Answer)> Requirements, List<Scored> Routes, List<Clause> Failed,
        List<Clause> OpenRequirements,
        List<Scored> Paying, List<Scored> Open, List<string> Missing, long Amount, long Most);

    /// <summary>The state of the month: each route as on the day that decides for it.</summary>
    private State Over(MonthAnswer? month)
    {
        var own = _state ??= Ask();
        if (month is null)
        {
            return own;
        }

        if ((own.Status, own.Amount, own.Most) == (month.Status, month.Amount, month.Most) && month.ByRoute.All(e => e == this))
        {
            return own;
        }

        var states = month.ByRoute.Select(e => e._state ??= e.Ask()).ToList();
        List<Scored> routes = [.. states.Select((s, i) => s.Routes[i])];
        var unknown = month.Status == Truth.Unknown;
        var more = month.Status == Truth.Yes && month.Most != month.Amount;
        List<Scored> open = unknown || more ? [.. routes.Where(r => r.Truth is Truth.Unknown or Truth.Yes && r.Missing.Any())] : [];
        // On another day there may be more.
        var elsewhere = more
            ? month.All.Select(e => e._state ??= e.Ask()).Where(s => s.Status != Truth.No && s.Most > month.Amount)
            .SelectMany(s => s.Missing) : [];
        var asking = unknown
            ? states.Where((s, i) => routes[i].Truth is Truth.Yes or Truth.Unknown).SelectMany(s => s.Requirements)
            .Where(r => r.Answer.IsUnknown).ToList() : [];
        return own with
        {
            Status = month.Status, Amount = month.Amount, Most = month.Most, Routes = routes, Open = open,
            Failed = month.Status == Truth.No ? own.Failed : [],
            Paying = month.Status == Truth.Yes ? [.. routes.Where(r => (month.Routes >> r.Index & 1) != 0)] : [],
            OpenRequirements = [.. asking.Select(r => r.Clause).Distinct()],
            Missing = [.. asking.SelectMany(r => r.Answer.Names).Concat(open.SelectMany(r => r.Missing)).Concat(elsewhere).Distinct()],
        };
    }

    private ProgrammeExplainer At(MonthAnswer? month, int route) => month?.ByRoute[route] ?? this;

    /// <summary>With a requirement open and the total settled, only the requirement's facts are missing.</summary>
    private State Ask()
    {
        var requirements = _version.Requirements.Select(r => (Clause: r, Answer: _reading.Evaluate(r.When.Root))).ToList();
        var failed = requirements.Where(r => r.Answer.Fails).Select(r => r.Clause).ToList();
        _score.Begin(requirements.All(r => r.Answer.Holds));
        var routes = _version.Routes.Select(Score).ToList();
        _score.Decide();

        var status = failed.Count > 0 ? Truth.No : _score.Status;
        var paying = status == Truth.Yes ? routes.Where(r => (_score.Routes >> r.Index & 1) != 0).ToList() : [];
        var unsettled = status == Truth.Unknown || (status == Truth.Yes && _score.Most != _score.Amount);
        var mattering = unsettled ? _score.Mattering() : 0;
        var open = routes.Where(r => (mattering >> r.Index & 1) != 0).ToList();
        var openRequirements = status == Truth.Unknown ? requirements.Where(r => r.Answer.IsUnknown).ToList() : [];
        var missing = openRequirements.SelectMany(r => r.Answer.Names).Concat(open.SelectMany(r => r.Missing)).Distinct().ToList();
        return new State(status, requirements, routes, failed, openRequirements.Select(r => r.Clause).ToList(), paying,
            open, missing, _score.Amount, status == Truth.No ? 0 : _score.Most);
    }

    private static Dong? Amount(State state) => state.Status == Truth.Yes ? new Dong(state.Amount) : null;

    /// <summary>The most it may be; null if nothing bounds it.</summary>
    private static Dong? AtMost(State state) => state.Most == RouteScore.Unbounded ? null : new Dong(state.Most);

    private static List<string> Ids(List<Scored> routes) => routes.Select(r => r.Route.Id).ToList();

    private Dictionary<string, string> Facts() =>
        _reading.Facts.Where(f => !DecidedProgramme.IsColumn(f.Key))
        .ToDictionary(f => f.Key, f => _law.Policy.Facts[f.Key].Decode(f.Value), StringComparer.Ordinal);

    private sealed record Scored(Route Route, int Index, Answer When, IReadOnlyList<Answer> Unless, IReadOnlyList<(Rate Rate,
        Answer When, Answer Amount)> Rates, Truth Truth, bool Doubtful)
    {
        public IEnumerable<string> Missing =>
            Unless.Prepend(When).Concat(Rates.Where(r => !r.When.Fails).SelectMany(r => new[] { r.When, r.Amount }))
            .Where(a => a.IsUnknown).SelectMany(a => a.Names);
    }

    private Scored Score(Route route, int index)
    {
        var when = _reading.Evaluate(route.When.Root);
        var unless = when.Fails ? [] : route.Unless.Select(u => _reading.Evaluate(u.When.Root)).ToList();
        var rates = new List<(Rate, Answer, Answer)>();
        if (!when.Fails && !unless.Any(u => u.Holds))
        {
            _score.Open(index, when.Holds && unless.All(u => u.Fails));
            foreach (var rate in route.Rates)
            {
                var holds = rate.When is null ? Answer.Of(true) : _reading.Evaluate(rate.When.Root);
                var amount = holds.Fails ? new Answer(0) : _reading.Evaluate(rate.Amount.Root);
                rates.Add((rate, holds, amount));
                if (holds.Holds)
                {
                    _score.Sure(amount.Value);
                }
                else if (holds.IsUnknown)
                {
                    _score.Maybe(amount.Value);
                }
            }

            if (route.Rates.Count == 0)
            {
                _score.Sure(0);
            }

            _score.Close();
        }

        // Without money the route itself is the answer, so what its condition rests on counts.
        var doubtful = route.Doubtful || _law.Policy.IsDoubtful(route.Cite) || (rates.Count == 0 && _law.RestsOnDoubt(route.When.Root))
            || rates.Any(r => !r.Item2.Fails && (r.Item1.Doubtful || _law.RestsOnDoubt(r.Item1.Amount.Root)));
        return new Scored(route, index, when, unless, rates, _score.Of(index), doubtful);
    }

    private ExplainNode Requirement(Clause clause, Answer answer)
    {
        var parts = _conditions.Parts(clause.When.Root);
        return new ExplainNode(answer.Truth, Say(clause.Say, clause.When), Cite(clause.Cite), null, null,
            Doubt(clause.Doubtful, clause.Cite, parts), parts)
        {
            Kind = ExplainKind.Requirement,
            Guarded = ProtectedGrounds.Of(clause.When),
        };
    }

    private ExplainNode Node(Scored scored)
    {
        var route = scored.Route;
        var children = new List<ExplainNode>(_conditions.Parts(route.When.Root));
        if (!scored.When.Fails)
        {
            children.AddRange(route.Unless.Zip(scored.Unless, (clause, answer) =>
            {
                var parts = _conditions.Parts(clause.When.Root);
                return new ExplainNode(answer.Truth, Say(clause.Say, clause.When), Cite(clause.Cite), null, null,
                    Doubt(clause.Doubtful, clause.Cite, parts), parts)
                {
                    Kind = ExplainKind.Unless,
                    Guarded = ProtectedGrounds.Of(clause.When),
                };
            }));
        }

        children.AddRange(scored.Rates.Select(r => Rate(r.Rate, r.When, r.Amount)));
        var title = route.Say is { } say
            ? new LocalText($"{route.Label.Vi}: {Fill(say.Vi)}", $"{route.Label.In("en")}: {Fill(say.In("en"))}") : route.Label;
        return new ExplainNode(scored.Truth, title, Cite(route.Cite), null, null, scored.Doubtful, children) { Kind = ExplainKind.Route,
            Guarded = ProtectedGrounds.Of(route.When) };
    }

    private ExplainNode Rate(Rate rate, Answer when, Answer amount)
    {
        var children = new List<ExplainNode>(rate.When is null ? [] : _conditions.Parts(rate.When.Root));
        var text = Say(rate.Say, rate.When);
        if (!when.Fails)
        {
            children.AddRange(_conditions.Factors(rate.Amount.Root));
            var sum = Sum(rate, amount);
            text = new LocalText(text.Vi.Length == 0 ? sum : $"{text.Vi}: {sum}",
                text.In("en").Length == 0 ? sum : $"{text.In("en")}: {sum}");
        }

        return new ExplainNode(when.Truth, text, Cite(rate.Cite), null, null, Doubt(rate.Doubtful, rate.Cite, children), children)
        {
            Kind = ExplainKind.Rate,
            Guarded = ProtectedGrounds.Of(rate.When) ?? ProtectedGrounds.Of(rate.Amount),
        };
    }

    /// <summary><c>hệ số 2,5 × 360.000 đ = 900.000 đ</c>.</summary>
    private string Sum(Rate rate, Answer amount)
    {
        var total = Spoken.Value(ExprType.Dong, amount.Value);
        if (rate.Coefficient is null || _version.Base is null)
        {
            return total;
        }

        var (times, start) = (_reading.Evaluate(rate.Coefficient.Root), _reading.Evaluate(_version.Base.Root));
        return $"hệ số {Spoken.Value(ExprType.Coefficient, times.Value)} × {Spoken.Value(ExprType.Dong, start.Value)} = {total}";
    }

    private IEnumerable<ExplainNode> Selection(List<Scored> paying, MonthAnswer? month)
    {
        var holding = _version.Routes.Where((_, i) => At(month, i)._score.Of(i) == Truth.Yes).Count();
        if (paying.Count == 0 || holding < 2)
        {
            yield break;
        }

        var select = _version.Select;
        var ids = paying.Select(p => p.Route.Id).ToList();
        var together = select.Rule == SelectRule.Highest && ids.Count > 1
            ? select.Together.FirstOrDefault(t => ids.Contains(t.Route) && t.With.Any(ids.Contains)) : null;
        var (say, cite) = together is null ? (select.Say, select.Cite) : (together.Say ?? select.Say, together.Cite ?? select.Cite);
        var rule = say is null
            ? (select.Rule switch { SelectRule.Sum => "Cộng các mức", SelectRule.First => "Thuộc nhiều diện, xếp vào diện đứng trước",
                _ => "Thuộc nhiều diện, hưởng một mức cao nhất" }) : Fill(say.Vi);
        var guardedRoutes = paying.Where(p => ProtectedGrounds.AreReadBy(p.Route.When)).ToList();
        LocalText Text(bool guarded)
        {
            // An open route that pays as much is the reason.
            var told = guarded && guardedRoutes.Count < paying.Count ? paying.Except(guardedRoutes) : paying;
            var parts =
                string.Join(" + ", told.Select(p => Guarded(p.Route.When, p.Route.Label, guarded).Vi is var label && _version.PaysMoney
                ? $"{new Dong(At(month, p.Index)._score.AmountOf(p.Index))} ({label})" : label));
            return new LocalText($"{rule}: {parts}", say?.En is { } en ? $"{Fill(en)}: {parts}" : null);
        }

        yield return new ExplainNode(Truth.Yes, Text(false), Cite(cite), null, null, _law.Policy.IsDoubtful(cite), [])
        {
            Kind = ExplainKind.Selection,
            Guarded = guardedRoutes.Count > 0 ? Text(true) : null,
        };
    }

    // A protected route that pays as much as an open one must not take its place, or its absence would tell.
    private List<Scored> OpenRoutes(State state, MonthAnswer? month)
    {
        var paying = state.Paying.Where(p => !ProtectedGrounds.AreReadBy(p.Route.When)).ToList();
        if (state.Status != Truth.Yes || paying.Count > 0)
        {
            return paying;
        }

        var holding = state.Routes.Where(r => r.Truth == Truth.Yes && !ProtectedGrounds.AreReadBy(r.Route.When)).ToList();
        var first = _version.Select.Rule == SelectRule.Highest
            ? holding.MaxBy(r => At(month, r.Index)._score.AmountOf(r.Index)) : holding.FirstOrDefault();
        return first is null ? [] : [first];
    }

    private bool TellsProtected(State state) =>
        state.Failed.Any(f => ProtectedGrounds.AreReadBy(f.When)) || state.Missing.Any(IsProtected)
        || state.Routes.Any(r => r.Truth == Truth.Conflict && ProtectedGrounds.AreReadBy(r.Route.When));

    private bool IsProtected(string fact) => _law.Policy.Facts.FindOrNull(fact[(fact.LastIndexOf('.') + 1)..]) is { Sensitive: true };

    private LocalText Conclusion(State state, bool guarded = false)
    {
        var (name, english, month) = (_programme.Programme.Label.Vi, _programme.Programme.Label.In("en"), _law.Month.ToVietnamese());
        var (failed, missing) = (state.Failed, state.Missing);
        var money = Amount(state) is { } sum && _version.PaysMoney ? AmountWords.Of(sum, AtMost(state)) : null;
        var perhaps = AmountWords.Perhaps(AtMost(state));
        return state.Status switch
        {
            Truth.Yes when missing.Count > 0 => new LocalText(
                $"Được hưởng {name} tháng {month}: {money?.Vi}; cần biết thêm: {Names(missing, "vi", guarded)}",
                $"Entitled to {english} for {month}: {money?.In("en")}; to be told: {Names(missing, "en", guarded)}"),
            Truth.Yes =>
                new LocalText($"Được hưởng {name} tháng {month}{(money is null ? "" : $": {money.Vi}")}",
                    $"Entitled to {english} for {month}{(money is null ? "" : $": {money.In("en")}")}"),
            Truth.Unknown => new LocalText(
                $"Chưa kết luận được {name} tháng {month}{perhaps.Vi}: thiếu {Names(missing, "vi", guarded)}",
                $"{english} for {month} cannot be told{perhaps.In("en")}: missing {Names(missing, "en", guarded)}"),
            Truth.Conflict => new LocalText(
                $"Quy tắc mâu thuẫn về {name} tháng {month}: hai mức cùng đúng ở diện {Conflicting(state, guarded)}",
                $"The rules of {english} conflict for {month}: two rates hold at once"),
            _ when failed.Count > 0 => new LocalText(
                $"Không được hưởng {name} tháng {month}; điều kiện chưa đạt: {Unmet(failed, "vi", guarded)}",
                $"Not entitled to {english} for {month}; not met: {Unmet(failed, "en", guarded)}"),
            _ => new LocalText($"Không được hưởng {name} tháng {month}: không thuộc diện nào",
                $"Not entitled to {english} for {month}: in no group it is for"),
        };
    }

    private static string Conflicting(State state, bool guarded) => string.Join(", ", state.Routes
        .Where(r => r.Truth == Truth.Conflict).Select(r => Guarded(r.Route.When, r.Route.Label, guarded).Vi).Distinct());

    private string Unmet(List<Clause> failed, string language, bool guarded) =>
        string.Join("; ", failed.Select(f => Guarded(f.When, Say(f.Say, f.When), guarded).In(language)).Distinct());

    private static LocalText Guarded(Expression when, LocalText text, bool guarded) =>
        guarded && ProtectedGrounds.AreReadBy(when) ? ProtectedGrounds.Ground : text;

    private string Names(List<string> missing, string language, bool guarded) =>
        string.Join(", ",
            missing.Select(m => (guarded && IsProtected(m) ? ProtectedGrounds.Fact : _law.Policy.NameOf(m)).In(language)).Distinct());

    private static List<string> Deciding(State state) => state.Status switch
    {
        Truth.Yes =>
        [
            .. state.Requirements.Select(r => r.Clause.Id),
            .. state.Paying.SelectMany(p => p.Rates.Where(r => r.When.Holds).Select(r => $"{p.Route.Id}/{r.Rate.Id}").Prepend(p.Route.Id)),
        ],
        Truth.No => [.. state.Failed.Select(f => f.Id)],
        Truth.Unknown => [.. state.OpenRequirements.Select(r => r.Id), .. state.Open.Select(r => r.Route.Id)],
        _ => [],
    };

    private LocalText Say(LocalText? say, Expression? condition) => say is not null
        ? new LocalText(Fill(say.Vi), say.En is null ? null : Fill(say.En))
        : new LocalText(condition is null ? "" : ConditionTree.Capital(Prose.Of(condition, _law)));

    private string Fill(string text) =>
        ExpressionTemplate.Fill(text, _version.NameScope!, e => Spoken.Value(e.Root.Type, _reading.Evaluate(e.Root).Value));

    private string? Cite(Citation? cite) => cite is null ? null : _law.Policy.Display(cite);

    private bool Doubt(bool own, Citation? cite, IEnumerable<ExplainNode> children) =>
        own || _law.Policy.IsDoubtful(cite) || children.Any(c => c.Doubtful);
}

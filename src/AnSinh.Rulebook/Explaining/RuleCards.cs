using AnSinh.Basics;
using AnSinh.Rulebook.Expressions;

namespace AnSinh.Rulebook.Explaining;

/// <summary>Writes the version of a month as a card.</summary>
internal sealed class RuleCards
{
    private readonly ProgrammeAt _programme;
    private readonly LawAt _law;
    private readonly ProgrammeVersion _version;

    private RuleCards(ProgrammeAt programme) => (_programme, _law, _version) = (programme, programme.Law, programme.Version);

    public static RuleCard Of(ProgrammeAt programme) => new RuleCards(programme).Write();

    private RuleCard Write()
    {
        var requirements = _version.Requirements.Select(Line).ToList();
        var routes = _version.Routes.Select(Route).ToList();
        var selection = _version.Routes.Count < 2 ? [] : Selection().ToList();
        var parameters = _version.Expressions.SelectMany(e => InForce(e.Root).OfType<ParameterNode>()).Select(p => p.Parameter).Distinct().Select(Parameter).ToList();
        return new RuleCard(
            _programme.Programme.Id, _programme.Programme.Label.Vi, _version.Id, Applies(), _law.Policy.Display(_version.Cite), _version.Note,
            _version.Doubtful || _law.Policy.IsDoubtful(_version.Cite), requirements, routes, selection, parameters, Doubts(requirements, routes, parameters));
    }

    /// <summary>The tree and what the quantities and scorecards in it rest on in this month.</summary>
    private IEnumerable<Node> InForce(Node root) => root.All().SelectMany(n => n switch
    {
        QuantityNode q when _law.Quantity(q.Quantity.Name) is { } quantity => InForce(quantity.Version.Body),
        ScoreNode s when _law.Scorecard(s.Scorecard.Name) is { } card => InForce(card.Version.Body),
        _ => [n],
    });

    private string Applies() => _version.To is { } to ? $"từ {Vietnamese.Date(_version.From)} đến {Vietnamese.Date(to)}" : $"từ {Vietnamese.Date(_version.From)}";

    private RuleCardLine Line(Clause clause) => new(
        clause.Id, Say(clause.Say, clause.When), ConditionTree.Capital(Prose.Of(clause.When, _law)), Cite(clause.Cite), clause.Doubtful || _law.Policy.IsDoubtful(clause.Cite));

    private RuleCardRoute Route(Route route)
    {
        var line = new RuleCardLine(
            route.Id, route.Say is null ? route.Label.Vi : $"{route.Label.Vi}: {Fill(route.Say.Vi)}", ConditionTree.Capital(Prose.Of(route.When, _law)), Cite(route.Cite),
            route.Doubtful || _law.Policy.IsDoubtful(route.Cite));
        var starts = route.Starts == Starts.Condition ? "từ tháng đủ điều kiện" : "từ tháng ký quyết định";
        return new RuleCardRoute(line, starts, route.Unless.Select(Line).ToList(), route.Rates.Select(Rate).ToList());
    }

    private RuleCardRate Rate(Rate rate)
    {
        var coefficient = rate.Coefficient is null ? null : ConditionTree.Capital(Prose.Of(rate.Coefficient, _law));
        var amount = Folding.Fold(Binding.Bind(rate.Amount.Root, _law)) is Constant { IsUnknown: false } fixedAmount
            ? new Dong(Math.Max(fixedAmount.Value, 0)).ToString()
            : ConditionTree.Capital(Prose.Of(rate.Amount, _law));
        var line = new RuleCardLine(
            rate.Id, Say(rate.Say, rate.When), rate.When is null ? "" : ConditionTree.Capital(Prose.Of(rate.When, _law)), Cite(rate.Cite), rate.Doubtful || _law.Policy.IsDoubtful(rate.Cite));
        return new RuleCardRate(line, coefficient, amount);
    }

    private IEnumerable<RuleCardLine> Selection()
    {
        var select = _version.Select;
        yield return new RuleCardLine(
            "select", select.Say is null ? (select.Rule == SelectRule.Sum ? "Hưởng tất cả các diện" : "Thuộc nhiều diện chỉ hưởng một mức cao nhất") : Fill(select.Say.Vi),
            "", Cite(select.Cite), _law.Policy.IsDoubtful(select.Cite));
        foreach (var together in select.Together)
        {
            var others = string.Join(", ", together.With.Select(Label));
            yield return new RuleCardLine(
                together.Route, together.Say is null ? $"{Label(together.Route)} hưởng thêm mức cao nhất của các diện khác" : Fill(together.Say.Vi),
                $"{Label(together.Route)} cùng với: {others}", Cite(together.Cite), _law.Policy.IsDoubtful(together.Cite));
        }
    }

    private RuleCardParameter Parameter(Parameter parameter)
    {
        if (_law.Value(parameter.Name) is not { } value)
        {
            return new RuleCardParameter(parameter.Name, parameter.Label.Vi, "chưa có giá trị", null, true);
        }

        var levels = value.Considered.Count < 2 ? "" : $" ({string.Join("; ", value.Considered.Select(v => $"{Level(v.Level)}: {parameter.Display(v.Value)}"))})";
        return new RuleCardParameter(parameter.Name, parameter.Label.Vi, value.Display + levels, Cite(value.Chosen.Cite), value.Doubtful);
    }

    private List<string> Doubts(IReadOnlyList<RuleCardLine> requirements, IReadOnlyList<RuleCardRoute> routes, IReadOnlyList<RuleCardParameter> parameters)
    {
        var doubts = new List<string>();
        if (_version.Doubtful)
        {
            doubts.Add($"{_law.Policy.Display(_version.Cite)}: chưa đối chiếu được với văn bản");
        }

        doubts.AddRange(requirements.Where(r => r.Doubtful).Select(r => $"Điều kiện \"{r.Text}\" chưa chắc chắn"));
        doubts.AddRange(routes.Where(r => r.Line.Doubtful || r.Rates.Any(x => x.Line.Doubtful)).Select(r => $"Diện \"{Label(r.Line.Id)}\" chưa chắc chắn"));
        doubts.AddRange(parameters.Where(p => p.Doubtful).Select(p => $"{p.Label}: {p.Value} chưa chắc chắn"));
        return doubts;
    }

    private string Level(string code) => _law.Policy.Levels.FirstOrDefault(l => l.Code == code)?.Label.Vi ?? code;

    private string Label(string route) => _version.Routes.FirstOrDefault(r => r.Id == route)?.Label.Vi ?? route;

    private string Say(LocalText? say, Expression? condition) => say is not null ? Fill(say.Vi) : condition is null ? "" : ConditionTree.Capital(Prose.Of(condition, _law));

    /// <summary>Facts are nobody's here: a sentence shows their names.</summary>
    private string Fill(string text) => Template.Fill(text, _version.Scope!, e =>
        Folding.Fold(Binding.Bind(e.Root, _law)) is Constant { IsUnknown: false } known ? Spoken.Value(known.Type, known.Value) : $"[{Prose.Of(e, _law)}]");

    private string? Cite(Citation? cite) => cite is null ? null : _law.Policy.Display(cite);
}

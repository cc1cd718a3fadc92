using AnSinh.Basics;
using AnSinh.Rulebook.Expressions;

namespace AnSinh.Rulebook.Explaining;

/// <summary>
/// Writes a version as a card: the one way a card is made, for pages and the command line, for the version of the month and for older ones.
/// </summary>
internal sealed class RuleCardWriter
{
    private readonly ProgrammeAt _programme;
    private readonly LawAt _law;
    private readonly ProgrammeVersion _version;

    private RuleCardWriter(ProgrammeAt programme) => (_programme, _law, _version) = (programme, programme.Law, programme.Version);

    public static RuleCard Of(ProgrammeAt programme) => new RuleCardWriter(programme).Write();

    private RuleCard Write()
    {
        var requirements = _version.Requirements.Select(Line).ToList();
        var routes = _version.Routes.Select(Route).ToList();
        var selection = _version.Routes.Count < 2 ? [] : Selection().ToList();
        var sources = Sources();
        return new RuleCard(
            _programme.Programme.Id, _programme.Programme.Label, _version.Id, Applies(), _version.Cite, _version.Note,
            _version.Doubtful || _law.Policy.IsDoubtful(_version.Cite), requirements, routes, selection, sources,
            Doubts(requirements, routes, sources))
        {
            Days = [.. Days(_version.Holds, null), .. _version.Routes.SelectMany(r => Days(r.Holds, r))],
        };
    }

    private string Applies() =>
        _version.To is { } to ? $"từ {Vietnamese.Date(_version.From)} đến {Vietnamese.Date(to)}" : $"từ {Vietnamese.Date(_version.From)}";

    private RuleCardLine Line(Clause clause) => Line(clause.Id, Say(clause.Say, clause.When), clause.When, clause.Cite, clause.Doubtful);

    private RuleCardLine Line(string id, LocalText text, Expression? when, Citation? cite, bool doubtful) => new(
        id, text, when is null ? "" : ConditionTree.Capital(Prose.Of(when, _law)), when?.Text ?? "", cite,
        doubtful || _law.Policy.IsDoubtful(cite));

    private RuleCardRoute Route(Route route) => new(
        route.Label, Line(route.Id, Say(route.Say, route.When), route.When, route.Cite, route.Doubtful), route.Starts,
        route.Unless.Select(Line).ToList(), route.Rates.Select(Rate).ToList());

    /// <summary>Which day's state counts, where the law says so.</summary>
    private IEnumerable<RuleCardLine> Days(Holds? holds, Route? route)
    {
        if (holds is not { Cite: { } cite })
        {
            yield break;
        }

        var say = holds.Say ?? holds.InWords;
        var text = route is null ? say : new LocalText($"{route.Label.Vi}: {say.Vi}", $"{route.Label.In("en")}: {say.In("en")}");
        yield return new RuleCardLine("holds", text, holds.Say is null ? "" : holds.InWords.Vi, "", cite,
            holds.Doubtful || _law.Policy.IsDoubtful(cite));
    }

    private RuleCardRate Rate(Rate rate)
    {
        var coefficient = rate.Coefficient is null ? null : ConditionTree.Capital(Prose.Of(rate.Coefficient, _law));
        var line = Line(rate.Id, Say(rate.Say, rate.When), rate.When, rate.Cite, rate.Doubtful);
        return ConstantFolding.Fold(Binding.Bind(rate.Amount.Root, _law)) is Constant { IsUnknown: false } fixedAmount
            ? new RuleCardRate(line, coefficient, new Dong(Math.Max(fixedAmount.Value, 0)).ToString(), true)
            : new RuleCardRate(line, coefficient, ConditionTree.Capital(Prose.Of(rate.Amount, _law)), false);
    }

    private IEnumerable<RuleCardLine> Selection()
    {
        var select = _version.Select;
        var rule = select.Rule switch
        {
            SelectRule.Sum => new LocalText("Hưởng tất cả các diện", "All of them are paid"),
            SelectRule.First =>
                new LocalText("Thuộc nhiều diện thì xếp vào diện đứng trước", "Of several routes the first one written counts"),
            _ => new LocalText("Thuộc nhiều diện chỉ hưởng một mức cao nhất", "Of several routes only the highest is paid"),
        };
        yield return Line("select", select.Say is null ? rule : Fill(select.Say), null, select.Cite, false);
        foreach (var together in select.Together)
        {
            var label = Label(together.Route);
            var text = together.Say is null
                ? new LocalText($"{label.Vi} hưởng thêm mức cao nhất của các diện khác",
                    $"{label.In("en")} also draws the highest of the others") : Fill(together.Say);
            yield return Line(together.Route, text, null, together.Cite,
                false) with { Condition = $"{label.Vi} cùng với: {string.Join(", ", together.With.Select(w => Label(w).Vi))}" };
        }
    }

    private List<RuleCardSource> Sources()
    {
        // A clerk checks every number: those behind a quantity or a scorecard too.
        var nodes = _version.Expressions.Select(e => e.Root).InForce(_law).ToList();
        return
        [
            .. nodes.OfType<ParameterNode>().Select(p => p.Parameter).Distinct().Select(Parameter),
            .. nodes.OfType<TableNode>().Select(t => t.Table).Distinct().Select(Table),
            .. nodes.OfType<QuantityNode>().Select(q => q.Quantity).Distinct().Select(Quantity),
            .. nodes.OfType<ResultNode>().Select(r => r.Source).Distinct().Select(Result),
            .. nodes.OfType<ScoreNode>().Select(s => s.Scorecard).Distinct().Select(Scorecard),
        ];
    }

    private RuleCardSource Parameter(Parameter parameter)
    {
        if (_law.Value(parameter.Name) is not { } value)
        {
            return new RuleCardSource(RuleSource.Parameter, parameter.Name, parameter.Label, None, null, true);
        }

        var levels = value.Considered.Count < 2 ? ""
            : $" ({string.Join("; ", value.Considered.Select(v => $"{Level(v.Level)}: {parameter.Display(v.Value)}"))})";
        return new RuleCardSource(RuleSource.Parameter, parameter.Name, parameter.Label, new LocalText(value.Display + levels),
            value.Chosen.Cite, value.Doubtful);
    }

    private RuleCardSource Table(AmountTable table) => _law.Table(table.Name)?.Edition is { } edition
        ? new RuleCardSource(
            RuleSource.Table, table.Name, table.Label,
            new LocalText($"bảng {edition.Rows.Count} dòng, áp dụng từ {Vietnamese.Date(edition.From)}",
                $"table of {edition.Rows.Count} rows, from {Vietnamese.Date(edition.From)}"), edition.Cite, edition.Doubtful)
        : new RuleCardSource(RuleSource.Table, table.Name, table.Label, None, null, true);

    private RuleCardSource Quantity(Quantity quantity) => _law.Quantity(quantity.Name)?.Version is { } version
        ? new RuleCardSource(
            RuleSource.Quantity, quantity.Name, quantity.Label,
            new LocalText($"{version.Clauses.Count} trường hợp, áp dụng từ {Vietnamese.Date(version.From)}",
                $"{version.Clauses.Count} clauses, from {Vietnamese.Date(version.From)}"), version.Cite, version.Doubtful)
        : new RuleCardSource(RuleSource.Quantity, quantity.Name, quantity.Label, None, null, true);

    private RuleCardSource Result(Expressions.ResultSource source) => _law.ProgrammeOrNull(source.Id)?.Version is { } version
        ? new RuleCardSource(
            RuleSource.Result, source.Id, source.Label, new LocalText("kết quả của cùng tháng", "the result of the same month"),
            version.Cite, version.Doubtful)
        : new RuleCardSource(RuleSource.Result, source.Id, source.Label,
            new LocalText("không có tại địa bàn trong tháng", "not here in this month"), null, false);

    private RuleCardSource Scorecard(Scorecard card) => _law.Scorecard(card.Name)?.Version is { } version
        ? new RuleCardSource(
            RuleSource.Scorecard, card.Name, card.Label,
            new LocalText($"{version.Items.Count} mục, tối đa {Vietnamese.Number(version.Max)} điểm",
                $"{version.Items.Count} items, {Vietnamese.Number(version.Max)} points at most"), version.Cite, version.Doubtful)
        : new RuleCardSource(RuleSource.Scorecard, card.Name, card.Label, None, null, true);

    private List<string> Doubts(List<RuleCardLine> requirements, List<RuleCardRoute> routes, List<RuleCardSource> sources)
    {
        var doubts = new List<string>();
        if (_version.Doubtful)
        {
            doubts.Add($"{_law.Policy.Display(_version.Cite)}: chưa đối chiếu được với văn bản");
        }

        doubts.AddRange(requirements.Where(r => r.Doubtful).Select(r => $"Điều kiện \"{r.Text.Vi}\" chưa chắc chắn"));
        doubts.AddRange(routes.Where(r => r.Line.Doubtful || r.Rates.Any(x => x.Line.Doubtful))
            .Select(r => $"Diện \"{r.Label.Vi}\" chưa chắc chắn"));
        doubts.AddRange(sources.Where(p => p.Doubtful).Select(p => $"{p.Label.Vi}: {p.Value.Vi} chưa chắc chắn"));
        return doubts;
    }

    private static LocalText None { get; } = new("chưa có giá trị", "no value");

    private string Level(string code) => _law.Policy.Levels.FirstOrDefault(l => l.Code == code)?.Label.Vi ?? code;

    private LocalText Label(string route) => _version.Routes.FirstOrDefault(r => r.Id == route)?.Label ?? new LocalText(route);

    private LocalText Say(LocalText? say, Expression? condition) =>
        say is not null ? Fill(say) : new LocalText(condition is null ? "" : ConditionTree.Capital(Prose.Of(condition, _law)));

    /// <summary>Facts are nobody's here: a sentence shows their names.</summary>
    private LocalText Fill(LocalText say) => new(Fill(say.Vi), say.En is { } english ? Fill(english) : null);

    private string Fill(string text) => ExpressionTemplate.Fill(text, _version.NameScope!, e =>
        ConstantFolding.Fold(Binding.Bind(e.Root, _law)) is Constant { IsUnknown: false } known ? Spoken.Value(known.Type, known.Value)
        : $"[{Prose.Of(e, _law)}]");
}

using AnSinh.Basics;
using AnSinh.Rulebook.Programmes;

namespace AnSinh.Rulebook.Explaining;

/// <summary>
/// Answers one programme for one row and a month: asks every stretch of days on which nothing changes, tells which one decides and by which
/// article. Of most people nothing changes inside a month: then the last day is the month.
/// </summary>
internal sealed class MonthExplainer
{
    private readonly ProgrammeAt _programme;
    private readonly ProgrammeExplainer[] _stretches;
    private readonly (int From, int To)[] _days;
    private readonly MonthScore _month;
    private readonly int _decisive;

    private MonthExplainer(ProgrammeAt programme, FactTable table, DayStates states, int at)
    {
        _programme = programme;
        var first = states.Start[at];
        _days = [.. Enumerable.Range(first, states.Start[at + 1] - first).Select(s => (states.From[s], states.To[s]))];
        _stretches = [.. _days.Select((_, i) => new ProgrammeExplainer(programme, states.Table, first + i, (table, states.Persons[at])))];
        _month = new MonthScore(programme);
        _month.Begin();
        for (var i = 0; i < _stretches.Length; i++)
        {
            _month.Add(i, _days[i].From, _days[i].To, _stretches[i].Result, _stretches[i].Fails);
        }

        _month.Decide();
        _decisive = _month.Stretch is >= 0 and var stretch ? stretch : _stretches.Length - 1;
    }

    public static Explanation Explain(ProgrammeAt programme, FactTable table, int row) =>
        Of(programme, table, row) is { } month ? month.Explain() : new ProgrammeExplainer(programme, table, row).Explain();

    public static Reasons Decide(ProgrammeAt programme, FactTable table, int row) =>
        Of(programme, table, row) is { } month ? month.Frame.Decide(month.Answer())
            : new ProgrammeExplainer(programme, table, row).Decide();

    private static MonthExplainer? Of(ProgrammeAt programme, FactTable table, int row) =>
        table.States is { } states && states.Find(row) is >= 0 and var at ? new MonthExplainer(programme, table, states, at) : null;

    /// <summary>The stretch whose requirements and facts are shown.</summary>
    private ProgrammeExplainer Frame => _stretches[_decisive];

    private MonthAnswer Answer() => new(
        _month.Status, _month.Amount, _month.Most, _month.Routes,
        [.. _programme.Version.Routes.Select((_, i) => _stretches[_month.StretchOf(i) is >= 0 and var s ? s : _decisive])], _stretches);

    private Explanation Explain()
    {
        var own = Frame.Explain(Answer());
        if (_stretches.All(
            s => s.Result.Status == Frame.Result.Status && s.Fails == Frame.Fails && s.Result.Amount == Frame.Result.Amount
                && s.Result.Routes == Frame.Result.Routes))
        {
            return own;
        }

        var node = Days();
        return own with { Root = own.Root with { Children = [node, .. own.Root.Children], Doubtful = own.Root.Doubtful || node.Doubtful } };
    }

    /// <summary>Which days were looked at, what each gives, and which decides.</summary>
    private ExplainNode Days()
    {
        var (holds, policy) = (_programme.Version.Holds, _programme.Law.Policy);
        var days = _days.Select((d, i) =>
        {
            var explainer = _stretches[i];
            var (vi, en) = explainer.Fails ? ("không đủ điều kiện", "not entitled") : explainer.Result.Status switch
            {
                Truth.Yes
                    when _programme.Version.PaysMoney =>
                    (new Dong(explainer.Result.Amount).ToString(), new Dong(explainer.Result.Amount).ToString()),
                Truth.Yes => ("đủ điều kiện", "entitled"),
                Truth.No => ("không đủ điều kiện", "not entitled"),
                _ => ("chưa rõ", "not known"),
            };
            return new ExplainNode(explainer.Fails ? Truth.No : explainer.Result.Status,
                new LocalText($"{Span(d.From, d.To)}: {vi}", $"{Span(d.From, d.To)}: {en}"), null, null, null, false,
                []) { Kind = ExplainKind.Days };
        }).ToList();
        var rule = holds.Say ?? holds.InWords;
        return new ExplainNode(
            _month.Status, new LocalText($"Trong tháng có thay đổi. {rule.Vi}", $"Something changed inside the month. {rule.In("en")}"),
            holds.Cite is null ? null : policy.Display(holds.Cite), null, null, holds.Doubtful || policy.IsDoubtful(holds.Cite),
            days) { Kind = ExplainKind.Days };
    }

    private static string Span(int from, int to) =>
        from == to ? Vietnamese.Date(DateOnly.FromDayNumber(from))
        : $"{Vietnamese.Date(DateOnly.FromDayNumber(from))} – {Vietnamese.Date(DateOnly.FromDayNumber(to))}";
}

/// <summary>The answer of a month, with the explainer of the stretch that decides for each route, and those of all stretches.</summary>
internal sealed record MonthAnswer(Truth Status, long Amount, long Most, ulong Routes, IReadOnlyList<ProgrammeExplainer> ByRoute,
    IReadOnlyList<ProgrammeExplainer> All);

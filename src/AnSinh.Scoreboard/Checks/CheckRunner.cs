using AnSinh.Basics;
using AnSinh.Scoreboard.Targets;

namespace AnSinh.Scoreboard.Checks;

/// <summary>Runs the checks of a term: the verdict is computed from the stored figures each time, never read from a file.</summary>
public sealed class CheckRunner
{
    private readonly ScorePolicy _policy;
    private readonly Dictionary<string, StatedFigure> _figures = [];

    /// <summary>A runner over the figures of policy/.</summary>
    public CheckRunner(ScorePolicy policy)
    {
        _policy = policy;
        foreach (var figure in policy.Published)
        {
            _figures.TryAdd(figure.Id, StatedFigure.Of(figure));
        }

        foreach (var figure in policy.References)
        {
            _figures.TryAdd(figure.Id, StatedFigure.Of(figure));
        }
    }

    /// <summary>All findings of a term. <paramref name="communesOn"/> tells how many communes a place has on a day.</summary>
    public IReadOnlyList<Finding> Findings(Term term, Func<string, DateOnly, int> communesOn) =>
        [.. _policy.Checks.Where(c => c.Term == term.Id).Select(c => Run(c, term, communesOn))];

    /// <summary>One finding.</summary>
    public Finding Run(Check check, Term term, Func<string, DateOnly, int> communesOn)
    {
        var inputs = new CheckInputs(check, id => _figures.GetValueOrDefault(id), term, communesOn);
        foreach (var used in check.Uses)
        {
            inputs.Find(used);
        }

        var outcome = check.Outcomes[CheckKinds.All[check.Kind].Compute(inputs)];
        return new Finding(
            check.Id,
            check.Kind,
            check.Title,
            outcome.Verdict,
            Fill(outcome.Say, inputs.Computed),
            check.Uses,
            inputs.Computed,
            inputs.Sources,
            check.Hypotheses,
            check.NotSupported is { } text ? Fill(text, inputs.Computed) : null,
            check.Rule,
            _policy.Words.QuietVerdicts.Contains(outcome.Verdict));
    }

    /// <summary>Tries every check and every sentence out, so that a file with a wrong name is refused when it is read.</summary>
    internal IEnumerable<Refusal> TryOut()
    {
        foreach (var check in _policy.Checks)
        {
            if (_policy.Terms.FirstOrDefault(t => t.Id == check.Term) is not { } term)
            {
                yield return new Refusal("check.term", $"Phép kiểm {check.Id}: không có nhiệm kỳ '{check.Term}'.", check.Place);
                continue;
            }

            if (Trouble(check, term) is { } trouble)
            {
                yield return new Refusal("check.input", $"Phép kiểm {check.Id}: {trouble}", check.Place);
            }
        }
    }

    private string? Trouble(Check check, Term term)
    {
        var inputs = new CheckInputs(check, id => _figures.GetValueOrDefault(id), term, (_, _) => 1);
        try
        {
            CheckKinds.All[check.Kind].Compute(inputs);
        }
        catch (KeyNotFoundException unknown)
        {
            return $"không có số liệu hay mục tiêu '{unknown.Message}'.";
        }
        catch (DivideByZeroException)
        {
            return "một mẫu số bằng 0.";
        }

        var texts = check.Outcomes.Values.Select(o => o.Say).Append(check.NotSupported).OfType<LocalText>();
        var unknownNames = texts.SelectMany(t => new[] { t.Vi, t.En ?? "" })
            .SelectMany(t => SentenceTemplate.UnknownNames(t, [.. inputs.Computed.Keys]))
            .Distinct().ToList();
        return unknownNames.Count == 0 ? null : $"câu giải thích dùng tên không có: {string.Join(", ", unknownNames)}.";
    }

    private static LocalText Fill(LocalText text, IReadOnlyDictionary<string, object> values) =>
        new(SentenceTemplate.Fill(text.Vi, values), text.En is { } en ? SentenceTemplate.Fill(en, values, "en") : null);
}

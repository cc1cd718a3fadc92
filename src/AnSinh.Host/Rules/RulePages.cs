using AnSinh.Basics;
using AnSinh.Host.Components;
using AnSinh.Host.Coverage;
using AnSinh.Host.Explaining;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using AnSinh.Host.Web.Problems;
using AnSinh.Host.Web.Requests;
using AnSinh.Rulebook;
using AnSinh.Rulebook.Publishing;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AnSinh.Host.Rules;

/// <summary>The rulebook to read: programmes, parameters, instruments.</summary>
internal static class RulePages
{
    public static void MapRulePages(this IEndpointRouteBuilder pages)
    {
        var law = pages.Needing(Permission.ReadLaw);
        law.MapGet("/bo-luat", Front).Light();
        law.MapGet("/bo-luat/van-ban/{id}", ShowInstrument).Light();
        law.MapGet("/bo-luat/tham-so/{name}", ShowParameter).Light();
        law.MapGet("/bo-luat/che-do/{id}", ShowProgramme).Light();
        law.MapSourcePages();
        law.MapHolidayPages();
        law.MapAccessMatrixPages();
        law.MapProcedurePages();
    }

    private static RazorComponentResult<RulebookView> Front(Office office, Visit visit, [FromQuery(Name = "phan")] string? part)
    {
        var (policy, l) = (office.Policy, visit.Language);
        var law = policy.At(office.Register.Jurisdiction, visit.Month, visit.Known);
        var words = new RuleWords(office, visit);
        var articles = Articles.Of(policy);
        var programmes = policy.Programmes.Where(words.IsHere).Select(programme =>
        {
            var now = law.Programmes.FirstOrDefault(p => p.Programme.Id == programme.Id);
            return new ProgrammeEntry(
                programme.Id, l.T(programme.Label), words.Level(programme.Level), programme.Versions.Count,
                now is null ? null : $"{policy.Display(now.Version.Cite)}", policy.Cases.Count(c => c.Programme == programme.Id),
                now?.Version.Doubtful ?? false);
        });
        var parameters = policy.Parameters.Select(parameter => words.Entry(parameter, law.Value(parameter.Name)));
        var instruments = policy.Instruments
            .OrderByDescending(instrument => instrument.Issued ?? DateOnly.MinValue)
            .Select(instrument => words.Entry(instrument, articles.Count(instrument.Id)));
        var procedures = new ProcedureCards(office, visit);
        return View.Of<RulebookView, RulebookModel>(new RulebookModel(
            policy.Hash, office.Law?.Version ?? 0, RulebookModel.Parts.Contains(part) ? part! : RulebookModel.Parts[0], [.. programmes],
            ByFamily(office, visit, parameters, p => p.Id),
            ByFamily(office, visit, SourcePages.Entries(office, visit), s => s.Path[(s.Path.LastIndexOf('/') + 1)..]),
            procedures.Procedures(), procedures.Forms(), [.. instruments]));
    }

    /// <summary>
    /// Entries by the family their names begin with, in the order of the coverage register; what belongs to none comes last.
    /// </summary>
    private static IReadOnlyList<LawGroup<T>> ByFamily<T>(Office office, Visit visit, IEnumerable<T> entries, Func<T, string> name)
    {
        var families = office.Law is { } law ? CoverageRegister.Read(law.Files, law.Policy).Families : [];
        return [.. entries.GroupBy(
            e => families.Select((f, i) => (f, i)).FirstOrDefault(x => Belongs(name(e), x.f.Id), (null!, int.MaxValue)))
            .OrderBy(g => g.Key.Item2)
            .Select(g =>
                new LawGroup<T>(g.Key.Item1 is { } family ? visit.Language.T(family.Label) : visit.Language.T("Chung", "General"),
                    [.. g]))];

        // training.meals of training; covid_2020.… of covid; job_loan.… of job_loans.
        static bool Belongs(string name, string family) =>
            name.Split('.')[0] is var first
            && (first.StartsWith(family, StringComparison.Ordinal) || family.StartsWith(first, StringComparison.Ordinal));
    }

    private static IResult ShowInstrument(Office office, Visit visit, string id)
    {
        if (office.Policy.Instruments.FirstOrDefault(i => i.Id == id) is not { } instrument)
        {
            return ProblemPages.NotFound(visit);
        }

        var (articles, l) = (Articles.Of(office.Policy), visit.Language);
        var places = articles.Citing(id).GroupBy(p => p.Cite!.Text, StringComparer.Ordinal)
            .OrderBy(g => g.Key, ArticleOrder.Natural)
            .Select(g => new ArticlePlace(
                g.Key.Contains('/', StringComparison.Ordinal) ? Articles.Anchor(g.First().Cite!) : "toan-van",
                g.First().Cite!.Places is { Length: > 0 } words ? words : l.T("Toàn văn bản", "The whole instrument"),
                [.. g.Where(p => p.Kind != ProvisionKind.Cell).Reverse().Select(Line).DistinctBy(x => (x.What, x.Say, x.Kind))
                    .Reverse().GroupBy(x => x.What)],
                [.. g.Where(p => p.Kind == ProvisionKind.Cell).Select(Line)]));
        return View.Of<InstrumentView, InstrumentModel>(
            new InstrumentModel(new RuleWords(office, visit).Entry(instrument, articles.Count(id)), [.. places]));

        ArticleLine Line(Provision provision)
        {
            var (path, version, anchor) = LawLinks.Of(office.Policy, provision);
            return new ArticleLine(l.T(provision.OwnerLabel), visit.Link(path, ("ban", version)) + anchor,
                CoverageWords.Word(provision.Kind, l), l.T(provision.Say), provision.Doubtful);
        }
    }

    private static IResult ShowParameter(Office office, Visit visit, string name)
    {
        if (office.Policy.Parameters.FirstOrDefault(p => p.Name == name) is not { } parameter)
        {
            return ProblemPages.NotFound(visit);
        }

        var (l, words) = (visit.Language, new RuleWords(office, visit));
        var here = parameter.Values.Where(v => office.Register.Jurisdiction.IsUnder(v.Level)).ToList();
        var effective = office.Policy.At(office.Register.Jurisdiction, visit.Month, visit.Known).Value(name);
        var levels = here.Select(v => v.Level).Distinct().OrderBy(level => level.Length).ToList();
        var series = levels.Select(level => new StepSeries(
            words.Level(level),
            [.. here.Where(v => v.Level == level).OrderBy(v => v.From)
                .Select(v => new StepValue(v.From, RuleWords.Height(parameter, v.Value)))])).ToList();
        return View.Of<ParameterView, ParameterModel>(new ParameterModel(
            parameter.Name,
            l.T(parameter.Label),
            words.UnitWord(parameter),
            words.Combination(parameter),
            parameter.Counts == ParameterUnit.Count && here.Count < 2 ? [] : series,
            [.. here.OrderByDescending(v => v.From).ThenBy(v => v.Level.Length).Select(v => new ValueRow(
                words.Level(v.Level), v.From, v.To, v.Issued, v.InForce, parameter.Display(v.Value), v.Cite, v.Note, v.Doubtful,
                effective?.Chosen == v))],
            effective is null ? null : $"{effective.Display} ({words.Level(effective.Chosen.Level)})",
            [.. office.Policy.Programmes.Where(p => p.Versions.Any(v => v.Expressions.Any(e => e.ParametersUsed.Contains(name))))
                .Select(p => (p.Id, l.T(p.Label)))]));
    }

    private static IResult ShowProgramme(Office office, Visit visit, string id, [FromQuery(Name = "ban")] string? asked)
    {
        if (office.Policy.Programmes.FirstOrDefault(p => p.Id == id) is not { } programme)
        {
            return ProblemPages.NotFound(visit);
        }

        var law = office.Policy.At(office.Register.Jurisdiction, visit.Month, visit.Known);
        var now = law.Programmes.FirstOrDefault(p => p.Programme.Id == id)?.Version;
        var version = asked is { Length: > 0 } ? programme.Versions.FirstOrDefault(v => v.Id == asked) : now ?? programme.Versions[^1];
        return version is null
            ? ProblemPages.Refused(visit, new Refusal("rule.version", $"Chế độ này không có phiên bản “{asked}”.", "ban"))
            : View.Of<RuleCardView, RuleCardModel>(new RuleCardLayout(office, visit, law).Of(programme, version, now));
    }
}

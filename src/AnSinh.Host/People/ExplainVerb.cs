using System.CommandLine;
using AnSinh.Basics;
using AnSinh.Determinations;
using AnSinh.Host.Verbs;
using AnSinh.Rulebook;

namespace AnSinh.Host.People;

/// <summary><c>explain</c>: why one person gets what, or what is missing, article by article.</summary>
internal static class ExplainVerb
{
    public static Command Command()
    {
        var json = Session.JsonOption();
        var person = new Option<string>("--person") { Description = "Mã số người trong sổ, hoặc số định danh 12 chữ số", Required = true };
        var programme = new Option<string>("--programme") { Description = "Chế độ, ví dụ social_assistance", Required = true };
        var month = Arguments.MonthOption();
        var known = Arguments.KnownOption();
        var language = new Option<string>("--lang") { Description = "vi hoặc en", DefaultValueFactory = _ => "vi" };
        var purpose = Arguments.PurposeOption();
        var command = new Command("explain",
            "Giải thích một người được hưởng gì, vì sao, theo điều nào; thiếu dữ kiện thì nói thiếu gì") { person,
                programme, month, known, language, purpose, json };
        command.SetAction(parse => Session.In(parse, session =>
        {
            var when = parse.GetValue(month);
            var asKnown = new AsKnown(parse.GetValue(known) ?? when.LastDay);
            var (id, found) = Explain(
                session, parse.GetValue(person)!, parse.GetValue(programme)!, (when, asKnown), parse.GetValue(purpose));
            return !found.Ok ? Output.Refuse(found.Refusals)
                : parse.GetValue(json) ? Output.Print(Data(found.Value, (id, parse.GetValue(programme)!), when, asKnown))
                : Output.Print(
                    [$"{when.ToVietnamese()}, biết đến {Vietnamese.Date(asKnown.Day)}",
                        .. Tree(found.Value.Root, 0, parse.GetValue(language)!)]);
        }));
        return command;
    }

    private static (long Id, Outcome<PersonExplanation> Found) Explain(
        Session session, string person, string programme, (Month Month, AsKnown Known) at, string? purpose)
    {
        var id = PersonArgument.Find(session, person, at.Known);
        if (!id.Ok)
        {
            return (0, Outcome<PersonExplanation>.Refused(id.Refusals));
        }

        var answer = session.Office.Determiner.Explain(id.Value, programme, at.Month, at.Known);
        if (!answer.Ok)
        {
            return (id.Value, answer);
        }

        if (Arguments.StatesPurpose(session, purpose, id.Value) is { } refusal)
        {
            return (id.Value, refusal);
        }

        // As on the pages: nothing protected without a purpose that is kept.
        return (id.Value, purpose is not null ? answer
            : answer.Value.WithoutProtected(session.Office.Policy.At(session.Register.Jurisdiction, at.Month, at.Known)
                .ProgrammeOrNull(answer.Value.Programme)!));
    }

    private static object Data(PersonExplanation explanation, (long Person, string Programme) of, Month when, AsKnown asKnown) => new
    {
        person = of.Person,
        programme = of.Programme,
        month = when,
        asKnown,
        status = explanation.Status,
        amount = explanation.Amount,
        atMost = explanation.AtMost,
        clauses = explanation.Own.Clauses,
        missing = explanation.Missing,
        facts = explanation.Own.Facts,
        tree = explanation.Root,
        version = explanation.Version,
        rivals = explanation.Rivals,
        rulebook = explanation.RulebookHash,
    };

    private static IEnumerable<string> Tree(ExplainNode node, int depth, string language)
    {
        var mark = node.Truth switch { Truth.Yes => "✓", Truth.No => "✕", _ => "?" };
        var cite = node.Citation is null ? "" : $"  [{node.Citation}]";
        var doubt = !node.Doubtful ? "" : language == "en" ? "  (doubtful)" : "  (chưa chắc chắn)";
        yield return $"{new string(' ', depth * 2)}{mark} {node.Text.In(language)}{cite}{doubt}";
        foreach (var line in node.Children.SelectMany(child => Tree(child, depth + 1, language)))
        {
            yield return line;
        }
    }
}

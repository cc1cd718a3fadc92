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
            var id = PersonArgument.Find(session, parse.GetValue(person)!, asKnown);
            if (!id.Ok)
            {
                return Output.Refuse(id.Refusals);
            }

            var answer = session.Office.Determiner.Explain(id.Value, parse.GetValue(programme)!, when, asKnown);
            if (!answer.Ok)
            {
                return Output.Refuse(answer.Refusals);
            }

            var explanation = answer.Value;
            if (Arguments.StatesPurpose(session, parse.GetValue(purpose), id.Value) is { } refusal)
            {
                return Output.Refuse([refusal]);
            }

            if (parse.GetValue(purpose) is null)
            {
                // As on the pages: nothing protected without a purpose that is kept.
                explanation =
                    explanation.WithoutProtected(session.Office.Policy.At(session.Register.Jurisdiction, when, asKnown)
                        .ProgrammeOrNull(explanation.Programme)!);
            }

            return parse.GetValue(json)
                ? Output.Print(new
                {
                    person = id.Value,
                    programme = parse.GetValue(programme),
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
                })
                : Output.Print(
                    [$"{when.ToVietnamese()}, biết đến {Vietnamese.Date(asKnown.Day)}",
                        .. Tree(explanation.Root, 0, parse.GetValue(language)!)]);
        }));
        return command;
    }

    private static IEnumerable<string> Tree(ExplainNode node, int depth, string language)
    {
        var mark = node.Truth switch { Truth.Yes => "✓", Truth.No => "✕", _ => "?" };
        yield return $"{new string(' ', depth * 2)}{mark} {node.Text.In(language)}{(node.Citation is null ? "" : $"  [{node.Citation}]")}{(node.Doubtful ? (language == "en" ? "  (doubtful)" : "  (chưa chắc chắn)") : "")}";
        foreach (var line in node.Children.SelectMany(child => Tree(child, depth + 1, language)))
        {
            yield return line;
        }
    }
}

using System.CommandLine;
using AnSinh.Host.Verbs;
using AnSinh.Rulebook;
using AnSinh.Rulebook.Publishing;

namespace AnSinh.Host.Coverage;

/// <summary><c>policy coverage</c>: what of the law is in the rulebook, since when, and which worked cases prove which clauses.</summary>
internal static class PolicyCoverageVerb
{
    public static Command Command()
    {
        var json = Session.JsonOption();
        var command = new Command("coverage",
            "Phạm vi bộ luật: chế độ nào đã có, từ bao giờ, ca mẫu nào chứng minh điều khoản nào") { json };
        command.SetAction(parse =>
        {
            var folder = Session.PolicyFolder(parse);
            var files = RulebookFiles.Read(folder ?? "policy", []);
            var policy = files.Ok ? files.Value.Load(search: false) : null;
            if (policy is not { Ok: true })
            {
                return Output.Refuse(policy?.Refusals ?? files.Refusals, Output.No);
            }

            var model = CoverageReading.Of(files.Value, policy.Value, new CaseRunner(policy.Value).RunAll());
            Output.Refuse(model.Problems);
            if (parse.GetValue(json))
            {
                Output.Print(Data(policy.Value, model));
            }
            else
            {
                Output.Table(["Chế độ", "Tình trạng", "Từ", "Phiên bản", "Có ca chứng minh", "Chưa ca nào chạm", "Nghi ngờ"],
                    model.Things.Select(t => new[]
                {
                    t.Name, CoverageWords.Word(t.Status, Web.Language.Vietnamese), t.Since?.ToString() ?? "–",
                    $"{t.Versions}", $"{t.Proven}/{t.Clauses.Count}",
                    $"{t.Clauses.Count - t.Proven}", $"{t.Doubts.Count() + t.Doubtful.Count}",
                }));
            }

            return model.Problems.Count == 0 && model.Failed == 0 ? Output.Done : Output.No;
        });
        return command;
    }

    private static object Data(Policy policy, CoverageModel model) => new
    {
        ok = model.Problems.Count == 0,
        hash = policy.Hash,
        cases = new { passed = model.Cases, failed = model.Failed },
        problems = model.Problems,
        families = model.Families.Select(f => new
        {
            family = f.Id,
            label = f.Label.Vi,
            programmes = f.Things.Select(t => new
            {
                name = t.Name,
                kind = t.Of,
                label = t.Label.Vi,
                status = t.Status,
                since = t.Since,
                versions = t.Versions,
                groups = t.Entries.Select(e => new { group = e.Group?.Vi, status = e.Status, doubts = e.Doubts }),
                clauses = t.Clauses.Select(
                    c => new { version = c.Clause.Version, kind = c.Clause.Kind, id = c.Clause.Id, say = c.Clause.Say.Vi,
                        cite = c.Clause.Cite?.Text, yes = c.Yes, no = c.No }),
                untouched = t.Clauses.Count(c => !c.IsTouched),
                doubtful = t.Doubtful.Select(d => new { kind = d.Kind, say = d.Say.Vi, cite = d.Cite?.Text, place = d.Place }),
            }),
        }),
    };
}

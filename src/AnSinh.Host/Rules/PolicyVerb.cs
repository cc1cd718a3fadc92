using System.CommandLine;
using AnSinh.Basics;
using AnSinh.Host.Coverage;
using AnSinh.Host.Explaining;
using AnSinh.Host.Verbs;
using AnSinh.Ledger;
using AnSinh.Rulebook;
using AnSinh.Scoreboard;

namespace AnSinh.Host.Rules;

/// <summary><c>policy check</c>: the law folder is sound and its worked cases pass; <c>policy value</c>: a parameter on a date.</summary>
internal static class PolicyVerb
{
    public static Command Command() => new("policy", "Thư mục luật: kiểm tra, tra cứu")
    {
        Check(),
        Value(),
        PolicyChangeVerb.Diff(),
        PolicyChangeVerb.Publish(),
        PolicyChangeVerb.Versions(),
        PolicyChangeVerb.Export(),
        PolicyCoverageVerb.Command(),
        PolicyCaseVerb.Command(),
        PolicyBoundaryVerb.Command(),
        PolicySqlVerb.Command(),
    };

    private static Command Check()
    {
        var json = Session.JsonOption();
        var command = new Command("check", "Kiểm tra policy/: cấu trúc, kiểu, ngày, trích dẫn, và chạy mọi ca mẫu") { json };
        command.SetAction(parse =>
        {
            var policy = Session.LoadPolicy(parse, search: true);
            var scores = policy.Ok ? ScorePolicy.Load(Session.PolicyFolder(parse)!) : null;
            var errors = policy.Refusals.Concat(scores?.Refusals ?? [])
                .Concat(scores is { Ok: true } ? scores.Value.Against(policy.Value) : []).ToList();
            if (errors.Count > 0)
            {
                if (parse.GetValue(json))
                {
                    Output.Print(new { ok = false, errors });
                }

                return Output.Refuse(errors, Output.No);
            }

            // A register named on the command line is asked, too: what would this law take back of months already paid?
            var lowered = LoweredMonths.None;
            if (parse.GetValue(Session.RegisterOption) is not null)
            {
                var asked = Session.In(parse, session =>
                {
                    lowered = session.Office.MonthRun.Lowered();
                    return Output.Done;
                });
                if (asked != Output.Done)
                {
                    return asked;
                }
            }

            return RunCases(policy.Value, lowered, parse.GetValue(json));
        });
        return command;
    }

    private static int RunCases(Policy policy, LoweredMonths lowered, bool json)
    {
        var results = new CaseRunner(policy).RunAll();
        var failed = results.Where(r => !r.Passed).ToList();
        if (json)
        {
            Output.Print(new
            {
                ok = failed.Count == 0,
                hash = policy.Hash,
                instruments = policy.Instruments.Count,
                parameters = policy.Parameters.Count,
                programmes = policy.Programmes.Count,
                facts = policy.Facts.All.Count,
                cases = new { passed = results.Count - failed.Count, failed = failed.Count },
                failures = failed.Select(
                    f => new { id = f.Case.Id, name = f.Case.Name, place = f.Case.Place, differences = f.Differences, got = f.Got }),
                lowered,
            });
        }
        else
        {
            foreach (var failure in failed)
            {
                Console.Error.WriteLine(
                    $"{failure.Case.Place}: {failure.Case.Id} {failure.Case.Name}: {string.Join("; ", failure.Differences)}");
            }

            Output.Print([
                $"{policy.Instruments.Count} văn bản, {policy.Parameters.Count} tham số, {policy.Programmes.Count} chế độ, "
                    + $"{policy.Facts.All.Count} loại dữ kiện; bản luật {policy.Hash[..12]}",
                $"Ca mẫu: {results.Count - failed.Count} đạt, {failed.Count} sai.",
                .. LoweredWords(lowered),
            ]);
        }

        return failed.Count == 0 ? Output.Done : Output.No;
    }

    private static IEnumerable<string> LoweredWords(LoweredMonths lowered) => lowered is { Since: { } since, Until: { } until }
        ? [
            $"Hạ mức của những tháng đã chi: {Vietnamese.Number(lowered.Persons)} người, {new Dong(lowered.Amount)}, "
                + $"từ tháng {since.ToVietnamese()} đến {until.ToVietnamese()}.",
            .. lowered.ByProgramme.Select(p => $"  {p.Label}: {Vietnamese.Number(p.Persons)} người, {new Dong(p.Amount)}"),
            "  Kỳ chi trả không tự thu hồi: các khoản này chờ quyết định (ledger recover --number SỐ --reason LÝ DO).",
        ]
        : [];

    private static Command Value()
    {
        var json = Session.JsonOption();
        var name = new Argument<string>("parameter") { Description = "Tên tham số, ví dụ social_assistance.standard" };
        var month = Arguments.MonthOption();
        var known = Arguments.KnownOption();
        var place = new Option<string>("--jurisdiction") { Description = "Địa bàn: vn, vn-01, vn-01-272",
            DefaultValueFactory = _ => Jurisdiction.PhucTho.Code };
        var command = new Command("value", "Giá trị của một tham số trong một tháng, theo luật biết đến một ngày") { name,
            month, known, place, json };
        command.SetAction(parse =>
        {
            var policy = Session.LawAsked(parse);
            if (!policy.Ok)
            {
                return Output.Refuse(policy.Refusals, Output.No);
            }

            var asked = parse.GetValue(name)!;
            if (policy.Value.Parameters.All(p => p.Name != asked))
            {
                return Output.Refuse("parameter.unknown",
                    $"Không có tham số '{asked}'. Có: {string.Join(", ", policy.Value.Parameters.Select(p => p.Name))}.");
            }

            var when = parse.GetValue(month);
            return Print(policy.Value, asked, new Jurisdiction(parse.GetValue(place)!),
                (when, new AsKnown(parse.GetValue(known) ?? when.LastDay)), parse.GetValue(json));
        });
        return command;
    }

    private static int Print(Policy policy, string name, Jurisdiction place, (Month Month, AsKnown Known) at, bool json)
    {
        var (when, asKnown) = at;
        if (policy.At(place, when, asKnown).Value(name) is not { } value)
        {
            return Output.Refuse(
                [new Refusal("parameter.no-value",
                    $"{name} không có giá trị cho {when.ToVietnamese()} theo luật biết đến {Vietnamese.Date(asKnown.Day)}.")], Output.No);
        }

        return json
            ? Output.Print(Data(policy, name, value, when, asKnown))
            : Output.Print(
                [$"{name} {when.ToVietnamese()}: {value.Display} ({policy.Display(value.Chosen.Cite)})"
                    + (value.Doubtful ? " [chưa chắc chắn]" : "")]);
    }

    private static object Data(Policy policy, string name, ParameterValue value, Month month, AsKnown asKnown) => new
    {
        parameter = name,
        month,
        asKnown,
        value = value.Raw,
        display = value.Display,
        cite = policy.Display(value.Chosen.Cite),
        considered = value.Considered.Select(
            c => new { level = c.Level, value = c.Value, cite = policy.Display(c.Cite), doubtful = c.Doubtful }),
        doubtful = value.Doubtful,
    };
}

using System.CommandLine;
using AnSinh.Basics;
using AnSinh.Determinations.Questions;
using AnSinh.Host.People;
using AnSinh.Host.Verbs;
using AnSinh.Rulebook;

namespace AnSinh.Host.Entitled;

/// <summary><c>entitled</c>: everything the law of a month gives one person, told by facts or held by the register.</summary>
internal static class EntitledVerb
{
    /// <summary>What is asked: of when, as known when, in which language, as data or in words.</summary>
    private sealed record Asked(Month Month, AsKnown Known, string Language, bool Json);

    public static Command Command()
    {
        var json = Session.JsonOption();
        var facts = new Option<string?>("--facts") { Description =
            "Tệp dữ kiện YAML hoặc JSON, dạng như 'given' của ca mẫu: dữ kiện của người, household: {…}, members: […]" };
        var person = new Option<string?>("--person") { Description = "Hoặc một người trong sổ: mã số, hay số định danh 12 chữ số" };
        var month = Arguments.MonthOption("--month", "Tháng (mặc định tháng này)");
        var place = new Option<string>("--jurisdiction") { Description = "Địa bàn áp dụng luật",
            DefaultValueFactory = _ => Jurisdiction.PhucTho.Code };
        var known = Arguments.KnownOption();
        var silence = new Option<bool>("--unknown") { Description = "Điều không khai coi là chưa rõ (mặc định: như sổ không có ghi nhận)" };
        var purpose = Arguments.PurposeOption();
        var language = new Option<string>("--lang") { Description = "vi hoặc en", DefaultValueFactory = _ => "vi" };
        var command = new Command("entitled", "Hỏi mọi chế độ: một người được hưởng gì, vì sao, còn thiếu gì") { facts,
            person, month, place, known, silence, purpose, language, json };
        command.SetAction(parse =>
        {
            if ((parse.GetValue(facts) is null) == (parse.GetValue(person) is null))
            {
                return Output.Refuse("entitled.who", "Cho biết hỏi về ai: --facts TỆP hoặc --person MÃ.");
            }

            Asked At(OfficeClock clock)
            {
                var when = parse.GetResult(month) is null ? clock.Month : parse.GetValue(month);
                return new(when, new(parse.GetValue(known) ?? when.LastDay), parse.GetValue(language)!, parse.GetValue(json));
            }

            // Facts that are told belong to no office: this month is that of the machine.
            return parse.GetValue(facts) is { } file
                ? Told(parse, file, new Jurisdiction(parse.GetValue(place)!), At(new OfficeClock(Session.Time)), parse.GetValue(silence))
                : Session.In(parse, session =>
                    Held(session, (parse.GetValue(person)!, parse.GetValue(purpose)), At(session.Office.Clock)));
        });
        return command;
    }

    private static int Told(ParseResult parse, string file, Jurisdiction place, Asked asked, bool silenceIsUnknown)
    {
        var policy = Session.LoadPolicy(parse);
        if (!policy.Ok)
        {
            return Output.Refuse(policy.Refusals);
        }

        if (Wrong(policy.Value, place) is { } wrong)
        {
            return Output.Refuse([wrong]);
        }

        if (!File.Exists(file))
        {
            return Output.Refuse("facts.file", $"Không có tệp '{file}'.");
        }

        var given = GivenFacts.Read(policy.Value, Path.GetFileName(file), File.ReadAllBytes(file));
        if (!given.Ok)
        {
            return Output.Refuse(given.Refusals);
        }

        if (given.Value.ImpossibleIn(asked.Month) is { } impossible)
        {
            return Output.Refuse([impossible]);
        }

        var answer = EligibilityScreener.Fitting(
            () => new EligibilityScreener(policy.Value).Ask(given.Value, place, asked.Month, asked.Known, silenceIsUnknown));
        return answer.Ok ? Print(answer.Value, asked) : Output.Refuse(answer.Refusals);
    }

    private static int Held(Session session, (string Who, string? Purpose) person, Asked asked)
    {
        var id = PersonArgument.Find(session, person.Who, asked.Known);
        return !id.Ok ? Output.Refuse(id.Refusals)
            : Arguments.StatesPurpose(session, person.Purpose, id.Value) is { } refusal ? Output.Refuse([refusal])
            : new EligibilityScreener(session.Policy).Ask(
                session.Office.Determiner.ReadAround(id.Value, asked.Known), id.Value, asked.Month) is { } all
            ? Print(person.Purpose is null ? all.WithoutProtected() : all, asked)
            : Output.Refuse("person.unknown",
                $"Không có người mang mã số {id.Value} trong sổ, tính đến {Vietnamese.Date(asked.Known.Day)}.");
    }

    /// <summary>What is wrong with a place, if anything: it must be one that law is kept for, or lie under one.</summary>
    public static Refusal? Wrong(Policy policy, Jurisdiction place) => policy.Levels.Any(l => place.IsUnder(l.Code))
        ? null
        : new Refusal("jurisdiction.unknown",
            $"Không có địa bàn '{place.Code}'. Có luật của: {string.Join(", ", policy.Levels.Select(l => l.Code))}.", "jurisdiction");

    private static int Print(Entitlements all, Asked asked) =>
        asked.Json ? Output.Print(EntitledData.Of(all, asked.Language)) : Output.Print(Lines(all, asked.Language));

    private static IEnumerable<string> Lines(Entitlements all, string language)
    {
        yield return $"Tháng {all.Law.Month.ToVietnamese()}, địa bàn {all.Law.Jurisdiction.Code}, "
            + $"luật biết đến {Vietnamese.Date(all.Law.Known.Day)}";
        foreach (var p in all.Programmes)
        {
            var mark = p.Status switch { Truth.Yes => "✓", Truth.No => "✕", _ => "?" };
            var routes = p.Status == Truth.Yes && p.Routes.Count > 0 ? $" ({string.Join(" + ", p.Routes)})" : "";
            yield return $"{mark} {p.Programme.Programme.Label.In(language)}: {Gives(all, p, language)}{routes}"
                + (p.Doubtful && p.Status == Truth.Yes ? "  (chưa chắc chắn)" : "");
        }

        foreach (var q in all.Quantities)
        {
            yield return $"· {q.Quantity.Quantity.Label.In(language)}: {q.Display}";
        }

        yield return $"Mỗi tháng {all.PerMonth}, một lần {all.AtOnce}";
    }

    private static string Gives(Entitlements all, ProgrammeAnswer p, string language) => p.Status switch
    {
        Truth.Yes when p.IsOpen =>
            $"{AmountWords.Of(p.Amount!.Value, p.AtMost).In(language)}; {(language == "en" ? "to be told" : "cần biết thêm")}: "
            + string.Join(", ", p.Missing.Select(m => all.Law.Policy.NameOf(m).In(language))),
        Truth.Yes => p.WithoutMoney ? "được" : $"{p.Amount}",
        Truth.No when p.Rule is { } rule => rule.Interaction.Say.In(language),
        Truth.No => "không thuộc",
        _ => $"chưa rõ, thiếu {string.Join(", ", p.Missing)}",
    };
}

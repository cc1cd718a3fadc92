using System.CommandLine;
using System.Text.Json;
using AnSinh.Basics;
using AnSinh.Demo;
using AnSinh.Store;

namespace AnSinh.Host.Verbs;

/// <summary><c>demo</c>: makes a register of people who do not exist, and says what was done wrong in it on purpose.</summary>
internal static class DemoVerb
{
    public static Command Command()
    {
        var json = Session.JsonOption();
        var seed = new Option<int>("--seed") { Description = "Hạt giống; cùng hạt giống cho cùng sổ",
            DefaultValueFactory = _ => DemoOptions.UsualSeed };
        var scale = new Option<int>("--scale") { Description = "Số huyện", DefaultValueFactory = _ => 1 };
        scale.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 100)
            {
                result.AddError("--scale từ 1 đến 100.");
            }
        });
        var place = new Option<string>("--jurisdiction") { Description = "Địa bàn áp dụng luật: vn (không có mức riêng), vn-01, vn-01-272",
            DefaultValueFactory = _ => Jurisdiction.PhucTho.Code };
        var communes = new Option<string[]>("--commune") { Description = "Chỉ lập các xã này (mã năm 2019), cho sổ nhỏ" };
        var command = new Command("demo", "Lập sổ mẫu với dân số giả lập khớp Tổng điều tra 2019; sổ cũ cùng chỗ được cất sang bên") { seed,
            scale, place, communes, json, Truth() };
        command.SetAction(parse => Make(
            parse,
            new DemoOptions(parse.GetValue(seed), parse.GetValue(scale), new Jurisdiction(parse.GetValue(place)!),
                parse.GetValue(communes) is { Length: > 0 } some ? some : null),
            parse.GetValue(json)));
        return command;
    }

    private static int Make(ParseResult parse, DemoOptions options, bool json)
    {
        var policy = Session.LoadPolicy(parse);
        if (!policy.Ok)
        {
            return Output.Refuse(policy.Refusals);
        }

        if (policy.Value.Levels.All(level => level.Code != options.Jurisdiction.Code))
        {
            return Output.Refuse("jurisdiction.unknown",
                $"Không có địa bàn '{options.Jurisdiction}' trong thư mục luật. "
                + $"Có: {string.Join(", ", policy.Value.Levels.Select(level => level.Code))}.");
        }

        try
        {
            var bar = new ProgressBar();
            var made = DemoRegister.Make(policy.Value, Session.PolicyFolder(parse)!, Session.Address(parse), options, Session.Time, bar);
            bar.Finish();
            return !made.Ok ? Output.Refuse(made.Refusals)
                : json ? Output.Print(Data(made.Value)) : Output.Print(Words(made.Value));
        }
        catch (StoreException trouble)
        {
            Console.Error.WriteLine(trouble.Message);
            return Output.Unable;
        }
    }

    private static object Data(DemoMade made) => new
    {
        register = made.Register,
        jurisdiction = made.Jurisdiction,
        movedAside = made.MovedAside,
        rows = made.Truth.GetProperty("rows"),
        mess = Counts(made.Truth),
    };

    private static IEnumerable<string> Words(DemoMade made) =>
    [
        $"Sổ mẫu: {made.Register} (địa bàn {made.Jurisdiction})",
        .. made.MovedAside is { } aside ? [$"Sổ cũ được cất ở {aside}"] : Array.Empty<string>(),
        .. made.Truth.GetProperty("rows").EnumerateObject()
            .Select(r => $"  {r.Name,-12} {Vietnamese.Number(r.Value.GetInt64()),12} dòng"),
        "Sai sót cố ý (xem: ansinh demo truth --json):",
        .. Counts(made.Truth).Select(c => $"  {c.Key,-26} {Vietnamese.Number(c.Value),6}"),
    ];

    private static Command Truth()
    {
        var json = Session.JsonOption();
        var kind = new Argument<string?>("kind") { Description = "Loại sai sót; bỏ trống để liệt kê mọi loại",
            Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("truth", "Đáp án của sổ mẫu: sai sót nào được cài, ở những người nào") { kind, json };
        command.SetAction(parse => Session.In(parse, session =>
        {
            if (session.Register.Meta("demo_truth") is not { } text)
            {
                return Output.Refuse("demo.none", "Sổ này không phải sổ mẫu.");
            }

            var truth = JsonDocument.Parse(text).RootElement;
            if (parse.GetValue(kind) is { } asked)
            {
                return Group(truth, asked) is { } found
                    ? Output.Print(found)
                    : Output.Refuse("demo.no-such-kind", $"Không có loại '{asked}'. Có: {string.Join(", ", Counts(truth).Keys)}.");
            }

            return parse.GetValue(json)
                ? Output.Print(Counts(truth))
                : Output.Print(Counts(truth).Select(c => $"{c.Key,-26} {Vietnamese.Number(c.Value),6}"));
        }));
        return command;
    }

    private static JsonElement? Group(JsonElement truth, string kind) =>
        truth.GetProperty("people").TryGetProperty(kind, out var people) ? people
        : truth.GetProperty("decisions").TryGetProperty(kind, out var decisions) && decisions.ValueKind == JsonValueKind.Array ? decisions
        : null;

    private static Dictionary<string, long> Counts(JsonElement truth) =>
        truth.GetProperty("people").EnumerateObject()
            .Concat(truth.GetProperty("decisions").EnumerateObject().Where(d => d.Value.ValueKind == JsonValueKind.Array))
            .ToDictionary(k => k.Name, k => (long)k.Value.GetArrayLength(), StringComparer.Ordinal);
}

using System.Text.Json;
using AnSinh.Host.Tests.Pages;
using AnSinh.Store.Acts;
using AnSinh.Testing;

namespace AnSinh.Host.Tests;

/// <summary>Cases from the command line: a process of its own over the small district, in August 2021.</summary>
public sealed class CaseVerbTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private int _told;

    public CaseVerbTests()
    {
        var register = SmallDistrict.Open(_folder.Path, TimeProvider.System, until: new DateOnly(2020, 12, 31)).Register;
        using var database = register.Database;
        Assert.True(register.MoveClock(new DateOnly(2021, 8, 2), Act.By("test")).Ok);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_case_is_opened_shown_and_gone_on_with_and_who_saw_less_is_told_so()
    {
        var forms = (await Done("forms")).EnumerateArray().Select(f => f.GetProperty("form").GetString());
        Assert.Contains("social_assistance_1d", forms);
        Assert.Contains("channel",
            (await Done("forms", "social_assistance_1d")).GetProperty("required").EnumerateArray().Select(r => r.GetString()));
        var opened = await Done("open", "--person", "4", "--form", "social_assistance_1d", "--by", "xuandinh", "--json",
            Told("""{"channel": "direct", "submitted_by": "person", "disabled": true}"""));
        var id = opened.GetProperty("caseId").GetInt64().ToString(System.Globalization.CultureInfo.InvariantCulture);
        var shown = await Done("show", id, "--by", "xuandinh");
        Assert.Equal(("review", "xuandinh", "yes"), (shown.GetProperty("state").GetProperty("step").GetString(),
            shown.GetProperty("entries")[0].GetProperty("actor").GetString(),
            shown.GetProperty("entries")[0].GetProperty("values").GetProperty("disabled").GetString()));
        Assert.Equal(1, (await Done("list", "--by", "xuandinh")).GetProperty("cases").GetArrayLength());
        Assert.Equal(0, (await Done("list", "--by", "chutich")).GetProperty("cases").GetArrayLength());
        Assert.Equal(1, (await Done("list", "--by", "chutich", "--filter", "open")).GetProperty("cases").GetArrayLength());
        var missing = Told("""{"missing": "sổ hộ khẩu"}""");
        var done = await Done("do", id, "supplement", "--by", "xuandinh", "--seen", "1", "--json", missing);
        Assert.Equal(2, done.GetProperty("seen").GetInt32());
        await Refused("“xuandinh” đã ghi “Yêu cầu bổ sung", "do", id, "withdraw", "--by", "xuandinh", "--seen", "1", "--json", missing);
    }

    [Fact]
    public async Task Nobody_unknown_no_other_role_and_nothing_that_needs_two_people_goes_by_the_verb()
    {
        var whole = Told("""{"channel": "direct", "submitted_by": "person"}""");
        string[] open = ["open", "--person", "4", "--form", "social_assistance_1d", "--json", whole, "--by"];
        await Refused("Không có tài khoản 'aido'.", [.. open, "aido"]);
        await Refused("là việc của bộ phận một cửa", [.. open, "chutich"]);
        await Refused("nêu mục đích", "open", "--person", "8", "--form", "social_assistance_1b", "--json", whole, "--by", "xuandinh");
        await Done([.. open, "xuandinh"]);
        await Refused("đăng nhập", "do", "1", "post", "--by", "xuandinh", "--seen", "1", "--json", whole);
        await Refused("đăng nhập", "do", "1", "grant", "--by", "lanhdao", "--seen", "1", "--json", whole);
        await Refused("Không có hồ sơ số 9", "show", "9", "--by", "xuandinh");
        await Refused("Ô “channel” chỉ nhận", "open", "--person", "7", "--form", "social_assistance_1d", "--by", "xuandinh", "--json",
            Told("""{"channel": []}"""));
        await Refused("mine, open, ended", "list", "--by", "xuandinh", "--filter", "khác");
    }

    private string Told(string json)
    {
        var file = _folder.File($"{++_told}.json");
        File.WriteAllText(file, json);
        return file;
    }

    private async Task<JsonElement> Done(params string[] words)
    {
        var (code, told, error) = await Verb.Run(_folder.File("register.db"), ["case", .. words]);
        Assert.True(code == 0, $"case {string.Join(' ', words)}: {error}");
        return JsonDocument.Parse(told).RootElement;
    }

    private async Task Refused(string because, params string[] words)
    {
        var (code, told, error) = await Verb.Run(_folder.File("register.db"), ["case", .. words]);
        Assert.Equal((2, ""), (code, told));
        Assert.Contains(because, error, StringComparison.Ordinal);
    }
}

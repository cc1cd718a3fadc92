using System.Net;
using AnSinh.Host.Web.Requests;
using AnSinh.Testing;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

using AnSinh.Host.SignIn;

namespace AnSinh.Host.Tests.Pages;

/// <summary>What was typed into a form is found again by who typed it, on the page it was typed on, and by nobody else.</summary>
public class FormTests(Site site) : IClassFixture<Site>
{
    private const string Clock = "/dong-ho";
    private const string Death = "/su-kien/death";

    [Fact]
    public async Task A_form_sent_after_the_session_ended_is_found_again_after_signing_in_with_all_that_was_typed()
    {
        using var officer = await site.Enter("canbo");
        var form = Browser.Filled((await officer.Page(Death + "?nguoi=1")).QuerySelector("#bieu-mau")!);
        form["giay-to"] = "Trích lục 77";
        using (await officer.Submit("/su-kien", "/dang-xuat"))
        {
        }

        using var sent = await officer.PostOnce(Death, form);
        var door = sent.Headers.Location!.PathAndQuery();
        Assert.StartsWith("/dang-nhap?", door, StringComparison.Ordinal);
        using var entered = await officer.Submit(door, "/dang-nhap", ("login", "canbo"), ("password", DemoAccounts.Password));
        var page = await officer.Page(entered.Headers.Location!.OriginalString);
        Assert.Equal("Trích lục 77", page.QuerySelector("#bieu-mau-giay-to")!.GetAttribute("value"));
        Assert.Contains("Phiên làm việc đã hết", Browser.Plain(page.QuerySelector(".errors")));
    }

    [Fact]
    public async Task A_refusal_stands_beside_its_field_and_above_the_form_in_both_languages()
    {
        using var officer = await site.SignedIn("canbo");
        using var refused = await officer.Submit(Clock, Clock, ("ngay", "hôm qua"));
        var page = await officer.Back(refused);
        var link = page.QuerySelector(".errors[role=alert][autofocus] a")!;
        var field = page.QuerySelector(link.GetAttribute("href")![link.GetAttribute("href")!.IndexOf('#', StringComparison.Ordinal)..])!;
        Assert.Equal(("hôm qua", "true"), (field.GetAttribute("value"), field.GetAttribute("aria-invalid")));
        Assert.Contains("không phải là ngày", Browser.Plain(page.QuerySelector(".field.wrong .oops")));
        var english = await officer.Page(refused.Headers.Location!.OriginalString + "&lang=en");
        Assert.Contains("is no day", Browser.Plain(english.QuerySelector(".field.wrong .oops")));
        await officer.Page(Clock + "?lang=vi");
    }

    [Fact]
    public async Task What_was_typed_on_one_page_is_shown_on_no_other()
    {
        using var officer = await site.SignedIn("canbo");
        using var refused = await officer.Submit(Death + "?nguoi=1", Death, ("giay-to", "Trích lục 78"));
        var at = refused.Headers.Location!.OriginalString;
        Assert.Contains("Trích lục 78", (await officer.Page(at)).DocumentElement.OuterHtml, StringComparison.Ordinal);
        foreach (var other in new[] { at.Replace("nguoi=1", "nguoi=2", StringComparison.Ordinal), at.Replace(Death, "/su-kien/move_out",
            StringComparison.Ordinal) })
        {
            Assert.DoesNotContain("Trích lục 78", (await officer.Page(other)).DocumentElement.OuterHtml, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Who_fills_in_many_forms_loses_their_own_first_and_pushes_out_nobody_elses()
    {
        using var one = await site.SignedIn("xuandinh");
        using var other = await site.SignedIn("canbo");
        using var kept = await one.Submit(Death + "?nguoi=1", Death, ("giay-to", "của xã"));
        using var first = await other.Submit(Clock, Clock, ("ngay", "đầu tiên"));
        for (var i = 0; i < FormDrafts.OwnLimit; i++)
        {
            using var _ = await other.Submit(Clock, Clock, ("ngay", "nữa"));
        }

        Assert.Contains("của xã",
            (await one.Page(kept.Headers.Location!.OriginalString)).DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.Null((await other.Page(first.Headers.Location!.OriginalString)).QuerySelector(".errors"));
    }

    [Fact]
    public void The_seal_of_a_form_is_believed_for_a_day_and_only_of_its_owner()
    {
        var clock = new FakeClock(new DateOnly(2026, 11, 30));
        var drafts = new FormDrafts(new EphemeralDataProtectionProvider(), clock);
        var form = new FormCollection(new Dictionary<string, StringValues>
        {
            [FormDrafts.OwnerField] = drafts.Seal("canbo", "/dong-ho"),
        });
        Assert.Equal("/dong-ho", drafts.PageOrNull("canbo", form));
        Assert.Null(drafts.PageOrNull("xuandinh", form));
        clock.Pass(TimeSpan.FromHours(25));
        Assert.Null(drafts.PageOrNull("canbo", form));
    }

    [Fact]
    public async Task A_person_is_chosen_by_name_in_place_within_the_scope_and_what_was_typed_stays()
    {
        using var officer = await site.SignedIn("xuandinh");
        using var asked = await officer.Submit(Death, Death, ("nguoi", "do thi mao"), ("giay-to", "Trích lục 79"), ("tim", "nguoi"));
        var page = await officer.Back(asked);
        Assert.Null(page.QuerySelector(".errors"));
        Assert.Equal("Trích lục 79", page.QuerySelector("#bieu-mau-giay-to")!.GetAttribute("value"));
        var found = page.QuerySelectorAll("#bieu-mau-nguoi input[type=radio]").Select(r => r.GetAttribute("value")).ToList();
        Assert.Contains($"{SmallDistrict.Mao}", found);

        // A name alone is nobody: two may have it.
        var form = Browser.Filled(page.QuerySelector("#bieu-mau")!);
        using var unchosen = await officer.Post(Death, [.. form.Where(f => f.Key != "tim"), new("ngay", "2020-05-10")]);
        Assert.Contains("chọn trong những người tìm thấy", await officer.Refused(unchosen), StringComparison.Ordinal);
        using var chosen = await officer.Post(Death, [.. form.Where(f => f.Key != "tim"), new("nguoi", $"{SmallDistrict.Mao}"),
            new("ngay", "2020-05-10")]);
        Assert.Contains("Đỗ Thị Mão", Browser.Plain((await officer.Back(chosen)).QuerySelector("#se-ghi")));

        using var outside = await officer.Submit(Death, Death, ("nguoi", "khuat van ngoai"), ("tim", "nguoi"));
        Assert.DoesNotContain($"value=\"{SmallDistrict.Ngoai}\"", (await officer.Back(outside)).DocumentElement.OuterHtml,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_form_of_an_event_is_a_schema_of_the_same_declaration()
    {
        using var officer = await site.SignedIn("canbo");
        using var answer = await officer.Get("/api/v1/events/fact?fact=disability");
        var schema = System.Text.Json.JsonDocument.Parse(await Browser.Body(answer)).RootElement;
        Assert.Contains("severe", schema.GetProperty("properties").GetProperty("gia-tri").GetProperty("enum").EnumerateArray()
            .Select(e => e.GetString()));
        Assert.Contains("giay-to", schema.GetProperty("required").EnumerateArray().Select(e => e.GetString()));
    }
}

/// <summary>A purpose that was stated lapses while somebody types.</summary>
public sealed class LapsedPurposeTests : IAsyncLifetime
{
    private const string Purpose = "nhận hồ sơ trợ giúp của cháu";
    private readonly LapsingSite _site = new();

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Who_types_longer_than_a_purpose_lasts_states_it_again_and_finds_what_was_typed()
    {
        using var officer = await _site.Enter("xuandinh");
        using (await officer.Submit("/nguoi/8", "/nguoi/8/duoc-bao-ve", ("muc-dich", Purpose)))
        {
        }

        var at = await CaseSite.Receive(officer, 8, "social_assistance_1b");
        var form = Browser.Filled((await officer.Page(at)).QuerySelector($"form[action='{at}/supplement']")!);
        form["missing"] = "giấy xác nhận";
        _site.Machine.Pass(TimeSpan.FromMinutes(16));
        using var late = await officer.PostOnce(at + "/supplement", form);
        Assert.Equal(HttpStatusCode.SeeOther, late.StatusCode);
        var person = late.Headers.Location!.OriginalString.Split('#')[0];
        Assert.StartsWith("/nguoi/8?", person, StringComparison.Ordinal);
        Assert.Contains("Nêu lại mục đích", await officer.Text(person));
        using var stated = await officer.Submit(person, "/nguoi/8/duoc-bao-ve", ("muc-dich", Purpose));
        var page = await officer.Page(stated.Headers.Location!.OriginalString);
        Assert.Contains("giấy xác nhận", page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.Contains("hết hạn khi gửi", Browser.Plain(page.QuerySelector(".errors")));

        // Who was never shown the form is not told that there is a case.
        using var other = await _site.Enter("canbo");
        using var guessed = await other.PostOnce(at + "/supplement", Browser.Filled((await other.Page("/su-kien/death?nguoi=8"))
            .QuerySelector("#bieu-mau")!));
        Assert.Equal(HttpStatusCode.NotFound, guessed.StatusCode);
    }

    private sealed class LapsingSite : CaseSite
    {
        public FakeClock Machine { get; } = new(new DateOnly(2026, 11, 30));

        protected override Office Open(string folder) => SmallDistrict.Open(folder, Machine, until: new DateOnly(2020, 12, 31));
    }
}

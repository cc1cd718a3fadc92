using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using AnSinh.Basics;
using AnSinh.Host.Events;
using AnSinh.Intake.Events;
using AnSinh.Ledger;
using AnSinh.Register.Changes;
using AnSinh.Register.People;
using AnSinh.Register.Snapshots;
using AnSinh.Register.Units;
using AnSinh.Store.Acts;

namespace AnSinh.Host.Tests.Pages;

/// <summary>
/// Recording events over HTTP: told, looked at, written exactly as shown, undone. These tests post, so they have a site of their own.
/// </summary>
public sealed class EventTests : IAsyncLifetime
{
    private static readonly Month Asked = new(2020, 8);
    private readonly Site _site = new();

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task A_death_reported_late_proposes_the_recovery_that_the_next_run_posts()
    {
        using var officer = await _site.SignedIn("canbo");
        var shown = await Look(officer, "death", ("nguoi", "11"), ("ngay", "2020-05-10"), ("giay-to", "Trích lục khai tử 9/2020"));
        var text = Browser.Plain(shown.QuerySelector("main"));
        Assert.Contains("thôi hưởng", text);
        Assert.Contains("06/2020", text);
        Assert.Contains("NĐ 136/2013/NĐ-CP", text);

        // July and August were run: both months are taken back.
        var posted = _site.Office.Ledger.MonthsOf(11, Scope.Everything).Sum(m => m.Posted);
        Assert.True(posted > 0);
        Assert.Contains($"thu hồi {Vietnamese(posted)} đ", text);
        Assert.Empty(_site.Office.Register.Batches.Latest(9, "event"));

        // The funeral cannot be told until it is known what was drawn: the fact is named, and the form asks for it.
        Assert.Contains(shown.QuerySelectorAll("#he-qua .doubt a"),
            a => a.GetAttribute("href")!.Contains("monthly_support", StringComparison.Ordinal));
        shown = await Look(officer, "death", ("nguoi", "11"), ("ngay", "2020-05-10"), ("tro-cap", "social_assistance"),
            ("giay-to", "Trích lục khai tử 9/2020"));
        Assert.Contains(shown.QuerySelectorAll("#he-qua tbody tr").Select(Browser.Plain),
            r => r.Contains("Mai táng", StringComparison.Ordinal) && r.Contains("bắt đầu hưởng", StringComparison.Ordinal));

        using var written = await Write(officer, shown, "death");
        var page = $"/su-kien/dot/{_site.Office.Register.Batches.Latest(1, "event")[0].BatchId}";
        Assert.Equal(page, written.Headers.Location!.PathAndQuery());
        Assert.Contains($"thu hồi {Vietnamese(posted)} đ", await officer.Text(page));
        var run =
            _site.Office.MonthRun.Run(new Month(2020, 9), Act.By("test"), new AsKnown(AsKnown.DayOf(_site.Office.Register.Now))).Value;
        var lines = _site.Office.Ledger.Lines(run.RunId!.Value, new LineFilter(PersonId: 11), Scope.Everything, 0, 50).Items;
        Assert.Equal(-posted, lines.Sum(l => l.Amount));
        Assert.All(lines, l => Assert.Equal(LineKind.Recovery, l.Kind));
    }

    [Fact]
    public async Task A_birth_to_a_poor_single_mother_starts_her_allowance_and_needs_a_decision()
    {
        Record("fact", ("nguoi", "12"), ("loai-du-kien", "marital_status"), ("gia-tri", "never_married"),
            ("tu-ngay", "2015-01-01"), ("giay-to", "UBND xã"));
        using var officer = await _site.SignedIn("canbo");
        var shown =
            await Look(officer, "birth", ("ten", "Doãn Minh Anh"), ("gioi", "female"), ("ngay-sinh", "05/07/2020"),
                ("me", "12"), ("giay-to", "Giấy khai sinh 3"));
        var rows = shown.QuerySelectorAll("#he-qua tbody tr").Select(Browser.Plain).ToList();
        var allowance =
            Assert.Single(rows,
                r => r.StartsWith("Doãn Thị Nghèo", StringComparison.Ordinal) && r.Contains("bắt đầu hưởng", StringComparison.Ordinal));
        Assert.Contains("NĐ 136/2013/NĐ-CP, Điều 5 khoản 4", allowance);
        Assert.Contains("350.000 đ/tháng", allowance);
        Assert.Contains("cần hồ sơ và quyết định", allowance);
        Assert.Contains(rows,
            r => r.StartsWith("Doãn Minh Anh", StringComparison.Ordinal) && r.Contains("NĐ 146/2018/NĐ-CP", StringComparison.Ordinal));

        using var written = await Write(officer, shown, "birth");
        var page = await officer.Page(written.Headers.Location!.PathAndQuery());
        Assert.Contains("Doãn Minh Anh", Browser.Plain(page.QuerySelector("#nguoi")));
        var known = new AsKnown(AsKnown.DayOf(_site.Office.Register.Now));
        var result = _site.Office.Determiner.Determine(Asked, known).FindOrNull("social_assistance")!;
        Assert.Equal(350_000, result.Amount[_site.Office.Determiner.Determine(Asked, known).Snapshot.RowOf(12)]);
    }

    [Fact]
    public async Task What_was_recorded_is_undone_whole_with_a_reason()
    {
        using var officer = await _site.SignedIn("canbo");
        using var written =
            await Write(officer,
                await Look(officer, "move_within", ("nguoi", "7"), ("ca-ho", "yes"), ("xa", SmallDistrict.VanHa),
                    ("ngay", "2020-06-01"), ("giay-to", "Phiếu")), "move_within");
        var address = written.Headers.Location!.PathAndQuery();
        var reading = new CurrentRows(_site.Office.Register);
        Assert.Equal(SmallDistrict.VanHa, reading.HomeOn(8, new(2020, 6, 1))!.Row.Unit);
        using var silent = await officer.Submit(address, address + "/hoan-tac", ("ly-do", " "));
        Assert.Contains("chưa ghi", await officer.Refused(silent), StringComparison.Ordinal);
        using var undone = await officer.Submit(address, address + "/hoan-tac", ("ly-do", "Nhầm hộ"));
        Assert.Equal(HttpStatusCode.Redirect, undone.StatusCode);
        Assert.Equal("09736", reading.HomeOn(8, new(2020, 6, 1))!.Row.Unit);
        Assert.Contains("Nhầm hộ", await officer.Text(address));
        Assert.Contains("đã hoàn tác", await officer.Text("/su-kien"));
    }

    [Fact]
    public async Task Of_what_starts_in_part_for_certain_the_least_and_the_most_are_told()
    {
        using var officer = await _site.SignedIn("canbo");
        var shown =
            await Look(officer, "fact", ("nguoi", "6"), ("loai-du-kien", "disability"), ("gia-tri", "severe"),
                ("tu-ngay", "2020-03-01"), ("giay-to", "GXN"));
        var rows = shown.QuerySelectorAll("#he-qua tbody tr").Select(Browser.Plain);
        Assert.Contains(rows, r => r.Contains("ít nhất 525.000 đ, có thể 700.000 đ/tháng", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Writing_twice_writes_once_and_what_has_changed_since_is_not_written()
    {
        using var officer = await _site.SignedIn("canbo");
        var shown =
            await Look(officer, "fact", ("nguoi", "4"), ("loai-du-kien", "disability"), ("gia-tri", "mild"),
                ("tu-ngay", "2020-03-01"), ("giay-to", "GXN"));
        var values = Values(shown);
        using var first = await officer.Post("/su-kien/fact", [.. values, new("ghi", "1")]);
        using var second = await officer.Post("/su-kien/fact", [.. values, new("ghi", "1")]);
        Assert.Equal(first.Headers.Location, second.Headers.Location);
        Assert.Single(_site.Office.Register.Batches.Latest(9, "event"));

        var late = Values(await Look(officer, "death", ("nguoi", "11"), ("ngay", "2020-05-10"), ("giay-to", "x")));
        Record("fact", ("nguoi", "11"), ("loai-du-kien", "disability"), ("gia-tri", "extremely_severe"), ("tu-ngay", "2020-01-01"),
            ("giay-to", "GXN 2"));
        using var stale = await officer.Post("/su-kien/death", [.. late, new("ghi", "1")]);
        var anew = await officer.Back(stale);
        Assert.Contains("đã thay đổi", Browser.Plain(anew.QuerySelector(".errors")));
        Assert.NotNull(anew.QuerySelector("#he-qua"));
        Assert.Equal("never", new CurrentRows(_site.Office.Register).ValueOn("death_date", 11, new(2020, 6, 1)));
    }

    [Fact]
    public async Task A_change_and_a_correction_look_different_and_ask_different_things()
    {
        using var officer = await _site.SignedIn("canbo");
        var row = new CurrentRows(_site.Office.Register).FactsOf(FactSubject.Person, 1, "disability").Single().RowId;
        var page = await officer.Page("/su-kien?nguoi=1");
        Assert.NotNull(page.QuerySelector(".act.change h2"));
        Assert.NotNull(page.QuerySelector($".act.fix a[href*='fact:{row}'], .act.fix a[href*='fact%3A{row}']"));
        var change = await officer.Page($"/su-kien/fact_end?dong=fact:{row}");
        var fix = await officer.Page($"/su-kien/row?dong=fact:{row}");
        Assert.Contains("biến động", Browser.Plain(change.QuerySelector(".lead")));
        Assert.Contains("đính chính", Browser.Plain(fix.QuerySelector(".lead")));
        Assert.Null(change.QuerySelector("[name=ly-do]"));
        Assert.NotNull(fix.QuerySelector("[name=ly-do]"));
        Assert.NotNull(change.QuerySelector("[name=ngay]"));
        Assert.Contains("Dòng bị coi là sai", Browser.Plain(fix.QuerySelector("main")));
    }

    [Fact]
    public async Task A_protected_fact_needs_a_purpose_is_audited_and_is_not_shown()
    {
        using var officer = await _site.SignedIn("canbo");
        (string,
            string)[] told = [("nguoi", "7"), ("loai-du-kien", "hiv"), ("gia-tri", "yes"), ("tu-ngay", "2020-03-01"),
            ("giay-to", "Đề nghị của người đó")];

        // Not even what would follow is told without a purpose: it would tell what the register holds.
        var silent = await Look(officer, "fact", told);
        Assert.Contains("ghi rõ mục đích", Browser.Plain(silent.QuerySelector(".errors")));
        Assert.Null(silent.QuerySelector("#he-qua"));
        Assert.NotNull(silent.QuerySelector("#bieu-mau-muc-dich[aria-invalid=true]"));
        Assert.Empty(_site.Office.Register.Batches.Latest(9, "event"));
        var shown = await Look(officer, "fact", [.. told, ("muc-dich", "xét trợ cấp tháng 8")]);
        using var written = await Write(officer, shown, "fact");
        Assert.Equal(HttpStatusCode.Redirect, written.StatusCode);
        Assert.Contains(_site.Office.Register.Audit.Latest(20),
            e => e.Action == "fact.sensitive" && e.Actor == "canbo" && e.Detail.Contains("xét trợ cấp", StringComparison.Ordinal));
        Assert.DoesNotContain("HIV", await officer.Text(written.Headers.Location!.PathAndQuery()));
        Assert.Contains(_site.Office.Protected.Openings(ProtectedAccess.Person(7)),
            o => o.Actor == "canbo" && o.Detail == "xét trợ cấp tháng 8");
    }

    [Fact]
    public async Task Nobody_outside_the_scope_can_be_recorded_of_by_any_way()
    {
        using var commune = await _site.SignedIn("xuandinh");
        var token = (await commune.Page("/su-kien")).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var row = new CurrentRows(_site.Office.Register).FactsOf(FactSubject.Person, 11, "disability").Single().RowId;
        foreach (var address in new[] { "/su-kien?nguoi=11", "/su-kien/death?nguoi=11", $"/su-kien/row?dong=fact:{row}",
            "/su-kien/move_in?ho=111", $"/su-kien/move_in?xa={SmallDistrict.VanHa}" })
        {
            using var answer = await commune.Get(address);
            Assert.True(answer.StatusCode == HttpStatusCode.NotFound, $"{address}: {answer.StatusCode}");
        }

        using var posted =
            await commune.Post("/su-kien/death",
                [new("__RequestVerificationToken", token), new("nguoi", "11"), new("ngay", "2020-05-10"), new("giay-to", "x")]);
        // Who lives elsewhere is refused in the words of who is in no register at all.
        Assert.Equal(HttpStatusCode.BadRequest, posted.StatusCode);
        Assert.Contains("Không có người số “11” trong sổ", await Browser.Body(posted));
        var told = await Api(commune, "death", "{\"nguoi\":11,\"ngay\":\"2020-05-10\",\"giay-to\":\"x\"}");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, told.Status);
        Assert.Contains("Không có người số “11” trong sổ", told.Body.GetProperty("reasons")[0].GetString());

        // Phùng Thị Bắc belongs to a household of the commune and lives outside it: the whole household is not the commune's to move.
        var whole = await Api(commune, "move_out", "{\"nguoi\":3,\"ca-ho\":true,\"ngay\":\"2020-06-01\",\"giay-to\":\"x\"}");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, whole.Status);
        Assert.Contains("ngoài phạm vi", whole.Body.GetProperty("reasons")[0].GetString());
        Assert.Equal(HttpStatusCode.OK,
            (await Api(commune, "move_out?preview=1", "{\"nguoi\":3,\"ngay\":\"2020-06-01\",\"giay-to\":\"x\"}")).Status);

        // A batch about somebody outside is not there for the commune; its own are.
        var other =
            Record("fact", ("nguoi", "11"), ("loai-du-kien", "pension"), ("gia-tri", "none"), ("tu-ngay", "2020-01-01"), ("giay-to", "x"));
        using var hidden = await commune.Get($"/su-kien/dot/{other}");
        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
        var own =
            Record("fact", ("nguoi", "4"), ("loai-du-kien", "pension"), ("gia-tri", "none"), ("tu-ngay", "2020-01-01"), ("giay-to", "x"));
        Assert.Contains("Đỗ Thị Mão", await commune.Text($"/su-kien/dot/{own}"));
    }

    [Fact]
    public async Task A_leader_reads_and_does_not_record()
    {
        using var leader = await _site.SignedIn("lanhdao");
        Assert.Contains("chỉ xem", await leader.Text("/su-kien"));
        using var form = await leader.Get("/su-kien/death?nguoi=1");
        Assert.Equal(HttpStatusCode.Forbidden, form.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await Api(leader, "death", "{}")).Status);
    }

    [Fact]
    public async Task The_api_previews_writes_once_and_undoes()
    {
        using var officer = await _site.SignedIn("canbo");
        var body = "{\"nguoi\": 11, \"ngay\": \"2020-05-10\", \"giay-to\": \"Trích lục\"}";
        var (status, preview) = await Api(officer, "death?preview=1", body);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(_site.Office.Ledger.MonthsOf(11, Scope.Everything).Sum(m => m.Posted),
            preview.GetProperty("money").GetProperty("recovery").GetInt64());
        Assert.Contains(preview.GetProperty("consequences").EnumerateArray(),
            c => c.GetProperty("what").GetString() == "stops" && c.GetProperty("reasons")[0].GetProperty("citation")
                .GetString()!.Contains("136/2013", StringComparison.Ordinal));
        Assert.Empty(_site.Office.Register.Batches.Latest(9, "event"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Api(officer, "death?mark=khac", body)).Status);
        var (_, written) = await Api(officer, $"death?mark={preview.GetProperty("mark").GetString()}", body);
        var (undone, _) = await Api(officer, $"batches/{written.GetProperty("batch").GetInt64()}/undo?reason=thu", "{}");
        Assert.Equal(HttpStatusCode.OK, undone);
        var (wrong, problem) = await Api(officer, "death", "{\"nguoi\": 11");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong);
        Assert.Contains("JSON", problem.GetProperty("reasons")[0].GetString());
    }

    [Fact]
    public async Task Every_kind_has_a_form_in_both_languages()
    {
        using var officer = await _site.SignedIn("canbo");
        var row = new CurrentRows(_site.Office.Register).FactsOf(FactSubject.Person, 1, "disability").Single().RowId;
        foreach (var kind in EventKinds.All)
        {
            var about = kind.Fields.Any(f => f.Name == "dong") ? $"dong=fact:{row}"
                : kind.Fields.Any(f => f.Name == "nguoi") ? "nguoi=1" : "";
            var page = await officer.Page($"/su-kien/{kind.Code}?{about}");
            Assert.Contains(kind.Label.Vi, Browser.Plain(page.QuerySelector("h1")));
            Assert.NotNull(page.QuerySelector("form#bieu-mau button.primary"));
        }

        Assert.Contains("Record changes, correct mistakes", await officer.Text("/su-kien?lang=en"));
        using var none = await officer.Get("/su-kien/khong-co");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    /// <summary>Tells an event on its page and looks at what follows, or at what is wrong.</summary>
    private static async Task<AngleSharp.Html.Dom.IHtmlDocument> Look(Browser browser, string kind,
        params (string Name, string Value)[] told)
    {
        var words = told.Where(t => t.Name is "nguoi" or "loai-du-kien" or "dong").Select(t => $"{t.Name}={t.Value}");
        using var answer = await browser.Submit($"/su-kien/{kind}?thang={Asked}&{string.Join('&', words)}", $"/su-kien/{kind}", told);
        return await browser.Back(answer);
    }

    private static List<KeyValuePair<string, string>> Values(AngleSharp.Html.Dom.IHtmlDocument page) =>
        [.. Browser.Filled(page.QuerySelector("form#bieu-mau")!)];

    private static Task<HttpResponseMessage> Write(Browser browser, AngleSharp.Html.Dom.IHtmlDocument shown, string kind,
        params (string Name, string Value)[] more) =>
        browser.Post($"/su-kien/{kind}",
            Values(shown).Where(v => more.All(m => m.Name != v.Key)).Concat(more.Select(m => KeyValuePair.Create(m.Name, m.Value)))
                .Append(new("ghi", "1")));

    private long Record(string kind, params (string Name, string Value)[] told)
    {
        var written = new EventRecording(_site.Office, EventRecording.ScopeOfMachine(_site.Office), null)
            .Write(EventKinds.FindOrNull(kind)!, told.ToDictionary(t => t.Name, t => t.Value),
            Asked, null, Act.By("canbo"));
        Assert.True(written.Ok, string.Join("; ", written.Refusals));
        return written.Value.BatchId;
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> Api(Browser browser, string path, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var answer = await browser.Send("/api/v1/events/" + path, content);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }

    private static string Vietnamese(long dong) => dong.ToString("#,0", Basics.Vietnamese.Numbers);
}

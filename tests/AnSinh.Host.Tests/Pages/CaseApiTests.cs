using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AnSinh.Basics.Forms;

namespace AnSinh.Host.Tests.Pages;

/// <summary>Forms and cases through the API: the same engine as the pages, told in JSON.</summary>
public class CaseApiTests(CaseSite site) : IClassFixture<CaseSite>
{
    private const string Whole = """{"channel": "direct", "submitted_by": "person"}""";

    [Fact]
    public async Task Each_form_of_today_is_a_schema_that_asks_for_all_its_fields_and_takes_what_the_reader_takes()
    {
        using var officer = await site.SignedIn("xuandinh");
        var forms = (await Get(officer, "/api/v1/forms")).EnumerateArray().ToList();
        var ways = site.Office.Applications.Ways(site.Office.Clock.Today);
        Assert.Equal(ways.Select(w => w.Form.Form.Id), forms.Select(f => f.GetProperty("form").GetString()));
        Assert.Equal(["social_assistance_1b"],
            forms.Where(f => f.GetProperty("protected").GetBoolean()).Select(f => f.GetProperty("form").GetString()));
        foreach (var way in ways)
        {
            var schema = JsonNode.Parse((await Get(officer, "/api/v1/forms/" + way.Form.Form.Id)).GetRawText())!.AsObject();
            var asked = way.Version.Asked(way.Form);
            Assert.Equal(asked.Fields.Select(f => f.Name).Append("on").Order(StringComparer.Ordinal),
                SchemaReader.Properties(schema).Order(StringComparer.Ordinal));
            // Somebody fills in nothing, then all that is asked with the first of each choice and yes, then with the last and no.
            foreach (var told in new[] { [], Filled(asked, first: true), Filled(asked, first: false) })
            {
                Assert.Equal(asked.Read(told.ToDictionary(t => t.Key, t => Text(t.Value))).Ok, SchemaReader.Takes(schema, told));
            }

            Assert.True(SchemaReader.Takes(schema, Filled(asked, first: true)), way.Form.Form.Id);
            Assert.False(SchemaReader.Takes(schema, new JsonObject()), way.Form.Form.Id);
        }
    }

    [Theory]
    [InlineData("channel", "fax")]
    [InlineData("identity_issued", "hôm qua")]
    [InlineData("insurance_from", "tháng tám")]
    [InlineData("insurance_amount", -5)]
    [InlineData("shown_identity", "có")]
    [InlineData("ethnicity", "Kinh\nMường")]
    [InlineData("etnicity", "Kinh")]
    public async Task What_a_schema_does_not_take_the_reader_does_not_take_either(string field, object value)
    {
        using var officer = await site.SignedIn("xuandinh");
        var schema = JsonNode.Parse((await Get(officer, "/api/v1/forms/social_assistance_1d")).GetRawText())!.AsObject();
        var way = site.Office.Applications.Ways(site.Office.Clock.Today).Single(w => w.Form.Form.Id == "social_assistance_1d");
        var told = Filled(way.Version.Asked(way.Form), first: true);
        Assert.True(SchemaReader.Takes(schema, told));
        told[field] = JsonSerializer.SerializeToNode(value);
        Assert.False(SchemaReader.Takes(schema, told));
        Assert.False(way.Version.Asked(way.Form).Read(told.ToDictionary(t => t.Key, t => Text(t.Value))).Ok);
    }

    [Fact]
    public async Task A_case_is_opened_looked_at_and_gone_on_with_and_who_saw_less_is_told_what_was_done()
    {
        using var officer = await site.SignedIn("xuandinh");
        var (opened, told) = await Post(officer, "/api/v1/cases?person=4&form=social_assistance_1d",
            """
            {"channel": "direct", "submitted_by": "person", "draws_insurance": true, "insurance_amount": 350000, "disabled": false,
            "on": "2021-08-02"}
            """);
        Assert.True(opened == HttpStatusCode.OK, told.GetRawText());
        var at = $"/api/v1/cases/{Id(told)}";
        var shown = await Get(officer, at);
        Assert.Equal(("review", "communeOfficer", "2021-08-11", "2021-08-30"), State(shown));
        Assert.Equal("Đỗ Thị Mão", shown.GetProperty("name").GetString());
        var values = shown.GetProperty("entries")[0].GetProperty("values");
        Assert.Equal(("yes", "350000", "no"), (values.GetProperty("draws_insurance").GetString(),
            values.GetProperty("insurance_amount").GetString(), values.GetProperty("disabled").GetString()));
        var deeds = shown.GetProperty("deeds").EnumerateArray().ToList();
        Assert.Equal(["post", "supplement", "withdraw"],
            deeds.Select(d => d.GetProperty("deed").GetString()).Order(StringComparer.Ordinal));
        Assert.All(deeds, d => Assert.Equal(JsonValueKind.Null, d.GetProperty("whyNot").ValueKind));
        Assert.Contains("missing", deeds.Single(d => d.GetProperty("deed").GetString() == "supplement").GetProperty("fields")
            .GetProperty("required").EnumerateArray().Select(r => r.GetString()));

        var (done, now) = await Post(officer, at + "/supplement?seen=1", """{"missing": "sổ hộ khẩu"}""");
        Assert.Equal((HttpStatusCode.OK, "waiting", 2),
            (done, now.GetProperty("state").GetProperty("step").GetString(), now.GetProperty("seen").GetInt32()));
        await Refused(officer, at + "/withdraw?seen=1", """{"cause": "asked"}""", ("case.moved", "version"));
        await Refused(officer, at + "/withdraw?seen=2", """{"cause": "asked"}""", ("case.deed", "deed"));
        await Refused(officer, at + "/supplemented", "{}", ("case.seen", "seen"));
        await Refused(officer, at + "/supplemented?seen=2", "{}", ("form.required", "brought"));
        Assert.Equal(2, site.Office.Books.FindOrNull(Id(told))!.Entries.Count);
    }

    [Fact]
    public async Task A_deed_that_is_another_ones_work_is_told_beforehand_and_refused()
    {
        using var officer = await site.SignedIn("xuandinh");
        using var chair = await site.SignedIn("chutich");
        var (_, told) = await Post(officer, "/api/v1/cases?person=7&form=social_assistance_1dd", Whole);
        var at = $"/api/v1/cases/{Id(told)}";
        Assert.All((await Get(chair, at)).GetProperty("deeds").EnumerateArray(),
            d => Assert.Equal("case.role", d.GetProperty("whyNot").GetProperty("code").GetString()));
        await Refused(chair, at + "/post?seen=1", """{"result": "propose", "posted_at": "trụ sở"}""", ("case.role", "actor"));
        using var district = await site.SignedIn("canbo");
        Assert.Equal(HttpStatusCode.Forbidden, (await Post(district, "/api/v1/cases?person=1&form=social_assistance_1d", Whole)).Status);
        Assert.DoesNotContain(Id(told), Listed(await Get(chair, "/api/v1/cases")));
        Assert.Contains(Id(told), Listed(await Get(chair, "/api/v1/cases?filter=open")));
        Assert.Contains(Id(told), Listed(await Get(officer, "/api/v1/cases?filter=mine")));
    }

    [Fact]
    public async Task A_case_of_another_commune_is_not_there_by_any_way()
    {
        using var officer = await site.SignedIn("xuandinh");
        using var elsewhere = await site.SignedIn("vanha");
        var (_, told) = await Post(officer, $"/api/v1/cases?person={SmallDistrict.NoBirth}&form=social_assistance_1d", Whole);
        var (api, page) = ($"/api/v1/cases/{Id(told)}", $"/ho-so/{Id(told)}");
        foreach (var address in new[] { api, page, page + "/in" })
        {
            using var answer = await elsewhere.Get(address);
            Assert.True(answer.StatusCode == HttpStatusCode.NotFound, address);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await Post(elsewhere, api + "/withdraw?seen=1", """{"cause": "asked"}""")).Status);
        Assert.DoesNotContain(Id(told), Listed(await Get(elsewhere, "/api/v1/cases?filter=open")));
        await Refused(elsewhere, "/api/v1/cases?person=4&form=social_assistance_1d", Whole, ("application.person", "person"));
    }

    [Fact]
    public async Task A_protected_case_is_opened_and_seen_for_a_purpose_only()
    {
        using var officer = await site.SignedIn("xuandinh");
        const string New = "/api/v1/cases?person=8&form=social_assistance_1b";
        await Refused(officer, New, Whole, ("case.purpose", "purpose"));
        await Refused(officer, New + "&purpose=xét", Whole, ("protected.no-purpose", "muc-dich"));
        var (_, told) = await Post(officer, New + "&purpose=nhận hồ sơ của cháu", Whole);
        var at = $"/api/v1/cases/{Id(told)}";
        Assert.True((await Get(officer, at)).GetProperty("protected").GetBoolean());
        using var district = await site.SignedIn("canbo");
        using var leader = await site.SignedIn("lanhdao");
        foreach (var address in new[] { at, at + "?purpose=xem", $"/ho-so/{Id(told)}", $"/ho-so/{Id(told)}/in" })
        {
            using var answer = await district.Get(address);
            Assert.True(answer.StatusCode == HttpStatusCode.NotFound, address);
        }

        Assert.DoesNotContain(Id(told), Listed(await Get(district, "/api/v1/cases?filter=open")));
        Assert.Equal(HttpStatusCode.NotFound, (await Post(district, at + "/withdraw?seen=1", """{"cause": "asked"}""")).Status);
        using (var never = await leader.Get(at + "?purpose=theo dõi tiến độ giải quyết"))
        {
            Assert.Equal(HttpStatusCode.NotFound, never.StatusCode);
        }

        Assert.Equal(Id(told), Id(await Get(district, at + "?purpose=thẩm định hồ sơ trợ giúp")));
        Assert.Contains(site.Office.Protected.Openings("protected:person:8"),
            o => o.Actor == "canbo" && o.Detail == "thẩm định hồ sơ trợ giúp");
    }

    [Theory]
    [InlineData("""{"channel": ["direct"], "submitted_by": {"id": 1}}""", "channel", "submitted_by")]
    [InlineData("""{"channel": "direct", "submitted_by": "person", "insurance_amount": 1.500}""", "insurance_amount")]
    [InlineData("""{"channel": "direct", "submitted_by": "person", "phone": {}}""", "phone")]
    public async Task What_no_field_can_hold_is_refused_with_the_name_of_the_field(string body, params string[] fields)
    {
        using var officer = await site.SignedIn("xuandinh");
        await Refused(officer, "/api/v1/cases?person=3&form=social_assistance_1d", body, [.. fields.Select(f => ("case.json", f))]);
    }

    [Fact]
    public async Task What_the_address_or_the_body_lacks_is_told_at_once()
    {
        using var officer = await site.SignedIn("xuandinh");
        await Refused(officer, "/api/v1/cases", "[]", ("case.person", "person"), ("case.form", "form"), ("case.json", null));
        await Refused(officer, "/api/v1/cases?person=3&form=mau_la", Whole, ("case.form", "form"));
        await Refused(officer, "/api/v1/cases?person=3&form=social_assistance_1d", """{"chanel": "direct"}""",
            ("form.required", "channel"), ("form.required", "submitted_by"), ("form.unknown", "chanel"));
        await Refused(officer, "/api/v1/cases?person=999999&form=social_assistance_1d", Whole, ("application.person", "person"));
    }

    [Fact]
    public async Task A_request_repeated_under_its_key_opens_one_case_and_is_answered_alike()
    {
        using var officer = await site.SignedIn("xuandinh");
        officer.Says.Add("Idempotency-Key", "mot-lan");
        var (_, first) = await Post(officer, $"/api/v1/cases?person={SmallDistrict.Tinh}&form=social_assistance_1dd", Whole);
        var (again, second) = await Post(officer, $"/api/v1/cases?person={SmallDistrict.Tinh}&form=social_assistance_1dd", Whole);
        Assert.Equal((HttpStatusCode.OK, first.GetRawText()), (again, second.GetRawText()));
        officer.Says.Remove("Idempotency-Key");
        await Refused(officer, $"/api/v1/cases?person={SmallDistrict.Tinh}&form=social_assistance_1dd", Whole,
            ("case.open-already", "person"));
    }

    [Fact]
    public async Task On_paper_a_form_is_blank_or_as_it_was_filled_in_with_its_receipt()
    {
        using var officer = await site.SignedIn("xuandinh");
        var blank = (await officer.Page("/ho-so/moi/in?mau=social_assistance_1d")).QuerySelector("article.declaration")!;
        var way = site.Office.Applications.Ways(site.Office.Clock.Today).Single(w => w.Form.Form.Id == "social_assistance_1d");
        Assert.All(way.Version.Asked(way.Form).Fields, f => Assert.Contains(f.Label.Vi, blank.TextContent, StringComparison.Ordinal));
        Assert.DoesNotContain("☑", blank.TextContent, StringComparison.Ordinal);
        Assert.Empty(blank.QuerySelectorAll(".receipt"));

        var (_, told) = await Post(officer, $"/api/v1/cases?person={SmallDistrict.Script}&form=social_assistance_1d",
            """{"channel": "post", "submitted_by": "person", "disabled": false, "present_address": "xóm Đình <b>"}""");
        var before = Readings();
        var filled = (await officer.Page($"/ho-so/{Id(told)}/in")).QuerySelector("article.declaration")!;
        Assert.Equal(before + 1, Readings());
        Assert.Contains($"Hồ sơ số {Id(told)}, nhận ngày 02/08/2021, hẹn trả kết quả ngày 30/08/2021.", Browser.Plain(filled));
        Assert.Contains("Kiều Thị <script>", filled.TextContent, StringComparison.Ordinal);
        Assert.Contains("xóm Đình <b>", filled.TextContent, StringComparison.Ordinal);
        Assert.Equal(["☑ không", "☑ Qua bưu chính", "☑ Đối tượng"],
            filled.QuerySelectorAll(".box").Select(Browser.Plain).Where(b => b[0] == '☑'));
        Assert.DoesNotContain("Giấy xác nhận khuyết tật số", filled.TextContent, StringComparison.Ordinal);
        Assert.NotNull((await officer.Page($"/ho-so/{Id(told)}")).QuerySelector($"a[href='/ho-so/{Id(told)}/in']"));
        Assert.NotNull((await officer.Page(CaseSite.Open1d)).QuerySelector("a[href='/ho-so/moi/in?mau=social_assistance_1d']"));

        int Readings() =>
            site.Office.Register.Database.Readings.Latest(99, $"person:{SmallDistrict.Script}").Count(r => r.Action == "person.read");
    }

    private static JsonObject Filled(FormDefinition form, bool first)
    {
        var told = new JsonObject();
        foreach (var field in form.Fields.Where(f => f.When is not { } when || Text(told[when.Field]) == when.Is))
        {
            told[field.Name] = field.Type switch
            {
                FormFieldType.Choice => (first ? field.Choices[0] : field.Choices[^1]).Id,
                FormFieldType.YesNo => first,
                FormFieldType.Day => "2021-08-01",
                FormFieldType.Month => "2021-08",
                FormFieldType.Dong or FormFieldType.Whole => 350_000,
                _ => "chữ",
            };
        }

        return told;
    }

    private static string Text(JsonNode? value) => value?.GetValueKind() switch
    {
        null => "",
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        _ => value.ToString(),
    };

    private static async Task Refused(Browser browser, string path, string body, params (string Code, string? Place)[] refusals)
    {
        var (status, told) = await Post(browser, path, body);
        Assert.True(status == HttpStatusCode.UnprocessableEntity, $"{path}: {status} {told.GetRawText()}");
        Assert.Equal(refusals, told.GetProperty("refusals").EnumerateArray()
            .Select(r => (r.GetProperty("code").GetString()!, r.GetProperty("place").GetString())));
        Assert.Equal(refusals.Length, told.GetProperty("reasons").GetArrayLength());
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> Post(Browser browser, string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await browser.Send(path, content);
        return (answer.StatusCode, JsonDocument.Parse(await Browser.Body(answer)).RootElement);
    }

    private static async Task<JsonElement> Get(Browser browser, string path)
    {
        using var answer = await browser.Get(path);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {answer.StatusCode}");
        return JsonDocument.Parse(await Browser.Body(answer)).RootElement;
    }

    private static long Id(JsonElement told) => told.GetProperty("caseId").GetInt64();

    private static IEnumerable<long> Listed(JsonElement list) => list.GetProperty("cases").EnumerateArray().Select(Id);

    private static (string?, string?, string?, string?) State(JsonElement shown)
    {
        var state = shown.GetProperty("state");
        return (state.GetProperty("step").GetString(), state.GetProperty("by").GetString(), state.GetProperty("due").GetString(),
            state.GetProperty("promised").GetString());
    }
}

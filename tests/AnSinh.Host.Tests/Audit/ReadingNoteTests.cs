using System.Net;
using AnSinh.Host.SignIn;
using AnSinh.Host.Tests.Pages;
using AnSinh.Host.Web;
using AnSinh.Store;
using AnSinh.Store.Readings;
using Microsoft.AspNetCore.Http;
using AnSinh.Testing;

namespace AnSinh.Host.Tests.Audit;

/// <summary>What a reading says: who, from where, under which address, whom; and what comes in at the door.</summary>
public class ReadingNoteTests(Site site) : IClassFixture<Site>
{
    private ReadingLog Log => site.Office.Register.Database.Readings;

    [Fact]
    public async Task A_search_tells_its_words_its_people_and_where_it_came_from()
    {
        using var officer = await site.SignedIn("canbo");
        await officer.Page("/nguoi?q=Nguy%E1%BB%85n%20%5B1-9%5D");
        var none = Last();
        Assert.Equal((ReadingKinds.Search, "canbo", "/nguoi", "127.0.0.1"), (none.Action, none.Actor, none.Subject, none.Source));
        Assert.Equal("/nguoi?q=Nguyễn (1-9)", none.Detail);
        Assert.Empty(PeopleShown.Of(none.Detail));
        await officer.Page("/nguoi?q=khuyen");
        var some = Last();
        Assert.Contains(SmallDistrict.Khuyen, PeopleShown.Of(some.Detail));
        Assert.Equal(PeopleShown.Of(some.Detail).Count, some.Lines);
    }

    [Fact]
    public async Task A_file_is_one_entry_with_whom_else_it_named()
    {
        using var officer = await site.SignedIn("xuandinh");
        var before = Log.Head().Entry;
        await officer.Page($"/nguoi/{SmallDistrict.Khuyen}");
        Log.Flush();
        var entry = Assert.Single(Log.After(before, 9));
        Assert.Equal((ReadingKinds.File, $"person:{SmallDistrict.Khuyen}"), (entry.Action, entry.Subject));
        Assert.Contains(SmallDistrict.Tinh, PeopleShown.Of(entry.Detail));
        Assert.DoesNotContain(SmallDistrict.Khuyen, PeopleShown.Of(entry.Detail));
    }

    [Fact]
    public async Task An_export_tells_its_rows_and_a_refusal_what_was_asked_for()
    {
        using var officer = await site.SignedIn("xuandinh");
        var before = Log.Head().Entry;
        using (var file = await officer.Get("/nguoi?cu-tru=true&tai=xlsx"))
        {
            Assert.Equal(HttpStatusCode.OK, file.StatusCode);
        }

        using (var refused = await officer.Get("/bao-cao"))
        {
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        }

        Log.Flush();
        var entries = Log.After(before, 9);
        Assert.Equal([ReadingKinds.Export, ReadingKinds.Refused], entries.Select(e => e.Action));
        Assert.Equal(entries[0].Lines, PeopleShown.Of(entries[0].Detail).Count);
        Assert.Equal(("/bao-cao", "/bao-cao"), (entries[1].Subject, entries[1].Detail));
    }

    [Fact]
    public async Task Who_comes_and_goes_is_noted_and_of_who_fails_only_a_login_that_somebody_has()
    {
        var before = Log.Head().Entry;
        using (var officer = await site.Enter("canbo"))
        {
            using var left = await officer.Submit("/", "/dang-xuat");
        }

        using var stranger = new Browser(site.Address, from: IPAddress.Parse("127.0.0.7"));
        foreach (var login in new[] { "canbo", "mat-khau-go-nham-o" })
        {
            using var wrong = await stranger.Submit("/dang-nhap", "/dang-nhap", ("login", login), ("password", "sai-mat-khau"));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        }

        Log.Flush();
        var entries = Log.After(before, 20);
        Assert.Equal(
            [
                ("canbo", ReadingKinds.SignIn, "account:canbo"), ("canbo", ReadingKinds.SignOut, "account:canbo"),
                (SignInNotes.Stranger, ReadingKinds.SignInFailed, "account:canbo"),
                (SignInNotes.Stranger, ReadingKinds.SignInFailed, "account"),
            ],
            entries.Select(e => (e.Actor, e.Action, e.Subject)));
        Assert.Equal("127.0.0.7", entries[^1].Source);
        Assert.DoesNotContain(entries, e => e.ToString().Contains("mat-khau", StringComparison.Ordinal));
    }

    [Fact]
    public void Failures_do_not_flood_the_chain_and_none_is_forgotten()
    {
        var clock = new FakeClock(new DateOnly(2026, 3, 2));
        var notes = new SignInNotes(clock);
        var before = Log.Head().Entry;
        for (var i = 0; i < SignInNotes.FailuresAnHour + 25; i++)
        {
            notes.Failed(site.Office, new DefaultHttpContext(), "ai đó");
        }

        Log.Flush();
        Assert.Equal(SignInNotes.FailuresAnHour, Log.After(before, 10_000).Count);
        clock.Pass(TimeSpan.FromHours(1));
        notes.Failed(site.Office, new DefaultHttpContext(), "ai đó");
        Assert.StartsWith("25 more", Last().Detail);
    }

    private AuditRecord Last()
    {
        Log.Flush();
        return Log.Latest(1)[0];
    }
}

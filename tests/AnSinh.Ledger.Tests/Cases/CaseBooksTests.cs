using AnSinh.Basics;
using AnSinh.Casework.Cases;
using AnSinh.Store;
using AnSinh.Store.Acts;
using AnSinh.Testing;

namespace AnSinh.Ledger.Tests.Cases;

/// <summary>Cases over any database: what may be done, by whom, by when; two officers on one case.</summary>
public abstract class CaseBooksContract
{
    private static readonly (string, string) Letter = ("letter", "7/UBND");

    [Fact]
    public void A_request_goes_from_receipt_to_signature_and_each_step_is_due_as_counted_on_the_wall_calendar()
    {
        using var office = Office();
        // Monday 24 August 2020; Wednesday 2 September is a holiday.
        var id = office.Open();
        Assert.Equal(("review", "2020-08-24", "2020-09-03"), Where(office, id));
        office.On("2020-08-26").Do(id, SmallOffice.Lan, "supplement", ("missing", "sổ hộ khẩu"));
        Assert.Equal(("waiting", "2020-08-26", null), Where(office, id));
        office.On("2020-08-31").Do(id, SmallOffice.Lan, "supplemented");
        Assert.Equal(("review", "2020-08-31", "2020-09-10"), Where(office, id));
        office.On("2020-09-03").Do(id, SmallOffice.Lan, "post");
        // Review and posting share one term.
        Assert.Equal(("posting", "2020-09-03", "2020-09-10"), Where(office, id));
        office.On("2020-09-07").Do(id, SmallOffice.Lan, "end_posting");
        Assert.Equal(("forward", "2020-09-07", "2020-09-10"), Where(office, id));
        office.On("2020-09-09").Do(id, SmallOffice.Chair, "send", Letter);
        Assert.Equal(("appraise", "2020-09-09", "2020-09-18"), Where(office, id));
        office.On("2020-09-15").Do(id, SmallOffice.Minh, "submit");
        // Three days of the calendar, not working days.
        Assert.Equal(("sign", "2020-09-15", "2020-09-18"), Where(office, id));
        var signed = office.On("2020-09-17").Do(id, SmallOffice.Leader, "grant", SmallOffice.Paper);
        Assert.Equal(("granted", "2020-09-17", null), Where(office, id));
        Assert.Equal(["review", "waiting", "review", "posting", "forward", "appraise", "sign", "granted"],
            signed.State.Visits.Select(v => v.Step.Id));
        Assert.Empty(office.Books.All(CaseFilter.Open));
        Assert.Equal([id], office.Books.All(CaseFilter.Ended).Select(l => l.File.CaseId));
    }

    [Fact]
    public void The_whole_is_promised_for_the_day_at_which_every_step_has_taken_all_its_time()
    {
        using var office = Office();
        var view = office.Books.FindOrNull(office.Open())!;
        // 24 Aug + 7 working days = 3 Sep; + 3 = 8 Sep; + 7 = 17 Sep; + 3 days of the calendar = 20 Sep.
        Assert.Equal("2020-09-20", $"{view.State.Promised:yyyy-MM-dd}");
        Assert.Equal([("posting", "2020-09-03"), ("forward", "2020-09-08"), ("appraise", "2020-09-17"), ("sign", "2020-09-20")],
            CaseFlow.Ahead(view.Version, view.State.Visits[^1], office.World.Policy.WorkDays)
                .Select(a => (a.Step.Id, $"{a.LatestBy:yyyy-MM-dd}")));
    }

    [Fact]
    public void Who_comes_second_is_told_what_was_done_before_and_writes_nothing()
    {
        using var office = Office();
        var id = office.Open();
        office.Do(id, SmallOffice.Lan, "post");
        var late = office.Try(id, SmallOffice.Lan, "withdraw", seen: 1);
        Assert.Equal(["case.moved"], late.Refusals.Select(r => r.Code));
        Assert.Contains("“lan” đã ghi “Niêm yết”", late.Refusals[0].Message, StringComparison.Ordinal);
        Assert.Equal(2, office.Books.FindOrNull(id)!.Entries.Count);
    }

    [Fact]
    public async Task Of_officers_who_press_at_the_same_instant_one_writes_and_all_others_are_told_in_words()
    {
        using var office = Office();
        var id = office.Open();
        var officers = Enumerable.Range(0, 8)
            .Select(i => SmallOffice.Actor($"lan{i}", SmallOffice.Lan.Posts.Single().Roles.Single(), SmallWorld.Commune)).ToList();
        var done = await Task.WhenAll(officers.Select(
            (officer, i) => Task.Run(() => office.Try(id, officer, i % 2 == 0 ? "post" : "withdraw", seen: 1))));
        Assert.Equal(1, done.Count(d => d.Ok));
        Assert.All(done.Where(d => !d.Ok), d => Assert.Equal("case.moved", d.Refusals[0].Code));
        Assert.Equal(2, office.Books.FindOrNull(id)!.Entries.Count);
    }

    [Fact]
    public async Task Of_officers_who_open_the_same_request_at_the_same_instant_one_opens_it()
    {
        using var office = Office();
        var done = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() =>
            office.TryOpen(SmallOffice.Actor($"lan{i}", SmallOffice.Lan.Posts.Single().Roles.Single(), SmallWorld.Commune)))));
        Assert.Equal(1, done.Count(d => d.Ok));
        Assert.All(done.Where(d => !d.Ok), d => Assert.Equal("case.open-already", d.Refusals[0].Code));
    }

    [Fact]
    public void Only_whose_work_it_is_does_it_and_who_does_not_see_the_commune_is_not_told_that_the_case_exists()
    {
        using var office = Office();
        var id = office.Open();
        Assert.Equal("case.role", Code(office.Try(id, SmallOffice.Minh, "post")));
        Assert.Equal("case.unknown", Code(office.Try(id, SmallOffice.Elsewhere, "post")));
        Assert.Equal("case.unknown", Code(office.Try(id + 1, SmallOffice.Lan, "post")));
        Assert.Equal("case.role", Code(office.TryOpen(SmallOffice.Chair)));
        Assert.Equal("application.person", Code(office.TryOpen(SmallOffice.Elsewhere, 2)));
        Assert.Empty(office.Books.All(CaseFilter.Open, SmallOffice.Elsewhere.Scope));
        Assert.Single(office.Books.All(CaseFilter.Open, SmallOffice.Lan.Scope));
    }

    [Fact]
    public void Who_posted_does_not_send_even_if_it_were_the_chair_who_did_both()
    {
        using var office = Office();
        var id = office.Open();
        office.Do(id, SmallOffice.Lan with { Login = "THO" }, "post");
        office.On("2020-08-26").Do(id, SmallOffice.Lan, "end_posting");
        Assert.Equal("case.own", Code(office.Try(id, SmallOffice.Chair, "send", null, Letter)));
        Assert.True(office.Try(id, SmallOffice.Chair with { Login = "pho" }, "send", null, Letter).Ok);
    }

    [Theory]
    [InlineData("2020-08-24", "case.too-early")]
    [InlineData("2020-08-25", "case.too-early")]
    [InlineData("2020-08-26", null)]
    public void A_posting_ends_when_its_days_are_full_and_not_before(string day, string? refused)
    {
        using var office = Office();
        var id = office.Open();
        office.Do(id, SmallOffice.Lan, "post");
        Assert.Equal(refused, Code(office.On("2020-08-26").Try(id, SmallOffice.Lan, "end_posting", null, (CaseBooks.DayField, day))));
    }

    [Theory]
    [InlineData("2020-08-23", "case.day")]
    [InlineData("2020-08-25", null)]
    [InlineData("27/08/2020", null)]
    [InlineData("2020-08-28", "case.day")]
    [InlineData("hôm qua", "form.day")]
    public void A_deed_is_of_a_day_between_the_one_before_and_today(string on, string? refused)
    {
        using var office = Office();
        var id = office.Open();
        Assert.Equal(refused, Code(office.On("2020-08-27").Try(id, SmallOffice.Lan, "post", null, (CaseBooks.DayField, on))));
    }

    [Fact]
    public void What_the_form_lacks_is_told_field_by_field_and_nothing_is_written()
    {
        using var office = Office();
        var refused = office.TryOpen(SmallOffice.Lan, 1, "aid_request", ("pension", "yes"), ("pension_amount", "nhiều"), ("pone", "1"));
        Assert.Equal([("form.dong", "pension_amount"), ("form.unknown", "pone")], refused.Refusals.Select(r => (r.Code, r.Place)));
        Assert.Empty(office.Books.All(CaseFilter.Open));
        var view = office.Books.FindOrNull(office.Open(1, ("pension", "no"), ("pension_amount", "7"), ("phone", "0912")))!;
        // What is not asked is left out.
        Assert.Equal([("pension", "no"), ("phone", "0912")], view.Entries[0].Values.All.Select(v => (v.Key, v.Value)));
    }

    [Fact]
    public void A_second_request_for_the_same_programme_is_refused_with_the_number_of_the_first()
    {
        using var office = Office();
        var id = office.Open();
        var again = office.TryOpen(SmallOffice.Lan);
        Assert.Equal("case.open-already", Code(again));
        Assert.Contains($"số {id}", again.Refusals[0].Message, StringComparison.Ordinal);
        office.Do(id, SmallOffice.Lan, "withdraw");
        Assert.NotEqual(id, office.Open());
    }

    [Fact]
    public void A_day_for_which_no_law_is_known_opens_nothing()
    {
        using var office = Office();
        Assert.Equal("case.no-version", Code(office.TryOpen(SmallOffice.Lan, 1, "aid_request", (CaseBooks.DayField, "2019-12-31"))));
    }

    [Fact]
    public void A_case_that_has_ended_takes_no_more_deeds()
    {
        using var office = Office();
        var id = office.Open();
        office.Do(id, SmallOffice.Lan, "withdraw");
        Assert.Equal("case.deed", Code(office.Try(id, SmallOffice.Lan, "post")));
    }

    [Fact]
    public void Whatever_is_done_lists_say_what_the_books_say_and_the_chain_vouches_for_every_row()
    {
        using var office = Office();
        var chance = new Random(20201122);
        for (var turn = 0; turn < 120; turn++)
        {
            office.On($"{SmallWorld.Day("2020-08-24").AddDays(turn / 3):yyyy-MM-dd}");
            Step(office, chance);
        }

        var lines = office.Books.All(CaseFilter.Open).Concat(office.Books.All(CaseFilter.Ended)).ToList();
        Assert.True(lines.Count > 4, $"{lines.Count}");
        Assert.True(lines.Select(l => l.Step).Distinct().Count() > 3);
        foreach (var line in lines)
        {
            var view = office.Books.FindOrNull(line.File.CaseId)!;
            var replayed = CaseFlow.StateOf(view.Procedure, view.File.Version, view.Entries, office.World.Register.Clock.Today,
                office.World.Policy.WorkDays).State;
            Assert.Equal((replayed.Step.Id, replayed.Step.By, replayed.Since, replayed.Due, view.Entries.Count),
                (line.Step, line.By, line.Since, line.Due, line.Entries));
        }

        Paged(office, lines);
        var seals = new AuditCheck(office.World.Database, CaseBooks.Tables).All();
        Assert.True(seals.Ok, string.Join("\n", seals.Faults.Select(f => f.Message)));
        Assert.Equal(lines.Count + lines.Sum(l => l.Entries), seals.Rows);
    }

    [Fact]
    public void A_holiday_announced_later_moves_what_is_due_once_the_books_are_brought_up_to_date()
    {
        using var office = Office();
        var id = office.Open();
        var law = SmallOffice.LawWith(SmallOffice.Holidays + "\n  - {day: 2020-09-01, kind: holiday, name: \"Thêm\"}");
        var books = new CaseBooks(office.World.Register, law);
        Assert.Equal(1, books.Refresh());
        Assert.Equal("2020-09-04", $"{books.All(CaseFilter.Open).Single(l => l.File.CaseId == id).Due:yyyy-MM-dd}");
        Assert.Equal(0, books.Refresh());
    }

    [Fact]
    public void A_case_goes_on_by_the_version_it_was_opened_under()
    {
        using var office = Office();
        var id = office.Open();
        var later = SmallOffice.LawWith(SmallOffice.Holidays,
            SmallOffice.Procedure
                .Replace("            from: 2020-01-01", "            from: 2020-01-01\n            to: 2020-08-25",
                    StringComparison.Ordinal)
                .Replace("    from: 2020-01-01", "    from: 2020-01-01\n    to: 2020-08-25", StringComparison.Ordinal));
        var books = new CaseBooks(office.World.Register, later);
        office.On("2020-08-26");
        Assert.True(books.Do(new(id, 1, "post", new Dictionary<string, string>()), SmallOffice.Lan, Act.By("lan")).Ok);
    }

    [Theory]
    [InlineData("", "p1", "2020-09-03")]
    [InlineData("    transition: {from: [p1], on: 2020-09-01, cite: ND-1}\n", "p2", "2020-09-07")]
    public void An_open_case_moves_to_a_later_version_from_the_day_a_transition_clause_says_and_else_never(
        string clause, string version, string due)
    {
        using var office = new SmallOffice(NewDatabase(), SmallOffice.LawWith(SmallOffice.Holidays, TwoVersions(clause)));
        var id = office.Open();
        office.On("2020-08-31");
        Assert.Equal(0, office.Books.Refresh());
        Assert.Equal(("p1", "2020-09-03"), Line());
        office.On("2020-09-01");
        office.Books.Refresh();
        Assert.Equal((version, due), Line());
        Assert.Equal(version, office.Books.FindOrNull(id)!.Version.Id);
        // What was done before stays as it was; what is done by the later version is done from its day.
        var early = office.Try(id, SmallOffice.Lan, "post", null, ("on", "2020-08-31"));
        Assert.Equal(version == "p1", early.Ok);
        Assert.Equal(version == "p1" ? null : "case.day", Code(early));
        if (version == "p2")
        {
            Assert.Equal(["Nhận hồ sơ", "Niêm yết mới"], office.Do(id, SmallOffice.Lan, "post") is var view
                ? view.Entries.Select(e => view.DeedOf(e).Label.Vi) : []);
        }

        (string, string) Line() => office.Books.All(CaseFilter.Open).Select(l => (l.Version, $"{l.Due:yyyy-MM-dd}")).Single();
    }

    // The procedure until August, and the same from September but for nine days where there were seven and another word.
    private static string TwoVersions(string clause)
    {
        var at = SmallOffice.Procedure.IndexOf("  - id: p1", StringComparison.Ordinal);
        var (head, first) = (SmallOffice.Procedure[..at], SmallOffice.Procedure[at..]);
        var second = first.Replace("id: p1", "id: p2", StringComparison.Ordinal)
            .Replace("    from: 2020-01-01\n", "    from: 2020-09-01\n" + clause, StringComparison.Ordinal)
            .Replace("commune, days: 7", "commune, days: 9", StringComparison.Ordinal)
            .Replace("label: {vi: Niêm yết}, to: posting", "label: {vi: Niêm yết mới}, to: posting", StringComparison.Ordinal);
        return head + first.Replace("    from: 2020-01-01\n", "    from: 2020-01-01\n    to: 2020-08-31\n", StringComparison.Ordinal)
            + "\n" + second;
    }

    [Fact]
    public void A_person_a_case_is_about_does_not_vanish_with_the_batch_that_brought_the_person()
    {
        using var office = Office();
        office.Open();
        using var connection = office.World.Database.Connect();
        var refusals = office.World.Register.UndoGuards["case"](connection, null!, [1, 2]).ToList();
        Assert.Equal([("case.person", "person:1")], refusals.Select(r => (r.Code, r.Place!)));
    }

    // The database cuts pages and counts as one would who reads all books.
    private static void Paged(SmallOffice office, List<CaseLine> lines)
    {
        CaseActor[] actors = [SmallOffice.Lan, SmallOffice.Chair, SmallOffice.Minh, SmallOffice.Leader, SmallOffice.Elsewhere,
            SmallOffice.Lan with { Opens = _ => true }];
        foreach (var actor in actors)
        {
            var counts = office.Books.Counts(actor);
            foreach (var filter in Enum.GetValues<CaseFilter>())
            {
                var expected = lines.Where(l => actor.Sees(l.File)).Where(l => filter switch
                {
                    CaseFilter.Mine => actor.Is(l.By),
                    CaseFilter.Open => l.By is not null,
                    _ => l.By is null,
                }).OrderBy(l => l.By is null ? 2 : l.Due is null ? 1 : 0).ThenBy(l => l.Due).ThenBy(l => l.File.CaseId).ToList();
                List<long> paged = [];
                while (office.Books.Page(filter, actor, paged.Count, 3) is { Count: > 0 } page)
                {
                    paged.AddRange(page.Select(l => l.File.CaseId));
                }

                Assert.Equal(expected.Select(l => l.File.CaseId), paged);
                Assert.Equal((expected.Count, expected.Count(l => l.By is not null && l.Due < office.World.Database.Clock.Today)),
                    (counts.Of(filter), counts.LateOf(filter)));
            }

            Assert.Equal(lines.Count(l => actor.Is(l.By) && actor.MaySee(l.File) && !actor.Sees(l.File)), counts.Hidden);
            Assert.Equal(lines.Count(l => actor.Is(l.By) && actor.MaySee(l.File) && !l.File.Sensitive), office.Books.Waiting(actor));
        }
    }

    // Some deed by somebody, right or wrong; or a new request.
    private static void Step(SmallOffice office, Random chance)
    {
        CaseActor[] actors = [SmallOffice.Lan, SmallOffice.Chair, SmallOffice.Minh, SmallOffice.Leader];
        var open = office.Books.All(CaseFilter.Open);
        if (open.Count == 0 || chance.Next(6) == 0)
        {
            office.TryOpen(SmallOffice.Lan with { Opens = _ => true }, chance.Next(1, 3), open.Count == 0 ? "aid_quiet" : "aid_request");
            return;
        }

        var view = office.Books.FindOrNull(open[chance.Next(open.Count)].File.CaseId)!;
        var deed = view.State.Step.Deeds[chance.Next(view.State.Step.Deeds.Count)];
        var told = deed.Form.Fields.Where(f => f.Required || chance.Next(2) == 0)
            .Select(f => (f.Name, f.Name switch
            {
                "start_month" => "2020-09",
                "signer" => "Đỗ Minh Tuấn",
                _ => "chữ",
            })).ToArray();
        office.Try(view.File.CaseId,
            (chance.Next(4) == 0 ? actors[chance.Next(4)] : actors.First(a => a.Is(deed.By))) with { Opens = _ => true }, deed.Id,
            view.Entries.Count - (chance.Next(9) == 0 ? 1 : 0), told);
    }

    private static (string Step, string Since, string? Due) Where(SmallOffice office, long id)
    {
        var line = office.Books.OfPersons([1]).Single(l => l.File.CaseId == id);
        return (line.Step, $"{line.Since:yyyy-MM-dd}", line.Due is { } due ? $"{due:yyyy-MM-dd}" : null);
    }

    private static string? Code<T>(Outcome<T> outcome) => outcome.Ok ? null : outcome.Refusals[0].Code;

    private SmallOffice Office() => new(NewDatabase());

    protected abstract Database? NewDatabase();
}

/// <summary>The contract over SQLite.</summary>
public sealed class SqliteCaseBooksTests : CaseBooksContract
{
    protected override Database? NewDatabase() => null;
}

/// <summary>The contract over PostgreSQL.</summary>
public sealed class PostgresCaseBooksTests : CaseBooksContract
{
    protected override Database? NewDatabase() => PostgresCluster.NewDatabase();
}

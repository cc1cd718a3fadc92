using AnSinh.Basics;
using AnSinh.Determinations.Forecasting;
using AnSinh.Determinations.Simulating;
using AnSinh.Host.Jobs;
using AnSinh.Host.People;
using AnSinh.Host.Web;
using AnSinh.Host.Web.WorkLists;
using AnSinh.Rulebook;

namespace AnSinh.Host.Forecasting;

/// <summary>Who will start, stop or change in a month to come, and what to do about it.</summary>
internal static class ForecastList
{
    private const string All = "all";

    /// <summary>The forecast as the visitor last had it made, within these units; refused if it was not made.</summary>
    public static Outcome<Forecast> Kept(Office office, JobService jobs, Visit visit, Scope scope) =>
        jobs.FoundOrNull(office, visit.Viewer.Login, ForecastJob.Question(office, visit.Month.Add(1), visit.Known))
            is { Result: not null } job
            ? jobs.Read<Forecast>(job).Within(scope, Sight.Of(office, visit).ShowsProgramme)
            : new Refusal("forecast.not-made", "Chưa có dự báo từ tháng này: mở trang /du-bao để lập, rồi hỏi lại.", "month");

    /// <summary>Changes of the month, those of one kind together.</summary>
    public static IEnumerable<ForecastChange> Changes(Forecast forecast, Month open, string? programme) =>
        forecast.Months.Single(m => m.Month == open).Changes.Where(c => programme is null || c.Programme == programme)
            .OrderBy(c => c.Kind).ThenBy(c => c.Programme, StringComparer.Ordinal).ThenBy(c => c.Unit, StringComparer.Ordinal)
            .ThenBy(c => c.PersonId);

    private static readonly (LocalText, LocalText) Nothing = (new("Không có gì", "Nothing"),
        new("Tháng này không có gì tự thay đổi trong phạm vi đang xem.", "Nothing changes by itself this month within what you look at."));

    /// <summary>The list of a month to come.</summary>
    /// <param name="office">The office.</param>
    /// <param name="visit">The visit.</param>
    /// <param name="open">The month.</param>
    /// <param name="programme">Id of the programme; null for all.</param>
    /// <param name="forecast">The forecast within the units looked at.</param>
    public static WorkList<ExpectedChange> Of(Office office, Visit visit, Month open, string? programme, Func<Outcome<Forecast>> forecast)
    {
        var l = visit.Language;
        var changes = new Lazy<Outcome<List<ForecastChange>>>(() => forecast() is var made && made.Ok
            ? Changes(made.Value, open, programme).ToList() : Outcome<List<ForecastChange>>.Refused(made.Refusals));
        long Count(ForecastKind? kind) => changes.Value.Ok ? changes.Value.Value.Count(c => kind is null || c.Kind == kind) : 0;
        return new()
        {
            Id = "forecast",
            Needs = Permission.ReadPeople,
            Path = "/du-bao",
            Section = "forecast",
            Title = new($"Dự báo tháng {open.ToVietnamese()}", $"Forecast of {open.ToVietnamese()}"),
            Empty = Nothing,
            FilterKey = "loai",
            Filters = () =>
            [
                new(All, "", new("Mọi thay đổi", "All changes"), Count(null)),
                .. Enum.GetValues<ForecastKind>().Select(k => new WorkFilter(
                    IdOf(k), ForecastPages.Slug(k), ForecastPages.NameOf(k), Count(k))),
            ],
            Query = ask => !changes.Value.Ok ? Outcome<WorkPart<ExpectedChange>>.Refused(changes.Value.Refusals)
                : Rows(office, visit, [.. changes.Value.Value.Where(c => ask.Filter == All || IdOf(c.Kind) == ask.Filter)], ask),
            People = x => [x.Person?.PersonId ?? 0],
            Columns =
            [
                new("person", "Người số", "Person", 10, x => new(x.Person?.PersonId)) { Place = ColumnPlace.Data },
                new("name", "Họ và tên", "Name", 28, x =>
                    Cell.Person(l, x.Person?.Name, visit.Link($"/nguoi/{x.PersonId}", (Visit.MonthKey, open)))),
                new("birth", "Ngày sinh", "Born", 12, x => new(x.Person?.Birth)) { Place = ColumnPlace.Under },
                new("commune", "Xã", "Commune", 22, x => new(x.Person?.Commune)),
                new("kind", "Thay đổi", "Change", 16, x => Cell.Badge(l.T(ForecastPages.NameOf(x.Kind)), Tone(x.Kind))),
                new("programme", "Chế độ", "Programme", 30, x => new(x.Programme)) { Place = ColumnPlace.Under },
                new("why", "Vì sao", "Why", 50, x => new(string.Join("; ", x.Reasons))),
                new("before", "Trước", "Before", 24, x => new(x.Before)) { IsNumber = true },
                new("after", "Sau", "After", 24, x => new(x.After)) { IsNumber = true },
                new("to_do", "Việc cần làm", "To do", 40, x => new(x.ToDo is { Length: > 0 } todo ? todo : null)),
            ],
        };
    }

    private static WorkPart<ExpectedChange> Rows(Office office, Visit visit, List<ForecastChange> changes, WorkAsk ask)
    {
        var shown = changes.Skip(ask.Skip).Take(ask.Take).ToList();
        var people = PeoplePages.Lines(office, visit, [.. shown.Select(c => c.PersonId).Distinct()]);
        return new([.. shown.Select(c => Expected(office, visit, c, people.GetValueOrDefault(c.PersonId)))], changes.Count);
    }

    private static ExpectedChange Expected(Office office, Visit visit, ForecastChange change, PersonLine? person)
    {
        var l = visit.Language;
        var ledger = office.Policy.ProgrammeOrNull(change.Programme)?.Ledger ?? false;
        var todo = change.Kind switch
        {
            _ when !ledger => "",
            ForecastKind.Starts => change.Decided ? l.T("đã có quyết định", "already decided") : l.T("mời làm hồ sơ", "invite to apply"),
            ForecastKind.Stops => change.Decided
                ? l.T("ra quyết định thôi hưởng, hoặc gia hạn dữ kiện", "end the decision, or renew the fact")
                : l.T("không có quyết định", "not decided"),
            ForecastKind.Changes => change.Decided ? l.T("điều chỉnh mức", "adjust the amount")
                : l.T("chưa có quyết định", "not decided yet"),
            _ => l.T("xác minh dữ kiện sắp hết hạn", "verify the fact that ends"),
        };
        return new ExpectedChange(
            person, change.PersonId, change.Kind, l.T(office.NameOf(change.Programme)), Words(l, change.Before), Words(l, change.After),
            [.. change.Reasons.Select(r => l.T(r.What) + (r.Day is { } day ? $", {l.Date(day)}" : ""))], todo);
    }

    private static string IdOf(ForecastKind kind) => kind.ToString().ToLowerInvariant();

    private static string Words(Language l, RowAnswer answer) => answer.Status switch
    {
        Truth.Yes => answer.Amount == 0 ? l.T("có", "yes") : l.Money(answer.Amount),
        Truth.No => l.T("không", "no"),
        _ => l.T("chưa rõ", "unknown"),
    };

    private static string Tone(ForecastKind kind) =>
        kind switch { ForecastKind.Starts => "good", ForecastKind.Stops => "bad", ForecastKind.Unclear => "warn", _ => "mute" };
}

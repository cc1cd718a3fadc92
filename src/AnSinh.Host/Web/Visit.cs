using System.Globalization;
using AnSinh.Basics;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Primitives;

namespace AnSinh.Host.Web;

/// <summary>
/// One visit of one page: who looks, in which language, at which month and as known on which day. The two times are part of the
/// address (<c>?thang=2020-08&amp;biet=2020-09-30</c>), so that a page can be cited and looked at again.
/// </summary>
public sealed class Visit
{
    /// <summary>Name of the month in the address.</summary>
    public const string MonthKey = "thang";

    /// <summary>Name of the day known on in the address.</summary>
    public const string KnownKey = "biet";

    /// <summary>Name of the month in an address of the API.</summary>
    public const string ApiMonthKey = "month";

    /// <summary>Name of the day known on in an address of the API.</summary>
    public const string ApiKnownKey = "known";

    /// <summary>Name in the address that asks for an Excel file instead of a page, and what it says then.</summary>
    public const string ExcelKey = "tai", ExcelWord = "xlsx";

    /// <summary>Name of the list in the address of a page with several.</summary>
    public const string TableKey = "bang";

    /// <summary>Most rows of an Excel file.</summary>
    public const int ExcelRowsLimit = 500_000;

    /// <summary>Name of the page of a list in the address.</summary>
    public const string PageKey = "trang";

    /// <summary>Pages a list has at most.</summary>
    public const int PageLimit = 100_000;

    /// <summary>First year that can be looked at.</summary>
    public const int FirstYear = 1990;

    /// <summary>Years after the usual month that can be looked at.</summary>
    public const int YearsAhead = 50;

    private HttpContext? _context;
    private Viewer? _whole;
    private bool _monthGiven;
    private bool _knownGiven;

    /// <summary>The language of the page.</summary>
    public Language Language { get; private set; } = Language.Vietnamese;

    /// <summary>Who looks, or null before sign-in.</summary>
    public Viewer? ViewerOrNull { get; private set; }

    /// <summary>Who looks; asking on a page that needs no sign-in is a bug.</summary>
    public Viewer Viewer => ViewerOrNull ?? throw new InvalidOperationException("Nobody is signed in.");

    /// <summary>
    /// From here on whoever looks sees those for whom they may do all of this; true if that is otherwise than before.
    /// </summary>
    public bool Narrow(params IReadOnlyCollection<Permission> needed)
    {
        var before = ViewerOrNull;
        ViewerOrNull = _whole?.For(needed);
        return ViewerOrNull?.Scope.Equals(before?.Scope) != true;
    }

    /// <summary>True if who looks has a password that is used once, to choose one's own.</summary>
    public bool MustChangePassword { get; set; }

    /// <summary>The month looked at.</summary>
    public Month Month { get; private set; }

    /// <summary>The day whose knowledge is used.</summary>
    public AsKnown Known { get; private set; }

    /// <summary>The times looked at if the address names none.</summary>
    public (Month Month, AsKnown Known) Default { get; private set; }

    /// <summary>True if the address names times other than the usual ones.</summary>
    public bool IsElsewhen => Month != Default.Month || Known != Default.Known;

    /// <summary>True if it is the address's words that name other times than the usual ones, not the page it leads to.</summary>
    public bool NamesOtherTimes => IsElsewhen && (_monthGiven || _knownGiven);

    /// <summary>Path of the page, without the query; of the page asked for, where the answer is the page of a problem.</summary>
    public string Path => _context?.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalPath ?? _context?.Request.Path.Value ?? "/";

    /// <summary>True for an address of the API: its words are English.</summary>
    public bool IsApi => Path.StartsWith("/api/", StringComparison.Ordinal);

    /// <summary>Words of the address after the path.</summary>
    public IQueryCollection Query => _context?.Request.Query ?? QueryCollection.Empty;

    /// <summary>
    /// True if the list of the page is asked for as an Excel file: the same address, filters and scope, with <c>tai=xlsx</c>.
    /// </summary>
    public bool WantsExcel => Query[ExcelKey] == ExcelWord;

    /// <summary>Rows of a page of a list; all of them for an Excel file.</summary>
    public int Rows(int size) => WantsExcel ? ExcelRowsLimit : size;

    /// <summary>The whole address, for the foot of a printed page.</summary>
    public string Address => _context is null ? "/" : UriHelper.GetEncodedUrl(_context.Request);

    /// <summary>What it shows of people.</summary>
    public VisitReading Reading { get; private set; } = new();

    /// <summary>The request.</summary>
    public HttpContext Context => _context ?? throw new InvalidOperationException("The visit has not begun.");

    /// <summary>Reads times and language from the address; the answer is what is wrong with them, if anything.</summary>
    public Refusal? Begin(HttpContext context, Viewer? viewer, (Month Month, AsKnown Known) usual)
    {
        (_context, _whole, ViewerOrNull, Default) = (context, viewer, viewer, usual);
        Reading = new VisitReading();
        (Month, Known) = usual;
        Language = ReadLanguage(context);
        var (monthWord, knownWord) = IsApi ? (ApiMonthKey, ApiKnownKey) : (MonthKey, KnownKey);
        if (Query[monthWord].ToString() is { Length: > 0 } monthText)
        {
            if (ReadMonth(monthText, monthWord, out var month) is { } refusal)
            {
                return refusal;
            }

            (Month, _monthGiven) = (month, true);
            // A later month is looked at with the knowledge of its own end, unless the address says otherwise.
            Known = new AsKnown(usual.Known.Day < month.LastDay ? month.LastDay : usual.Known.Day);
        }

        if (Query[knownWord].ToString() is { Length: > 0 } knownText)
        {
            if (ReadDay(knownText, knownWord, out var day) is { } refusal)
            {
                return refusal;
            }

            (Known, _knownGiven) = (new AsKnown(day), true);
        }

        return Query[PageKey].ToString() is { Length: > 0 } page
            && !(int.TryParse(page, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= PageLimit)
            ? new Refusal("visit.page", $"“{Shown(page)}” không phải là số trang. Viết một số từ 1 đến {PageLimit}.", PageKey)
            : null;
    }

    /// <summary>Reads a month of an address; the answer is what is wrong with it, if anything.</summary>
    public Refusal? ReadMonth(string? text, string word, out Month month) =>
        !Month.TryParse(text, out month)
        ? new Refusal("visit.month", $"“{Shown(text)}” không phải là tháng. Viết năm-tháng, ví dụ 2020-08.", word)
        : month.Year < FirstYear || month.Year > Default.Month.Year + YearsAhead ? Beyond(text!, word)
        : null;

    /// <summary>Reads a day of an address; the answer is what is wrong with it, if anything.</summary>
    public Refusal? ReadDay(string? text, string word, out DateOnly day) =>
        !DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day)
        ? new Refusal("visit.day", $"“{Shown(text)}” không phải là ngày. Viết năm-tháng-ngày, ví dụ 2020-09-30.", word)
        : day.Year < FirstYear || day.Year > Default.Known.Day.Year + YearsAhead ? Beyond(text!, word)
        : null;

    private Refusal Beyond(string text, string word) =>
        new("visit.beyond", $"“{text}” nằm ngoài khoảng xem được: từ năm {FirstYear} đến năm {Default.Known.Day.Year + YearsAhead}.", word);

    /// <summary>What somebody wrote, as far as it need be said again.</summary>
    private static string Shown(string? text) => text is { Length: > 40 } ? text[..40] + "…" : text ?? "";

    /// <summary>Looks at another month: that of a page whose address names it in the path.</summary>
    public void LookAt(Month month)
    {
        Known = _knownGiven || Known.Day >= month.LastDay ? Known : new AsKnown(month.LastDay);
        Month = month;
    }

    /// <summary>
    /// An address of this site that keeps the times looked at. Query words are given as (name, value); null values are left out.
    /// </summary>
    public string Link(string path, params ReadOnlySpan<(string Name, object? Value)> query)
    {
        var builder = new QueryBuilder();
        foreach (var (name, value) in query)
        {
            if (Text(value) is { Length: > 0 } text)
            {
                builder.Add(name, text);
            }
        }

        AddTimes(builder, query);
        return path + builder.ToQueryString();
    }

    /// <summary>The address of a person's file. Who is linked is shown: the log of readings will say so.</summary>
    public string File(long person, params ReadOnlySpan<(string Name, object? Value)> query)
    {
        Reading.Shows(person);
        return Link("/nguoi/" + person.ToString(CultureInfo.InvariantCulture), query);
    }

    /// <summary>
    /// This page's address with some query words changed; null takes a word away. The page number goes unless it is given.
    /// </summary>
    public string Here(params ReadOnlySpan<(string Name, object? Value)> changes)
    {
        var words = Query.Where(word => word.Key is not (PageKey or ExcelKey or Language.Key))
            .ToDictionary(word => word.Key, word => word.Value, StringComparer.Ordinal);
        foreach (var (name, value) in changes)
        {
            if (Text(value) is { Length: > 0 } text)
            {
                words[name] = text;
            }
            else
            {
                words.Remove(name);
            }
        }

        return Path
            + new QueryBuilder(
                words.SelectMany(word => word.Value, (word, value) => KeyValuePair.Create(word.Key, value ?? ""))).ToQueryString();
    }

    /// <summary>Query words of this page a form must carry along, apart from those it asks for itself.</summary>
    public IEnumerable<KeyValuePair<string, string>> Carried(params string[] asked) =>
        Query.Where(word => !asked.Contains(word.Key) && word.Key is not (PageKey or ExcelKey or Language.Key))
            .SelectMany(word => (IEnumerable<string?>)word.Value, (word, value) => KeyValuePair.Create(word.Key, value ?? ""));

    private void AddTimes(QueryBuilder builder, ReadOnlySpan<(string Name, object? Value)> query)
    {
        var (month, known) = (_monthGiven, _knownGiven);
        foreach (var (name, _) in query)
        {
            month &= name != MonthKey;
            known &= name != KnownKey;
        }

        if (month)
        {
            builder.Add(MonthKey, Month.ToString());
        }

        if (known)
        {
            builder.Add(KnownKey, Known.ToString());
        }
    }

    private static string? Text(object? value) => value switch
    {
        null => null,
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        bool flag => flag ? "1" : null,
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    private static Language ReadLanguage(HttpContext context)
    {
        if (context.Request.Query[Language.Key] is { Count: 1 } asked && !StringValues.IsNullOrEmpty(asked))
        {
            var language = Language.Of(asked);
            context.Response.Cookies.Append(Language.Key, language.Code,
                new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, IsEssential = true, MaxAge = TimeSpan.FromDays(365) });
            return language;
        }

        return Language.Of(context.Request.Cookies[Language.Key]);
    }
}

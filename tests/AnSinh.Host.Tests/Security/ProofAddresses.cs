using System.Globalization;
using AnSinh.Host.Tests.Pages;
using AnSinh.Host.Web;
using AnSinh.Intake.Events;
using AnSinh.Ledger;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace AnSinh.Host.Tests.Security;

/// <summary>
/// Addresses to ask, made from the endpoints of a site: every value of every part of the path, alone and with every word of the query,
/// drawn from what is seen and from what is hidden alike. A part or word without values here is a mistake of whoever mapped it: nobody
/// would have tried what it shows.
/// </summary>
internal sealed class ProofAddresses(Site site, IReadOnlyList<string> lists)
{
    private const int Thorough = 5;

    private static readonly string[] People =
    [
        "1", "4", "7", "11", "14", "1000", "1001", "1002", "1003", "1004", "1010", "1015", "1044", "1131", "1900", "1901", "999999",
    ];

    private static readonly string[] Few = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "999"];
    private static readonly string[] Units =
        [SmallDistrict.XuanDinh, "09736", SmallDistrict.VanHa, ProofDistrict.VanPhuc, "272", "nowhere"];
    private static readonly string[] Months = ["2021-07", "2021-08", "2020-07", "2019-12"];
    private static readonly string[] Days = ["2021-07-31", "2020-06-30", "2019-12-31", "2021-08-02"];
    private static readonly string[] Pages = ["1", "2", "9"];

    private Office Office => site.Office;

    /// <summary>Addresses a browser asks for.</summary>
    public IReadOnlyList<RouteEndpoint> Endpoints =>
        [.. site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<NeedsPermission>() is not null
                && e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") != false)];

    /// <summary>All addresses of an endpoint.</summary>
    public IEnumerable<string> Of(RouteEndpoint endpoint)
    {
        var pattern = endpoint.RoutePattern.RawText!;
        foreach (var (path, i) in Paths(endpoint).Distinct().Select((p, i) => (p, i)))
        {
            yield return path;
            foreach (var word in AddressMapping.WordsOf(endpoint).Keys)
            {
                // Of what has many paths a few are asked with everything a word can say.
                foreach (var value in (Words(pattern, word) ?? []).Take(i < Thorough || word == "filter" ? int.MaxValue : 1))
                {
                    yield return $"{path}?{word}={Uri.EscapeDataString(value)}";
                    if (word is "ds" or "q" or "loc" or "loai" or "chi-tieu")
                    {
                        yield return $"{path}?{word}={Uri.EscapeDataString(value)}&tai=xlsx";
                    }
                }
            }

            foreach (var together in Together(pattern))
            {
                yield return $"{path}?{together}";
            }
        }
    }

    /// <summary>True of an address that states a purpose: whoever asks for it may know from then on, for as long as that lasts.</summary>
    public static bool StatesPurpose(string path) => path.Contains("purpose=", StringComparison.Ordinal);

    /// <summary>
    /// True of the page that says how often a file was read, which is what it is for: of who, when and which kind of reading, no more. What
    /// one register holds and the other does not was read when it was made.
    /// </summary>
    public static bool CountsReadings(string path) => path.Contains("/ai-da-xem", StringComparison.Ordinal);

    /// <summary>Parts of paths and words that nothing is known to put in, by their addresses.</summary>
    public IEnumerable<string> Unknown() => Endpoints.SelectMany(e =>
        e.RoutePattern.Parameters.Where(p => Part(e.RoutePattern.RawText!, p.Name) is null)
            .Select(p => $"{e.RoutePattern.RawText} {{{p.Name}}}")
            .Concat(AddressMapping.WordsOf(e).Keys.Where(w => Words(e.RoutePattern.RawText!, w) is null)
                .Select(w => $"{e.RoutePattern.RawText} ?{w}=")));

    private IEnumerable<string> Paths(RouteEndpoint endpoint)
    {
        IEnumerable<string> paths = [endpoint.RoutePattern.RawText!];
        foreach (var part in endpoint.RoutePattern.Parameters)
        {
            var values = Part(endpoint.RoutePattern.RawText!, part.Name) ?? [];
            paths = [.. paths.SelectMany(p => values.Select(v => System.Text.RegularExpressions.Regex.Replace(
                p, $@"\{{{part.Name}(:[a-z]+)?\}}", Uri.EscapeDataString(v))))];
        }

        return paths;
    }

    // What a part of a path can be.
    private IReadOnlyList<string>? Part(string pattern, string name) => (name, pattern) switch
    {
        ("id", _) when pattern.StartsWith("/nguoi", StringComparison.Ordinal)
            || pattern.StartsWith("/api/v1/people", StringComparison.Ordinal) => People,
        ("id", "/api/v1/lists/{id}") => lists,
        ("id", "/api/v1/forms/{id}" or "/bo-luat/bieu-mau/{id}") => ["social_assistance_1d", "social_assistance_1b", "nothing"],
        ("id", "/bo-luat/che-do/{id}") => ["social_assistance", "child_special_circumstances"],
        ("id", "/bo-luat/thu-tuc/{id}") => ["social_assistance_monthly"],
        ("id", "/bo-luat/van-ban/{id}") => ["ND-20-2021"],
        ("id", _) => Few,
        ("a" or "b", _) => ["1", "4", "1000", "1010", "1010", "1001", "1040"],
        ("household", _) => ["101", "111", "2000", "2001"],
        ("programme", _) => ["social_assistance", "child_special_circumstances", "health_insurance_group",
            "covid_2021_patient", "nothing"],
        ("month", _) => ["2021-07", "2020-08", "2020-07", "2019-01"],
        ("check", _) => [.. Office.Scores.Quality.Select(c => c.Id), "nothing"],
        ("kind", _) => [.. EventKinds.All.Select(k => k.Code)],
        ("login", _) => ["canbo", "nothing"],
        ("row", _) => ["1", "2", "999999"],
        ("key", _) => Units,
        ("list", _) => ["gaps.social_assistance", "duplicates", "cases"],
        ("term", _) => ["2015-2020"],
        ("name", _) => ["social_assistance", "social_assistance.standard", "nothing"],
        _ => null,
    };

    // What a word of the query can say; an empty list for what is a word about nobody.
    private IReadOnlyList<string>? Words(string pattern, string word) => word switch
    {
        "thang" or "month" or "from" or "t" => Months,
        "biet" or "known" or "ngay" or "tu" or "den" or "biet-tu" or "biet-den"
            when !pattern.StartsWith("/bo-luat", StringComparison.Ordinal) => Days,
        "lang" => ["en", "vi"],
        "tai" => ["xlsx"],
        "trang" or "page" => Pages,
        "size" or "take" => ["500"],
        "skip" => ["3"],
        "don-vi" or "unit" or "xa" => Units,
        "q" => Searches,
        "nam" => ["1963", "1939"],
        "nguoi" or "person" or "me" or "cha" or "nguoi-kia" or "chu-ho" or "nguoi-nuoi" =>
            ["1", "11", "1000", "1001", "1002", "1003", "999999"],
        "ds" or "filter" => [.. Enum.GetValues<GapKind>().Select(k => k.ToString().ToLowerInvariant()), "bi-sot", "huong-sai", "chua-ro",
            "du-dieu-kien", "co-quyet-dinh", "da-chi", "mine", "open", "ended", "match", "review"],
        "loai" => ["bat-dau", "thoi-huong", "doi-muc", "thanh-chua-ro", "current", "arrears", "recovery", "truy-linh", "moi"],
        "loc" => ["cua-toi", "dang-lam", "da-xong", "trung", "xem", "bi-sot", "chua-ro", "sai", "moi"],
        "khac" => ["moi", "thoi", "tang", "giam", "nhu-cu"],
        "chi-tieu" => [.. Office.Scores.Indicators.Select(i => i.Id)],
        "phan" => ["tu", "mau", "con-lai", "chua-ro", "thu-tuc"],
        "che-do" or "programme" => ["social_assistance", "child_special_circumstances", "covid_2021_patient"],
        "cu-tru" or "gan-dung" or "people" or "ca" => ["true"],
        "dong" => ["fact:1", "fact:7", "fact:20", "fact:60", "fact:90", "residence:20", "residence:200", "membership:20",
            "membership:200"],
        "ho" or "ho-cu" or "ve-ho" => ["101", "111", "2000", "2001"],
        "thon" => ["thôn Trung", "thôn Thượng"],
        "set" => ["social_assistance.standard=500000"],
        "mau" or "form" => ["social_assistance_1d", "social_assistance_1b"],
        "loai-du-kien" or "fact" => ["disability", "hiv"],
        "purpose" => ["xét hồ sơ trợ cấp tháng này"],
        "viec" => ["social_assistance_1d", "person.distinct"],
        "chon" => ["4", "1000", "1001", "1000-1010"],
        "bang" => ["1", "2"],
        "ai" => ["canbo"],
        _ => About(pattern, word),
    };

    // Words about the law, the form of a page or what was typed in it: what they say is nobody's.
    private static IReadOnlyList<string>? About(string pattern, string word) =>
        pattern.StartsWith("/bo-luat", StringComparison.Ordinal) || pattern.StartsWith("/su-kien/{kind}", StringComparison.Ordinal) ? []
        : word is "nhap" or "ket-qua" or "ve" or "cu" or "dau-hieu" or "muc" or "so" or "ts" or "ban-do" or "xep-hang" or "months"
            or "tat-ca" or "trang-tinh" or "dau-cot" or "tro-lai" or "preview" or "mark"
            or "mot-lan" ? [] : null;

    // Names, numbers, homes and cards of those who are seen and of those who are not.
    private static IReadOnlyList<string> Searches { get; } =
    [
        "khuyen", "ngoai", "doan", "khuat tat", "vang bong", "lang thinh", "xa van ha", "van phuc", "ho 111", "ho 2001", "ho 2000",
        "chu ho", "1001", "1000", .. ProofDistrict.Hidden.Take(8).Select(p => p.Name), .. ProofDistrict.Seen.Take(4).Select(p => p.Name),
        .. ProofDistrict.Hidden.Skip(3).Take(3).Concat(ProofDistrict.Seen.Skip(3).Take(1)).Select(p => p.Number ?? ""),
        Card(ProofDistrict.Hidden[1]), Card(ProofDistrict.Seen[1]),
    ];

    private static string Card(ProofPerson p) =>
        $"{p.Number}||{p.Name}|{p.Birth?.ToString("ddMMyyyy", CultureInfo.InvariantCulture)}|Nam|thôn Trung|01012021";

    private static IEnumerable<string> Together(string pattern) => pattern switch
    {
        "/thay-doi" => ["tu=2019-01-01&den=2021-08-01", "nguoi=1000&tu=2019-01-01&den=2021-08-01",
            "nguoi=1003&tu=2019-01-01&den=2021-08-01", "don-vi=09718&tu=2019-01-01&den=2021-08-01",
            "tu=2020-01-01&den=2021-01-01&biet-tu=2020-01-01&biet-den=2021-08-02"],
        "/nguoi" => ["chi-tieu=poor_households&phan=mau", "q=khuat%20tat&gan-dung=true", "q=nguyen&trang=2", "q=van&tai=xlsx",
            "cu-tru=true&thang=2020-07", "cu-tru=true&tai=xlsx"],
        "/api/v1/forecast" => ["people=true&months=12", "people=true&unit=09718"],
        "/api/v1/simulate" => ["set=social_assistance.standard=500000&people=true"],
        "/che-do/{programme}/thu-nghiem" =>
            ["ts=social_assistance.standard&so=500000", "ts=social_assistance.standard&so=500000&tai=xlsx"],
        "/ho-so/moi" => ["nguoi=1000&mau=social_assistance_1d", "nguoi=1001&mau=social_assistance_1d", "q=khuat%20tat"],
        "/viec-chon/{list}" => ["viec=social_assistance_1d&loc=bi-sot&chon=1000", "viec=social_assistance_1d&loc=bi-sot&chon=1001",
            "viec=social_assistance_1d&loc=bi-sot&tat-ca=1"],
        "/du-bao" => ["t=2021-09&loai=bat-dau", "tai=xlsx", "che-do=social_assistance&tai=xlsx"],
        _ => [],
    };
}

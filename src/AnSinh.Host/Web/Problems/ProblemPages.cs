using AnSinh.Basics;
using AnSinh.Host.Web.Limits;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AnSinh.Host.Web.Problems;

/// <summary>What went wrong, said so that the reader knows what to do next.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Title">What happened, in a few words.</param>
/// <param name="Reasons">Why, each a sentence.</param>
public sealed record ProblemModel(int Status, string Title, IReadOnlyList<string> Reasons)
{
    /// <summary>What was refused, with code and place, for the API.</summary>
    public IReadOnlyList<Refusal> Refusals { get; init; } = [];
}

/// <summary>Pages and API answers for what cannot be shown.</summary>
internal static class ProblemPages
{
    /// <summary>Address that the pipeline re-executes for a bare status code.</summary>
    public const string Address = "/su-co/{0}";

    internal static void MapProblemPages(this IEndpointRouteBuilder pages) =>
        pages.Map("/su-co/{status:int}", (int status, Visit visit) => Of(status, visit)).AllowAnonymous().Reads(AddressMapping.Any);

    /// <summary>The page of a status code.</summary>
    public static IResult Of(int status, Visit visit)
    {
        var l = visit.Language;
        var (title, reason) = status switch
        {
            403 => (l.T("Không thuộc phạm vi của bạn", "Not within your scope"),
                l.T("Tài khoản này không được xem hoặc làm việc này. Nếu cần, hỏi cán bộ huyện.",
                    "This account may not see or do this. Ask the district officer if you need it.")),
            404 => (l.T("Không có trang này", "There is no such page"),
                l.T("Địa chỉ sai, hoặc người, đơn vị, văn bản này không có trong cơ sở dữ liệu hay không thuộc phạm vi của bạn.",
                    "The address is wrong, or this person, unit or instrument is not in the register or not within your scope.")),
            400 => (l.T("Yêu cầu không hợp lệ", "The request is not valid"),
                l.T("Biểu mẫu đã cũ hoặc thiếu thông tin. Mở lại trang rồi gửi lại.",
                    "The form is old or incomplete. Open the page again and send it once more.")),
            409 => (l.T("Đã làm rồi", "Done already"),
                l.T("Yêu cầu này đã được làm một lần; không làm lại.", "This request was carried out before; it is not done again.")),
            413 => (TooBig(l), l.T("Nội dung gửi lên quá lớn.", "What was sent is too big.")),
            415 => (WrongKind(l), l.T("Địa chỉ này không nhận loại nội dung đó.", "This address does not take that kind of content.")),
            405 => (l.T("Không làm được ở địa chỉ này", "Not possible at this address"),
                l.T("Mở trang từ thanh bên rồi thử lại.", "Open the page from the side bar and try again.")),
            _ => (l.T("Có lỗi trong hệ thống", "Something broke"),
                l.T("Không có gì bị mất hay bị ghi dở. Lỗi đã được ghi lại; thử lại sau ít phút.",
                    "Nothing was lost or half-written. The error was logged; try again in a few minutes.")),
        };
        return Show(visit, new ProblemModel(status, title, [reason]));
    }

    /// <summary>
    /// The page of refused input: all reasons. What is told to the API and refused has one status, whatever was wrong with it.
    /// </summary>
    public static IResult Refused(Visit visit, params IReadOnlyList<Refusal> refusals) =>
        Refused(visit, visit.IsApi && HttpMethods.IsPost(visit.Context.Request.Method) ? StatusCodes.Status422UnprocessableEntity
            : StatusCodes.Status400BadRequest, refusals);

    /// <summary>The page of an address with words it does not know: nothing of what was sent was read.</summary>
    public static IResult Misaddressed(Visit visit, IReadOnlyList<Refusal> refusals) =>
        Refused(visit, StatusCodes.Status400BadRequest, refusals);

    private static IResult Refused(Visit visit, int status, IReadOnlyList<Refusal> refusals) =>
        Show(visit,
            new ProblemModel(
                status, visit.Language.T("Không hiểu yêu cầu", "The request is not understood"),
                [.. refusals.Select(r => r.In(visit.Language.Code))]) { Refusals = refusals });

    /// <summary>There is no such thing, or not within the viewer's scope: the answer is the same, so that it tells nothing.</summary>
    public static IResult NotFound(Visit visit) => Of(StatusCodes.Status404NotFound, visit);

    /// <summary>The viewer may not.</summary>
    public static IResult Forbidden(Visit visit) => Of(StatusCodes.Status403Forbidden, visit);

    /// <summary>The page of a status code, with its own reason.</summary>
    public static IResult Because(Visit visit, int status, string reason) =>
        Show(visit, new ProblemModel(status, Title(visit.Language, status), [reason]));

    /// <summary>The page of work that must wait.</summary>
    public static IResult Busy(Visit visit, int status, string reason) =>
        Show(visit, new ProblemModel(status, visit.Language.T("Máy chủ đang bận", "The server is busy"), [reason]));

    private static string Title(Language l, int status) => status switch
    {
        StatusCodes.Status403Forbidden => l.T("Không được gửi từ nơi khác", "Not to be sent from elsewhere"),
        StatusCodes.Status413PayloadTooLarge => TooBig(l),
        StatusCodes.Status415UnsupportedMediaType => WrongKind(l),
        _ => l.T("Không hiểu yêu cầu", "The request is not understood"),
    };

    private static string TooBig(Language l) => l.T("Gửi lên quá lớn", "Too big");

    private static string WrongKind(Language l) => l.T("Không nhận loại nội dung này", "This kind of content is not taken");

    private static IResult Show(Visit visit, ProblemModel model) =>
        visit.IsApi
            ? TypedResults.Json(
                new
                {
                    status = model.Status,
                    title = model.Title,
                    reasons = model.Reasons,
                    refusals = model.Refusals.Select(
                        r => new { code = r.Code, place = r.Place, message = r.Message, english = r.English }),
                },
                statusCode: model.Status)
            : View.Of<ProblemView, ProblemModel>(model, model.Status);
}

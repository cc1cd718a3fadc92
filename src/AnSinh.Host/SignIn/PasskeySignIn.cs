using AnSinh.Access.Factors;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using Microsoft.AspNetCore.Mvc;

namespace AnSinh.Host.SignIn;

/// <summary>The door by passkey: no name and no password; whoever has the key and opened it there is its owner.</summary>
internal static class PasskeySignIn
{
    public const string Address = SignInPages.Root + "/khoa";

    /// <summary>Word that carries the sealed question.</summary>
    public const string QuestionField = "hoi";

    public static void MapPasskeySignIn(this IEndpointRouteBuilder pages) =>
        pages.MapPost(Address, EnterAsync).AllowAnonymous().Light().Reads(Language.Key);

    private static async Task<IResult> EnterAsync(
        [AsParameters] SignInServices with, Visit visit, [AsParameters] PasskeyForm sent)
    {
        var (context, back) = (visit.Context, SignInPages.Local(sent.Back));
        using var turn = await with.Limits.TakeTurnAsync(
            context.Connection.RemoteIpAddress, "", isCode: false, context.RequestAborted);
        if (turn.RefusalOrNull(visit) is { } wait)
        {
            return SignInPages.Door(with, context, new("", wait.In(visit.Language.Code), back), StatusCodes.Status429TooManyRequests);
        }

        var question = with.Questions.OpenOrNull(sent.Question);
        var owner = question is null ? null : await with.Keys.OwnerAsync(question, sent.Answer ?? "",
            PasskeyQuestions.SiteOf(context.Request), with.Clock.GetUtcNow(), SignInPages.OriginOf(context).Address);
        if (owner is not { Ok: true } || !with.Questions.Take(question!)
            || with.Office.Accounts.FindOrNull(owner.Value) is not { EndedOn: null } account
            || Viewer.OfOrNull(account, with.Office) is null)
        {
            turn.Failed();
            return SignInPages.Door(with, context, new("", visit.Language.T("Khóa truy cập không được nhận; thử lại, hoặc dùng mật khẩu.",
                "The passkey was not taken; try again, or use the password."), back), StatusCodes.Status422UnprocessableEntity);
        }

        await SignInPages.EnterAsync(with.Office, context, account.Login, with.Clock.GetUtcNow());
        return TypedResults.LocalRedirect(back ?? "/");
    }
}

/// <summary>What the door by passkey is sent.</summary>
/// <param name="Question">The sealed question.</param>
/// <param name="Answer">What the browser answered.</param>
/// <param name="Back">Where to go afterwards.</param>
internal sealed record PasskeyForm(
    [FromForm(Name = PasskeySignIn.QuestionField)] string? Question, [FromForm(Name = PasskeyForms.AnswerField)] string? Answer,
    [FromForm(Name = SignInPages.BackKey)] string? Back);

using AnSinh.Access.Factors;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using AnSinh.Store.Acts;
using Microsoft.AspNetCore.Mvc;

namespace AnSinh.Host.SignIn;

/// <summary>The second step at the door: a code after the password. Nobody is signed in before it.</summary>
internal static class SecondStepPages
{
    public static void MapSecondStepPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(SignInPages.SecondStep, (Office office, HalfSignIn half, Visit visit) =>
            half.WhoOrNull(visit.Context, office.Accounts) is { } who ? (IResult)Asked(who.Account.Login, null)
                : TypedResults.LocalRedirect(SignInPages.Root)).AllowAnonymous().Light().Reads(Language.Key);
        pages.MapPost(SignInPages.SecondStep, TakeAsync).AllowAnonymous().Light().Reads(Language.Key);
    }

    private static async Task<IResult> TakeAsync([AsParameters] SignInServices step, Visit visit, [FromForm(Name = FactorForms.CodeField)]
        string? code)
    {
        var (context, office) = (visit.Context, step.Office);
        if (step.Half.WhoOrNull(context, office.Accounts) is not { } who)
        {
            return TypedResults.LocalRedirect(SignInPages.Root);
        }

        using var turn = await step.Limits.TakeTurnAsync(
            context.Connection.RemoteIpAddress, who.Account.Login, isCode: true, context.RequestAborted);
        if (turn.RefusalOrNull(visit) is { } wait)
        {
            return Asked(who.Account.Login, wait.In(visit.Language.Code), StatusCodes.Status429TooManyRequests);
        }

        var act = new Act(who.Account.Login, "account.code") { Source = SignInPages.OriginOf(context).Address };
        var taken = step.Factors.Take(who.Account.Login, code ?? "", step.Clock.GetUtcNow(), act);
        if (!taken.Ok)
        {
            turn.Failed();
            return Asked(who.Account.Login, taken.Refusals[0].In(visit.Language.Code), StatusCodes.Status422UnprocessableEntity);
        }

        step.Half.End(context);
        await SignInPages.EnterAsync(office, context, who.Account.Login, step.Clock.GetUtcNow());
        // Who used a recovery code is without a phone: how many are left, and how to get another, is on that page.
        return TypedResults.LocalRedirect(taken.Value ? "/tai-khoan/ma-xac-nhan" : who.Back);
    }

    private static Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<SecondStepView> Asked(
        string login, string? error, int status = StatusCodes.Status200OK) =>
        View.Of<SecondStepView, SecondStepModel>(new SecondStepModel(login, error), status);
}

/// <summary>The page that asks for a code.</summary>
/// <param name="Login">Whose password was right.</param>
/// <param name="Error">What went wrong, if anything.</param>
public sealed record SecondStepModel(string Login, string? Error);

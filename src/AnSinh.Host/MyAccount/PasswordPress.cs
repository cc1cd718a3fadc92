using AnSinh.Access.Passwords;
using AnSinh.Basics;
using AnSinh.Basics.Forms;
using AnSinh.Host.SignIn;
using AnSinh.Host.Web.Requests;
using AnSinh.Store.Acts;

namespace AnSinh.Host.MyAccount;

/// <summary>What is done with the password in use: the kind of act, its form, and the page it stands on.</summary>
internal sealed record PasswordDeed(string Kind, FormDefinition Form, string Page);

/// <summary>Forms that ask for the password in use: whoever sits at an open screen may guess it here no oftener than at the door.</summary>
internal static class PasswordPress
{
    /// <summary>Does once what the form asks for; a wrong password counts.</summary>
    public static async Task<IResult> OnceAsync<T>(Office office, SignInLimits limits, SentForm sent, PasswordDeed deed,
        Func<FormValues, Act, Outcome<T>> work, Func<T, string> to)
    {
        var (context, login) = (sent.Visit.Context, sent.Visit.Viewer.Login);
        using var turn = await limits.TakeTurnAsync(context.Connection.RemoteIpAddress, login, isCode: false, context.RequestAborted);
        // Pressed twice, the second came while the first was at it: it is answered as the first.
        if (office.Register.Database.AnswerOrNull(sent.Key, login, sent.Visit.Path) is { } answer)
        {
            return TypedResults.LocalRedirect(answer);
        }

        return turn.RefusalOrNull(sent.Visit) is { } wait ? sent.Again(deed.Page, [wait with { Place = PasswordForms.OldField }])
            : sent.Once(deed.Kind, deed.Form, deed.Page, (told, act) =>
            {
                var outcome = work(told, act);
                if (outcome.Refusals.Any(r => r.Code == PasswordForms.Wrong.Code))
                {
                    turn.Failed();
                }

                return outcome;
            }, to);
    }
}

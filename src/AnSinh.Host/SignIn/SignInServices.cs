using AnSinh.Access.Factors;
using AnSinh.Host.Web;

namespace AnSinh.Host.SignIn;

/// <summary>What the door works with.</summary>
/// <param name="Office">The office.</param>
/// <param name="Half">Who is in the second step.</param>
/// <param name="Factors">What codes there are.</param>
/// <param name="Keys">What passkeys there are.</param>
/// <param name="Questions">What passkeys were asked.</param>
/// <param name="Limits">How often one may try.</param>
/// <param name="Notes">Notes who came in and who could not.</param>
/// <param name="Clock">The clock of sessions and codes.</param>
/// <param name="Reached">How the pages are reached, and by which directory.</param>
internal sealed record SignInServices(Office Office, HalfSignIn Half, SecondFactors Factors, Passkeys Keys, PasskeyQuestions Questions,
    SignInLimits Limits, SignInNotes Notes, TimeProvider Clock, WebOptions Reached);

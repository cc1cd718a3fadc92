using System.Security.Claims;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace AnSinh.Host.Tests.Security;

/// <summary>
/// A directory of an office as OpenIddict serves it: signs in whoever it is told, for one client, with PKCE or not at all.
/// </summary>
public sealed class OfficeDirectory : IAsyncDisposable
{
    public const string Client = "an-sinh";

    public const string Secret = "bi-mat-cua-an-sinh";

    private readonly WebApplication _app;

    private OfficeDirectory(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.First());

    /// <summary>Whom the directory signs in next, with the claims it says of them.</summary>
    public Dictionary<string, string> Says { get; } = [];

    /// <summary>Challenges of PKCE that came, by their method.</summary>
    public List<string?> Challenges { get; } = [];

    public static OfficeDirectory Start()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        OfficeDirectory? directory = null;
        builder.Services.AddOpenIddict().AddServer(server =>
        {
            server.SetAuthorizationEndpointUris("connect/authorize").SetTokenEndpointUris("connect/token");
            server.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange();
            server.RegisterScopes("openid", "profile", "email");
            server.AddEphemeralEncryptionKey().AddEphemeralSigningKey();
            server.EnableDegradedMode();
            server.UseAspNetCore().DisableTransportSecurityRequirement();
            server.AddEventHandler<ValidateAuthorizationRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                directory!.Challenges.Add(context.Request.CodeChallengeMethod);
                if (context.ClientId != Client)
                {
                    context.Reject(OpenIddictConstants.Errors.InvalidClient);
                }

                return default;
            }));
            server.AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                if (context.ClientId != Client || context.ClientSecret != Secret)
                {
                    context.Reject(OpenIddictConstants.Errors.InvalidClient);
                }

                return default;
            }));
            server.AddEventHandler<HandleAuthorizationRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                context.SignIn(directory!.Principal());
                return default;
            }));
        });
        var app = builder.Build();
        app.UseAuthentication();
        directory = new OfficeDirectory(app);
        app.StartAsync().GetAwaiter().GetResult();
        return directory;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private ClaimsPrincipal Principal()
    {
        var identity = new ClaimsIdentity("directory");
        identity.AddClaim(new Claim(OpenIddictConstants.Claims.Subject, "s-1"));
        foreach (var (claim, value) in Says)
        {
            identity.AddClaim(claim == "email_verified" ? new Claim(claim, value, ClaimValueTypes.Boolean) : new Claim(claim, value));
        }

        identity.SetScopes("openid", "profile", "email");
        identity.SetDestinations(_ => [OpenIddictConstants.Destinations.IdentityToken]);
        return new ClaimsPrincipal(identity);
    }
}

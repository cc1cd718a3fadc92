using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using AnSinh.Access.Factors;
using AnSinh.Host.Administration;
using AnSinh.Host.Audit;
using AnSinh.Host.Borders;
using AnSinh.Host.Cards;
using AnSinh.Host.Cases;
using AnSinh.Host.Clock;
using AnSinh.Host.Compare;
using AnSinh.Host.Coverage;
using AnSinh.Host.Duplicates;
using AnSinh.Host.Entitled;
using AnSinh.Host.Events;
using AnSinh.Host.Exports;
using AnSinh.Host.Forecasting;
using AnSinh.Host.History;
using AnSinh.Host.Jobs;
using AnSinh.Host.LawChanges;
using AnSinh.Host.Lists;
using AnSinh.Host.Mandates;
using AnSinh.Host.Messages;
using AnSinh.Host.MyAccount;
using AnSinh.Host.Payments;
using AnSinh.Host.People;
using AnSinh.Host.Poverty;
using AnSinh.Host.Programmes;
using AnSinh.Host.Protection;
using AnSinh.Host.Quality;
using AnSinh.Host.Reports;
using AnSinh.Host.Roles;
using AnSinh.Host.Rules;
using AnSinh.Host.Scoreboard;
using AnSinh.Host.SignIn;
using AnSinh.Host.Units;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using AnSinh.Host.Web.Problems;
using AnSinh.Host.Web.Requests;
using AnSinh.Host.Web.WorkLists;
using AnSinh.Host.WhatIf;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.ResponseCompression;

namespace AnSinh.Host;

/// <summary>The pages and the HTTP API: what they need, and their addresses from top to bottom.</summary>
public static class WebApp
{
    /// <summary>Adds what the pages need, and the office they work in.</summary>
    /// <param name="services">Services to add to.</param>
    /// <param name="office">The office.</param>
    /// <param name="reached">How the pages are reached; by this machine alone if not given.</param>
    /// <param name="clock">The clock of sessions, waits and turns; the system's if not given. It is not the office's clock.</param>
    /// <param name="mail">How mail is sent; none is if not given.</param>
    public static IServiceCollection AddAnSinhPages(this IServiceCollection services, Office office, WebOptions? reached = null,
        TimeProvider? clock = null, MailSettings? mail = null)
    {
        var options = reached ?? new WebOptions();
        services.AddSingleton(new OfficeHolder(office));
        services.AddSingleton(options);
        services.AddSingleton(clock ?? office.Clock.System);
        services.AddSingleton<HeavyGate>();
        services.AddKeyedSingleton<HeavyGate>(JobRunner.Turns);
        services.AddRequestLimits();
        services.AddKeys(options);

        // One office for the whole of a request: a publication during it does not change the law under its feet.
        services.AddScoped(provider => provider.GetRequiredService<OfficeHolder>().Fresh());
        services.AddRazorComponents();
        services.AddHttpContextAccessor();
        services.AddSingleton<Assets>();
        services.AddSignIn();
        services.AddSingleton<SignInNotes>();
        services.AddSingleton<FormDrafts>();
        services.AddSingleton<ShownOnce>();
        services.AddScoped<Visit>();
        services.AddScoped<IWorkLists, WorkListCatalogue>();
        services.AddScoped<IWaiting>(provider => provider.GetRequiredService<IWorkLists>());
        services.AddSingleton<BulkResults>();
        services.AddJobs();
        services.AddCaches();
        services.AddWatches(mail);
        services.AddWriting();
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(Cookie)
            .AddDirectory(options);
        services.AddTransportSecurity(options);
        services.AddAuthorization(rules => rules.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        return services;
    }

    /// <summary>Maps every page and API address, and what goes around them.</summary>
    public static void MapAnSinhPages(this WebApplication app)
    {
        UseGuards(app);
        app.MapGet("/tai-nguyen/{name}", Assets.Get).AllowAnonymous();
        app.MapGet("/bieu-tuong.svg", () => TypedResults.Text(Symbol, "image/svg+xml; charset=utf-8")).AllowAnonymous();
        app.MapSignInPages();
        app.MapDayPages();
        app.MapProblemPages();

        MapPages(app.MapRooms());
        app.MapApi();
    }

    // What stands at the door, and what one's own account asks for.
    private static void AddSignIn(this IServiceCollection services)
    {
        services.AddSingleton(_ => new SignInLimits());
        services.AddSingleton<HalfSignIn>();
        services.AddSingleton<PasskeyQuestions>();
        services.AddScoped(provider => new Passkeys(provider.GetRequiredService<Office>().Register.Database));
        services.AddScoped(provider => new SecondFactors(
            provider.GetRequiredService<Office>().Register.Database, provider.GetRequiredService<IDataProtectionProvider>()));
    }

    // Work that is done apart from the requests that asked for it.
    private static void AddJobs(this IServiceCollection services)
    {
        services.AddSingleton<IJobKind, MonthJob>();
        services.AddSingleton<IJobKind, ForecastJob>();
        services.AddSingleton<IJobKind, DuplicatesJob>();
        services.AddSingleton<IJobKind, CoverageJob>();
        services.AddSingleton<IJobKind, SimulationJob>();
        services.AddSingleton<IJobKind, ListPlanJob>();
        services.AddSingleton<IJobKind, ListApplyJob>();
        services.AddSingleton<IJobKind, CompareJob>();
        services.AddSingleton<JobKinds>();
        services.AddSingleton<JobService>();
        services.AddSingleton<JobRunner>();
        services.AddHostedService(provider => provider.GetRequiredService<JobRunner>());
    }

    // What is kept between requests: answers that took long, and what is still to be told to somebody.
    private static void AddCaches(this IServiceCollection services)
    {
        services.AddSingleton<MonthNotices>();
        services.AddSingleton<ReviewCache>();
        services.AddSingleton<ValueTrials>();
        services.AddSingleton<ForecastCache>();
        services.AddSingleton<ListPlanCache>();
    }

    // What goes on by itself: messages, the watch over the seals, warming up.
    private static void AddWatches(this IServiceCollection services, MailSettings? mail)
    {
        services.AddSingleton(provider => new Alarms(
            provider.GetRequiredService<OfficeHolder>(), mail, provider.GetRequiredService<ILogger<Alarms>>()));
        services.AddHostedService<MessageSender>();
        services.AddSingleton<AuditWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<AuditWatch>());
        services.AddHostedService<AnchorKeeper>();
        services.AddSingleton<AlertWatch>();
        services.AddHostedService<WarmUpService>();
    }

    // How text is written, and what a browser sends along with a form.
    private static void AddWriting(this IServiceCollection services)
    {
        // Vietnamese stays readable in the source of a page; what HTML needs escaped still is.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
            json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        });
        services.AddAntiforgery(forms =>
        {
            forms.Cookie.Name = "an-sinh-bieu-mau";
            forms.Cookie.SameSite = SameSiteMode.Strict;
        });
        services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            compression.Providers.Add<BrotliCompressionProvider>();
            compression.Providers.Add<GzipCompressionProvider>();
        });
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Fastest);
    }

    // What a request passes before it comes to its address, in this order.
    private static void UseGuards(WebApplication app)
    {
        app.UseTransportSecurity();
        app.UseResponseCompression();
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = ProblemPages.Address.Replace("{0}", "500", StringComparison.Ordinal),
            // A body that breaks off, is too long or is no form is the sender's mistake, not ours.
            StatusCodeSelector = trouble => trouble switch
            {
                BadHttpRequestException bad => bad.StatusCode,
                InvalidDataException => StatusCodes.Status400BadRequest,
                _ => StatusCodes.Status500InternalServerError,
            },
        });
        app.UseMiddleware<RequestErrorMiddleware>();
        app.UseStatusCodePagesWithReExecute(ProblemPages.Address);
        app.Use(AddHeadersAsync);
        app.UseRouting();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseMiddleware<VisitMiddleware>();
        app.UseMiddleware<MustChangeGuard>();
        app.UseMiddleware<ReadingMiddleware>();
        app.Use(RequestGuards.GuardAsync);
        app.UseMiddleware<KnownWords>();
        app.UseAuthorization();
        app.UseMiddleware<PermissionGuard>();
        app.UseAntiforgery();
        app.Use(RequestGuards.OnlyOwnFormsAsync);
        app.UseMiddleware<HeavyTurns>();
        app.Use((context, next) => RequestErrorMiddleware.OddForm(context.Request) is { } odd
            ? ProblemPages.Refused(context.RequestServices.GetRequiredService<Visit>(), odd).ExecuteAsync(context) : next(context));
        app.Use(Press.AgainAsync);
    }

    private static void MapPages(RouteGroupBuilder rooms)
    {
        rooms.MapMyAccountPages();
        rooms.MapScoreboardPages();
        rooms.MapUnitPages();
        rooms.MapPeoplePages();
        rooms.MapProtectedPages();
        rooms.MapListPages();
        rooms.MapCasePages();
        rooms.MapCardPages();
        rooms.MapQualityPages();
        rooms.MapProgrammePages();
        rooms.MapWhatIfPages();
        rooms.MapForecastPages();
        rooms.MapEntitledPages();
        rooms.MapEventPages();
        rooms.MapPaymentPages();
        rooms.MapRulePages();
        rooms.MapCoveragePages();
        rooms.MapLawChangePages();
        rooms.MapReportPages();
        rooms.MapBordersPages();
        rooms.MapPovertyPages();
        rooms.MapDuplicatesPages();
        rooms.MapComparePages();
        rooms.MapHistoryPages();
        rooms.MapClockPages();
        rooms.MapAccountPages();
        rooms.MapMyRolesPages();
        rooms.MapMandatePages();
        rooms.MapWideningPages();
        rooms.MapJobPages();
        rooms.MapBulkPages();
        rooms.MapAuditPages();
    }

    /// <summary>
    /// Where the pages of rooms are mapped: forms sent there are this site's own, every address can be asked in both times and languages,
    /// and every list leaves for Excel from its own address, with what the page itself would show.
    /// </summary>
    internal static RouteGroupBuilder MapRooms(this IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup("");
        pages.WithMetadata(new RequireAntiforgeryTokenAttribute());
        pages.Reads(Visit.MonthKey, Visit.KnownKey, Language.Key, Visit.ExcelKey);
        pages.AddEndpointFilter<ListExport>();
        return pages;
    }

    private const string Symbol =
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
        <path d="M16 3 4 9v8c0 7 5 11 12 12 7-1 12-5 12-12V9z" fill="#0b5c5a"/>
        <path d="M9 17c2-1 4-1 7 1 3-2 5-2 7-1-1 4-4 6-7 6s-6-2-7-6z" fill="#fff"/>
        <circle cx="16" cy="12" r="3" fill="#fff"/>
        </svg>
        """;

    private static void Cookie(CookieAuthenticationOptions cookie)
    {
        cookie.Cookie.Name = "an-sinh";
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.Cookie.HttpOnly = true;
        cookie.ExpireTimeSpan = Sessions.Lifetime;
        cookie.SlidingExpiration = false;
        cookie.LoginPath = "/dang-nhap";
        cookie.ReturnUrlParameter = SignInPages.BackKey;
        cookie.Events.OnRedirectToLogin = async context =>
        {
            if (context.Request.Path.StartsWithSegments("/api"))
            {
                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
                return;
            }

            // What was typed is not lost with the session: signed in again, its owner finds it on its page.
            var back = await context.HttpContext.RequestServices.GetRequiredService<FormDrafts>().KeepForLaterAsync(context.Request);
            context.Response.Redirect(back is null ? context.RedirectUri
                : $"{cookie.LoginPath}?{SignInPages.BackKey}={Uri.EscapeDataString(back)}");
        };
        cookie.Events.OnRedirectToAccessDenied = context =>
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        };
    }

    // Pages carry names and money: nothing but this site may frame, script or cache them.
    private static Task AddHeadersAsync(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy =
            "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
            + "frame-ancestors 'none'; form-action 'self'; base-uri 'self'; object-src 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        headers.CacheControl = "no-cache, no-store";
        return next(context);
    }
}

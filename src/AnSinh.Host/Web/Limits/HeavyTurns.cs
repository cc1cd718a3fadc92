using AnSinh.Basics;
using AnSinh.Host.Web.Problems;

namespace AnSinh.Host.Web.Limits;

/// <summary>Says of an address that its answer is a heavy computation, and what it computes.</summary>
/// <param name="What">What, in words.</param>
internal sealed record HeavyWork(LocalText What);

/// <summary>Says of an address that it is light at any times: one file, one rule, one form.</summary>
internal sealed record LightWork;

/// <summary>Declares beside the mapping of an address how heavy it is.</summary>
internal static class HeavyMapping
{
    /// <summary>The answer is a heavy computation: one a person and one on this server at a time.</summary>
    public static TBuilder Heavy<TBuilder>(this TBuilder endpoint, string vi, string en)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new HeavyWork(new LocalText(vi, en)));

    /// <summary>The answer is light at any times. Without this, unusual times are heavy: the register may have to be read anew.</summary>
    public static TBuilder Light<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new LightWork());
}

/// <summary>Gives heavy addresses their turn, or says why not.</summary>
internal sealed class HeavyTurns(RequestDelegate next, HeavyGate gate)
{
    private const string Again = "5";
    private static readonly LocalText Exporting = new("xuất một danh sách ra Excel", "writing a list for Excel");
    private static readonly LocalText Elsewhen = new("xem sổ ở một thời điểm khác", "the register at other times");

    public async Task InvokeAsync(HttpContext context, Visit visit)
    {
        if (visit.ViewerOrNull is not { } viewer || WorkOf(context, visit) is not { } what)
        {
            await next(context);
            return;
        }

        using var turn = await gate.BeginAsync(viewer.Login, what, context.RequestAborted);
        if (turn is null)
        {
            await Busy(gate, visit).ExecuteAsync(context);
            return;
        }

        await next(context);
    }

    /// <summary>The answer to give if the turn is not free: what runs, and to come again; a page comes again by itself.</summary>
    public static IResult Busy(HeavyGate gate, Visit visit)
    {
        var (status, reason) = gate.WhyNot(visit.Viewer.Login, visit.Language);
        visit.Context.Response.Headers.RetryAfter = Again;
        if (HttpMethods.IsGet(visit.Context.Request.Method))
        {
            visit.Context.Response.Headers["Refresh"] = Again;
        }

        return ProblemPages.Busy(visit, status, reason);
    }

    private static LocalText? WorkOf(HttpContext context, Visit visit) => context.GetEndpoint()?.Metadata is not { } about ? null
        : about.GetMetadata<HeavyWork>() is { } heavy ? heavy.What
        : about.GetMetadata<LightWork>() is not null || !HttpMethods.IsGet(context.Request.Method) ? null
        : visit.WantsExcel ? Exporting
        : visit.IsElsewhen ? Elsewhen : null;
}

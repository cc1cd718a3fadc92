using System.Globalization;
using AnSinh.Basics;
using AnSinh.Host.Web.Problems;
using Microsoft.AspNetCore.Authorization;

namespace AnSinh.Host.Web.Limits;

/// <summary>
/// Refuses a query word an address does not know: whoever writes <c>?month=</c> where <c>thang</c> is read must not be shown another
/// month without a word. Numbers and yes-or-no are checked here as well, so that every page refuses them in the same words.
/// </summary>
internal sealed class KnownWords(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context, Visit visit)
    {
        if (context.GetEndpoint() is RouteEndpoint endpoint && context.Request.Query.Count > 0
            && (visit.ViewerOrNull is not null || endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            && Wrong(AddressMapping.WordsOf(endpoint), context.Request.Query).ToList() is { Count: > 0 } refusals)
        {
            await ProblemPages.Misaddressed(visit, refusals).ExecuteAsync(context);
            return;
        }

        await next(context);
    }

    private static IEnumerable<Refusal> Wrong(IReadOnlyDictionary<string, Type?> known, IQueryCollection query)
    {
        foreach (var (word, values) in query)
        {
            if (!known.TryGetValue(word, out var type))
            {
                if (!known.ContainsKey(AddressMapping.Any))
                {
                    var others = known.Count == 0 ? "Địa chỉ này không nhận từ nào sau dấu hỏi."
                        : $"Địa chỉ này hiểu: {string.Join(", ", known.Keys)}.";
                    yield return new Refusal("address.word", $"Không hiểu “{Short(word)}” trong địa chỉ. {others}", Short(word));
                }
            }
            else if (type is not null && values.Any(value => !Fits(type, value)))
            {
                var wanted = Nullable.GetUnderlyingType(type) == typeof(bool) ? "true hoặc false" : "một số nguyên không âm";
                yield return new Refusal("address.value",
                    $"“{Short(values.ToString())}” không dùng được cho “{word}”. Viết {wanted}.", word);
            }
        }
    }

    private static bool Fits(Type type, string? value) => string.IsNullOrEmpty(value)
        || (Nullable.GetUnderlyingType(type) ?? type) switch
        {
            var t when t == typeof(int) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _),
            var t when t == typeof(long) => long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _),
            var t when t == typeof(bool) => bool.TryParse(value, out _),
            _ => true,
        };

    private static string Short(string text) => text.Length > 40 ? text[..40] + "…" : text;
}

using System.Globalization;
using System.Reflection;
using AnSinh.Basics;
using AnSinh.Host.Pages.Problems;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace AnSinh.Host.Web.Limits;

/// <summary>Query words an address reads besides those its handler names as parameters.</summary>
/// <param name="Names">The words.</param>
internal sealed record AddressWords(params IReadOnlyList<string> Names);

/// <summary>Declares beside the mapping of an address which query words it reads.</summary>
internal static class AddressMapping
{
    /// <summary>Stands for every word.</summary>
    public const string Any = "*";

    /// <summary>
    /// The address reads these words of its query, too. Parameters with <see cref="FromQueryAttribute"/> need not be named, nor those of a
    /// record the handler takes <see cref="AsParametersAttribute"/>.
    /// </summary>
    public static TBuilder Reads<TBuilder>(this TBuilder endpoint, params string[] words)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new AddressWords(words));

    /// <summary>The page has forms: one that was refused is shown on it again by the key of what was typed.</summary>
    public static TBuilder ShowsForms<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.Reads(FormDrafts.Key);

    /// <summary>All query words an address knows, with the type each is read as (null: as text).</summary>
    public static IReadOnlyDictionary<string, Type?> WordsOf(Endpoint endpoint)
    {
        var words = new SortedDictionary<string, Type?>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in endpoint.Metadata.GetOrderedMetadata<AddressWords>().SelectMany(w => w.Names))
        {
            words[name] = null;
        }

        foreach (var (word, type) in endpoint.Metadata.GetMetadata<MethodInfo>()?.GetParameters().SelectMany(Asked) ?? [])
        {
            words[word] = type;
        }

        return words;
    }

    private static IEnumerable<(string Word, Type Type)> Asked(ParameterInfo parameter) =>
        parameter.IsDefined(typeof(AsParametersAttribute))
            ? parameter.ParameterType.GetConstructors().SelectMany(made => made.GetParameters()).SelectMany(Asked)
        : parameter.GetCustomAttribute<FromQueryAttribute>() is { } query ? [(query.Name ?? parameter.Name!, parameter.ParameterType)]
        : [];
}

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

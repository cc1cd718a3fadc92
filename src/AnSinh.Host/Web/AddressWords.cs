using System.Reflection;
using Microsoft.AspNetCore.Mvc;

namespace AnSinh.Host.Web;

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

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AnSinh.Host.Tests.Pages;

/// <summary>As much of JSON Schema (draft 2020-12) as the schemas of forms use; a word it does not know fails the test.</summary>
internal static class SchemaReader
{
    /// <summary>Names of all properties, those under a condition too.</summary>
    public static IEnumerable<string> Properties(JsonObject schema) => schema["properties"]!.AsObject().Select(p => p.Key)
        .Concat(schema["allOf"]?.AsArray().SelectMany(a => Properties(a!["then"]!.AsObject())) ?? []);

    /// <summary>True if the schema takes an object.</summary>
    public static bool Takes(JsonObject schema, JsonObject told) => Fits(schema, told, out _);

    private static bool Fits(JsonObject schema, JsonObject told, out HashSet<string> seen)
    {
        seen = [];
        var fits = true;
        foreach (var (word, value) in schema)
        {
            switch (word)
            {
                case "$schema" or "title" or "type" or "unevaluatedProperties":
                    break;
                case "required":
                    fits &= value!.AsArray().All(r => told.ContainsKey(r!.GetValue<string>()));
                    break;
                case "properties":
                    foreach (var (name, property) in value!.AsObject().Where(p => told.ContainsKey(p.Key)))
                    {
                        seen.Add(name);
                        fits &= Holds(property!.AsObject(), told[name]);
                    }

                    break;
                case "allOf":
                    foreach (var part in value!.AsArray())
                    {
                        Assert.Equal(["if", "then"], part!.AsObject().Select(p => p.Key));
                        if (Fits(part["if"]!.AsObject(), told, out var looked))
                        {
                            fits &= Fits(part["then"]!.AsObject(), told, out var more);
                            seen.UnionWith([.. more, .. looked]);
                        }
                    }

                    break;
                default:
                    throw new InvalidOperationException($"The schema has the word {word}.");
            }
        }

        var evaluated = seen;
        return fits && (schema["unevaluatedProperties"] is null || told.All(t => evaluated.Contains(t.Key)));
    }

    private static bool Holds(JsonObject property, JsonNode? told) => property.All(p => p.Key switch
    {
        "title" or "description" => p.Value!.GetValueKind() == JsonValueKind.String,
        "type" => told?.GetValueKind() == (p.Value!.GetValue<string>() == "integer" ? JsonValueKind.Number : JsonValueKind.String),
        "minimum" => told!.GetValue<int>() >= p.Value!.GetValue<long>(),
        "maximum" => told!.GetValue<int>() <= p.Value!.GetValue<long>(),
        "maxLength" => told!.ToString().Length <= p.Value!.GetValue<int>(),
        "pattern" => Regex.IsMatch(told!.ToString(), p.Value!.GetValue<string>()),
        "format" => DateOnly.TryParseExact(told!.ToString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "enum" => p.Value!.AsArray().Any(v => JsonNode.DeepEquals(v, told)),
        "oneOf" => p.Value!.AsArray().Count(v => JsonNode.DeepEquals(v!["const"], told)) == 1,
        _ => throw new InvalidOperationException($"The schema has the word {p.Key}."),
    });
}

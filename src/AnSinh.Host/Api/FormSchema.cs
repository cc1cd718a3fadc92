using System.Text.Json.Nodes;
using AnSinh.Basics.Forms;
using AnSinh.Casework.Cases;

namespace AnSinh.Host.Api;

/// <summary>
/// A declared form as a JSON Schema (draft 2020-12): what the API takes as the body of a request made on it. A field asked only where
/// another holds a value stands under the <c>then</c> of that value; sent where it is not asked it is left out.
/// </summary>
internal static class FormSchema
{
    private const string Draft = "https://json-schema.org/draft/2020-12/schema";

    /// <summary>The schema of a form of a case: its fields, and the day it is done, left open for today.</summary>
    public static JsonObject OfCase(FormDefinition form, string language) =>
        Of(form with { Fields = [.. form.Fields, CaseBooks.Day] }, language);

    /// <summary>The schema of the fields of a form.</summary>
    public static JsonObject Of(FormDefinition form, string language)
    {
        var schema = new JsonObject { ["$schema"] = Draft, ["title"] = form.Label.In(language), ["type"] = "object" };
        Add(schema, form.Fields.Where(f => f.When is null), language);
        var conditions = form.Fields.Where(f => f.When is not null).GroupBy(f => f.When!).ToList();
        if (conditions.Count > 0)
        {
            schema["allOf"] = new JsonArray([.. conditions.Select(c => (JsonNode)new JsonObject
            {
                ["if"] = Holds(form, c.Key),
                ["then"] = Add([], c, language),
            })]);
        }

        schema["unevaluatedProperties"] = false;
        return schema;
    }

    private static JsonObject Add(JsonObject schema, IEnumerable<FormField> fields, string language)
    {
        var all = fields.ToList();
        schema["properties"] = new JsonObject(all.Select(f => KeyValuePair.Create(f.Name, (JsonNode?)Property(f, language))));
        if (all.Exists(f => f.Required))
        {
            schema["required"] = new JsonArray([.. all.Where(f => f.Required).Select(f => (JsonNode)f.Name)]);
        }

        return schema;
    }

    private static JsonObject Property(FormField field, string language)
    {
        var node = new JsonObject { ["title"] = field.Label.In(language) };
        if (field.Hint is { } hint)
        {
            node["description"] = hint.In(language);
        }

        switch (field.Type)
        {
            case FormFieldType.YesNo or FormFieldType.Check:
                node["enum"] = YesOrNo("yes", "no");
                break;
            case FormFieldType.Choice or FormFieldType.Unit:
                Choose(node, field, language);
                break;
            default:
                Write(node, field);
                break;
        }

        return node;
    }

    // One of several: the choices, each with its words. Without choices it is any.
    private static void Choose(JsonObject node, FormField field, string language)
    {
        if (field.Choices.Count == 0)
        {
            node["type"] = "string";
            return;
        }

        node["enum"] = new JsonArray([.. field.Choices.Select(c => (JsonNode)c.Id)]);
        node["oneOf"] = new JsonArray([.. field.Choices.Select(
            c => (JsonNode)new JsonObject { ["const"] = c.Id, ["title"] = c.Label.In(language) })]);
    }

    // What is written: of which type, how long, in which shape.
    private static void Write(JsonObject node, FormField field)
    {
        switch (field.Type)
        {
            case FormFieldType.Person or FormFieldType.Household:
                (node["type"], node["maxLength"]) = (new JsonArray("integer", "string"), field.Limit);
                break;
            case FormFieldType.People:
                node["type"] = new JsonArray("array", "integer", "string");
                break;
            case FormFieldType.Birth or FormFieldType.LongText:
                (node["type"], node["maxLength"]) = ("string", field.Limit);
                break;
            case FormFieldType.Day or FormFieldType.Dong or FormFieldType.Whole when field.Choices.Count > 0:
                (node["type"], node["maxLength"]) = (new JsonArray("integer", "string"), field.Limit);
                break;
            case FormFieldType.Dong or FormFieldType.Whole:
                (node["type"], node["minimum"], node["maximum"]) = ("integer", 0, FormDefinition.NumberLimit);
                break;
            case FormFieldType.Day:
                (node["type"], node["format"]) = ("string", "date");
                break;
            case FormFieldType.Month:
                (node["type"], node["pattern"]) = ("string", "^[0-9]{4}-(0[1-9]|1[0-2])$");
                break;
            default:
                (node["type"], node["maxLength"], node["pattern"]) = ("string", field.Limit, "^[^\\r\\n]*$");
                break;
        }
    }

    /// <summary>The field of a condition holds its value: yes may be told as true, no as false.</summary>
    private static JsonObject Holds(FormDefinition form, FormCondition when) => new()
    {
        ["properties"] = new JsonObject
        {
            [when.Field] = new JsonObject
            {
                ["enum"] = form.Fields.First(f => f.Name == when.Field).Type == FormFieldType.YesNo ? YesOrNo(when.Is)
                    : new JsonArray(when.Is),
            },
        },
        ["required"] = new JsonArray(when.Field),
    };

    private static JsonArray YesOrNo(params string[] words) => new([.. words.SelectMany(w => new JsonNode[] { w, w == "yes" })]);
}

using System.Globalization;
using System.Text.Json;
using AnSinh.Basics;

namespace AnSinh.Host.Verbs;

/// <summary>One flat JSON object of texts, numbers and yes: how the API and the verbs are told the fields of a form.</summary>
internal static class FlatJson
{
    private const int SizeLimit = 100_000;

    /// <summary>The fields of a file, or of standard input for <c>-</c>.</summary>
    /// <param name="file">The file named.</param>
    /// <param name="code">Code of refusals.</param>
    /// <param name="text">A value as text; null if it is none a field can hold.</param>
    public static Outcome<IReadOnlyDictionary<string, string>> ReadFile(string? file, string code, Func<JsonElement, string?> text) =>
        file is null ? new Refusal(code, "Cho biết nội dung: --json TỆP.", "--json")
        : file != "-" && !File.Exists(file) ? new Refusal(code, $"Không có tệp '{file}'.", "--json")
        : Read(file == "-" ? Console.In.ReadToEnd() : File.ReadAllText(file), code, text);

    /// <summary>The fields of an object.</summary>
    public static Outcome<IReadOnlyDictionary<string, string>> Read(string json, string code, Func<JsonElement, string?> text)
    {
        if (json.Length > SizeLimit || OutsideText.Fault(json) is not null)
        {
            return new Refusal(code, json.Length > SizeLimit ? $"JSON dài hơn {SizeLimit} ký tự." : OutsideText.Fault(json)!);
        }

        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object ? Fields(document.RootElement, code, text)
                : new Refusal(code, "JSON phải là một đối tượng { \"ô\": \"giá trị\" }.");
        }
        catch (InvalidOperationException)
        {
            // Half of a letter, written as an escape: the text cannot be made.
            return new Refusal(code, "JSON có mã \\uXXXX không phải là chữ.");
        }
        catch (JsonException wrong)
        {
            return new Refusal(code, $"Không đọc được JSON: dòng {wrong.LineNumber + 1}, cột {wrong.BytePositionInLine + 1}.");
        }
    }

    /// <summary>
    /// A value of a declared form as its field reads it: true is yes, false is no; a list, an object, a fraction is none.
    /// </summary>
    public static string? OfForm(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        JsonValueKind.Null => "",
        JsonValueKind.Number when value.TryGetInt64(out var number) => number.ToString(CultureInfo.InvariantCulture),
        _ => null,
    };

    private static Outcome<IReadOnlyDictionary<string, string>> Fields(JsonElement root, string code, Func<JsonElement, string?> text)
    {
        var (told, refusals) = (new Dictionary<string, string>(StringComparer.Ordinal), new List<Refusal>());
        foreach (var field in root.EnumerateObject())
        {
            var value = text(field.Value);
            if ((OutsideText.Fault(field.Name) ?? OutsideText.Fault(value)) is { } fault)
            {
                return new Refusal(code, fault);
            }

            if (value is null)
            {
                refusals.Add(new Refusal(
                    code, $"Ô “{OutsideText.Legible(field.Name)}” chỉ nhận chữ, số nguyên, true hoặc false.", field.Name));
            }

            told[field.Name] = value ?? "";
        }

        return refusals.Count > 0 ? Outcome<IReadOnlyDictionary<string, string>>.Refused(refusals) : told;
    }
}

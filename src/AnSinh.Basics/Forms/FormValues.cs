using System.Collections.Frozen;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace AnSinh.Basics.Forms;

/// <summary>What a form was filled in with: each field in the one way it is kept; fields left open are not there.</summary>
public sealed class FormValues
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };
    private readonly FrozenDictionary<string, string> _values;

    internal FormValues(IReadOnlyDictionary<string, string> values) => _values = values.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>A form of which nothing was filled in.</summary>
    public static FormValues Empty { get; } = new(new Dictionary<string, string>());

    /// <summary>Values as they are kept, of what was told before there was a form for it.</summary>
    public static FormValues Of(IEnumerable<KeyValuePair<string, string>> values) => new(values.ToDictionary(StringComparer.Ordinal));

    /// <summary>Names and values, by name.</summary>
    public IEnumerable<KeyValuePair<string, string>> All => _values.OrderBy(v => v.Key, StringComparer.Ordinal);

    /// <summary>What a field holds, or null if it was left open.</summary>
    public string? TextOrNull(string name) => _values.GetValueOrDefault(name);

    /// <summary>The day a field holds, or null.</summary>
    public DateOnly? DayOrNull(string name) =>
        TextOrNull(name) is { } text ? DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;

    /// <summary>The month a field holds, or null.</summary>
    public Month? MonthOrNull(string name) => TextOrNull(name) is { } text ? Month.Parse(text) : null;

    /// <summary>What a field that must be filled in holds; asking where it was left open is a bug.</summary>
    public string Text(string name) => TextOrNull(name) ?? throw new InvalidOperationException($"The field {name} was left open.");

    /// <summary>The same with another text in a field.</summary>
    public FormValues With(string name, string text) => new(new Dictionary<string, string>(_values) { [name] = text });

    /// <summary>True if a box was ticked.</summary>
    public bool Ticked(string name) => _values.ContainsKey(name);

    /// <summary>As it is kept: a JSON object of texts, fields by name.</summary>
    public string ToJson() => JsonSerializer.Serialize(All.ToDictionary(v => v.Key, v => v.Value, StringComparer.Ordinal), Json);

    /// <summary>What was kept.</summary>
    public static FormValues OfJson(string json) => new(JsonSerializer.Deserialize<Dictionary<string, string>>(json)!);
}

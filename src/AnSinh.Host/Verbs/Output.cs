using System.Data.Common;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using AnSinh.Basics;
using AnSinh.Store;

namespace AnSinh.Host.Verbs;

/// <summary>How verbs answer: data on standard output, trouble on standard error, the exit code says which kind.</summary>
internal static class Output
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>The answer is no: a check, a case or an invariant failed.</summary>
    public const int No = 1;

    /// <summary>Input was refused; nothing was changed.</summary>
    public const int Refused = 2;

    /// <summary>The machine or a file is not as needed (a database that cannot be opened).</summary>
    public const int Unable = 3;

    /// <summary>JSON as the API and the verbs write it: camelCase, Vietnamese readable, đồng as numbers, months and days as text.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters =
        { new MonthConverter(), new DongConverter(), new AsKnownConverter(), new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>
    /// What the machine lacks, in words, if an exception says so: the database, a file, a port. Null for a bug, which must be seen.
    /// </summary>
    public static string? Trouble(Exception? thrown) => thrown switch
    {
        null => null,
        StoreException known => known.Message,
        DbException engine =>
            $"Cơ sở dữ liệu không trả lời được ({engine.SqlState ?? engine.ErrorCode.ToString(CultureInfo.InvariantCulture)}); "
            + $"hãy kiểm tra tệp sổ hoặc máy chủ: {engine.Message}",
        AggregateException { InnerExceptions: var all } => all.Select(Trouble).FirstOrDefault(t => t is not null),
        UnauthorizedAccessException => $"Không có quyền đọc hoặc ghi: {thrown.Message}",
        IOException => $"Không đọc hoặc ghi được tệp: {thrown.Message}",
        _ => Trouble(thrown.InnerException),
    };

    /// <summary>Prints data as JSON and says done.</summary>
    public static int Print<T>(T data)
    {
        Console.Out.WriteLine(JsonSerializer.Serialize(data, Json));
        return Done;
    }

    /// <summary>Prints lines of text and says done.</summary>
    public static int Print(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            Console.Out.WriteLine(line);
        }

        return Done;
    }

    /// <summary>Prints a table: the first column to the left, the others to the right.</summary>
    public static int Table(IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows)
    {
        List<IReadOnlyList<string>> all = [head, .. rows];
        var widths = Enumerable.Range(0, head.Count).Select(c => all.Max(r => r[c].Length)).ToArray();
        return Print(
            all.Select(
                row => string.Join("  ", row.Select((cell, c) => c == 0 ? cell.PadRight(widths[c]) : cell.PadLeft(widths[c]))).TrimEnd()));
    }

    /// <summary>Says on standard error why not.</summary>
    public static int Refuse(IEnumerable<Refusal> refusals, int code = Refused)
    {
        foreach (var refusal in refusals)
        {
            Console.Error.WriteLine(refusal);
        }

        return code;
    }

    /// <summary>Says on standard error why not.</summary>
    public static int Refuse(string code, string message) => Refuse([new Refusal(code, message)]);

    private sealed class MonthConverter : JsonConverter<Month>
    {
        public override Month Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Month.Parse(reader.GetString() ?? "");

        public override void Write(Utf8JsonWriter writer, Month value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }

    private sealed class DongConverter : JsonConverter<Dong>
    {
        public override Dong Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetInt64());

        public override void Write(Utf8JsonWriter writer, Dong value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(value.Value);
    }

    private sealed class AsKnownConverter : JsonConverter<AsKnown>
    {
        public override AsKnown Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(DateOnly.ParseExact(reader.GetString() ?? "", "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));

        public override void Write(Utf8JsonWriter writer, AsKnown value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}

using System.Text.Json;

namespace AnSinh.Bench;

/// <summary>Prints the rows; exit 1 if two ways of one thing differ or a ratio is over its bound in bench/baseline.json.</summary>
internal static class RulebookReport
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static int Print(object figures, bool json)
    {
        var text = JsonSerializer.Serialize(figures, Options);
        var tree = JsonDocument.Parse(text).RootElement;
        if (json)
        {
            Console.WriteLine(text);
        }
        else
        {
            Console.WriteLine($"{"",-80} {"persons",10} {"programmes",10} {"seconds",10} {"× /s",14} {"to loop",8} {"checksum",18}");
            foreach (var row in tree.GetProperty("rows").EnumerateArray())
            {
                Console.WriteLine(
                    $"{row.GetProperty("name").GetString(),-80} {row.GetProperty("persons"),10} {row.GetProperty("programmes"),10} "
                    + $"{row.GetProperty("seconds"),10} {row.GetProperty("perSecond").GetInt64(),14:N0} "
                    + $"{row.GetProperty("ratioToLoop"),8} {row.GetProperty("checksum"),18}");
            }

            foreach (var figure in tree.EnumerateObject().Where(f => f.Name != "rows"))
            {
                Console.WriteLine($"{figure.Name}: {figure.Value.GetRawText().ReplaceLineEndings(" ")}");
            }
        }

        foreach (var difference in tree.GetProperty("differences").EnumerateArray())
        {
            Console.Error.WriteLine("Two ways of one thing differ: " + difference.GetString());
        }

        return tree.GetProperty("sameAnswers").GetBoolean() && Within(tree) ? 0 : 1;
    }

    private static bool Within(JsonElement figures)
    {
        var baseline = Path.Combine("bench", "baseline.json");
        if (!File.Exists(baseline)
            || !JsonDocument.Parse(File.ReadAllText(baseline)).RootElement.TryGetProperty("rulebook", out var bounds))
        {
            return true;
        }

        var (loop, columns) = (figures.GetProperty("kernelToLoop").GetDecimal(), figures.GetProperty("columnsToKernel").GetDecimal());
        var (most, least) =
            (bounds.GetProperty("kernelToLoopAtMost").GetDecimal(), bounds.GetProperty("columnsToKernelAtLeast").GetDecimal());
        if (loop > most || columns < least)
        {
            Console.Error.WriteLine($"Kernel to loop {loop} (at most {most}), columns to kernel {columns} (at least {least}).");
            return false;
        }

        return true;
    }
}

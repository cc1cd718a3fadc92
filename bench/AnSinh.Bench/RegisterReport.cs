using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using AnSinh.Rulebook;

namespace AnSinh.Bench;

/// <summary>
/// The daily work of a register, measured: prints the figures; exit 1 if a ratio is over its bound in bench/baseline.json.
/// </summary>
internal static class RegisterReport
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static int Print(Policy policy, string demo, bool json)
    {
        var figures = new { changes = ChangeBench.Run(policy, demo), search = SearchBench.Run(policy, demo),
            lists = ListBench.Run(policy, demo), matching = MatchBench.Run(policy, demo) };
        var text = JsonSerializer.Serialize(figures, Options);
        var tree = JsonDocument.Parse(text).RootElement;
        if (json)
        {
            Console.WriteLine(text);
        }
        else
        {
            foreach (var part in tree.EnumerateObject())
            {
                Console.WriteLine(part.Name);
                Tell(part.Value, "  ");
            }
        }

        return OverBound(tree) ? 1 : 0;
    }

    private static void Tell(JsonElement part, string indent)
    {
        if (part.ValueKind != JsonValueKind.Object)
        {
            Console.WriteLine(indent + "(no register at var/register.db yet: ./run makes one)");
            return;
        }

        foreach (var figure in part.EnumerateObject())
        {
            if (figure.Value.ValueKind == JsonValueKind.Object)
            {
                Console.WriteLine(indent + figure.Name);
                Tell(figure.Value, indent + "  ");
            }
            else
            {
                Console.WriteLine($"{indent}{figure.Name,-30} {figure.Value}");
            }
        }
    }

    private static bool OverBound(JsonElement figures)
    {
        var bounds = JsonDocument.Parse(File.ReadAllText(Path.Combine("bench", "baseline.json"))).RootElement.GetProperty("register");
        var over = false;
        foreach (var part in bounds.EnumerateObject())
        {
            foreach (var bound in part.Value.EnumerateObject())
            {
                if (figures.GetProperty(part.Name) is { ValueKind: JsonValueKind.Object } measured && measured.GetProperty(bound.Name)
                    .GetDecimal() > bound.Value.GetDecimal())
                {
                    Console.Error.WriteLine($"{part.Name}.{bound.Name} is {measured.GetProperty(bound.Name)}, more than {bound.Value}.");
                    over = true;
                }
            }
        }

        return over;
    }
}

using System.Text.Json;
using AnSinh.Bench;
using AnSinh.Rulebook;

// The benchmarks. `--json` prints the figures as JSON. The ratio is held against bench/baseline.json: exit 1 if it
// grew by more than a quarter. Times are told, never tested: machines differ, ratios on one machine do not.
// `rulebook` runs all programmes over a million people instead, in four ways; `register` writes, imports, searches and matches;
// `access` asks pages of a server, for who sees a commune and who sees all, in quiet and during a month run.
var json = args.Contains("--json");
var policy = Policy.Load("policy");
if (!policy.Ok)
{
    foreach (var refusal in policy.Refusals)
    {
        Console.Error.WriteLine(refusal);
    }

    return 2;
}

if (args.Contains("rulebook"))
{
    return RulebookReport.Print(RulebookBench.Run(policy.Value), json);
}

if (args.Contains("register"))
{
    return RegisterReport.Print(policy.Value, Path.Combine("var", "register.db"), json);
}

if (args.Contains("access"))
{
    return await AccessBench.PrintAsync(policy.Value, Path.Combine("artifacts", "app", "ansinh.dll"), Path.Combine("var", "register.db"));
}

// The month first: the peak of memory is then its own and not the million's.
var register = Path.Combine("var", "register.db");
var month = MonthBench.Run(policy.Value, register);
var start = await StartBench.RunAsync(Path.Combine("artifacts", "app", "ansinh.dll"), register);
var kernel = KernelBench.Run(policy.Value);
var figures = new { kernel, month, start };
var options = new JsonSerializerOptions(JsonSerializerDefaults.Web) { WriteIndented = true };
var text = JsonSerializer.Serialize(figures, options);
if (json)
{
    Console.WriteLine(text);
}
else
{
    var tree = JsonDocument.Parse(text).RootElement;
    foreach (var part in tree.EnumerateObject())
    {
        Console.WriteLine(part.Name);
        if (part.Value.ValueKind != JsonValueKind.Object)
        {
            Console.WriteLine("  (no register at var/register.db yet: ./run makes one)");
            continue;
        }

        foreach (var figure in part.Value.EnumerateObject().Where(f => f.Value.ValueKind != JsonValueKind.Null))
        {
            Console.WriteLine($"  {figure.Name,-26} {figure.Value}");
        }
    }
}

var result = JsonDocument.Parse(text).RootElement.GetProperty("kernel");
if (!result.GetProperty("sameChecksum").GetBoolean())
{
    Console.Error.WriteLine("The kernel and the hand-written loop disagree: " + result.GetProperty("firstDifference"));
    return 1;
}

var baseline = Path.Combine("bench", "baseline.json");
if (File.Exists(baseline))
{
    var before = JsonDocument.Parse(File.ReadAllText(baseline)).RootElement.GetProperty("kernel").GetProperty("ratio").GetDecimal();
    var now = result.GetProperty("ratio").GetDecimal();
    if (now > before * 1.25m)
    {
        Console.Error.WriteLine($"The kernel's ratio grew from {before} to {now}.");
        return 1;
    }
}

return 0;

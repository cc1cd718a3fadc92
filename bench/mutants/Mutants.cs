#:property PublishAot=false
#:property RestorePackagesWithLockFile=false
using System.Diagnostics;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

// A seeded sample of the mutants Stryker makes of money, decisions and changes, each run against the tests that reach it: bench/README.md.
// Stryker would run every mutant. So it only compiles them (see run), and this program switches on one at a time.
//   sample           the mutants drawn
//   run [id …]       tries those not tried yet, or these again
//   again            tries those nothing caught once more, with the tests as they are built now
//   write            bench/mutants.json; what a reader said there of a survivor (why) is kept

const int Seed = 20261130;
const int Sample = 300;
var root = Up(AppContext.GetData("EntryPointFileDirectoryPath") as string ?? Environment.CurrentDirectory);
var work = Path.Combine(root, "artifacts", "mutants");
// Twins on PostgreSQL of what runs on SQLite, what takes half a minute or more, and what never writes as an office does.
string[] skipped = ["Postgres", "RecordedInAnyWay", "HostileFile", "WhoIsWho", ".Matching.", ".Synthetic.", ".Units."];
Area[] areas =
[
    new("money", "Ledger", ["AnSinh.Ledger.Tests"], _ => true),
    new("decisions", "Casework", ["AnSinh.Ledger.Tests"],
        f => !f.Contains("/Poverty/", StringComparison.Ordinal) && !Path.GetFileName(f).StartsWith("Demo", StringComparison.Ordinal)),
    new("changes", "Register", ["AnSinh.Register.Tests", "AnSinh.Ledger.Tests"],
        f => f.Contains("Register/Changes/", StringComparison.Ordinal) || f.Contains("Register/Writing/", StringComparison.Ordinal)),
];

Host? warm = null;
switch (args)
{
    case ["sample"]: foreach (var m in Sampled()) Console.WriteLine(m.Line()); return 0;
    case ["run", .. var only]: await Run(only.ToHashSet(StringComparer.Ordinal)); return 0;
    case ["again"]: await Again(); return 0;
    case ["write"]: Write(); return 0;
    default: Console.Error.WriteLine("sample | run [id …] | again | write"); return 2;
}

List<Mutant> All(Area area)
{
    var report = JsonNode.Parse(File.ReadAllText(Path.Combine(work, area.Project, "report.json")))!;
    return [.. report["files"]!.AsObject().Select(f => (Name: f.Key.Replace('\\', '/'), f.Value)).Where(f => area.Has(f.Name))
        .SelectMany(f => f.Value!["mutants"]!.AsArray().Select(m => new Mutant(
            area, int.Parse((string)m!["id"]!, CultureInfo.InvariantCulture), Path.GetRelativePath(root, f.Name),
            (int)m["location"]!["start"]!["line"]!, (string)m["mutatorName"]!, (string)m["replacement"]!, (string)m["status"]!)))
        .Where(m => m.Status is not ("CompileError" or "Ignored") && m.Mutator != "String mutation").OrderBy(m => m.Id)];
}

// Every area by its share of all mutants; within it drawn without putting back.
List<Mutant> Sampled()
{
    var all = areas.Select(All).ToList();
    var dice = new Random(Seed);
    return [.. all.SelectMany(mutants =>
    {
        var rest = mutants.ToArray();
        dice.Shuffle(rest);
        return rest.Take((int)Math.Round(Sample * (double)mutants.Count / all.Sum(a => a.Count))).OrderBy(m => m.Id);
    })];
}

string Built(Area area, string tests)
{
    var folder = Path.Combine(work, area.Project, tests);
    if (!Directory.Exists(folder))
    {
        Copy(Path.Combine(root, "artifacts", "bin", tests, "release"), folder);
        File.Copy(Path.Combine(work, area.Project, $"AnSinh.{area.Project}.dll"), Path.Combine(folder, $"AnSinh.{area.Project}.dll"), true);
        // The runner ends its process when it is done, unless told to wait for long.
        File.WriteAllText(Path.Combine(folder, "xunit.runner.json"), """{ "shutdownForegroundThreadWaitSeconds": 100000 }""");
    }

    return folder;
}

async Task<(int Exit, string Said)> Tests(Area area, string tests, string[] more, int seconds, params (string, string)[] env)
{
    var start = new ProcessStartInfo(Path.Combine(Built(area, tests), tests), ["-noLogo", "-noColor", .. more])
    { RedirectStandardOutput = true, RedirectStandardError = true };
    foreach (var (key, value) in env) start.Environment[key] = value;
    using var process = Process.Start(start)!;
    var (said, wrong) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
    if (process.WaitForExit(TimeSpan.FromSeconds(seconds))) return (process.ExitCode, await said + await wrong);
    process.Kill(entireProcessTree: true);
    process.WaitForExit();
    return (-1, "");
}

// One class a process: Stryker's control class writes what was reached when the process ends.
async Task Cover(Area area)
{
    var found = new JsonArray();
    foreach (var tests in area.Tests)
    {
        foreach (var name in (await Tests(area, tests, ["-list", "classes"], 60)).Said.Split('\n', StringSplitOptions.TrimEntries)
            .Where(l => l.StartsWith("AnSinh.", StringComparison.Ordinal) && !skipped.Any(s => l.Contains(s, StringComparison.Ordinal))))
        {
            var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "ansinh-cover-" + name));
            var watch = Stopwatch.StartNew();
            var (exit, _) = await Tests(area, tests, ["-class", name], 100,
                ("TMPDIR", folder.FullName), ("STRYKER_COVERAGE_FILE", "cover.txt"));
            var seconds = Math.Round(watch.Elapsed.TotalSeconds, 1);
            var ids = folder.GetFiles("cover*.txt").SelectMany(f => File.ReadAllText(f.FullName).Split(',', ';'))
                .Where(t => t.Length > 0).Distinct().Select(t => (JsonNode)int.Parse(t, CultureInfo.InvariantCulture)).ToArray();
            folder.Delete(true);
            Console.WriteLine($"{name} {seconds} s, exit {exit}, reaches {ids.Length}");
            if (exit > 0) continue; // it fails without a mutant where all is counted: what it says of a mutant is worth nothing
            found.Add(new JsonObject
            {
                ["tests"] = tests, ["class"] = name, ["seconds"] = seconds, ["reaches"] = exit == 0 ? new JsonArray(ids) : null,
            });
        }
    }

    File.WriteAllText(Path.Combine(work, area.Project, "cover.json"), found.ToJsonString());
}

async Task Run(HashSet<string> only)
{
    var log = Path.Combine(work, "run.jsonl");
    var done = File.Exists(log) ? File.ReadLines(log).Select(l => (string)JsonNode.Parse(l)!["id"]!).ToHashSet() : [];
    foreach (var mutant in Sampled().Where(m => only.Count == 0 ? !done.Contains(m.Key) : only.Contains(m.Key)))
    {
        if (!File.Exists(Path.Combine(work, mutant.Area.Project, "cover.json"))) await Cover(mutant.Area);
        var watch = Stopwatch.StartNew();
        var (verdict, by) = await Try(mutant);
        File.AppendAllText(log, new JsonObject
        {
            ["id"] = mutant.Key, ["file"] = mutant.File, ["line"] = mutant.At, ["mutator"] = mutant.Mutator,
            ["replacement"] = mutant.Replacement, ["verdict"] = verdict, ["by"] = by,
            ["seconds"] = Math.Round(watch.Elapsed.TotalSeconds, 1),
        }.ToJsonString() + "\n");
        Console.WriteLine($"{verdict} {watch.Elapsed.TotalSeconds:0} s {by} | {mutant.Line()}");
    }
}

// One process a test project, started anew when a mutant hung it or took it down (see StartupHook).
async Task<(int? Exit, string? Failed)> Warm(Mutant mutant, string tests, string[] classes, int seconds)
{
    var folder = Built(mutant.Area, tests);
    if (warm is { } other && (other.Folder != folder || other.Process.HasExited || other.Used++ > 60))
    {
        if (!other.Process.HasExited) other.Process.Kill();
        warm = null;
    }

    if (warm is null)
    {
        var start = new ProcessStartInfo(Path.Combine(folder, tests)) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["DOTNET_STARTUP_HOOKS"] =
            Path.Combine(root, "artifacts", "bin", "AnSinh.Mutants.Tests", "release", "AnSinh.Mutants.Tests.dll");
        warm = new Host(folder, Process.Start(start)!);
    }

    var process = warm.Process;
    await process.StandardInput.WriteLineAsync(
        $"{mutant.Id} -noLogo -noColor -stopOnFail {string.Join(' ', classes.Select(c => "-class " + c))}");
    await process.StandardInput.FlushAsync();
    string? failed = null;
    using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
    try
    {
        while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            if (line.Contains("[FAIL]", StringComparison.Ordinal)) failed ??= line.Trim();
            if (line.StartsWith("## ", StringComparison.Ordinal)) return (int.Parse(line[3..], CultureInfo.InvariantCulture), failed);
        }

        return (-1, failed ?? "the test process ended");
    }
    catch (OperationCanceledException)
    {
        process.Kill();
        return (null, null);
    }
}

// Those that reach much in little time together in one process, then the others one by one, until one fails.
async Task<(string Verdict, string By)> Try(Mutant mutant)
{
    var reached = JsonNode.Parse(File.ReadAllText(Path.Combine(work, mutant.Area.Project, "cover.json")))!.AsArray()
        .Select(c => new Reach((string)c!["tests"]!, (string)c["class"]!, (double)c["seconds"]!, c["reaches"]?.AsArray()))
        .Where(c => c.Mutants?.Any(i => (int)i! == mutant.Id) ?? true).OrderBy(c => c.Seconds).ToList();
    if (reached.Count == 0) return ("not reached", "");
    foreach (var group in reached.Where(r => r.IsQuick).GroupBy(r => r.Tests).Select(g => g.ToList())
        .Concat(reached.Where(r => !r.IsQuick).Select(r => new List<Reach> { r })))
    {
        var (exit, failed) = await Warm(mutant, group[0].Tests, [.. group.Select(r => r.Class)], (int)(group.Sum(r => r.Seconds) * 3) + 30);
        if (exit is null) return ("timed out", group[0].Class);
        if (exit != 0) return ("caught", failed ?? $"exit {exit}");
    }

    return ("survived", "");
}

Dictionary<string, string> Verdicts() => File.ReadLines(Path.Combine(work, "run.jsonl")).Select(l => JsonNode.Parse(l)!)
    .GroupBy(r => (string)r["id"]!).ToDictionary(g => g.Key, g => (string)g.Last()["verdict"]!);

async Task Again()
{
    foreach (var area in areas)
    {
        File.Delete(Path.Combine(work, area.Project, "cover.json"));
        foreach (var folder in Directory.GetDirectories(Path.Combine(work, area.Project), "AnSinh.*.Tests")) Directory.Delete(folder, true);
    }

    await Run([.. Verdicts().Where(v => v.Value is "survived" or "not reached").Select(v => v.Key)]);
}

void Write()
{
    var file = Path.Combine(root, "bench", "mutants.json");
    var why = !File.Exists(file) ? [] : JsonNode.Parse(File.ReadAllText(file))!["survivors"]!.AsArray()
        .ToDictionary(s => (string)s!["id"]!, s => (string)s!["why"]!);
    var last = Verdicts();
    var tried = Sampled().Where(m => last.ContainsKey(m.Key))
        .Select(m => new Tried(m, last[m.Key], why.GetValueOrDefault(m.Key, ""))).ToList();
    var report = new JsonObject
    {
        ["date"] = Git("show", "-s", "--format=%cs"), ["commit"] = Git("rev-parse", "--short", "HEAD"), ["seed"] = Seed,
        ["all"] = Sum(tried),
    };
    foreach (var area in tried.GroupBy(t => t.Mutant.Area.Name)) report[area.Key] = Sum([.. area]);
    report["survivors"] = new JsonArray([.. tried.Where(t => t.Survived).Select(t => (JsonNode)new JsonObject
    {
        ["id"] = t.Mutant.Key, ["at"] = $"{t.Mutant.File}:{t.Mutant.At}", ["mutator"] = t.Mutant.Mutator,
        ["replacement"] = t.Mutant.Replacement.ReplaceLineEndings(" "), ["why"] = t.Why,
    })]);
    var options = new JsonSerializerOptions { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    File.WriteAllText(file, report.ToJsonString(options) + "\n");
    Console.WriteLine(report["all"]);
}

static JsonObject Sum(IReadOnlyCollection<Tried> of)
{
    var (caught, late) = (of.Count(t => t.Verdict == "caught"), of.Count(t => t.Verdict == "timed out"));
    var same = of.Count(t => t.Survived && t.Why.StartsWith("equivalent", StringComparison.Ordinal));
    return new JsonObject
    {
        ["sampled"] = of.Count, ["caught"] = caught, ["timedOut"] = late, ["survived"] = of.Count - caught - late - same,
        ["equivalent"] = same, ["caughtPercent"] = Math.Round(100.0 * (caught + late) / of.Count, 1),
    };
}

string Git(params string[] arguments)
{
    using var git = Process.Start(new ProcessStartInfo("git", arguments) { RedirectStandardOutput = true, WorkingDirectory = root })!;
    return git.StandardOutput.ReadToEnd().Trim();
}

static void Copy(string from, string to)
{
    foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
    {
        var there = Path.Combine(to, Path.GetRelativePath(from, file));
        Directory.CreateDirectory(Path.GetDirectoryName(there)!);
        File.Copy(file, there);
    }
}

static string Up(string folder) => File.Exists(Path.Combine(folder, "AnSinh.slnx")) ? folder : Up(Path.GetDirectoryName(folder)!);

/// <summary>Part of the house.</summary>
sealed record Area(string Name, string Project, string[] Tests, Func<string, bool> Has);

/// <summary>A test class and the mutants it reaches; null where it was too slow to count them: it may reach all.</summary>
sealed record Reach(string Tests, string Class, double Seconds, JsonArray? Mutants)
{
    public bool IsQuick => Mutants?.Count > 100 * Seconds || Seconds < 4;
}

/// <summary>A test program that waits for the next mutant.</summary>
sealed record Host(string Folder, Process Process)
{
    public int Used { get; set; }
}

/// <summary>A mutant that was tried, and what a reader said of it.</summary>
sealed record Tried(Mutant Mutant, string Verdict, string Why)
{
    public bool Survived => Verdict is "survived" or "not reached";
}

/// <summary>One change of the code.</summary>
sealed record Mutant(Area Area, int Id, string File, int At, string Mutator, string Replacement, string Status)
{
    public string Key => $"{Area.Name}-{Id}";
    public string Line() => $"{Key} {File}:{At} {Mutator}: {Replacement.ReplaceLineEndings(" ")}";
}

using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using AnSinh.Basics;
using AnSinh.Host.Verbs;
using AnSinh.Intake.Comparing;
using AnSinh.Matching;

namespace AnSinh.Host.Compare;

/// <summary><c>match</c>: which rows of a list, or of two, are one person. It reads no register and changes nothing.</summary>
internal static class MatchVerb
{
    public static Command Command()
    {
        var json = Session.JsonOption();
        var left = new Argument<string>("left") { Description = "Danh sách CSV (có dòng tiêu đề)" };
        var right = new Argument<string?>("right") { Description =
            "Danh sách thứ hai; bỏ trống để tìm người trùng trong danh sách thứ nhất", Arity = ArgumentArity.ZeroOrOne };
        var map = new Option<string?>("--map") { Description =
            "Tệp YAML ghép cột: 'fields:' rồi 'tên cột: loại'; không có thì đoán theo tiêu đề và giá trị" };
        var output = new Option<string?>("--out") { Description = "Ghi các cặp là một người ra tệp CSV này" };
        var reviews = new Option<string?>("--reviews") { Description = "Ghi các cặp cần người xem ra tệp CSV này" };
        var many = new Option<bool>("--many") { Description = "Hai danh sách: một dòng được ghép với nhiều dòng bên kia" };
        var one = new Option<bool>("--one-to-one") { Description =
            "Hai danh sách: một dòng chỉ ghép với một dòng bên kia (mặc định: tự nhận)" };
        var command = new Command("match", "Đối chiếu hai danh sách, hoặc tìm người trùng trong một danh sách") { left,
            right, map, output, reviews, many, one, json };
        command.SetAction(parse =>
        {
            var tables = Tables(parse.GetValue(left)!, parse.GetValue(right), parse.GetValue(map));
            return !tables.Ok ? Output.Refuse(tables.Refusals) : Run(
                tables.Value, parse.GetValue(many) ? false : parse.GetValue(one) ? true : null,
                (parse.GetValue(output), parse.GetValue(reviews)), parse.GetValue(json));
        });
        return command;
    }

    private static int Run(
        (MatchTable Left, MatchTable? Right) tables, bool? oneToOne, (string? Matches, string? Reviews) files, bool json)
    {
        var watch = Stopwatch.StartNew();
        var progress = new ProgressBar();
        var engine = MatchEngine.Run(tables.Left, tables.Right, new MatchOptions { OneToOne = oneToOne, Progress = progress });
        progress.Finish();
        if (!engine.Ok)
        {
            return Output.Refuse(engine.Refusals);
        }

        var (result, other) = (engine.Value.Result, tables.Right ?? tables.Left);
        foreach (var (path, pairs) in new[] { (files.Matches, result.Matches), (files.Reviews, result.Reviews) })
        {
            if (path is not null)
            {
                Write(path, engine.Value, pairs, tables.Left, other);
            }
        }

        var seconds = Math.Round(watch.Elapsed.TotalSeconds, 1);
        var memory = Process.GetCurrentProcess().PeakWorkingSet64 / 1_048_576;
        return json ? Output.Print(Data(result, tables, withPairs: files.Matches is null, seconds, memory))
            : Output.Print(Words(result, engine.Value, tables.Left, other, seconds, memory));
    }

    private static object Data(
        MatchResult result, (MatchTable Left, MatchTable? Right) tables, bool withPairs, double seconds, long memory) => new
    {
        left = Side(tables.Left),
        right = tables.Right is { } second ? Side(second) : null,
        matches = result.Matches.Count(),
        reviews = result.Reviews.Count(),
        groups = Groups(result),
        comparisons = result.Comparisons,
        allPairs = result.AllPairs,
        threshold = Math.Round(result.Threshold, 4),
        expectedMatches = Math.Round(result.ExpectedMatches, 1),
        expectedPrecision = Math.Round(result.ExpectedPrecision, 5),
        passes = result.Passes,
        seconds,
        peakMegabytes = memory,
        pairs = withPairs ? result.Matches.Select(p => Pair(p, tables.Left, tables.Right ?? tables.Left)) : null,
    };

    private static int Groups(MatchResult result) => result.Matches.Select(p => p.Cluster).Distinct().Count();

    private static Outcome<(MatchTable Left, MatchTable? Right)> Tables(string left, string? right, string? map)
    {
        var refusals = new List<Refusal>();
        T? Or<T>(Outcome<T> outcome)
            where T : class
        {
            refusals.AddRange(outcome.Refusals);
            return outcome.Ok ? outcome.Value : null;
        }

        var columns = map is null ? null
            : !File.Exists(map) ? Or<MatchMap>(new Refusal("match-map.missing", "Không có tệp ghép cột này.", map))
            : Or(MatchMap.Read(File.ReadAllText(map), map));
        var lists = new[] { left, right }.Select(path => path is null ? null : Or(CsvList.Read(path))).ToList();
        if (refusals.Count > 0)
        {
            return Outcome<(MatchTable, MatchTable?)>.Refused(refusals);
        }

        var tables =
            lists.Select((list, i) => list is null ? null : columns is null ? MatchMap.Guess(list) : Or(columns.Lay(list, right: i == 1)))
            .ToList();
        return refusals.Count > 0 ? Outcome<(MatchTable, MatchTable?)>.Refused(refusals) : (tables[0]!, tables[1]);
    }

    private static void Write(string path, MatchEngine engine, IEnumerable<MatchPair> pairs, MatchTable left, MatchTable right)
    {
        using var file = new StreamWriter(path, append: false, new UTF8Encoding(false));
        file.WriteLine("left,right,verdict,probability,bits,group,reasons");
        foreach (var pair in pairs)
        {
            var reasons =
                string.Join("; ",
                    engine.Explain(pair).Where(e => e.Bits != 0)
                        .Select(e => string.Create(CultureInfo.InvariantCulture, $"{e.Field.Name}: {e.Level.Vi} ({e.Bits:+0.0;-0.0})")));
            file.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{Cell(left.Key(pair.Left))},{Cell(right.Key(pair.Right))},{(pair.Verdict == MatchVerdict.Match ? "match" : "review")},"
                + $"{pair.Probability:0.######},{pair.Bits:0.00},{pair.Cluster},{Cell(reasons)}"));
        }
    }

    private static string Cell(string text) =>
        text.AsSpan().IndexOfAny(",\"\n\r") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static object Side(MatchTable table) =>
        new { file = table.Name, rows = table.Count, fields = table.Fields.ToDictionary(f => f.Name, f => f.Kind.Word()) };

    private static object Pair(MatchPair pair, MatchTable left, MatchTable right) =>
        new { left = left.Key(pair.Left), right = right.Key(pair.Right), probability = Math.Round(pair.Probability, 6),
            bits = Math.Round(pair.Bits, 2), group = pair.Cluster };

    private static IEnumerable<string> Words(MatchResult result, MatchEngine engine, MatchTable left, MatchTable right,
        double seconds, long memory)
    {
        var fields = left.Fields.Where(f => f.Kind is not FieldKind.Ignored).Select(f => $"{f.Name} = {f.Kind.Label().Vi}");
        yield return $"Cột: {string.Join(", ", fields)}";
        yield return string.Create(CultureInfo.InvariantCulture,
            $"Đã so {Vietnamese.Number(result.Comparisons)} cặp trên {result.AllPairs:#,0} cặp có thể, {seconds} giây, {memory} MB.");
        yield return $"Là một người: {Vietnamese.Number(result.Matches.Count())} cặp ({Vietnamese.Number(Groups(result))} nhóm). "
            + $"Cần xem: {Vietnamese.Number(result.Reviews.Count())} cặp.";
        foreach (var pair in result.Matches.OrderBy(p => p.Bits).Take(3))
        {
            yield return "";
            yield return string.Create(CultureInfo.InvariantCulture,
                $"Cặp yếu nhất được nhận: {left.Key(pair.Left)} – {right.Key(pair.Right)}, xác suất {pair.Probability:0.000}");
            foreach (var field in engine.Explain(pair))
            {
                yield return string.Create(CultureInfo.InvariantCulture,
                    $"  {field.Bits,6:+0.0;-0.0;0.0}  {field.Field.Name}: {field.Level.Vi} ({field.Left ?? "–"} | {field.Right ?? "–"})");
            }
        }
    }
}

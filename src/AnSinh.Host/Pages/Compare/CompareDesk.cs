using System.Collections.Concurrent;
using System.Text;
using AnSinh.Basics;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using AnSinh.Register;
using AnSinh.Register.Importing;
using AnSinh.Register.Matching;
using AnSinh.Store;

namespace AnSinh.Host.Pages.Compare;

/// <summary>Two lists being compared, or one with the register; its owner alone sees it.</summary>
/// <param name="Id">Number.</param>
/// <param name="Login">Who sent the lists.</param>
/// <param name="Left">The first list.</param>
/// <param name="Right">The second; null for the register.</param>
public sealed record CompareJob(long Id, string Login, MatchTable Left, MatchTable? Right)
{
    /// <summary>What is being done; null when nothing is.</summary>
    public string? Step { get; internal set; }

    /// <summary>How far, in percent.</summary>
    public int Percent { get; internal set; }

    /// <summary>Why there is no result.</summary>
    public IReadOnlyList<Refusal> Refusals { get; internal set; } = [];

    /// <summary>What was found; null before.</summary>
    public CompareFound? Found { get; internal set; }

    /// <summary>Answers of the officer by pair of rows: true for one person.</summary>
    public ConcurrentDictionary<(int Left, int Right), bool> Answers { get; } = new();
}

/// <summary>What a comparison found.</summary>
/// <param name="Engine">The engine, to explain pairs.</param>
/// <param name="Left">The first list as compared.</param>
/// <param name="Right">The other side as compared.</param>
/// <param name="Pairs">Pairs, best first.</param>
public sealed record CompareFound(MatchEngine Engine, MatchTable Left, MatchTable Right, IReadOnlyList<MatchPair> Pairs);

/// <summary>Compares lists apart from the request that asked, one at a time, and keeps the last results until the office closes.</summary>
public sealed partial class CompareDesk(HeavyGate gate, ILogger<CompareDesk> log)
{
    private const int Capacity = 20;
    private readonly ConcurrentDictionary<long, CompareJob> _jobs = new();
    private static readonly LocalText Comparing = new("so hai danh sách", "comparing two lists");
    private long _last;

    /// <summary>The job of a number if it is this person's; else null.</summary>
    public CompareJob? FindOrNull(long id, string login) => _jobs.TryGetValue(id, out var job) && job.Login == login ? job : null;

    /// <summary>The jobs of a person, the latest first.</summary>
    public IReadOnlyList<CompareJob> Of(string login) => [.. _jobs.Values.Where(j => j.Login == login).OrderByDescending(j => j.Id)];

    /// <summary>Takes lists in; the oldest job goes when there are too many.</summary>
    public CompareJob Add(string login, MatchTable left, MatchTable? right)
    {
        var job = new CompareJob(Interlocked.Increment(ref _last), login, left, right);
        _jobs[job.Id] = job;
        foreach (var old in _jobs.Keys.OrderDescending().Skip(Capacity))
        {
            _jobs.TryRemove(old, out _);
        }

        return job;
    }

    /// <summary>What to answer if other heavy work runs.</summary>
    internal IResult Busy(Visit visit) => HeavyTurns.Busy(gate, visit);

    /// <summary>Starts comparing under the kinds told; nothing happens if it is being done.</summary>
    /// <returns>False if other heavy work runs.</returns>
    public bool Start(Office office, CompareJob job, IReadOnlySet<string>? scope, IReadOnlyList<FieldKind> left,
        IReadOnlyList<FieldKind> right)
    {
        HeavyGate.Turn turn;
        lock (job.Answers)
        {
            if (job.Step is not null)
            {
                return true;
            }

            if (gate.TryBegin(job.Login, Comparing) is not { } begun)
            {
                return false;
            }

            turn = begun;
            (job.Step, job.Percent, job.Found, job.Refusals) = ("…", 0, null, []);
            job.Answers.Clear();
        }

        _ = Task.Run(() => Do(office, job, turn, scope, left, right));
        return true;
    }

    /// <summary>A table from a file, its kinds of columns guessed.</summary>
    public static Outcome<MatchTable> Read(string name, byte[] bytes)
    {
        var book = ListFile.Read(name, bytes);
        var opened = book.Ok ? ListReader.Open(book.Value) : null;
        if (book.Ok && !opened!.Ok && !book.Value.SingleByte && Path.GetExtension(name).ToUpperInvariant() is (".CSV" or ".TXT" or ".TSV"))
        {
            // No column is called as our lists call it: the first row names the columns, whatever they are.
            using var plain = new StreamReader(new MemoryStream(bytes), Encoding.UTF8);
            return Guessed(plain, name);
        }

        if (!book.Ok || !opened!.Ok)
        {
            return Outcome<MatchTable>.Refused(book.Ok ? opened!.Refusals : book.Refusals);
        }

        if (book.Value.SingleByte)
        {
            return new Refusal("compare.encoding",
                "Tệp không phải Unicode (TCVN3, VNI hay bảng mã cũ). Hãy lưu lại dạng .xlsx hoặc CSV UTF-8 để đối chiếu.", name);
        }

        var (sheet, header) = (opened.Value.Sheet, opened.Value.Header);
        var text = new StringBuilder();
        text.AppendJoin(',', header.Columns.Select(c => Quoted(c.Label))).Append('\n');
        for (var row = header.FirstRow; row < sheet.Rows.Count; row++)
        {
            if (header.Columns.Any(c => !sheet.At(row, c.Index).IsBlank))
            {
                text.AppendJoin(',', header.Columns.Select(c => Quoted(sheet.At(row, c.Index).Text))).Append('\n');
            }
        }

        using var reader = new StringReader(text.ToString());
        return Guessed(reader, name);
    }

    private static Outcome<MatchTable> Guessed(TextReader reader, string name)
    {
        var list = CsvList.Read(reader, name);
        return list.Ok ? MatchMap.Guess(list.Value) : Outcome<MatchTable>.Refused(list.Refusals);
    }

    private static string Quoted(string text) => "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal).ReplaceLineEndings(" ") + "\"";

    private static MatchTable With(MatchTable table, IReadOnlyList<FieldKind> kinds) => new(
        table.Name,
        [.. table.Fields.Select((f, i) => f with { Kind = i < kinds.Count ? kinds[i] : f.Kind })],
        [.. table.Fields.Select((_, f) => Enumerable.Range(0, table.Count).Select(r => table.At(r, f)).ToArray())]);

    private void Do(Office office, CompareJob job, HeavyGate.Turn turn, IReadOnlySet<string>? scope, IReadOnlyList<FieldKind> left,
        IReadOnlyList<FieldKind> right)
    {
        try
        {
            // Who is out of the scope is not there: neither compared nor counted.
            var register = job.Right is null ? RegisterList.Read(office.Register, scope) : null;
            var (first, second) = (With(job.Left, left), register?.Table ?? With(job.Right!, right));
            var run = MatchEngine.Run(first, second, new MatchOptions { Progress = new Steps(job) });
            if (!run.Ok)
            {
                job.Refusals = run.Refusals;
                return;
            }

            var pairs = run.Value.Result.Pairs;
            if (register is not null)
            {
                office.Register.Database.Readings.Note(
                    new AuditRecord(office.Clock.Now(), job.Login, "register.compare", "register",
                        $"{job.Left.Name}: {pairs.Count} pairs"));
            }

            job.Found = new CompareFound(run.Value, first, second, pairs);
        }
        catch (Exception trouble) when (trouble is not OutOfMemoryException)
        {
            Failed(log, trouble);
            job.Refusals = [new Refusal("compare.failed", "Bị dừng vì lỗi hệ thống; lỗi đã được ghi lại.")];
        }
        finally
        {
            turn.Dispose();
            job.Step = null;
        }
    }

    private sealed class Steps(CompareJob job) : IProgress<(string Step, int Percent)>
    {
        public void Report((string Step, int Percent) value) => (job.Step, job.Percent) = value;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Comparing lists failed")]
    private static partial void Failed(ILogger log, Exception trouble);
}

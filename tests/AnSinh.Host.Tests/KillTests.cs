using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using AnSinh.Host.Compare;
using AnSinh.Host.Jobs;
using AnSinh.Host.Lists;
using AnSinh.Host.Tests.Pages;
using AnSinh.Intake.Comparing;
using AnSinh.Intake.Lists;
using AnSinh.Intake.Lists.Mapping;
using AnSinh.Intake.Lists.Planning;
using AnSinh.Intake.Lists.Reading;
using AnSinh.Matching;
using AnSinh.Store;
using AnSinh.Store.Acts;
using AnSinh.Store.Backup;
using AnSinh.Store.Jobs;
using AnSinh.Testing;
using Dapper;

namespace AnSinh.Host.Tests;

/// <summary>
/// A server is killed at seeded random points of a job, on both databases; the next one takes the job up. Whatever the point: it is done
/// once and whole, and the audit chain agrees. Twenty points each with <c>ANSINH_LONG=1</c>.
/// </summary>
public sealed class KillTests : IDisposable
{
    private const string Owner = "canbo";
    private const int Rows = 1500;
    private static readonly int Points = Environment.GetEnvironmentVariable("ANSINH_LONG") == "1" ? 20 : 1;
    private readonly TempFolder _folder = new();
    private readonly Random _lot = new(20261129);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_list_being_written_is_written_once_and_whole_or_not_at_all(bool postgres)
    {
        var (address, office) = Open(postgres);
        using var database = office.Register.Database;
        var whole = 0.0;
        for (var point = 0; point <= Points; point++)
        {
            var list = Send(office, point);
            var mark = Plan(office, list).Mark();
            var people = Count(database, "person where superseded_at is null");
            var batches = Count(database, "batch");
            var question = ListApplyJob.Question(list.Id, new AgreedPlan(mark, LeaveOut: false));

            // The first is left alone: it tells how long one takes.
            (whole, var job) = await Do(address, office, question, point == 0 ? null : whole * _lot.NextDouble());
            Assert.True(job.State == JobState.Done, $"{point}: {job.State} {string.Join(' ', job.Refusals.Take(3))}");
            Assert.Equal(job.Result, office.Lists.Sent.FindOrNull(list.Id, Owner)!.BatchId!.Value.ToString(CultureInfo.InvariantCulture));
            Assert.Equal((people + Rows, batches + 1), (Count(database, "person where superseded_at is null"), Count(database, "batch")));
            Assert.True(new AuditCheck(database, Office.SealedTables).All().Ok, $"{point}");
        }
    }

    [Fact]
    public void A_list_that_was_written_and_not_told_finds_its_answer_and_is_not_written_again()
    {
        var (_, office) = Open(false);
        using var database = office.Register.Database;
        var list = Send(office, 0);
        var question = ListApplyJob.Question(list.Id, new AgreedPlan(Plan(office, list).Mark(), LeaveOut: false));
        var id = office.Jobs.Ask(Act.By(Owner, "job.ask"), question.Kind, question.Subject, question.Text).Value;
        var batches = Count(database, "batch");
        var first = new ListApplyJob().Do(office, office.Jobs.LeaseOrNull([ListApplyJob.Code])!, new Deaf());
        using (var connection = database.Connect())
        {
            connection.Execute("update job set lease_until = 0 where job_id = @id", new { id });
        }

        var again = new ListApplyJob().Do(office, office.Jobs.LeaseOrNull([ListApplyJob.Code])!, new Deaf());
        Assert.Equal(first.Value, again.Value);
        Assert.Equal(batches + 1, Count(database, "batch"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_comparison_ends_with_the_same_result_and_what_was_said_of_pairs_stays(bool postgres)
    {
        var (address, office) = Open(postgres);
        var comparisons = office.Comparisons;
        using var database = office.Register.Database;
        var bytes = Encoding.UTF8.GetBytes(Text(0));
        var id = comparisons.Send(("a.csv", bytes), ("b.csv", bytes), Act.By(Owner, "compare.send")).Value;
        Assert.True(comparisons.Answer(id, 1, 2, false, Act.By(Owner, "compare.answer")));
        FieldKind[] kinds = [.. comparisons.FindOrNull(id, Owner)!.Left.Fields.Select(f => f.Kind)];
        var question = new JobQuestion(CompareJob.Code, CompareJob.Subject(id), JobText.Short(new ColumnKinds(kinds, kinds)));
        var (whole, first) = await Do(address, office, question, null);
        Assert.NotNull(first.Result);
        for (var point = 1; point <= Points; point++)
        {
            var (_, job) = await Do(address, office, question, whole * _lot.NextDouble());
            Assert.Equal((JobState.Done, first.Result), (job.State, job.Result));
            Assert.Equal([((1, 2L), false)], comparisons.Answers(id).Select(a => (a.Key, a.Value)));
            Assert.True(new AuditCheck(database, Office.SealedTables).All().Ok, $"{point}");
        }
    }

    /// <summary>
    /// Has a job done by a server; kills the server so many milliseconds after it took the job up, if told, and lets another go on. Gives
    /// the milliseconds the first server worked on it.
    /// </summary>
    private static async Task<(double Took, Job Job)> Do(string address, Office office, JobQuestion question, double? killAfter)
    {
        var id = office.Jobs.Ask(Act.By(Owner, "job.ask"), question.Kind, question.Subject, question.Text).Value;
        var took = new Stopwatch();
        using (var server = Serve(address))
        {
            await Until(office, id, job => job.State != JobState.Waiting);
            took.Start();
            if (killAfter is { } wait)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(wait), TestContext.Current.CancellationToken);
            }
            else
            {
                await Until(office, id, job => !job.IsOpen);
            }

            took.Stop();
            server.Kill();
            await server.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        if (office.Jobs.FindOrNull(id)!.IsOpen)
        {
            // Half a minute passes.
            using (var connection = office.Register.Database.Connect())
            {
                connection.Execute("update job set lease_until = 0 where job_id = @id", new { id });
            }

            using var server = Serve(address);
            await Until(office, id, job => !job.IsOpen);
            server.Kill();
            await server.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        return (took.Elapsed.TotalMilliseconds, office.Jobs.FindOrNull(id)!);
    }

    private static Process Serve(string address)
    {
        using var port = new TcpListener(IPAddress.Loopback, 0);
        port.Start();
        var number = ((IPEndPoint)port.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        port.Stop();
        var server = Verb.Start(address, "serve", "--port", number);
        server.BeginOutputReadLine();
        server.BeginErrorReadLine();
        return server;
    }

    private static async Task Until(Office office, long id, Func<Job, bool> reached)
    {
        for (var waited = Stopwatch.StartNew(); !reached(office.Jobs.FindOrNull(id)!);)
        {
            Assert.True(waited.Elapsed < TimeSpan.FromMinutes(5), "The server does not take the job up.");
            await Task.Delay(2, TestContext.Current.CancellationToken);
        }
    }

    private (string Address, Office Office) Open(bool postgres)
    {
        var office = SmallDistrict.Open(_folder.Path, TimeProvider.System);
        if (!postgres)
        {
            return (_folder.File("register.db"), office);
        }

        var (file, address) = (_folder.File("b.zip"), PostgresCluster.NewAddress());
        using (office.Register.Database)
        {
            Assert.True(new RegisterBackup(RegisterMigrations.All)
                .Make(office.Register.Database, Office.SealedTables, file, Act.By("test", "register.backup")).Ok);
        }

        var database = Database.Open(address, TimeProvider.System);
        Assert.True(new RegisterBackup(RegisterMigrations.All).Restore(file, database).Ok);
        return (address, OfficeHolder.Open(Path.Combine(SmallDistrict.Root, "policy"), database).Value);
    }

    private static SentList Send(Office office, int point)
    {
        var sent = office.Lists.Sent;
        var id = office.Lists.Send($"ds{point}.csv", Encoding.UTF8.GetBytes(Text(point + 1)), Act.By(Owner, "list.send")).Value;
        var list = sent.FindOrNull(id, Owner)!;
        var book = ListFile.Read(list.FileName, sent.Bytes(list)).Value;
        var opened = ListReader.Open(book).Value;
        var map = ListMap.Suggest("thử", opened.Sheet, opened.Header, office.Register.Facts) with
        {
            Unit = "09727",
            ValidFrom = new DateOnly(2020, 8, 1),
        };
        Assert.True(office.Lists.SetMap(list, book, opened.Header, map, Act.By(Owner, "list.columns")).Ok);

        // Whoever is a little like somebody of an earlier list is somebody new.
        var plan = Plan(office, sent.FindOrNull(id, Owner)!);
        var choices = plan.Rows.Where(r => r.State == RowState.Ask).ToDictionary(r => r.Row.Row, _ => new RowChoice(IsNew: true));
        using (var connection = office.Register.Database.Connect())
        {
            connection.Execute("update import_list set choices = @text where list_id = @id",
                new { id, text = JsonSerializer.Serialize(choices) });
        }

        return sent.FindOrNull(id, Owner)!;
    }

    private static ListPlan Plan(Office office, SentList list) =>
        office.Lists.Plan(list, JobActs.OwnerOrNull(office, Asked())!.Scope, null).Value;

    private static string Text(int version)
    {
        string[] given = ["An", "Bình", "Chi", "Dũng", "Em", "Giang", "Hà", "Khánh", "Lan", "Minh"];
        // Nobody of one list is like anybody of another.
        string[] families = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý", "Đinh",
            "Trịnh", "Mai", "Cao", "Lâm", "Tạ", "Quách", "Tống"];
        var text = new StringBuilder("Họ và tên,Ngày sinh,Giới tính,Số định danh,Thôn\n");
        for (var i = 0; i < Rows; i++)
        {
            var birth = new DateOnly(1950, 1, 1).AddDays((i * 11) + (version * 401 % 3000));
            var number = Basics.PersonalNumber.Create(Basics.PersonalNumber.SyntheticProvince,
                i % 2 == 0 ? Basics.Sex.Male : Basics.Sex.Female, birth.Year, (version * Rows) + i + 1000).Digits;
            var name = $"{families[version % families.Length]} {given[i % 10]} {given[i / 10 % 10]} {given[i / 100 % 10]}";
            text.Append(CultureInfo.InvariantCulture,
                $"{name},{birth:dd/MM/yyyy},{(i % 2 == 0 ? "Nam" : "Nữ")},{number},Cụm {i % 6}\n");
        }

        return text.ToString();
    }

    private static Job Asked() => new(0, ListPlanJob.Code, "0", Owner, "", JobState.Running);

    private static long Count(Database database, string what)
    {
        using var connection = database.Connect();
        return connection.ExecuteScalar<long>("select count(*) from " + what);
    }

    private sealed class Deaf : IProgress<JobStep>
    {
        public void Report(JobStep value)
        {
        }
    }
}

using System.Data.Common;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using AnSinh.Basics;
using AnSinh.Intake.Duplicates;
using AnSinh.Intake.Lists.Reading;
using AnSinh.Matching;
using AnSinh.Register;
using AnSinh.Store;
using AnSinh.Store.Acts;
using AnSinh.Store.Documents;
using Dapper;

namespace AnSinh.Intake.Comparing;

/// <summary>A list to compare: its columns as they were guessed when it was sent.</summary>
/// <param name="Name">How it is called.</param>
/// <param name="Count">Its rows.</param>
/// <param name="Fields">Its columns.</param>
public sealed record ComparedList(string Name, int Count, IReadOnlyList<MatchField> Fields);

/// <summary>Two lists to be compared, or one with the register; their sender alone sees them.</summary>
/// <param name="Id">Number.</param>
/// <param name="Login">Who sent the lists.</param>
/// <param name="SentAt">When, Unix milliseconds.</param>
/// <param name="LeftFile">The first file, a document.</param>
/// <param name="RightFile">The second; null for the register.</param>
/// <param name="Left">The first list.</param>
/// <param name="Right">The second; null for the register.</param>
public sealed record ListComparison(
    long Id, string Login, long SentAt, Document LeftFile, Document? RightFile, ComparedList Left, ComparedList? Right);

/// <summary>
/// Any two lists compared, or one with the register (<i lang="vi">đối chiếu</i>): the lists sent, what is found in them, what officers say
/// of pairs.
/// </summary>
public sealed class ListComparisons
{
    /// <summary>What a list may be, as far as its bytes tell without being read.</summary>
    private static readonly DocumentKind File = new("compare", ListFile.SizeLimit, MediaTypes.Xlsx, MediaTypes.Text);

    // What was found in the columns, as text of the table.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private readonly RegisterDb _register;
    private readonly Database _database;
    private readonly DocumentTable _documents;

    /// <summary>The comparisons kept beside a register. Opening brings the tables into being.</summary>
    public ListComparisons(RegisterDb register, DocumentTable documents)
    {
        (_register, _database, _documents) = (register, register.Database, documents);
        _database.Migrate(Migrations);
    }

    /// <summary>The steps that make the tables.</summary>
    public static IReadOnlyList<Migration> Migrations { get; } =
    [
        new("0913-comparisons",
            """
            create table comparison (
                comparison_id $identity,
                left_document bigint not null,
                right_document bigint null,
                columns text not null,
                login text not null,
                sent_at bigint not null,
                dropped_at bigint null);
            create table comparison_answer (
                comparison_id bigint not null,
                left_row bigint not null,
                right_id bigint not null,
                is_one bigint not null,
                login text not null,
                at bigint not null,
                primary key (comparison_id, left_row, right_id));
            """),
    ];

    /// <summary>
    /// Keeps one file or two that can be read as tables, with the columns found in them; gives the number of the comparison. What is wrong
    /// with a file is told at its field.
    /// </summary>
    /// <param name="left">Name and bytes of the first list.</param>
    /// <param name="right">The second; null to compare with the register.</param>
    /// <param name="act">Who sends them.</param>
    public Outcome<long> Send((string Name, byte[] Bytes) left, (string Name, byte[] Bytes)? right, Act act)
    {
        var first = Table(left, CompareForms.LeftFile);
        var second = right is { } file ? Table(file, CompareForms.RightFile) : null;
        return first.Ok && second is not { Ok: false } ? Add(first.Value, second?.Value, act)
            : Outcome<long>.Refused([.. first.Refusals, .. second?.Refusals ?? []]);
    }

    private static Outcome<SentTable> Table((string Name, byte[] Bytes) file, string field)
    {
        var table = CompareFile.Read(file.Name, file.Bytes);
        return table.Ok ? new SentTable(file.Name, file.Bytes, table.Value)
            : Outcome<SentTable>.Refused([.. table.Refusals.Select(r => r with { Message = r.ToString(), Place = field })]);
    }

    private Outcome<long> Add(SentTable left, SentTable? right, Act act) =>
        _database.Do(act, (connection, transaction) =>
        {
            var first = _documents.Add(act, File, left.Name, left.Bytes);
            var second = right is { } other ? _documents.Add(act, File, other.Name, other.Bytes) : Outcome<long>.Of(0);
            if (!first.Ok || !second.Ok)
            {
                return Outcome<long>.Refused([.. first.Refusals, .. second.Refusals]);
            }

            var columns = new[] { left.Table, right?.Table }.OfType<MatchTable>().Select(t => new ComparedList(t.Name, t.Count, t.Fields));
            var id = connection.ExecuteScalar<long>(
                """
                insert into comparison (left_document, right_document, columns, login, sent_at)
                values (@left, @right, @columns, @login, @at) returning comparison_id
                """,
                new
                {
                    left = first.Value,
                    right = right is null ? (long?)null : second.Value,
                    columns = JsonSerializer.Serialize(columns.ToList(), Json),
                    login = act.Actor,
                    at = _database.Clock.Now(),
                },
                transaction);
            return Outcome<long>.Of(Noted(connection, transaction, act, id, id, right is { } two ? $"{left.Name}, {two.Name}" : left.Name));
        });

    /// <summary>A comparison if it is this person's, else null.</summary>
    public ListComparison? FindOrNull(long id, string login) =>
        Read("comparison_id = @id and login = @login", new { id, login }).FirstOrDefault();

    /// <summary>The comparisons of a person, the latest first.</summary>
    public IReadOnlyList<ListComparison> Of(string login) => Read("login = @login", new { login });

    /// <summary>Compares the lists, or the one with the register. Refused if a file can no longer be read.</summary>
    /// <param name="comparison">What is compared.</param>
    /// <param name="kinds">The kinds told of the columns.</param>
    /// <param name="scope">Whose people are compared: who lives elsewhere is neither compared nor counted.</param>
    /// <param name="progress">Told the step and its percent.</param>
    public Outcome<Compared> Run(ListComparison comparison, ColumnKinds kinds, Scope scope,
        IProgress<(string Step, int Percent)> progress)
    {
        var (left, right) = (Table(comparison.LeftFile), comparison.RightFile is { } file ? Table(file) : null);
        if (!left.Ok || right is { Ok: false })
        {
            return Outcome<Compared>.Refused([.. left.Refusals, .. right?.Refusals ?? []]);
        }

        var register = right is null ? RegisterList.Read(_register, scope) : null;
        var (first, second) = (CompareFile.With(left.Value, kinds.Left), register?.Table ?? CompareFile.With(right!.Value, kinds.Right));
        var run = MatchEngine.Run(first, second, new MatchOptions { Progress = progress });
        if (!run.Ok)
        {
            return Outcome<Compared>.Refused(run.Refusals);
        }

        if (register is not null)
        {
            _database.Readings.Note(new AuditRecord(_database.Clock.Now(), comparison.Login, "register.compare", "register",
                $"{comparison.Left.Name}: {run.Value.Result.Pairs.Count} pairs"));
        }

        return Compared.Of(run.Value, first, second, register?.Persons);
    }

    private Outcome<MatchTable> Table(Document file) => CompareFile.Read(file.Name, _documents.Bytes(file));

    /// <summary>Keeps what an officer says of a pair: one person, or two.</summary>
    public bool Answer(long id, int left, long right, bool isOne, Act act) => _database.Do(act, (connection, transaction) =>
    {
        connection.Execute(
            """
            insert into comparison_answer (comparison_id, left_row, right_id, is_one, login, at)
            values (@id, @left, @right, @one, @login, @at)
            on conflict (comparison_id, left_row, right_id) do update set is_one = excluded.is_one, login = excluded.login, at = excluded.at
            """,
            new { id, left, right, one = isOne ? 1 : 0, login = act.Actor, at = _database.Clock.Now() },
            transaction);
        return Noted(connection, transaction, act, id, true, $"{left}-{right}: {(isOne ? "one" : "two")}");
    });

    /// <summary>What officers said of pairs.</summary>
    public IReadOnlyDictionary<(int Left, long Right), bool> Answers(long id)
    {
        using var connection = _database.Connect();
        return connection.Query<(int Left, long Right, bool IsOne)>(
            "select left_row, right_id, is_one <> 0 from comparison_answer where comparison_id = @id", new { id })
            .ToDictionary(a => (a.Left, a.Right), a => a.IsOne);
    }

    /// <summary>Takes a comparison away; its files go.</summary>
    public bool Drop(ListComparison comparison, Act act) => _database.Do(act, (connection, transaction) =>
    {
        connection.Execute("update comparison set dropped_at = @at where comparison_id = @Id",
            new { comparison.Id, at = _database.Clock.Now() }, transaction);
        connection.Execute("delete from comparison_answer where comparison_id = @Id", new { comparison.Id }, transaction);
        _documents.Drop(comparison.LeftFile.DocumentId, act);
        if (comparison.RightFile is { } second)
        {
            _documents.Drop(second.DocumentId, act);
        }

        return Noted(connection, transaction, act, comparison.Id, true, "");
    });

    private T Noted<T>(DbConnection connection, DbTransaction transaction, Act act, long id, T answer, string detail)
    {
        new AuditLog(_database).Append(
            connection, transaction, act, act.Note(_database.Clock.Now(), act.Kind, $"comparison:{id}", detail));
        return answer;
    }

    private List<ListComparison> Read(string where, object parameters)
    {
        using var connection = _database.Connect();
        var rows = connection.Query<(long Id, long Left, long? Right, string Columns, string Login, long At)>(
            $"""
            select comparison_id, left_document, right_document, columns, login, sent_at from comparison
            where {where} and dropped_at is null order by comparison_id desc
            """,
            parameters).ToList();
        return [.. rows.Select(r =>
        {
            var lists = JsonSerializer.Deserialize<List<ComparedList>>(r.Columns, Json)!;
            return new ListComparison(
                r.Id, r.Login, r.At, _documents.FindOrNull(r.Left)!, r.Right is { } right ? _documents.FindOrNull(right) : null, lists[0],
                lists.Count > 1 ? lists[1] : null);
        })];
    }

    private sealed record SentTable(string Name, byte[] Bytes, MatchTable Table);
}

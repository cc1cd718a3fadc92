using System.Data.Common;
using AnSinh.Basics;
using AnSinh.Host.Jobs;
using AnSinh.Intake.Lists.Reading;
using AnSinh.Matching;
using AnSinh.Store;
using AnSinh.Store.Acts;
using AnSinh.Store.Documents;
using Dapper;

namespace AnSinh.Host.Compare;

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
public sealed record Comparison(
    long Id, string Login, long SentAt, Document LeftFile, Document? RightFile, ComparedList Left, ComparedList? Right);

/// <summary>Keeps the lists sent to be compared, and what officers said of pairs.</summary>
public sealed class CompareStore
{
    /// <summary>What a list may be, as far as its bytes tell without being read.</summary>
    private static readonly DocumentKind File = new("compare", ListFile.SizeLimit, MediaTypes.Xlsx, MediaTypes.Text);

    private readonly Database _database;
    private readonly DocumentTable _documents;

    /// <summary>Opens the store in a register's database.</summary>
    public CompareStore(Database database, DocumentTable documents)
    {
        (_database, _documents) = (database, documents);
        database.Migrate(Migrations);
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

    /// <summary>Keeps one file or two, with the columns found in them; gives the number of the comparison.</summary>
    public Outcome<long> Add(
        (string Name, byte[] Bytes, MatchTable Table) left, (string Name, byte[] Bytes, MatchTable Table)? right, Act act) =>
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
                new { left = first.Value, right = right is null ? (long?)null : second.Value, columns = JobText.Short(columns.ToList()),
                    login = act.Actor, at = _database.Clock.Now() },
                transaction);
            return Outcome<long>.Of(Noted(connection, transaction, act, id, id, right is { } two ? $"{left.Name}, {two.Name}" : left.Name));
        });

    /// <summary>A comparison if it is this person's, else null.</summary>
    public Comparison? FindOrNull(long id, string login) =>
        Read("comparison_id = @id and login = @login", new { id, login }).FirstOrDefault();

    /// <summary>The comparisons of a person, the latest first.</summary>
    public IReadOnlyList<Comparison> Of(string login) => Read("login = @login", new { login });

    /// <summary>The bytes of a file.</summary>
    public byte[] Bytes(Document file) => _documents.Bytes(file);

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
    public bool Drop(Comparison comparison, Act act) => _database.Do(act, (connection, transaction) =>
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

    private List<Comparison> Read(string where, object parameters)
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
            var lists = JobText.ReadShort<List<ComparedList>>(r.Columns);
            return new Comparison(
                r.Id, r.Login, r.At, _documents.FindOrNull(r.Left)!, r.Right is { } right ? _documents.FindOrNull(right) : null, lists[0],
                lists.Count > 1 ? lists[1] : null);
        })];
    }
}

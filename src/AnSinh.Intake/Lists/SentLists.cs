using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using AnSinh.Basics;
using AnSinh.Intake.Lists.Mapping;
using AnSinh.Intake.Lists.Planning;
using AnSinh.Intake.Lists.Reading;
using AnSinh.Store;
using AnSinh.Store.Acts;
using AnSinh.Store.Documents;
using Dapper;

namespace AnSinh.Intake.Lists;

/// <summary>A list somebody sent, as it stands on the way into the register.</summary>
/// <param name="Id">Its number.</param>
/// <param name="File">The file, a document.</param>
/// <param name="Login">Who sent it.</param>
/// <param name="SentAt">When, Unix milliseconds.</param>
/// <param name="Map">Map of its columns as YAML; null until told.</param>
/// <param name="Choices">What was chosen, by row.</param>
/// <param name="Version">Counts the changes of map and choices.</param>
/// <param name="BatchId">The batch it became; null until applied.</param>
/// <param name="Message">What went wrong last, or null.</param>
public sealed record SentList(
    long Id, Document File, string Login, long SentAt, string? Map, IReadOnlyDictionary<int, RowChoice> Choices,
    long Version, long? BatchId, string? Message)
{
    /// <summary>Name of the file.</summary>
    public string FileName => File.Name;
}

/// <summary>The lists sent, each its sender's alone, and the maps of columns for the next list of the same form.</summary>
public sealed class SentLists
{
    /// <summary>What a list sent may be, as far as its bytes tell without being read.</summary>
    private static readonly DocumentKind File = new("list", ListFile.SizeLimit, MediaTypes.Xlsx, MediaTypes.Text);

    private readonly Database _database;
    private readonly AuditLog _audit;
    private readonly DocumentTable _documents;

    /// <summary>The lists in a register's database. Opening brings the tables into being.</summary>
    public SentLists(Database database, DocumentTable documents)
    {
        (_database, _audit, _documents) = (database, new AuditLog(database), documents);
        database.Migrate(Migrations);
    }

    /// <summary>The steps that make the tables.</summary>
    public static IReadOnlyList<Migration> Migrations { get; } =
    [
        new("0910-lists", """
            create table import_map (
                form text not null primary key,
                map text not null,
                login text not null,
                at bigint not null);
            create table import_list (
                list_id $identity,
                file_name text not null,
                sha256 text not null,
                content text not null,
                login text not null,
                sent_at bigint not null,
                map text null,
                choices text not null,
                version bigint not null,
                batch_id bigint null,
                message text null,
                dropped_at bigint null);
            """),
        new("0911-list-documents", "alter table import_list add column document_id bigint null;") { Then = MoveToDocuments },
        new("0912-list-content", """
            alter table import_list drop column content;
            alter table import_list drop column file_name;
            alter table import_list drop column sha256;
            """),
    ];

    /// <summary>Keeps a file; gives the number of the list.</summary>
    internal Outcome<long> Add(string fileName, byte[] bytes, Act act) => _database.Do(act, (connection, transaction) =>
    {
        var file = _documents.Add(act, File, fileName, bytes);
        if (!file.Ok)
        {
            return file;
        }

        var id = connection.ExecuteScalar<long>(
            """
            insert into import_list (document_id, login, sent_at, choices, version) values (@file, @login, @at, '{}', 0)
            returning list_id
            """,
            new { file = file.Value, login = act.Actor, at = _database.Clock.Now() },
            transaction);
        return Outcome<long>.Of(Noted(connection, transaction, act, id, id, fileName));
    });

    /// <summary>A list if it is this person's, else null.</summary>
    public SentList? FindOrNull(long id, string login) =>
        Read("list_id = @id and login = @login", new { id, login }).FirstOrDefault();

    /// <summary>Lists of one sender, the latest first.</summary>
    public IReadOnlyList<SentList> Latest(string login, int count) => Read("login = @login", new { login, count }, " limit @count");

    /// <summary>The bytes of a list.</summary>
    public byte[] Bytes(SentList list) => _documents.Bytes(list.File);

    /// <summary>Sets the map of a list, and remembers it for lists with the same columns.</summary>
    internal bool SetMap(long id, string map, ListHeader header, Act act) => _database.Do(act, (connection, transaction) =>
    {
        connection.Execute(
            "update import_list set map = @map, version = version + 1, message = null where list_id = @id and batch_id is null",
            new { id, map }, transaction);
        connection.Execute(
            """
            insert into import_map (form, map, login, at) values (@form, @map, @login, @at)
            on conflict (form) do update set map = excluded.map, login = excluded.login, at = excluded.at
            """,
            new { form = FormOf(header), map, login = act.Actor, at = _database.Clock.Now() },
            transaction);
        return Noted(connection, transaction, act, id, true, "");
    });

    /// <summary>The map last told for a list with these columns, or null.</summary>
    public string? RememberedMapOrNull(ListHeader header)
    {
        using var connection = _database.Connect();
        return connection.ExecuteScalar<string>("select map from import_map where form = @form", new { form = FormOf(header) });
    }

    /// <summary>Keeps what was chosen for a row; null takes the choice back.</summary>
    public bool Choose(long id, int row, RowChoice? choice, Act act) => _database.Do(act, (connection, transaction) =>
    {
        var choices =
            Parse(connection.ExecuteScalar<string>("select choices from import_list where list_id = @id", new { id }, transaction))
            .ToDictionary();
        if (choice is null)
        {
            choices.Remove(row);
        }
        else
        {
            choices[row] = choice;
        }

        connection.Execute(
            "update import_list set choices = @text, version = version + 1 where list_id = @id and batch_id is null",
            new { id, text = JsonSerializer.Serialize(choices) }, transaction);
        return Noted(connection, transaction, act, id, true, $"dòng {row}");
    });

    /// <summary>Notes the batch a list became.</summary>
    internal bool Applied(long id, long batchId, Act act) => Set("batch_id = @value, message = null", id, batchId, act, $"batch:{batchId}");

    /// <summary>Notes what went wrong.</summary>
    internal bool Failed(long id, string message, Act act) => Set("message = @value", id, message, act, message);

    /// <summary>Takes a list away that was not applied; its bytes go.</summary>
    public bool Drop(SentList list, Act act) => _database.Do(act, (_, _) =>
        Set("dropped_at = @value", list.Id, _database.Clock.Now(), act, "") && _documents.Drop(list.File.DocumentId, act));

    private bool Set(string what, long id, object value, Act act, string detail) => _database.Do(act, (connection, transaction) =>
    {
        connection.Execute($"update import_list set {what} where list_id = @id", new { id, value }, transaction);
        return Noted(connection, transaction, act, id, true, detail);
    });

    private T Noted<T>(DbConnection connection, DbTransaction transaction, Act act, long id, T answer, string detail)
    {
        _audit.Append(connection, transaction, act, act.Note(_database.Clock.Now(), act.Kind, $"list:{id}", detail));
        return answer;
    }

    private List<SentList> Read(string where, object parameters, string limit = "")
    {
        using var connection = _database.Connect();
        return [.. connection.Query<Entry>(
            $"""
            select list_id, login, sent_at, map, choices, version, batch_id, message, document_id from import_list
            where {where} and dropped_at is null order by list_id desc{limit}
            """,
            parameters)
            .Select(l => new SentList(l.ListId, _documents.FindOrNull(l.DocumentId)!, l.Login, l.SentAt, l.Map, Parse(l.Choices), l.Version,
                l.BatchId, l.Message))];
    }

    // Until 29/11/2026 the bytes stood as text in a column of the list.
    private static void MoveToDocuments(Database database, DbConnection connection, DbTransaction transaction)
    {
        var lists = connection.Query<(long Id, string Name, string Sha256, string Content, string Login, long At)>(
            "select list_id, file_name, sha256, content, login, sent_at from import_list where content <> '' order by list_id",
            transaction: transaction).ToList();
        foreach (var list in lists)
        {
            var bytes = Convert.FromBase64String(list.Content);
            // The page of the list, as of a document that was sent there.
            var page = string.Create(CultureInfo.InvariantCulture, $"/danh-sach/{list.Id}");
            var document = new Document(
                0, File.Code, list.Name, list.Sha256, MediaTypes.Of(bytes), bytes.Length, list.Login, page, list.At);
            var file = DocumentTable.Keep(
                database, connection, transaction, Act.OfProgram("list.move"), document, bytes);
            connection.Execute("update import_list set document_id = @file where list_id = @Id", new { file, list.Id }, transaction);
        }
    }

    // The columns by which a list is known to be of the same form as an earlier one.
    private static string FormOf(ListHeader header) => string.Join('|', header.Columns.Select(c => HeaderWords.Plain(c.Label)));

    private static Dictionary<int, RowChoice> Parse(string? choices) =>
        JsonSerializer.Deserialize<Dictionary<int, RowChoice>>(choices ?? "{}") ?? [];

    private sealed class Entry
    {
        public long ListId { get; set; }

        public string Login { get; set; } = "";

        public long SentAt { get; set; }

        public string? Map { get; set; }

        public string Choices { get; set; } = "{}";

        public long Version { get; set; }

        public long? BatchId { get; set; }

        public string? Message { get; set; }

        public long DocumentId { get; set; }
    }
}

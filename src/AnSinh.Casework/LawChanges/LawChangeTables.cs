using System.Data.Common;
using AnSinh.Rulebook.Publishing;
using AnSinh.Store;
using Dapper;

namespace AnSinh.Casework.LawChanges;

/// <summary>The only file with the SQL of the tables of law changes. Rows are only ever added.</summary>
internal static class LawChangeTables
{
    public static IReadOnlyList<Migration> Migrations { get; } =
    [
        new("0250-law-change", """
            create table law_change (
                change_id bigint not null primary key,
                title text not null,
                author text not null,
                created_at bigint not null);
            create table law_change_edit (
                change_id bigint not null references law_change (change_id),
                edit_no bigint not null,
                path text not null,
                base_hash text,
                content text,
                edited_by text not null,
                edited_at bigint not null,
                primary key (change_id, edit_no));
            create table law_change_step (
                change_id bigint not null references law_change (change_id),
                step_no bigint not null,
                status text not null,
                actor text not null,
                at bigint not null,
                remark text not null,
                content_hash text not null,
                primary key (change_id, step_no));
            create table law_publication (
                version bigint not null primary key,
                change_id bigint not null references law_change (change_id),
                published_at bigint not null,
                drafted_by text not null,
                approved_by text not null,
                note text not null,
                rulebook_hash text not null);
            create table law_publication_file (
                version bigint not null references law_publication (version),
                path text not null,
                base_hash text,
                content text not null,
                primary key (version, path));
            create table law_state (
                rulebook_hash text not null primary key,
                version bigint not null,
                first_seen bigint not null);
            """),
    ];

    public static long AddChange(DbConnection connection, DbTransaction transaction, string title, string author, long at)
    {
        var id = connection.ExecuteScalar<long>("select coalesce(max(change_id), 0) from law_change", null, transaction) + 1;
        connection.Execute("insert into law_change (change_id, title, author, created_at) values (@id, @title, @author, @at)",
            new { id, title, author, at }, transaction);
        return id;
    }

    public static void AddEdit(DbConnection connection, DbTransaction transaction, long id,
        (string Path, string? BaseHash, string? Content) file, (string Actor, long At) by) => connection.Execute(
        """
        insert into law_change_edit (change_id, edit_no, path, base_hash, content, edited_by, edited_at)
        select @id, coalesce(max(edit_no), 0) + 1, @path, @baseHash, @content, @actor, @at from law_change_edit where change_id = @id
        """,
        new { id, path = file.Path, baseHash = file.BaseHash, content = file.Content, actor = by.Actor, at = by.At },
        transaction);

    public static void AddPublication(DbConnection connection, DbTransaction transaction, Publication publication)
    {
        connection.Execute(
            """
            insert into law_publication (version, change_id, published_at, drafted_by, approved_by, note, rulebook_hash)
            values (@Version, @ChangeId, @At, @DraftedBy, @ApprovedBy, @Note, @Hash)
            """,
            new { publication.Version, publication.ChangeId, publication.At, publication.DraftedBy, publication.ApprovedBy,
                publication.Note, publication.Hash },
            transaction);
        foreach (var file in publication.Files)
        {
            connection.Execute(
                "insert into law_publication_file (version, path, base_hash, content) values (@version, @path, @baseHash, @content)",
                new { version = publication.Version, path = file.Path, baseHash = file.BaseHash, content = file.Text },
                transaction);
        }
    }

    public static void AddState(DbConnection connection, DbTransaction transaction, string hash, long version, long at) =>
        connection.Execute(
        """
        insert into law_state (rulebook_hash, version, first_seen)
        select @hash, @version, @at where not exists (select 1 from law_state where rulebook_hash = @hash)
        """,
        new { hash, version, at },
        transaction);

    public static IReadOnlyDictionary<string, long> States(DbConnection connection) =>
        connection.Query<(string Hash, long Version)>("select rulebook_hash, version from law_state")
        .ToDictionary(s => s.Hash, s => s.Version, StringComparer.Ordinal);

    public static long LastVersion(DbConnection connection, DbTransaction? transaction) =>
        connection.ExecuteScalar<long>("select coalesce(max(version), 0) from law_publication", null, transaction);

    /// <summary>Changes with what each is about; one only if asked for it.</summary>
    public static IReadOnlyList<(long Id, string Title)> Titles(DbConnection connection, DbTransaction? transaction, long? id = null) =>
        [.. connection.Query<(long, string)>(
            $"select change_id, title from law_change {(id is null ? "" : "where change_id = @id")}", new { id }, transaction)];

    /// <summary>The files of a draft, the latest of each.</summary>
    public static IReadOnlyList<EditedFile> Files(DbConnection connection, DbTransaction? transaction, long id) =>
        [.. connection.Query<FileRow>(
            "select change_id as owner, path, base_hash, content from law_change_edit where change_id = @id order by edit_no", new { id },
            transaction)
            .GroupBy(e => e.Path, StringComparer.Ordinal).Select(g => g.Last())
            .Where(e => e.Content is not null).Select(e => new EditedFile(e.Path, e.BaseHash, e.Content!))];

    public static IReadOnlyList<Publication> Publications(DbConnection connection)
    {
        var files =
            connection.Query<FileRow>("select version as owner, path, base_hash, content from law_publication_file order by version, path")
            .ToLookup(f => f.Owner, f => new EditedFile(f.Path, f.BaseHash, f.Content!));
        return [.. connection.Query<PublicationRow>(
            "select version, change_id, published_at, drafted_by, approved_by, note, rulebook_hash from law_publication order by version")
            .Select(p =>
                new Publication(p.Version, p.ChangeId, p.PublishedAt, p.DraftedBy, p.ApprovedBy, p.Note, p.RulebookHash,
                    [.. files[p.Version]]))];
    }

    private sealed class FileRow
    {
        public long Owner { get; set; }

        public string Path { get; set; } = "";

        public string? BaseHash { get; set; }

        public string? Content { get; set; }
    }

    private sealed class PublicationRow
    {
        public long Version { get; set; }

        public long ChangeId { get; set; }

        public long PublishedAt { get; set; }

        public string DraftedBy { get; set; } = "";

        public string ApprovedBy { get; set; } = "";

        public string Note { get; set; } = "";

        public string RulebookHash { get; set; } = "";
    }
}

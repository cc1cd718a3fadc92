using System.Data.Common;
using AnSinh.Basics;
using AnSinh.Store.TwoTimes;

namespace AnSinh.Store.Tests.TwoTimes;

/// <summary>Where a copy of a book stands: rows of some days. The branch may be none: part of what a row is about.</summary>
internal sealed record Place(long Book, string? Branch, string Shelf, DateInterval Valid);

internal sealed class PlaceTable() : DatedTable<Place>(
    "place", [new("book", BulkType.Long), new("branch", BulkType.Text), new("shelf", BulkType.Text)], ["book", "branch"])
{
    public override string SubjectOf(Place row) => $"book:{row.Book}";

    public override string DetailOf(Place row) => row.Branch ?? "";

    public override DateInterval ValidOf(Place row) => row.Valid;

    public override Place With(Place row, DateInterval valid) => row with { Valid = valid };

    public override IEnumerable<Refusal> Check(Place row) => [];

    public override Refusal? MissingSubject(DbConnection connection, DbTransaction transaction, Place row) =>
        row.Book > 0 ? null : new Refusal("book.none", "Không có sách này.");

    protected override void Set(IBulkWriter to, Place row)
    {
        to.Set(0, row.Book);
        to.Set(1, row.Branch);
        to.Set(2, row.Shelf);
    }

    protected override Place Read(RowFields fields) => new(fields.Number(0), fields.TextOrNull(1), fields.Text(2), fields.Valid);
}

/// <summary>What a book is called: rows that hold always.</summary>
internal sealed record Title(long Book, string Text, long? Pages);

internal sealed class TitleTable() : TwoTimeTable<Title>(
    "title", [new("book", BulkType.Long), new("text", BulkType.Text), new("pages", BulkType.Long)], ["book"])
{
    public override string SubjectOf(Title row) => $"book:{row.Book}";

    protected override void Set(IBulkWriter to, Title row)
    {
        to.Set(0, row.Book);
        to.Set(1, row.Text);
        to.Set(2, row.Pages);
    }

    protected override Title Read(RowFields fields) => new(fields.Number(0), fields.Text(1), fields.NumberOrNull(2));
}

internal static class Library
{
    public static PlaceTable Places { get; } = new();

    public static TitleTable Titles { get; } = new();

    public static Migration Migration { get; } = new("0001-library", """
        create table place (
            row_id $identity,
            book bigint not null,
            branch text null,
            shelf text not null,
            valid_from date not null,
            valid_to date null,
            recorded_at bigint not null,
            superseded_at bigint null);
        create table title (
            row_id $identity,
            book bigint not null,
            text text not null,
            pages bigint null,
            recorded_at bigint not null,
            superseded_at bigint null);
        """);
}

using System.Text;
using AnSinh.Basics;
using AnSinh.Intake.Lists;
using AnSinh.Intake.Lists.Mapping;
using AnSinh.Intake.Lists.Planning;
using AnSinh.Intake.Lists.Reading;
using AnSinh.Register.Changes;
using AnSinh.Store;
using AnSinh.Store.Acts;
using AnSinh.Store.Documents;
using AnSinh.Testing;

namespace AnSinh.Register.Tests.Importing;

/// <summary>A list from the file that is sent to the batch it becomes, on both databases.</summary>
public abstract class ListImportContract : IDisposable
{
    private const string Owner = "canbo";
    private const string Certain = "Trần Văn Bình,01/02/1950,,103,severe", Asked = "Lê Thị Hoa,1960,,103,severe";
    private readonly TestRegister _test;
    private readonly ListImport _lists;

    protected ListImportContract(Dialect dialect)
    {
        _test = TestRegister.On(dialect);
        _test.Register.Load(
            Some.Person(1, "Trần Văn Bình", new(1950, 2, 1), Sex.Male), Some.Residence(1),
            Some.Person(2, "Lê Thị Hoa", new(1960, 5, 5)), Some.Residence(2),
            Some.Person(3, "Lê Thị Hoa", new(1960, 7, 7)), Some.Residence(3));
        _test.Clock.Day = new DateOnly(2020, 9, 30);
        var database = _test.Register.Database;
        _lists = new ListImport(_test.Register, new SentLists(database, new DocumentTable(database)));
    }

    [Fact]
    public void A_list_is_its_senders_alone_and_is_written_as_it_was_agreed_to()
    {
        var list = Sent(Certain);
        Assert.Null(_lists.Sent.FindOrNull(list.Id, "khac"));
        var written = Write(list, Mark(list), leaveOut: false);
        Assert.True(written.Ok, string.Join("; ", written.Refusals));
        var after = _lists.Sent.FindOrNull(list.Id, Owner)!;
        Assert.Equal((written.Value.BatchId, null), (after.BatchId, after.Message));
    }

    [Fact]
    public void A_list_that_would_do_something_else_is_not_written_and_says_why()
    {
        var list = Sent(Certain);
        var refused = Write(list, "khac", leaveOut: false);
        Assert.Equal("list.moved", Assert.Single(refused.Refusals).Code);
        var after = _lists.Sent.FindOrNull(list.Id, Owner)!;
        Assert.Null(after.BatchId);
        Assert.Contains("Sổ đã thay đổi", after.Message, StringComparison.Ordinal);
        Assert.Empty(_test.Register.Batches.Latest(10, "import"));
    }

    [Fact]
    public void Rows_without_an_answer_stand_in_the_way_unless_they_are_left_out()
    {
        var list = Sent(Certain, Asked);
        Assert.Equal("row.ask", Assert.Single(Write(list, Mark(list), leaveOut: false).Refusals).Code);
        Assert.Empty(_test.Register.Batches.Latest(10, "import"));
        Assert.True(Write(list, Mark(list), leaveOut: true).Ok);
        Assert.Single(_test.Register.Batches.Latest(10, "import"));
    }

    [Fact]
    public void What_columns_hold_is_remembered_for_the_next_list_with_the_same_columns()
    {
        var (list, next) = (Sent(Certain), Keep(Asked));
        var header = ListReader.Open(Book(next)).Value.Header;
        Assert.Equal(list.Map, _lists.Sent.RememberedMapOrNull(header));
        Assert.Equal("list.no-map", Assert.Single(_lists.Plan(next, Scope.Everything, null).Refusals).Code);
    }

    [Fact]
    public void A_file_that_is_no_table_is_refused_at_its_field()
    {
        var refused = _lists.Send("a.csv", "1,2,3\n4,5,6\n"u8.ToArray(), Act.By(Owner, "list.send"));
        Assert.Equal(("header.none", ListForms.FileField), (refused.Refusals[0].Code, refused.Refusals[0].Place));
        Assert.Empty(_lists.Sent.Latest(Owner, 10));
    }

    public void Dispose()
    {
        _test.Dispose();
        GC.SuppressFinalize(this);
    }

    private SentList Sent(params string[] rows)
    {
        var list = Keep(rows);
        var (book, facts) = (Book(list), _test.Register.Facts);
        var (sheet, header, _) = ListReader.Open(book).Value;
        var map = ListMap.Suggest("Danh sách thử", sheet, header, facts) with { ValidFrom = new DateOnly(2020, 8, 1) };
        var set = _lists.SetMap(list, book, header, map, Act.By(Owner, "list.columns"));
        Assert.True(set.Ok, string.Join("; ", set.Refusals));
        return _lists.Sent.FindOrNull(list.Id, Owner)!;
    }

    private SentList Keep(params string[] rows)
    {
        var text = string.Join("\n", rows.Prepend("Họ và tên,Ngày sinh,Số CCCD,Xã,disability"));
        return _lists.Sent.FindOrNull(_lists.Send("ds.csv", Encoding.UTF8.GetBytes(text), Act.By(Owner, "list.send")).Value, Owner)!;
    }

    private Workbook Book(SentList list) => ListFile.Read(list.FileName, _lists.Sent.Bytes(list)).Value;

    private string Mark(SentList list) => _lists.Plan(list, Scope.Everything, null).Value.Mark();

    private Outcome<AppliedBatch> Write(SentList list, string mark, bool leaveOut) =>
        _lists.Write(list, new AgreedPlan(mark, leaveOut), Scope.Everything, Act.By(Owner, "list.apply"), null);
}

public sealed class SqliteListImport() : ListImportContract(Dialect.Sqlite);

public sealed class PostgresListImport() : ListImportContract(Dialect.Postgres);

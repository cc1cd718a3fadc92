using AnSinh.Basics;
using AnSinh.Store.Acts;
using AnSinh.Store.TwoTimes;
using AnSinh.Testing;

namespace AnSinh.Store.Tests.TwoTimes;

/// <summary>What a table with two times does, step by step, on both databases.</summary>
public abstract class TwoTimeContract : IDisposable
{
    private static readonly DateOnly Day = new(2020, 1, 1);
    private readonly Database _database;

    protected TwoTimeContract(Database database)
    {
        _database = database;
        _database.Migrate([.. AuditLog.Migrations, Library.Migration]);
    }

    public virtual void Dispose()
    {
        _database.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void A_row_makes_room_for_itself_and_the_past_still_shows_what_was_believed()
    {
        Write(10, w => w.Record(Library.Places, At("A", 0, null), mayCover: false));
        Write(20, w => w.Record(Library.Places, At("B", 5, 9), mayCover: false));
        Assert.Equal(["A 0..4", "B 5..9", "A 10.."], Believed(20));
        Assert.Equal(["A 0.."], Believed(19));
        Assert.Empty(Believed(9));
        Assert.Equal("row.overlaps", Refused(30, w => w.Record(Library.Places, At("C", 4, 12), mayCover: false)));
        Write(30, w => w.Record(Library.Places, At("C", 4, 12), mayCover: true));
        Assert.Equal(["A 0..3", "C 4..12", "A 13.."], Believed(30));
    }

    [Fact]
    public void Rows_about_another_thing_are_left_alone_though_part_of_its_name_is_nothing()
    {
        Write(10, w => w.Record(Library.Places, At("A", 0, null), mayCover: false));
        Write(10, w => w.Record(Library.Places, At("B", 0, null) with { Branch = "" }, mayCover: false));
        Write(10, w => w.Record(Library.Places, At("C", 0, null) with { Branch = "Bắc" }, mayCover: false));
        Write(10, w => w.Record(Library.Places, At("D", 0, null) with { Book = 2 }, mayCover: false));
        Assert.Equal(["A 0..", "B 0..", "C 0..", "D 0.."], Believed(10));
    }

    [Fact]
    public void A_row_that_is_not_there_or_no_longer_believed_or_about_another_thing_is_refused_by_name()
    {
        var row = Write(10, w => w.Record(Library.Places, At("A", 0, 9), mayCover: false));
        Write(10, w => w.Record(Library.Places, At("B", 10, 19), mayCover: false));
        Assert.Equal("row.none", Refused(20, w => w.Correct(Library.Places, 99, At("B", 0, 9))));
        Assert.Equal("row.other-subject", Refused(20, w => w.Correct(Library.Places, row, At("B", 0, 9) with { Branch = "" })));
        Assert.Equal("row.overlaps", Refused(20, w => w.Correct(Library.Places, row, At("C", 0, 10))));
        Assert.Equal("row.end-outside", Refused(20, w => w.End(Library.Places, row, Day.AddDays(10))));
        Assert.Equal("book.none", Refused(20, w => w.Record(Library.Places, At("A", 0, 9) with { Book = 0 }, mayCover: false)));
        Write(20, w => w.End(Library.Places, row, Day.AddDays(4)));
        Assert.Equal(["A 0..4", "B 10..19"], Believed(20));
        Assert.Equal("row.superseded", Refused(30, w => w.Withdraw(Library.Places, row, "nhầm")));
    }

    [Fact]
    public void What_holds_always_is_said_once_of_each_thing_and_replaced_whole()
    {
        Assert.Null(Write(10, w => Outcome<long?>.Of(w.Replace(Library.Titles, new Title(1, "Đất rừng", 300)))));
        Write(10, w => Outcome<long>.Of(w.Insert(Library.Titles, new Title(1, "Đất rừng", 300))));
        Assert.NotNull(Write(20, w => Outcome<long?>.Of(w.Replace(Library.Titles, new Title(1, "Đất rừng phương Nam", null)))));
        using var connection = _database.Connect();
        Assert.Equal([new Title(1, "Đất rừng phương Nam", null)], Library.Titles.Current(connection).Select(r => r.Row));
        Assert.Equal([new Title(1, "Đất rừng", 300)], Library.Titles.AsKnown(connection, AsKnown.At(19)).Select(r => r.Row));
        Assert.True(Write(30, w => Outcome<bool>.Of(w.Clear(Library.Titles, new Title(1, "", null)))));
        Assert.Empty(Library.Titles.Current(connection));
        Assert.Equal([20L, 30L], Library.Titles.History(connection).Select(r => r.SupersededAt!.Value));
    }

    [Fact]
    public void A_row_is_superseded_once_only()
    {
        var row = Write(10, w => Outcome<long>.Of(w.Insert(Library.Titles, new Title(1, "A", null))));
        Write(20, w => w.Withdraw(Library.Titles, row, "nhầm"));
        Assert.Throws<InvalidOperationException>(() => Write(30, w =>
        {
            w.Supersede(Library.Titles, row);
            return Outcome<long>.Of(0);
        }));
        using var connection = _database.Connect();
        Assert.Equal(20, Library.Titles.FindOrNull(connection, null, row)!.SupersededAt);
    }

    [Fact]
    public void What_is_written_is_told_in_order_for_the_log_and_for_undoing()
    {
        var row = Write(10, w => w.Record(Library.Places, At("A", 0, null), mayCover: false));
        TwoTimeWriter? writer = null;
        Write(20, w => (writer = w).Record(Library.Places, At("B", 5, null) with { Shelf = "B" }, mayCover: false));
        Assert.Equal([new RowChange("place", row, false), new("place", row + 1, true), new("place", row + 2, true)], writer!.Changes);
        Assert.Equal([("place.record", "book:1", $"row {row + 2}")], writer.Notes.Select(n => (n.Action, n.Subject, n.Detail)));
        Assert.Equal([At("B", 5, null)], writer.Stated);
    }

    [Fact]
    public void Rows_written_in_bulk_bring_their_own_times()
    {
        var act = Act.By("thử");
        _database.Do<long>(act, (connection, transaction) =>
        {
            using var bulk = Library.Places.Bulk(_database, connection, transaction);
            Library.Places.Write(bulk, At("A", 0, 4), 10, 20);
            Library.Places.Write(bulk, At("B", 0, null) with { Branch = "Bắc" }, 20, null);
            return 0;
        });
        Assert.Equal(["A 0..4"], Believed(19));
        Assert.Equal(["B 0.."], Believed(20));
    }

    private static Place At(string shelf, int from, int? to) =>
        new(1, null, shelf, new DateInterval(Day.AddDays(from), to is { } last ? Day.AddDays(last) : null));

    private T Write<T>(long at, Func<TwoTimeWriter, Outcome<T>> work)
    {
        var act = Act.By("thử");
        return _database.Do(act, (connection, transaction) => work(new TwoTimeWriter(connection, transaction, at, act))).Value;
    }

    private string Refused(long at, Func<TwoTimeWriter, Outcome<long>> work)
    {
        var act = Act.By("thử");
        return Assert.Single(
            _database.Do(act, (connection, transaction) => work(new TwoTimeWriter(connection, transaction, at, act))).Refusals).Code;
    }

    private List<string> Believed(long instant)
    {
        using var connection = _database.Connect();
        return [.. Library.Places.AsKnown(connection, AsKnown.At(instant)).Select(r => r.Row)
            .Select(p => $"{p.Shelf} {p.Valid.From.DayNumber - Day.DayNumber}..{p.Valid.To?.DayNumber - Day.DayNumber}")];
    }
}

public sealed class SqliteTwoTimeTests : TwoTimeContract
{
    private readonly TempFolder _folder;

    public SqliteTwoTimeTests()
        : this(new TempFolder())
    {
    }

    private SqliteTwoTimeTests(TempFolder folder)
        : base(Database.Open(folder.File("library.db"), new FakeClock(new DateOnly(2020, 1, 1)))) => _folder = folder;

    public override void Dispose()
    {
        base.Dispose();
        _folder.Dispose();
    }
}

public sealed class PostgresTwoTimeTests() : TwoTimeContract(PostgresCluster.NewDatabase(new FakeClock(new DateOnly(2020, 1, 1))));

using System.Data.Common;
using System.Globalization;
using AnSinh.Basics;
using AnSinh.Store.Acts;
using AnSinh.Store.TwoTimes;
using AnSinh.Testing;
using CsCheck;
using Dapper;

namespace AnSinh.Store.Tests.TwoTimes;

/// <summary>
/// Random histories of recording, correcting, ending, withdrawing and undoing, of rows that hold on some days and of rows that hold always:
/// after every step, and as known at every instant before, the tables say what the naive model says. On both databases.
/// </summary>
public class TwoTimeProperties
{
    private static readonly Gen<Step> AnyStep =
        from what in Gen.Int[0, 8]
        from book in Gen.Int[1, 2]
        from branch in Gen.Int[0, 1]
        from says in Gen.Int[0, 2]
        from start in Gen.Int[0, 39]
        from length in Gen.Int[-1, 12]
        from wait in Gen.Int[0, 3]
        from which in Gen.Int[0, 1000]
        select new Step(what, book, branch == 0 ? null : "B", $"kệ {says}", start, length, wait, which);

    [Fact]
    public void A_table_says_what_the_naive_model_says_on_sqlite() => Check(() =>
    {
        var folder = new TempFolder();
        return (Database.Open(folder.File("library.db"), new FakeClock(NaiveTable.FirstDay)), folder);
    }, 40);

    [Fact]
    public void A_table_says_what_the_naive_model_says_on_postgres() =>
        Check(() => (PostgresCluster.NewDatabase(new FakeClock(NaiveTable.FirstDay)), null), 10);

    private static void Check(Func<(Database Database, IDisposable? Folder)> open, int samples) => AnyStep.Array[10, 40].Sample(
        steps =>
        {
            var (database, folder) = open();
            using (folder)
            using (database)
            {
                database.Migrate([.. AuditLog.Migrations, Library.Migration]);
                new History(database).Hold(steps);
            }
        },
        seed: "0000000000C4", iter: samples, threads: 2, print: steps => string.Join("\n", steps.AsEnumerable()));

    private sealed record Step(int What, int Book, string? Branch, string Says, int Start, int Length, int Wait, int Which)
    {
        public Place Place => new(Book, Branch, Says, new DateInterval(NaiveTable.FirstDay.AddDays(Start),
            Length < 0 ? null : NaiveTable.FirstDay.AddDays(Start + Length)));
    }

    /// <summary>The tables and the models of one history.</summary>
    private sealed class History(Database database)
    {
        private readonly NaiveTable _places = new();
        private readonly NaiveTable _titles = new();
        private readonly List<(bool Dated, NaiveChange Change, IReadOnlyList<RowChange> Rows)> _done = [];
        private readonly SortedSet<long> _instants = [];
        private long _at = 1000;

        public void Hold(Step[] steps)
        {
            foreach (var step in steps)
            {
                _at += step.Wait;
                _instants.Add(_at);
                Take(step);
                Agree();
            }
        }

        private void Take(Step step)
        {
            var place = step.Place;
            var (thing, days) = ($"{step.Book}/{step.Branch}", NaiveTable.DaysOf(place.Valid));
            var known = _places.All.Count == 0 ? null : _places.All[step.Which % _places.All.Count];
            switch (step.What)
            {
                case 0 or 1 or 2:
                    Same(true, _places.Record(thing, step.Says, days, step.What > 0, _at),
                        w => w.Record(Library.Places, place, step.What > 0));
                    break;
                case 3 when known is not null:
                    Same(true, _places.Correct(known, thing, step.Says, days, _at), w => w.Correct(Library.Places, known.RowId, place));
                    break;
                case 4 when known is not null:
                    Same(true, _places.EndOn(known, step.Start, _at),
                        w => w.End(Library.Places, known.RowId, NaiveTable.FirstDay.AddDays(step.Start)));
                    break;
                case 5 when known is not null:
                    Same(true, NaiveTable.Withdraw(known, _at), w => w.Withdraw(Library.Places, known.RowId, "nhầm"));
                    break;
                case 6:
                    var title = new Title(step.Book, step.Says, step.Length < 0 ? null : step.Length);
                    var says = $"{title.Text} {title.Pages}";
                    Same(false,
                        _titles.Replace($"{step.Book}", says, _at) ?? _titles.Record($"{step.Book}", says, NaiveTable.Always, false, _at),
                        w => w.Replace(Library.Titles, title) ?? w.Insert(Library.Titles, title));
                    break;
                case 7 or 8 when _done.Count > 0:
                    // The last steps are undone more often: of the early ones most is built upon.
                    var (dated, change, rows) = _done[^(1 + (step.Which % Math.Min(step.What == 7 ? 2 : 40, _done.Count)))];
                    Same(dated, (dated ? _places : _titles).Undo(change, _at), w => dated
                        ? Undo(w, Library.Places, rows) : Undo(w, Library.Titles, rows));
                    break;
            }
        }

        private static Outcome<long> Undo<T>(TwoTimeWriter writer, TwoTimeTable<T> table, IReadOnlyList<RowChange> rows)
            where T : class
        {
            Recorded<T> Row(RowChange change) => table.FindOrNull(writer.Connection, writer.Transaction, change.RowId)!;
            return rows.Where(r => r.Added).Select(Row).ToList().TrueForAll(r => writer.TakeBack(table, r))
                && rows.Where(r => !r.Added).Select(Row).ToList().TrueForAll(r => writer.Restore(table, r) is null)
                ? 0 : new Refusal("built-upon", "Đã có dòng ghi sau.");
        }

        // The model and the table take the step alike, or both refuse it.
        private void Same(bool dated, NaiveChange? expected, Func<TwoTimeWriter, Outcome<long>> write)
        {
            IReadOnlyList<RowChange> rows = [];
            var act = Act.By("thử");
            var outcome = database.Do(act, (connection, transaction) =>
            {
                var writer = new TwoTimeWriter(connection, transaction, _at, act);
                var written = write(writer);
                rows = [.. writer.Changes];
                return written;
            });
            Assert.Equal(expected is not null, outcome.Ok);
            if (expected is null)
            {
                return;
            }

            Assert.Equal((expected.Added.Count, expected.Ended.Count), (rows.Count(r => r.Added), rows.Count(r => !r.Added)));
            using var connection = database.Connect();
            foreach (var id in rows.Where(r => r.Added).Select(r => r.RowId))
            {
                var text = dated ? Text(Library.Places.FindOrNull(connection, null, id)!)
                    : Text(Library.Titles.FindOrNull(connection, null, id)!);
                expected.Added.Single(s => s.Text == text).RowId = id;
            }

            _done.Add((dated, expected, rows));
        }

        private void Agree()
        {
            using var connection = database.Connect();
            Agree(connection, _places, Library.Places, Text);
            Agree(connection, _titles, Library.Titles, Text);
        }

        private void Agree<T>(DbConnection connection, NaiveTable model, TwoTimeTable<T> table, Func<Recorded<T>, string> text)
            where T : class
        {
            Equal(model.Now, table.Current(connection), text);
            Equal(model.All, table.History(connection), text);
            foreach (var instant in _instants)
            {
                var believed = model.All.Where(s => s.From <= instant && !(s.Until <= instant));
                Equal(believed, table.AsKnown(connection, AsKnown.At(instant)), text);
            }

            var (after, until) = (_instants.Min, _instants.ElementAt(_instants.Count / 2));
            bool Within(long? at) => at > after && at <= until;
            Equal(model.All.Where(s => Within(s.From) || Within(s.Until)),
                table.Changed(connection, AsKnown.At(after), AsKnown.At(until)), text);
            long Count(string condition) => connection.ExecuteScalar<long>(
                $"select count(*) from {table.Name} r where {condition}", new { after, until, since = until });
            Assert.Equal(model.All.Count(s => s.Until is not null), Count(Believed.NoMore("r")));
            Assert.Equal(model.All.Count(s => s.Until >= until), Count(Believed.SupersededSince("r")));
            Assert.Equal(model.All.Count(s => s.From <= until && !(s.Until <= after)), Count(Believed.Meanwhile("r")));
            Assert.Equal(model.All.Select(s => Math.Max(s.From, s.Until ?? 0)).DefaultIfEmpty().Max(), table.LastChange(connection));
        }

        private static void Equal<T>(IEnumerable<Statement> expected, IEnumerable<Recorded<T>> rows, Func<Recorded<T>, string> text) =>
            Assert.Equal(
                expected.Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Text} {s.From}..{s.Until}")).Order(),
                rows.Select(r => string.Create(CultureInfo.InvariantCulture, $"{text(r)} {r.RecordedAt}..{r.SupersededAt}")).Order());

        private static string Text(Recorded<Place> row) =>
            new Statement($"{row.Row.Book}/{row.Row.Branch}", row.Row.Shelf, NaiveTable.DaysOf(row.Row.Valid), 0).Text;

        private static string Text(Recorded<Title> row) =>
            new Statement($"{row.Row.Book}", $"{row.Row.Text} {row.Row.Pages}", NaiveTable.Always, 0).Text;
    }
}

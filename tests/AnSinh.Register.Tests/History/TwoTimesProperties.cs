using System.Globalization;
using System.Text;
using AnSinh.Basics;
using AnSinh.Register.Changes;
using AnSinh.Store;
using AnSinh.Store.Acts;
using AnSinh.Testing;
using CsCheck;
using Dapper;

namespace AnSinh.Register.Tests.History;

/// <summary>
/// Random histories of writing. Whatever is recorded later, a question as known on an earlier day has the same answer; no row is lost
/// or changed but for being superseded once; and the columns agree with the rows, read one by one in the plainest way.
/// </summary>
public class TwoTimesProperties
{
    private static readonly string[] Values = ["none", "mild", "severe", "extremely_severe", "unknown"];
    private static readonly Month[] Months = [new(2019, 6), new(2020, 1), new(2020, 2), new(2020, 7), new(2021, 3)];

    private static readonly Gen<Step> AnyStep =
        from what in Gen.Int[0, 12]
        from person in Gen.Int[1, 3]
        from value in Gen.Int[0, Values.Length - 1]
        from start in Gen.Int[0, 900]
        from length in Gen.Int[-1, 500]
        from wait in Gen.Int[0, 40]
        from which in Gen.Int[0, 1000]
        select new Step(what, person, Values[value], new DateOnly(2019, 1, 1).AddDays(start), length < 0 ? null : length, wait, which);

    [Fact]
    public void Answers_as_known_on_a_day_never_change_on_sqlite() => Check(Dialect.Sqlite, 60);

    [Fact]
    public void Answers_as_known_on_a_day_never_change_on_postgres() => Check(Dialect.Postgres, 15);

    private static void Check(Dialect dialect, int samples) =>
        AnyStep.Array[5, 25]
        .Sample(steps => Holds(dialect, steps), iter: samples, threads: 2, print: steps => string.Join("\n", steps.AsEnumerable()));

    private static void Holds(Dialect dialect, Step[] steps)
    {
        using var test = TestRegister.On(dialect);
        var register = test.Register;
        register.Load(Some.Person(1), Some.Person(2), Some.Person(3), Some.Household(7), Some.Household(8));
        var (answers, rows) = (new Dictionary<DateOnly, string>(), new Dictionary<string, (string Text, long? Superseded)>());
        var today = Some.Start;
        foreach (var step in steps)
        {
            if (step.Wait > 0)
            {
                answers[today] = Answer(register, today);
                today = today.AddDays(step.Wait);
                test.Clock.Day = today;
            }

            Take(register, step);
            NoRowIsLost(register, rows);
        }

        foreach (var (day, answer) in answers)
        {
            Assert.Equal(answer, Answer(register, day));
            ColumnsAgreeWithRows(register, new AsKnown(day));
        }

        ColumnsAgreeWithRows(register, new AsKnown(today));
        Assert.True(register.Audit.Verify().Ok);
    }

    private static void Take(RegisterDb register, Step step)
    {
        var valid = new DateInterval(step.Start, step.Length is { } days ? step.Start.AddDays(days) : null);
        var fact = new FactRow(step.Person, null, "disability", step.Value, valid, 0, null, Some.Source);
        using var connection = register.Database.Connect();
        switch (step.What)
        {
            case 0 or 1 when Any(connection, "fact", step.Which) is { } row:
                register.Correct(row, fact);
                break;
            case 2 when Any(connection, "fact", step.Which) is { } row:
                register.WithdrawFact(row, "thử");
                break;
            case 3:
                register.Record(new MembershipRow(step.Person, 7 + (step.Which % 2), "other", valid, 0, null, Some.Source));
                break;
            case 4:
                register.Record(
                    new FactRow(7 + (step.Which % 2), null, "poverty", step.Value == "none" ? "none" : "poor", valid,
                        0, null, Some.Source));
                break;
            case 5:
                register.Record(
                    new ResidenceRow(step.Person, step.Which % 2 == 0 ? "103" : "900", step.Which % 3 == 0 ? "temporary" : "permanent",
                        valid, 0, null, Some.Source));
                break;
            case 6:
                register.Correct(Some.Person(step.Person, "Tên " + step.Which, birth: step.Start) with { RecordedAt = 0 });
                break;
            case 7 or 8:
                register.Apply(Several(step, valid, fact), Act.By("thử"));
                break;
            case 9 when register.Batches.Latest(50).FirstOrDefault(b => b.UndoneAt is null) is { } batch:
                register.Undo(batch.BatchId, "thử", Act.By("thử"));
                break;
            case 10:
                AppliedAndUndoneNothingHasChanged(register, Several(step, valid, fact));
                break;
            default:
                register.Record(fact);
                break;
        }
    }

    private static ChangeSet Several(Step step, DateInterval valid, FactRow fact)
    {
        var set = new ChangeSet("thử", "Thử", Some.Source);
        set.Record(fact);
        set.Record(new ResidenceRow(step.Person, step.Which % 2 == 0 ? "103" : "900", "permanent", valid, 0, null, Some.Source));
        if (step.Which % 3 > 0)
        {
            var child = set.Add(Some.Person(0, "Trẻ", birth: step.Start));
            set.Record(new MembershipRow(child, 7, "child", valid, 0, null, Some.Source));
            set.Record(fact with { SubjectId = child });
            set.Record(fact with { SubjectId = step.Person, Value = "mild", Valid = valid with { From = valid.From.AddDays(-30) } });
        }

        set.Correct(Some.Person(step.Person, "Tên " + step.Which, birth: step.Start));
        return set;
    }

    private static void AppliedAndUndoneNothingHasChanged(RegisterDb register, ChangeSet set)
    {
        var day = AsKnown.DayOf(register.Now);
        var before = Answer(register, day);
        var applied = register.Apply(set, Act.By("thử"));
        if (applied.Ok)
        {
            Assert.True(register.Undo(applied.Value.BatchId, "thử", Act.By("thử")).Ok);
            Assert.Equal(before, Answer(register, day));
        }
    }

    private static long? Any(System.Data.Common.DbConnection connection, string table, int which)
    {
        var ids = connection.Query<long>($"select row_id from {table} order by row_id").ToList();
        return ids.Count == 0 ? null : ids[which % ids.Count];
    }

    private static string Answer(RegisterDb register, DateOnly known)
    {
        var history = register.LoadHistory(new AsKnown(known), ["disability", "poverty"]);
        var text = new StringBuilder();
        foreach (var snapshot in Months.Select(m => history.At(m)))
        {
            text.Append(snapshot.Month).Append(": ");
            foreach (var (name, column) in snapshot.Columns.OrderBy(c => c.Key, StringComparer.Ordinal))
            {
                text.Append(name).Append('=').AppendJoin(',', column).Append(' ');
            }

            text.AppendJoin(',', snapshot.UnitOf).Append(' ')
                .AppendJoin(',', snapshot.HouseholdOf.Select(h => h < 0 ? 0 : snapshot.HouseholdIds[h])).AppendLine();
        }

        return text.ToString();
    }

    private static void NoRowIsLost(RegisterDb register, Dictionary<string, (string Text, long? Superseded)> seen)
    {
        using var connection = register.Database.Connect();
        var now = new Dictionary<string, (string Text, long? Superseded)>();
        foreach (var table in new[] { "person", "membership", "residence", "fact" })
        {
            foreach (IDictionary<string, object?> row in connection.Query($"select * from {table}"))
            {
                var text =
                    string.Join('|',
                        row.Where(f => f.Key != "superseded_at").Select(f => Convert.ToString(f.Value, CultureInfo.InvariantCulture)));
                now.Add($"{table}:{row["row_id"]}", (text, (long?)row["superseded_at"]));
            }
        }

        foreach (var (key, (text, superseded)) in seen)
        {
            Assert.Equal(text, now[key].Text);
            Assert.True(superseded is null || superseded == now[key].Superseded, $"{key} was superseded twice.");
        }

        seen.Clear();
        foreach (var (key, row) in now)
        {
            seen.Add(key, row);
        }
    }

    private static void ColumnsAgreeWithRows(RegisterDb register, AsKnown known)
    {
        using var connection = register.Database.Connect();
        var believed = register.Tables.Facts.AsKnown(connection, known)
            .Select(r => r.Row).ToList();
        foreach (var group in believed.GroupBy(f => (f.Kind, f.SubjectId)))
        {
            foreach (var fact in group)
            {
                Assert.DoesNotContain(group, other => !ReferenceEquals(other, fact) && other.Valid.Overlaps(fact.Valid));
            }
        }

        var history = register.LoadHistory(known, ["disability"]);
        foreach (var month in Months)
        {
            var snapshot = history.At(month);
            for (var row = 0; row < snapshot.PersonIds.Length; row++)
            {
                var last =
                    believed.Where(f => f.Kind == "disability" && f.SubjectId == snapshot.PersonIds[row] && f.Valid.Contains(month.LastDay))
                    .MaxBy(f => f.Valid.From);
                Assert.Equal(last?.Value ?? "none",
                    snapshot.Columns.TryGetValue("disability", out var column) ? Some.Facts["disability"].Decode(column[row]) : "none");
            }
        }
    }

    private sealed record Step(int What, int Person, string Value, DateOnly Start, int? Length, int Wait, int Which);
}

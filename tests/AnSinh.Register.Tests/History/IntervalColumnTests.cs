using AnSinh.Register.History;
using CsCheck;

namespace AnSinh.Register.Tests.History;

/// <summary>The arrays behind a column agree with the plain rule: of the intervals that touch the month, the latest start wins.</summary>
public class IntervalColumnTests
{
    private static readonly Gen<(int Row, int From, int Length, long Value)[]> Entries =
        Gen.Select(Gen.Int[0, 6], Gen.Int[700_000, 700_300], Gen.Int[0, 200], Gen.Long[0, 1000]).Array[0, 40]
            .Where(all => all.Select(e => (e.Item1, e.Item2)).Distinct().Count() == all.Length);

    [Fact]
    public void Filling_a_column_is_choosing_the_latest_start() =>
    Gen.Select(Entries, Gen.Int[700_000, 700_400], Gen.Int[0, 31]).Sample((entries, first, days) =>
    {
        var last = first + days;
        var intervals = new IntervalColumn();
        foreach (var (row, from, length, value) in entries)
        {
            intervals.Add(row, from, length > 150 ? IntervalColumn.Open : from + length, value);
        }

        intervals.Close();
        var column = new long[7];
        Array.Fill(column, -1);
        intervals.Fill(column, first, last);
        for (var row = 0; row < 7; row++)
        {
            var touching = entries.Where(e => e.Row == row && e.From <= last && (e.Length > 150 || e.From + e.Length >= first)).ToList();
            Assert.Equal(touching.Count == 0 ? -1 : touching.MaxBy(e => e.From).Value, column[row]);
        }
    });

    [Fact]
    public void Numbers_dense_or_sparse_are_found_at_their_place() => Gen.Long[1, 100_000].HashSet[0, 50].Sample(numbers =>
    {
        var ids = numbers.Order().ToArray();
        var index = new IdIndex(ids);
        return ids.Select((id, i) => index.Find(id) == i).All(x => x) && index.Find(0) == -1 && index.Find(200_000) == -1;
    });
}

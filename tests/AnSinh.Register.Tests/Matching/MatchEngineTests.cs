using AnSinh.Demo.Synthetic;
using AnSinh.Intake.Comparing;
using AnSinh.Matching;
using AnSinh.Testing;

namespace AnSinh.Register.Tests.Matching;

/// <summary>Lists compared: what is found, what it costs, what is said of it.</summary>
public class MatchEngineTests
{
    private static readonly Lazy<(MatchTable List,
        int[] Person)> Made = new(
        () => PeopleList.Make(DemoCalibration.Read(Checkout.File("policy/vn-01-272-phuc-tho/demo")).Value, 6_000, 0.05, 3));

    [Fact]
    public void Duplicates_of_a_generated_list_are_found_and_hardly_anybody_else()
    {
        var (list, person) = Made.Value;
        var result = Run(list).Result;
        var (right, truth) =
            (result.Matches.Count(p => person[p.Left] == person[p.Right]),
                person.GroupBy(p => p).Sum(g => g.Count() * (g.Count() - 1) / 2));
        Assert.True(right >= 0.995 * result.Matches.Count(), $"{right} of {result.Matches.Count()} are right");
        Assert.True(right >= 0.85 * truth, $"{right} of {truth} found");
        Assert.True(right + result.Reviews.Count(p => person[p.Left] == person[p.Right]) >= 0.93 * truth);
        Assert.All(result.Matches.Zip(result.Matches.Skip(1)), p => Assert.True(p.First.Bits >= p.Second.Bits));
    }

    [Fact]
    public void The_number_of_comparisons_stays_in_its_budget_and_is_told()
    {
        var result = Run(Made.Value.List).Result;
        Assert.InRange(result.Comparisons, 1, 4_100_000);
        Assert.Equal(6_000.0 * 5_999 / 2, result.AllPairs);
        Assert.NotEmpty(result.Passes);
    }

    [Fact]
    public void The_same_list_gives_the_same_pairs_however_many_work_on_it()
    {
        var (one, three) =
            (Run(Made.Value.List, new MatchOptions { Workers = 1 }).Result, Run(Made.Value.List, new MatchOptions { Workers = 3 }).Result);
        Assert.Equal(one.Pairs, three.Pairs);
        Assert.Equal(one.Comparisons, three.Comparisons);
    }

    [Fact]
    public void Of_two_lists_a_row_has_one_partner_unless_the_lists_hold_people_several_times()
    {
        var (list, person) = Made.Value;
        var half = person.Length - 300;
        var (left, right) = (Part(list, 0, half), Part(list, half, person.Length));
        var result = Run(left, right: right, options: new MatchOptions { OneToOne = true }).Result;
        Assert.Equal(result.Matches.Count(), result.Matches.Select(p => p.Right).Distinct().Count());
        Assert.Equal(result.Matches.Count(), result.Matches.Select(p => p.Left).Distinct().Count());
        Assert.True(result.Matches.Count(p => person[p.Left] == person[half + p.Right]) >= 0.8 * 300);
    }

    [Fact]
    public void A_score_is_the_sum_of_what_its_fields_say_in_words()
    {
        var engine = Run(Made.Value.List);
        var evidence = engine.Explain(engine.Result.Pairs[0]);
        Assert.Equal(6, evidence.Count);
        Assert.All(evidence, e => Assert.NotEqual("", e.Level.Vi));
        Assert.Equal(evidence.Select(e => Math.Abs(e.Bits)).OrderDescending(), evidence.Select(e => Math.Abs(e.Bits)));
    }

    [Fact]
    public void The_threshold_is_the_lowest_at_which_the_pairs_above_it_are_right_often_enough_and_no_pair_of_less_even_odds_is_taken()
    {
        var (list, person) = Made.Value;
        var half = person.Length / 2;
        var result = Run(Part(list, 0, half), right: Part(list, half, person.Length),
            options: new MatchOptions { OneToOne = false, ReviewFrom = 0 }).Result;
        var all = result.Pairs.Select(p => p.Probability).OrderDescending().ToList();
        Assert.All(result.Matches, p => Assert.True(p.Probability >= result.Threshold));
        Assert.All(result.Reviews, p => Assert.True(p.Probability < result.Threshold));
        var taken = all.TakeWhile(p => p >= result.Threshold).ToList();
        Assert.True(taken.Average() >= 0.999 && taken[^1] >= 0.5, $"{taken.Average()} {taken[^1]}");
        Assert.InRange(result.Threshold, 0.5, 0.99);
        var next = all[taken.Count];
        Assert.True(next < 0.5 || taken.Append(next).Average() < 0.999, $"{next} would have been right often enough");
    }

    [Fact]
    public void Lists_without_a_field_in_common_are_refused()
    {
        var a = new MatchTable("a.csv", [new("ten", FieldKind.Name)], [["An"]]);
        var b = new MatchTable("b.csv", [new("so", FieldKind.IdNumber)], [["1"]]);
        Assert.Equal(["match.no-fields"], MatchEngine.Run(a, b).Refusals.Select(r => r.Code));
        Assert.Empty(Run(a).Result.Pairs);
    }

    /// <summary>
    /// The public sets are not part of the repository; where they lie beside it, the goal is held: pairwise over all true pairs, those
    /// lost by blocking included. The key of a row is read only here, to judge.
    /// </summary>
    [Theory]
    [InlineData("dataset1.csv")]
    [InlineData("dataset2.csv")]
    [InlineData("dataset3.csv")]
    public void Public_sets_are_matched_as_well_as_asked(string file)
    {
        var path = Path.GetFullPath(Checkout.File("../shared/data/febrl/" + file));
        Assert.SkipUnless(File.Exists(path), $"{path} is not there: the public set is not part of the repository");
        var list = MatchMap.Guess(CsvList.Read(path).Value);
        string Person(int row) => list.Key(row).Split('-')[1];
        var matches = Run(list).Result.Matches.ToList();
        double right = matches.Count(p => Person(p.Left) == Person(p.Right));
        var truth = Enumerable.Range(0, list.Count).GroupBy(Person).Sum(g => g.Count() * (g.Count() - 1) / 2);
        var (precision, recall) = (right / matches.Count, right / truth);
        Assert.True(precision >= 0.999, $"precision {precision}");
        Assert.True(2 * precision * recall / (precision + recall) >= 0.995, $"recall {recall}");
    }

    private static MatchEngine Run(MatchTable left, MatchOptions? options = null, MatchTable? right = null)
    {
        var outcome = MatchEngine.Run(left, right, options);
        Assert.True(outcome.Ok, string.Join("; ", outcome.Refusals));
        return outcome.Value;
    }

    private static MatchTable Part(MatchTable list, int from, int to) =>
        new(list.Name, list.Fields,
            [.. list.Fields.Select((_, f) => Enumerable.Range(from, to - from).Select(r => list.At(r, f)).ToArray())]);
}

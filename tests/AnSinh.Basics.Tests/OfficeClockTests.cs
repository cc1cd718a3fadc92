using CsCheck;

namespace AnSinh.Basics.Tests;

public class OfficeClockTests
{
    private static readonly DateOnly Story = new(2020, 7, 31);
    private readonly Machine _machine = new() { Instant = new DateTimeOffset(2026, 11, 29, 5, 0, 0, TimeSpan.Zero) };

    [Fact]
    public void The_office_goes_with_the_machine_and_its_day_begins_at_midnight_in_viet_nam()
    {
        var clock = new OfficeClock(_machine);
        _machine.Instant = new DateTimeOffset(2026, 11, 28, 16, 59, 59, 999, TimeSpan.Zero);
        Assert.Equal((new DateOnly(2026, 11, 28), new Month(2026, 11), false), (clock.Today, clock.Month, clock.Stands));
        _machine.Instant = _machine.Instant.AddMilliseconds(1);
        Assert.Equal((new DateOnly(2026, 11, 29), _machine.Instant.ToUnixTimeMilliseconds()), (clock.Today, clock.Now()));
    }

    [Fact]
    public void A_machine_whose_clock_is_behind_what_is_recorded_does_not_take_the_office_back()
    {
        var clock = new OfficeClock(_machine);
        var recorded = AsKnown.NoonOf(new DateOnly(2026, 12, 2));
        Assert.Equal(recorded, clock.Now(recorded));
        Assert.Equal((recorded, new DateOnly(2026, 12, 2)), (clock.Now(), clock.Today));
    }

    [Fact]
    public void An_office_that_stands_does_not_see_the_days_of_the_machine_pass()
    {
        var clock = new OfficeClock(_machine);
        clock.StandOn(Story);
        _machine.Instant = _machine.Instant.AddDays(400);
        Assert.Equal((Story, new Month(2020, 7), new AsKnown(Story)), (clock.Today, clock.Month, clock.Known));
        Assert.Equal(Story, AsKnown.DayOf(clock.Now()));
        Assert.Equal(_machine.GetUtcNow(), clock.System.GetUtcNow());
    }

    [Fact]
    public void What_is_recorded_on_a_standing_day_is_in_order_and_all_of_that_day() =>
        Gen.Select(Gen.Int[0, 86_399_999], Gen.Int[1, 40]).Sample((start, readings) =>
        {
            var clock = new OfficeClock(_machine);
            clock.StandOn(Story);
            clock.NotBefore(new AsKnown(Story.AddDays(-1)).Instant + 1 + start);
            var instants = Enumerable.Range(0, readings).Select(_ => clock.Now()).ToList();
            var last = new AsKnown(Story).Instant;
            return instants.TrueForAll(i => AsKnown.DayOf(i) == Story) && instants.Zip(instants.Skip(1))
                .All(pair => pair.First < pair.Second || pair.First == last);
        });

    [Fact]
    public void Two_who_record_at_once_get_different_instants()
    {
        var clock = new OfficeClock(_machine);
        clock.StandOn(Story);
        var instants = new long[4000];
        Parallel.For(0, instants.Length, i => instants[i] = clock.Now());
        Assert.Equal(instants.Length, instants.Distinct().Count());
    }

    [Fact]
    public void An_office_that_is_moved_goes_forward_only()
    {
        var clock = new OfficeClock(_machine);
        clock.StandOn(Story);
        var before = clock.Now();
        clock.StandOn(Story.AddDays(31));
        Assert.True(clock.Now() > before);
        Assert.Equal(Story.AddDays(31), clock.Today);
        clock.StandOn(Story);
        Assert.Equal(Story.AddDays(31), clock.Today);
    }

    private sealed class Machine : TimeProvider
    {
        public DateTimeOffset Instant { get; set; }

        public override DateTimeOffset GetUtcNow() => Instant;
    }
}

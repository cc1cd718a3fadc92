namespace AnSinh.Basics.Tests;

public sealed class ScopeTests
{
    private static readonly Scope Two = Scope.Of(["1", "2"]), Nobody = Scope.Of([]);

    [Fact]
    public void Everything_holds_every_unit_and_who_has_none() =>
        Assert.Equal((true, true, true), (Scope.Everything.Contains("1"), Scope.Everything.Contains(null), Scope.Everything.IsEverything));

    [Fact]
    public void A_scope_of_units_holds_those_and_not_who_has_none() =>
        Assert.Equal((true, false, false, false), (Two.Contains("1"), Two.Contains("3"), Two.Contains(null), Two.IsEverything));

    [Fact]
    public void Nothing_holds_nobody_and_lies_within_all() =>
        Assert.Equal((false, true, true),
            (Nobody.Contains("1"), Nobody.IsWithin(Two), Nobody.IsWithin(Nobody)));

    [Fact]
    public void A_scope_lies_within_one_that_holds_all_of_it()
    {
        Assert.True(Scope.Of(["2"]).IsWithin(Two));
        Assert.True(Two.IsWithin(Scope.Everything));
        Assert.False(Two.IsWithin(Scope.Of(["2"])));
        Assert.False(Scope.Everything.IsWithin(Two));
        Assert.True(Scope.Everything.IsWithin(Scope.Everything));
    }

    [Fact]
    public void Scopes_of_the_same_units_are_equal_in_whatever_order()
    {
        Assert.Equal(Two, Scope.Of(["2", "1", "1"]));
        Assert.Equal(Two.GetHashCode(), Scope.Of(["2", "1"]).GetHashCode());
        Assert.NotEqual(Two, Scope.Everything);
        Assert.NotEqual(Nobody, Scope.Everything);
        Assert.Throws<InvalidOperationException>(() => Scope.Everything.Units);
    }
}

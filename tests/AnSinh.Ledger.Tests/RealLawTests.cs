using AnSinh.Basics;
using AnSinh.Store.Acts;
using AnSinh.Testing;

namespace AnSinh.Ledger.Tests;

/// <summary>The law of the repository itself, on people it is about.</summary>
public class RealLawTests
{
    [Fact]
    public void Decree_335_of_2026_is_back_pay_where_no_province_pays_more()
    {
        using var world = Office("vn");
        foreach (var month in new[] { "2026-07", "2026-08", "2026-09" })
        {
            var run = world.Run(month, "2026-09-30");
            Assert.Equal((1_250_000, 2), (run.Amount, run.NewLines));
            world.MonthRun.Settle(run.RunId!.Value, Act.By("test"));
        }

        var later = world.Run("2026-09", "2026-10-31");
        Assert.Equal(
            [(1L, 60_000L), (1L, 60_000L), (1L, 60_000L), (2L, 40_000L), (2L, 40_000L), (2L, 40_000L)],
            world.Lines(later).OrderBy(l => l.PersonId).Select(l => (l.PersonId, l.Amount)));
        Assert.All(world.Lines(later), l =>
        {
            var cause = Assert.Single(l.Causes);
            Assert.Equal(("law", l.Amount, "500.000 đ", "540.000 đ"), (cause.Kind, cause.Amount, cause.Before, cause.Value));
            Assert.StartsWith("NĐ 335/2026/NĐ-CP", cause.Source, StringComparison.Ordinal);
        });
        Assert.Equal(300_000, world.Ledger.Balance(Scope.Everything).Open);
    }

    [Fact]
    public void In_Ha_Noi_whose_standard_is_higher_nothing_changes()
    {
        using var world = Office("vn-01");
        Assert.Equal(975_000 + 650_000, world.Run("2026-07", "2026-09-30").Amount);
        Assert.Equal(0, world.Run("2026-07", "2026-10-31").NewLines);
    }

    [Fact]
    public void An_unknown_pension_is_not_taken_for_none()
    {
        using var world = Office("vn");
        world.Record(2, "pension", "unknown", "2010-01-01", "2026-06-01");
        var run = world.Run("2026-07", "2026-09-30");
        Assert.Equal((750_000, 1), (run.Amount, run.Unknown));
    }

    /// <summary>1 severely disabled, 2 old and without pension.</summary>
    private static SmallWorld Office(string jurisdiction)
    {
        var world = new SmallWorld(jurisdiction, Checkout.File("policy"))
            .Person(1, "1990-01-01").Fact(1, "disability", "severe", "2019-03-05", "2019-03-20")
            .Person(2, "1944-01-01").Fact(2, "pension", "none", "2010-01-01", "2010-01-01")
            .Decide(1, "2019-04-01", "social_assistance").Decide(2, "2025-07-01", "social_pension");
        foreach (var extra in world.Policy.Programmes.Where(p => p.Ledger && p.Id == "social_pension_topup").ToList())
        {
            world.Decide(2, "2026-01-05", extra.Id);
        }

        return world;
    }
}

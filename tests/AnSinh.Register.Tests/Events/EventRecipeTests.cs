using AnSinh.Basics;
using AnSinh.Intake.Events;
using AnSinh.Register.People;
using AnSinh.Store.Acts;
using AnSinh.Testing;
using static AnSinh.Intake.Events.EventFields;

namespace AnSinh.Register.Tests.Events;

/// <summary>The recipe of CONTRIBUTING.md for an event kind, followed.</summary>
public sealed class EventRecipeTests
{
    private const string Group = "hoan-canh";

    // Letter for letter what the recipe shows.
    private static IReadOnlyList<EventKind> All { get; } =
    [
        new("recovery", EventAct.Change, Group, new("Không còn khuyết tật", "No longer disabled"),
            new("Ghi kết luận của hội đồng từ ngày ấy.", "Records the finding of the council from that day."),
            [Person, On("Từ ngày", "From"), Source],
            p => p.Fact("disability", p.Number("nguoi")!.Value, "none", p.Day("ngay")!.Value)),
    ];

    [Fact]
    public void The_recipe_for_an_event_kind_works()
    {
        var shown = Recipes.Block("src/AnSinh.Intake/Events/CircumstanceEvents.cs").Split('\n').Skip(1).Select(line => line.Trim());
        var own = File.ReadAllLines(Checkout.File("tests/AnSinh.Register.Tests/Events/EventRecipeTests.cs")).Select(line => line.Trim());
        Assert.Contains(string.Join('\n', shown), string.Join('\n', own), StringComparison.Ordinal);

        using var test = TestRegister.Sqlite();
        test.Register.Load(Some.Person(1), Some.Household(7), Some.Membership(1, 7), Some.Residence(1), Some.Fact(1));
        test.Clock.Day = new(2020, 6, 1);
        var kind = Assert.Single(All);
        Assert.Null(EventKinds.FindOrNull(kind.Code));
        Assert.All(EventForms.Of(test.Register, kind, new Dictionary<string, string>()).Fields, f => Assert.NotNull(f.Label.En));
        Assert.Equal(["giay-to", "ngay"],
            Plan(test, ("nguoi", "1")).Refusals.Select(r => r.Place).Order(StringComparer.Ordinal));

        var plan = Plan(test, ("nguoi", "1"), ("ngay", "2020-05-04"), ("giay-to", "Biên bản 5"));
        var applied = test.Register.Apply(plan.Value.Set, Act.By("officer"));
        var reading = new CurrentRows(test.Register);
        Assert.Equal(("severe", "none"),
            (reading.ValueOn("disability", 1, new(2020, 5, 3)), reading.ValueOn("disability", 1, new(2020, 5, 4))));
        Assert.True(test.Register.Undo(applied.Value.BatchId, "nhầm người", Act.By("officer")).Ok);
        Assert.Equal("severe", reading.ValueOn("disability", 1, new(2020, 5, 4)));
    }

    private static Outcome<EventPlan> Plan(TestRegister test, params (string Name, string Value)[] told) =>
        EventPlanner.Plan(test.Register, EventScope.OfEverybody(test.Register), All[0], told.ToDictionary(t => t.Name, t => t.Value));
}

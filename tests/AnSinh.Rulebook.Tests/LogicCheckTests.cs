namespace AnSinh.Rulebook.Tests;

/// <summary>
/// Conflicts, gaps and clauses nobody can meet are found when the law is read, with the people who show them and the line.
/// </summary>
public class LogicCheckTests
{
    private const string Aid = "vn/programmes/aid.yaml";

    [Theory]
    // Overlap at one age only: somebody of exactly 60 meets both.
    [InlineData("when: \"age_at(birth_date, period.end) < 60\"", "when: \"age_at(birth_date, period.end) <= 60\"",
        "policy.conflict", "{id: elder", "'adult' và 'elder'")]
    // Between 59 and 60 nobody is covered.
    [InlineData("when: \"age_at(birth_date, period.end) < 60\"", "when: \"age_at(birth_date, period.end) < 59\"",
        "policy.gap", "- id: disabled", "không có mức nào")]
    // A rate outside its own route.
    [InlineData("{id: adult, when: \"age_at(birth_date, period.end) < 60\"", "{id: adult, when: \"disability == 'mild'\"",
        "policy.unreachable", "{id: adult", "không ai được hưởng")]
    // A route that its own condition contradicts.
    [InlineData("when: \"disability == 'severe'\"", "when: \"disability == 'severe' && !(disability in ['mild', 'severe'])\"",
        "policy.unreachable", "- id: disabled", "không ai thuộc được")]
    // A route that a requirement of all contradicts.
    [InlineData("when: \"disability == 'severe'\"", "when: \"disability == 'severe' && death_date < date('2010-01-01')\"",
        "policy.unreachable", "- id: disabled", "không ai thuộc được")]
    // A route that its exclusion takes back.
    [InlineData("{id: on_pension, when: \"pension != 'none'\"", "{id: on_pension, when: \"age_at(birth_date, period.end) >= 70\"",
        "policy.unreachable", "- id: old", "không ai thuộc được")]
    [InlineData("{id: resident, when: resident,", "{id: resident, when: \"resident && pension == 'none' && pension == 'retirement'\",",
        "policy.unreachable", "{id: resident", "không ai đạt được")]
    public void A_fault_of_logic_is_told_with_its_line(string text, string wrong, string code, string line, string part)
    {
        var files = new PolicyFiles().Change(Aid, text, wrong);
        var refused = files.Load();
        Assert.Contains(refused.Refusals,
            r => r.Code == code && r.Place == files.Place(Aid, line) && r.Message.Contains(part, StringComparison.Ordinal));
    }

    [Fact]
    public void The_people_who_show_a_conflict_are_described()
    {
        var refused = new PolicyFiles().Change(Aid, "when: \"age_at(birth_date, period.end) < 60\"",
            "when: \"age_at(birth_date, period.end) <= 60\"").Load();
        Assert.Contains(refused.Refusals,
            r => r.Message.Contains("birth_date = 195", StringComparison.Ordinal)
                && r.Message.Contains("disability = severe", StringComparison.Ordinal));
    }

    [Theory]
    // What depends on two facts at once is looked for, but never called impossible.
    [InlineData("when: \"disability == 'severe'\"", "when: \"disability == 'severe' && income * 7 > parameters.standard * 1000\"")]
    // The household is set freely: nothing is claimed of it.
    [InlineData("when: \"disability == 'severe'\"", "when: \"disability == 'severe' && members.count(m, m.disability == 'severe') >= 1\"")]
    public void What_cannot_be_searched_whole_is_not_called_impossible(string text, string wrong) =>
        Assert.Empty(new PolicyFiles().Change(Aid, text, wrong).Load().Refusals);
}

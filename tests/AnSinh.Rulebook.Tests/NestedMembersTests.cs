using AnSinh.Rulebook.Sql;
using AnSinh.Rulebook.Tests.Sql;

namespace AnSinh.Rulebook.Tests;

/// <summary>A named count over the household inside another one: the same in every reading.</summary>
public class NestedMembersTests
{
    [Theory]
    [InlineData("defs.children >= 1 && m.disability == 'severe'")]
    [InlineData("m.disability == 'severe' && defs.children >= 1")]
    public void A_named_count_inside_a_count_leaves_the_member_alone(string inner)
    {
        var law = PolicyFiles.Law(2024, 2, policy: new PolicyFiles()
            .Change("vn/programmes/aid.yaml", "    require:",
                $"      - {{id: burdened, as: \"members.count(m, {inner}) >= 1\"}}\n    require:")
            .Change("vn/programmes/aid.yaml", "when: \"disability == 'severe'\"", "when: \"defs.burdened\"").Read());
        var table = Tables.Of("birth_date 1985-01-01", "birth_date 2015-01-01, raised_by 1, disability severe", "birth_date 1950-01-01");
        Assert.Equal([Truth.Yes, Truth.No, Truth.No], Enumerable.Range(0, 3).Select(row => law.Ask(table, row: row).Status));
        using var database = SqlTable.On(SqlDialect.Sqlite);
        var told = database.Ask(table, name => SqlReader.Query(law.ProgrammeOrNull("aid")!, SqlDialect.Sqlite, name));
        Assert.Equal([1L, 0L, 0L], told.Select(t => t[0]));
    }
}

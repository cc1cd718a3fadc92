using AnSinh.Rulebook.Access;
using AnSinh.Rulebook.Procedures;

namespace AnSinh.Rulebook.Tests;

/// <summary>Reads the access matrix.</summary>
public class AccessTests
{
    private const string Described = """
        permission: read_people
        label: {vi: Xem người}
        covers: {vi: hồ sơ}
        ---
        permission: work_on_cases
        label: {vi: Làm hồ sơ}
        covers: {vi: các bước}
        ---
        permission: change_law
        whole_register: true
        label: {vi: Sửa luật}
        covers: {vi: soạn và duyệt}
        """;

    private const string Officer = """
        role: social_officer
        label: {vi: Cán bộ}
        at:
          - level: district
            label: {vi: Cán bộ huyện}
            may: [read_people, work_on_cases, change_law]
            acts_as: [district_officer, law_editor]
          - level: commune
            label: {vi: Cán bộ xã}
            may: [read_people, work_on_cases]
            acts_as: [commune_officer]
        """;

    [Fact]
    public void A_role_may_what_it_says_at_its_level()
    {
        var policy = Of(Described, Officer).Read();
        var role = policy.RoleOrNull("social_officer")!;
        Assert.Equal([Permission.ReadPeople, Permission.WorkOnCases, Permission.ChangeLaw], role.AtOrNull(2)!.May.Order());
        Assert.Equal([Permission.ReadPeople, Permission.WorkOnCases], role.AtOrNull(3)!.May.Order());
        Assert.Equal([ProcedureRole.CommuneOfficer], role.AtOrNull(3)!.ActsAs);
        Assert.Null(role.AtOrNull(1));
        Assert.Null(policy.RoleOrNull("leader"));
        Assert.Equal(["hồ sơ", "các bước", "soạn và duyệt"], policy.Permissions.Select(p => p.Covers.Vi));
    }

    [Theory]
    [InlineData("may: [read_people, work_on_cases, ", "may: [read_peopel, work_on_cases, ", 6, "không có 'read_peopel'")]
    [InlineData("may: [read_people, work_on_cases, ", "may: [settle_months, work_on_cases, ", 6, "chưa được mô tả")]
    [InlineData("may: [read_people, work_on_cases, ", "may: [work_on_cases, work_on_cases, ", 6, "nêu hai lần")]
    [InlineData("law_editor]", "law_maker]", 7, "không có 'law_maker'")]
    [InlineData(", law_editor]", "]", 7, "'change_law' trong may đi với một trong law_editor, law_approver")]
    [InlineData("may: [read_people, work_on_cases]", "may: [read_people]", 11, "'work_on_cases' trong may đi với")]
    [InlineData("[commune_officer]", "[commune_officer, applicant]", 11, "không phải là vai trò của văn phòng")]
    [InlineData("may: [read_people, work_on_cases]", "may: [work_on_cases, change_law]", 10, "không giao ở cấp xã")]
    [InlineData("level: commune", "level: hamlet", 8, "hamlet")]
    [InlineData("level: commune", "level: district", 1, "social_officer, cấp 2")]
    [InlineData("role: social_officer", "rolle: social_officer", 1, "role")]
    public void A_mistake_is_told_with_its_line(string right, string wrong, int line, string words)
    {
        Assert.Contains(right, Officer);
        var refusals = Of(Described, Officer.Replace(right, wrong, StringComparison.Ordinal)).Load().Refusals;
        Assert.Contains(refusals,
            r => r.Place == $"vn/roles/office.yaml:{line}" && r.Message.Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public void A_role_or_a_permission_stands_once()
    {
        Assert.NotEmpty(Of(Described, Officer + "\n---\n" + Officer).Load().Refusals);
        Assert.NotEmpty(Of(Described + "\n---\n" + Described, Officer).Load().Refusals);
    }

    [Fact]
    public void Who_may_what_is_no_state_of_the_law() => Assert.Equal(
        PolicyFiles.Plain.Hash, Of(Described, Officer).With(SmallCells, "smallest_group: 5").Read().Hash);

    [Fact]
    public void Where_no_smallest_group_is_told_none_is_large_enough()
    {
        Assert.Equal(5, Of(Described, Officer).With(SmallCells, "smallest_group: 5").Read().SmallestGroup);
        Assert.Equal(int.MaxValue, Of(Described, Officer).Read().SmallestGroup);
    }

    [Theory]
    [InlineData("# ít người\nsmallest_group: 0", 2)]
    [InlineData("smallest_group: ít", 1)]
    [InlineData("smallest: 5", 1)]
    [InlineData("smallest_group: 5\n---\nsmallest_group: 6", 3)]
    public void A_mistake_in_the_smallest_group_is_told_with_its_line(string text, int line) => Assert.Contains(
        Of(Described, Officer).With(SmallCells, text).Load().Refusals, r => r.Place == $"{SmallCells}:{line}");

    private const string SmallCells = "vn/access/small_cells.yaml";

    private static PolicyFiles Of(string permissions, string roles) =>
        new PolicyFiles().With("vn/permissions/office.yaml", permissions).With("vn/roles/office.yaml", roles);
}

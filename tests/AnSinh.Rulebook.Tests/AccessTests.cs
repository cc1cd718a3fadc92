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
        permission: record
        label: {vi: Ghi}
        covers: {vi: sự kiện}
        """;

    private const string Officer = """
        role: social_officer
        label: {vi: Cán bộ}
        at:
          - level: district
            label: {vi: Cán bộ huyện}
            may: [read_people, record]
            acts_as: [district_officer, law_editor]
          - level: commune
            label: {vi: Cán bộ xã}
            may: [read_people]
            acts_as: [commune_officer]
        """;

    [Fact]
    public void A_role_may_what_it_says_at_its_level()
    {
        var policy = Of(Described, Officer).Load().Value;
        var role = policy.RoleOrNull("social_officer")!;
        Assert.Equal([Permission.ReadPeople, Permission.Record], role.AtOrNull(2)!.May.Order());
        Assert.Equal([Permission.ReadPeople], role.AtOrNull(3)!.May);
        Assert.Equal([ProcedureRole.CommuneOfficer], role.AtOrNull(3)!.ActsAs);
        Assert.Null(role.AtOrNull(1));
        Assert.Null(policy.RoleOrNull("leader"));
        Assert.Equal(["hồ sơ", "sự kiện"], policy.Permissions.Select(p => p.Covers.Vi));
    }

    [Theory]
    [InlineData("read_people, record]", "read_peopel, record]", "vn/roles/office.yaml:6", "không có 'read_peopel'")]
    [InlineData("read_people, record]", "read_people, settle_months]", "vn/roles/office.yaml:6", "chưa được mô tả")]
    [InlineData("read_people, record]", "record, record]", "vn/roles/office.yaml:6", "nêu hai lần")]
    [InlineData("law_editor]", "law_maker]", "vn/roles/office.yaml:7", "không có 'law_maker'")]
    [InlineData("level: commune", "level: hamlet", "vn/roles/office.yaml:8", "hamlet")]
    [InlineData("level: commune", "level: district", "vn/roles/office.yaml:1", "social_officer, cấp 2")]
    [InlineData("role: social_officer", "rolle: social_officer", "vn/roles/office.yaml:1", "role")]
    public void A_mistake_is_told_with_its_line(string right, string wrong, string place, string words)
    {
        var text = Officer.Replace(right, wrong, StringComparison.Ordinal);
        var refusals = Of(Described, text).Load().Refusals;
        Assert.Contains(refusals, r => r.Place == place && r.Message.Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public void A_role_or_a_permission_stands_once()
    {
        Assert.NotEmpty(Of(Described, Officer + "\n---\n" + Officer).Load().Refusals);
        Assert.NotEmpty(Of(Described + "\n---\n" + Described, Officer).Load().Refusals);
    }

    private static PolicyFiles Of(string permissions, string roles) =>
        new PolicyFiles().With("vn/permissions/office.yaml", permissions).With("vn/roles/office.yaml", roles);
}

using AnSinh.Basics;

namespace AnSinh.Rulebook.Tests;

/// <summary>
/// A district and a commune hold law like a province: parameters, programmes, instruments, facts, cases; as long as the unit stands.
/// </summary>
public class LevelTests
{
    private const string Units = """
        code,name,full_name,kind,level,parent_code,valid_from,valid_to,source,note
        01,Hà Nội,"Hà Nội, thủ đô",thành phố,1,,,,x,
        004,Long Biên,Quận Long Biên,quận,2,01,,2025-06-30,x,
        272,Phúc Thọ,Huyện Phúc Thọ,huyện,2,01,,2025-06-30,x,
        00145,Bồ Đề,Phường Bồ Đề,phường,3,004,,2025-06-30,x,
        00145,Bồ Đề,Phường Bồ Đề,phường,3,01,2025-07-01,,x,

        """;

    private static PolicyFiles Files() => new PolicyFiles().With("vn/units.csv", Units)
        .With("vn-01-004-long-bien/jurisdiction.yaml", "{code: vn-01-004, label: {vi: Quận Long Biên}, to: 2025-06-30}\n")
        .With("vn-01-004-long-bien/instruments/own.yaml",
            "instruments: [{id: QD-LB, number: 5/QĐ, kind: {vi: Quyết định}, title: {vi: Của quận}, "
                + "issued: 2022-12-01, in_force: 2023-01-01, checked: no}]\n")
        .With("vn-01-004-long-bien/facts.yaml",
            "facts: [{name: long_biener, subject: person, type: bool, when_absent: no, label: {vi: Người Long Biên}}]\n")
        .With("vn-01-004-long-bien/parameters/own.yaml",
            "parameter: standard\nvalues: [{from: 2023-01-01, value: 500000, cite: QD-LB}]\n---\n"
                + "parameter: high_age\nvalues: [{from: 2023-01-01, value: 70, cite: QD-LB}]\n")
        .With("vn-01-004-long-bien/programmes/own.yaml", """
            programme: extra
            label: {vi: Hỗ trợ của quận}
            versions:
              - {id: v1, from: 2023-01-01, cite: QD-LB,
                 routes: [{id: all, label: {vi: Người Long Biên}, when: long_biener, cite: QD-LB,
                   rates: [{id: part, amount: "parameters.standard * 0.4"}]}]}
            """)
        .With("vn-01-004-long-bien/cases/own.yaml", """
            cases:
              - {id: here, programme: extra, month: 2024-02, given: {long_biener: yes}, expect: {status: yes, amount: 200000}}
              - {id: elsewhere, programme: extra, jurisdiction: vn-01-272, month: 2024-02, given: {long_biener: yes}, expect: {status: no}}
              - {id: province, programme: extra, jurisdiction: vn-01, month: 2024-02, given: {long_biener: yes}, expect: {status: no}}
              - {id: commune, programme: extra, jurisdiction: vn-01-004-00145, month: 2024-02, given: {long_biener: yes},
                 expect: {status: yes, amount: 200000}}
              - {id: abolished, programme: extra, jurisdiction: vn-01-004, month: 2025-07, given: {long_biener: yes}, expect: {status: no}}
              - {id: after, programme: aid, jurisdiction: vn-01-00145, month: 2025-07, given: {birth_date: 1950-01-01},
                 expect: {status: no}}
              - {id: higher, parameter: standard, jurisdiction: vn-01-004, month: 2024-02, expect: {value: 500000}}
              - {id: lower_age, parameter: high_age, jurisdiction: vn-01-004, month: 2024-02, expect: {value: 70}}
              - {id: gone, parameter: high_age, jurisdiction: vn-01-004, month: 2025-07, expect: {value: 80}}
              - {id: last_month, parameter: high_age, jurisdiction: vn-01-004, month: 2025-06, expect: {value: 70}}
            """);

    [Fact]
    public void The_law_of_a_district_holds_in_it_and_below_while_the_district_stands() =>
        Assert.All(new CaseRunner(Files().Read()).RunAll(), r => Assert.True(r.Passed, $"{r.Case.Id}: {string.Join("; ", r.Differences)}"));

    [Fact]
    public void The_tree_shows_the_value_of_every_level()
    {
        var value = PolicyFiles.Law(2024, 2, "vn-01-004", policy: Files().Read()).Value("standard")!;
        Assert.Equal(["vn", "vn-01", "vn-01-004"], value.Considered.Select(v => v.Level));
        Assert.Equal("vn-01-004", value.Chosen.Level);
    }

    [Theory]
    [InlineData("code: vn-01-004", "code: vn-01-999", "'vn-01-999' không có trên bản đồ")]
    [InlineData("to: 2025-06-30", "from: 2025-07-01, to: 2025-06-30", "trước 'from'")]
    [InlineData("to: 2025-06-30", "until: 2025-06-30", "không có khoá 'until'")]
    public void A_level_that_is_no_place_is_refused(string text, string wrong, string part) =>
        Assert.Contains(part, string.Join("\n", Files().Change("vn-01-004-long-bien/jurisdiction.yaml", text, wrong).Load().Refusals));

    [Fact]
    public void A_commune_holds_law_too()
    {
        var policy = Files()
            .With("vn-01-00145-bo-de/jurisdiction.yaml", "{code: vn-01-00145, label: {vi: Phường Bồ Đề}, from: 2025-07-01}\n")
            .With("vn-01-00145-bo-de/parameters/own.yaml", "parameter: high_age\nvalues: [{from: 2025-07-01, value: 65, cite: ND-1}]\n")
            .Read();
        Assert.Equal(65, PolicyFiles.Law(2025, 7, "vn-01-00145", policy: policy).Value("high_age")!.Raw);
        Assert.Equal(80, PolicyFiles.Law(2025, 7, "vn-01", policy: policy).Value("high_age")!.Raw);
    }
}

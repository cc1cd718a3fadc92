using AnSinh.Basics;

namespace AnSinh.Rulebook.Tests;

/// <summary>The two times of the law, its levels and its versions.</summary>
public class LawAtTests
{
    [Theory]
    [InlineData(2026, 6, "2026-12-31", 360_000)]
    [InlineData(2026, 7, "2026-07-31", 360_000)]
    [InlineData(2026, 7, "2026-08-31", 360_000)]
    [InlineData(2026, 7, "2026-09-30", 360_000)]
    [InlineData(2026, 7, "2026-10-04", 360_000)]
    [InlineData(2026, 7, "2026-10-05", 540_000)]
    [InlineData(2026, 7, "2026-10-31", 540_000)]
    [InlineData(2026, 10, "2026-09-30", 540_000)]
    [InlineData(2026, 9, "2026-09-30", 360_000)]
    [InlineData(2026, 12, "2026-08-20", 360_000)]
    public void A_late_decree_is_seen_when_issued_and_in_force(int year, int month, string known, long value) =>
        Assert.Equal(value, PolicyFiles.Law(year, month, known: known).Value("standard")!.Raw);

    [Theory]
    [InlineData(2015, 1, "vn", 270_000)]
    [InlineData(2015, 1, "vn-01", 350_000)]
    [InlineData(2021, 8, "vn-01-272", 360_000)]
    [InlineData(2022, 1, "vn-01", 440_000)]
    [InlineData(2022, 1, "vn-30", 360_000)]
    [InlineData(2026, 11, "vn-01", 540_000)]
    public void The_higher_of_nation_and_city_counts(int year, int month, string jurisdiction, long value) =>
        Assert.Equal(value, PolicyFiles.Law(year, month, jurisdiction).Value("standard")!.Raw);

    [Fact]
    public void Without_max_the_lower_level_decides()
    {
        var policy = new PolicyFiles().Change("vn/parameters/standard.yaml", "combine: max\n", "").Read();
        Assert.Equal(440_000, PolicyFiles.Law(2026, 11, "vn-01", policy: policy).Value("standard")!.Raw);
    }

    [Fact]
    public void Both_levels_and_their_citations_are_kept()
    {
        var value = PolicyFiles.Law(2022, 5, "vn-01").Value("standard")!;
        Assert.Equal(["vn", "vn-01"], value.Considered.Select(v => v.Level));
        Assert.Equal("NQ 3, Điều 2", PolicyFiles.Plain.Display(value.Chosen.Cite));
        Assert.True(value.Doubtful); // NQ-3 was not read.
        Assert.Equal("440.000 đ", value.Display);
        Assert.False(PolicyFiles.Law(2024, 5).Value("standard")!.Doubtful);
    }

    [Fact]
    public void Before_the_first_value_there_is_none_and_a_written_end_without_successor_ends()
    {
        Assert.Null(PolicyFiles.Law(2014, 12).Value("standard"));
        Assert.Empty(PolicyFiles.Law(2014, 12).Programmes);
        var ended = new PolicyFiles().Change("vn/parameters/standard.yaml", "- {from: 2015-01-01, value: 80",
            "- {from: 2015-01-01, to: 2020-12-31, value: 80").Read();
        Assert.NotNull(PolicyFiles.Law(2020, 12, policy: ended).Value("high_age"));
        Assert.Null(PolicyFiles.Law(2021, 1, policy: ended).Value("high_age"));
        // A parameter without value makes the answer unknown, and says so.
        var answer = PolicyFiles.Law(2021, 1, policy: ended).Ask(Tables.Of("birth_date 1930-01-01"));
        Assert.Equal(Truth.Unknown, answer.Status);
        Assert.Equal(["parameters.high_age"], answer.Missing);
        Assert.Contains("thiếu Tuổi cao", answer.Root.Text.Vi);
    }

    [Fact]
    public void A_value_from_the_middle_of_a_month_counts_for_that_month()
    {
        var policy = new PolicyFiles().Change("vn/parameters/standard.yaml", "from: 2021-07-01", "from: 2021-07-15, mid_month: whole")
            .Read();
        Assert.Equal(360_000, PolicyFiles.Law(2021, 7, policy: policy).Value("standard")!.Raw);
    }

    [Fact]
    public void Versions_follow_the_same_two_times()
    {
        var second = """
            - id: v2
                from: 2026-07-01
                cite: ND-2
                holds: {day: any, levels: highest, cite: ND-2/dieu-8}
                routes:
                  - {id: all, label: {vi: Mọi người}, when: resident, cite: ND-2/dieu-1, rates: [{id: one, amount: parameters.standard}]}
            """;
        var policy = new PolicyFiles().With("vn/programmes/aid.yaml", PolicyFiles.Aid + "\n  " + second).Read();
        Assert.Equal("v1", Version("2026-09-30"));
        Assert.Equal("v2", Version("2026-10-31"));

        string Version(string known) => PolicyFiles.Law(2026, 7, known: known, policy: policy).ProgrammeOrNull("aid")!.Version.Id;
    }

    [Fact]
    public void A_programme_of_the_city_exists_only_there()
    {
        var policy = new PolicyFiles().With("vn/programmes/aid.yaml", null).With("vn-01/programmes/aid.yaml", PolicyFiles.Aid).Read();
        Assert.Empty(PolicyFiles.Law(2024, 5, policy: policy).Programmes);
        Assert.Single(PolicyFiles.Law(2024, 5, "vn-01-272", policy: policy).Programmes);
    }

    [Fact]
    public void Interactions_hold_from_their_day_and_keep_the_higher_side()
    {
        var policy = new PolicyFiles().With("vn/interactions/one.yaml", """
            interaction: one
            rule: highest
            sides: [[aid], aid]
            from: 2020-01-01
            cite: ND-1/dieu-9
            say: {vi: Chỉ một}
            """).Read();
        Assert.Empty(PolicyFiles.Law(2019, 12, policy: policy).Interactions);
        Assert.Equal("NĐ 1/2015, Điều 9", Assert.Single(PolicyFiles.Law(2020, 1, policy: policy).Interactions).Citation);
        Assert.Equal(0, Interaction.Kept([5, 5, 3]));
        Assert.Equal(2, Interaction.Kept([5, 5, 6]));
    }

    [Fact]
    public void The_hash_names_the_bytes_of_all_files()
    {
        Assert.Equal(PolicyFiles.Plain.Hash, new PolicyFiles().Read().Hash);
        Assert.Matches("^[0-9a-f]{64}$", PolicyFiles.Plain.Hash);
        Assert.NotEqual(PolicyFiles.Plain.Hash, new PolicyFiles().With("vn/units.csv", "code,name\n").Read().Hash);
        Assert.NotEqual(PolicyFiles.Plain.Hash,
            new PolicyFiles().Change("vn/parameters/standard.yaml", "value: 80", "value: 81").Read().Hash);
        Assert.Equal(PolicyFiles.Plain.Hash, new PolicyFiles().With("README.md", "not law").Read().Hash);
    }

    [Fact]
    public void Citations_are_shown_as_people_read_them()
    {
        Assert.Equal("NĐ 1/2015, Điều 6 khoản 1 điểm e", PolicyFiles.Plain.Display(new Citation("ND-1/dieu-6/khoan-1/diem-e")));
        Assert.Equal("Nghị định 2/2026/NĐ-CP", PolicyFiles.Plain.Display(new Citation("ND-2")));
    }
}

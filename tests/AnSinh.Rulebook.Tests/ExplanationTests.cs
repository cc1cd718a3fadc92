using AnSinh.Basics;

namespace AnSinh.Rulebook.Tests;

/// <summary>What a citizen is told: the conclusion, every condition with its fact, the law it stands on, the sum.</summary>
public class ExplanationTests
{
    [Fact]
    public void A_grant_is_explained_from_the_conclusion_to_the_parameters()
    {
        var answer = PolicyFiles.Law(2024, 8).Ask(Tables.Of("birth_date 1939-01-01, disability severe"));
        Assert.Equal("""
            ✓ Được hưởng Trợ cấp tháng 08/2024: 720.000 đ [NĐ 1/2015]
              ✓ Cư trú trên địa bàn [NĐ 1/2015, Điều 8]
                ✓ Cư trú trên địa bàn (resident: có)
              ✓ Còn sống, hoặc mất trong tháng [NĐ 1/2015, Điều 8]
                ✓ Không có ngày mất, hoặc sau 31/07/2024 (death_date: không có)
              ✕ Đơn thân nuôi con [NĐ 1/2015, Điều 5 khoản 4]
                ✕ Diện hộ nghèo là hộ nghèo (poverty: none)
                ✕ Số người trong hộ mà: người nuôi là chính người này và dưới 16 tuổi (tính đến 31/07/2024) từ 1 trở lên (: 0 người)
              ✓ Người cao tuổi: Từ đủ 80 tuổi [NĐ 1/2015, Điều 5 khoản 5]
                ✓ Từ đủ 80 tuổi (tính đến 31/08/2024) (birth_date: 85 tuổi (sinh 1939))
                  ✓ Tuổi cao: 80 [NĐ 1/2015, Điều 5]
                ✕ Đang hưởng lương hưu [NĐ 1/2015, Điều 5]
                  ✕ Có lương hưu (pension: none)
                ✓ Hệ số một: hệ số 1,0 × 360.000 đ = 360.000 đ
                  ✓ Mức chuẩn: 360.000 đ [NĐ 1/2015, Điều 4]
              ✓ Người khuyết tật nặng [NĐ 1/2015, Điều 5 khoản 6]
                ✓ Mức độ khuyết tật là nặng (disability: nặng)
                ✕ Dưới 60 tuổi (tính đến 31/08/2024)
                  ✕ Dưới 60 tuổi (tính đến 31/08/2024) (birth_date: 85 tuổi (sinh 1939))
                ✓ Từ đủ 60 tuổi (tính đến 31/08/2024): hệ số 2,0 × 360.000 đ = 720.000 đ
                  ✓ Từ đủ 60 tuổi (tính đến 31/08/2024) (birth_date: 85 tuổi (sinh 1939))
                  ✓ Mức chuẩn: 360.000 đ [NĐ 1/2015, Điều 4]
              ✓ Chỉ hưởng một mức cao nhất: 720.000 đ (Người khuyết tật nặng) [NĐ 1/2015, Điều 6]
            """, Write(answer.Root), ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void Of_two_levels_both_values_are_shown_with_their_citations()
    {
        var answer = PolicyFiles.Law(2022, 5, "vn-01").Ask(Tables.Of("birth_date 1940-06-01"));
        var standard = answer.Root.All()
            .First(n => n.Kind == ExplainKind.Parameter && n.Text.Vi.StartsWith("Mức chuẩn", StringComparison.Ordinal));
        Assert.Equal("""
            ✓ Mức chuẩn: 440.000 đ (mức cao nhất của các cấp) [NĐ 1/2015, Điều 4 khoản 3]~
              ✕ Cả nước: 360.000 đ [NĐ 1/2015, Điều 4]
              ✓ Hà Nội: 440.000 đ [NQ 3, Điều 2]~
            """, Write(standard), ignoreLineEndingDifferences: true);
        Assert.True(answer.Root.Doubtful);
        Assert.False(PolicyFiles.Law(2022, 5).Ask(Tables.Of("birth_date 1940-06-01")).Root.Doubtful);
    }

    [Fact]
    public void Law_marked_uncertain_is_marked_in_the_reasons()
    {
        var policy = new PolicyFiles().Change("vn/programmes/aid.yaml", "{id: one, coefficient: \"1.0\",",
            "{id: one, coefficient: \"1.0\", uncertain: true,").Read();
        var answer = PolicyFiles.Law(2024, 8, policy: policy).Ask(Tables.Of("birth_date 1940-06-01"));
        Assert.Contains(answer.Root.All(), n => n is { Kind: ExplainKind.Rate, Doubtful: true });
        Assert.True(answer.Root.Doubtful);
    }

    [Fact]
    public void A_class_without_money_is_as_doubtful_as_what_its_condition_rests_on()
    {
        var policy = new PolicyFiles().With("vn/programmes/class.yaml", """
            programme: class
            label: {vi: Phân loại}
            versions:
              - id: v1
                from: 2015-01-01
                cite: ND-1
                routes:
                  - {id: low, label: {vi: Thu nhập thấp}, when: "income <= parameters.standard", cite: ND-1/dieu-2}
            """).Read();
        ExplainNode Class(string place) =>
            PolicyFiles.Law(2022, 5, place, policy: policy).ProgrammeOrNull("class")!.Explain(Tables.Of("income 300000"), 0).Root;
        Assert.True(Class("vn-01").Doubtful); // NQ 3 was not read.
        Assert.False(Class("vn").Doubtful);
    }

    [Fact]
    public void What_is_missing_is_named_for_people()
    {
        var answer = PolicyFiles.Law(2024, 8).Ask(Tables.Of("birth_date unknown"));
        Assert.Equal("Chưa kết luận được Trợ cấp tháng 08/2024 (có thể đến 360.000 đ): thiếu Ngày sinh", answer.Root.Text.Vi);
        Assert.Equal("Aid for 08/2024 cannot be told (perhaps up to 360.000 đ): missing Ngày sinh", answer.Root.Text.In("en"));
        Assert.Equal(["old"], answer.Clauses);
        Assert.Contains(answer.Root.All(), n => n is { FactName: "birth_date", FactValue: "chưa rõ", Truth: Truth.Unknown });
    }

    [Fact]
    public void Who_is_in_no_group_is_told_so() =>
        Assert.Equal("Không được hưởng Trợ cấp tháng 08/2024: không thuộc diện nào",
            PolicyFiles.Law(2024, 8).Ask(Tables.Of("birth_date 1990-05-05")).Root.Text.Vi);

    [Fact]
    public void The_facts_used_are_kept_as_the_register_writes_them()
    {
        var facts = PolicyFiles.Law(2024, 8).Ask(Tables.Of("birth_date 1939-03-05, disability severe")).Facts;
        Assert.Equal("1939-03-05", facts["birth_date"]);
        Assert.Equal("severe", facts["disability"]);
        Assert.Equal("never", facts["death_date"]);
        Assert.Equal("none", facts["poverty"]);
        Assert.DoesNotContain("income", facts.Keys);
    }

    [Fact]
    public void The_short_answer_is_that_of_the_tree()
    {
        var programme = PolicyFiles.Law(2024, 8).ProgrammeOrNull("aid")!;
        foreach (var facts in new[] { "birth_date 1939-03-05, disability severe", "birth_date unknown", "resident no",
            "birth_date 1990-05-05" })
        {
            var (told, tree) = (programme.Decide(Tables.Of(facts), 0), programme.Explain(Tables.Of(facts), 0));
            Assert.Equal((tree.Status, tree.Amount), (told.Status, told.Amount));
            Assert.Equal(tree.Clauses, told.Clauses);
            Assert.Equal(tree.Missing, told.Missing);
            Assert.Equal(tree.Routes, told.Routes);
            Assert.All(told.Facts, f => Assert.Equal(tree.Facts[f.Key], f.Value));
        }
    }

    [Fact]
    public void A_card_tells_the_version_with_amounts_and_doubts()
    {
        var card = PolicyFiles.Law(2022, 5, "vn-01").ProgrammeOrNull("aid")!.Card();
        Assert.Equal(("aid", "Trợ cấp", "v1", "từ 01/01/2015", "NĐ 1/2015"),
            (card.Programme, card.Title.Vi, card.Version, card.Applies, PolicyFiles.Plain.Display(card.Cite)));
        Assert.Equal(["Cư trú trên địa bàn", "Còn sống, hoặc mất trong tháng"], card.Requirements.Select(r => r.Text.Vi));
        Assert.Equal(("Người cao tuổi", "Từ đủ 80 tuổi"), (card.Routes[1].Label.Vi, card.Routes[1].Line.Text.Vi));
        Assert.Equal("từ tháng ký quyết định", card.Routes[0].StartsInWords.Vi);
        Assert.Equal(["660.000 đ", "880.000 đ"], card.Routes[2].Rates.Select(r => r.Amount));
        Assert.Equal("1,5", card.Routes[2].Rates[0].Coefficient);
        Assert.Contains("số người trong hộ", card.Routes[0].Rates[0].Amount);
        Assert.Equal("Đơn thân nuôi con cùng với: Người cao tuổi, Người khuyết tật nặng", card.Selection[1].Condition);
        Assert.Contains(card.Sources,
            p => p is
            {
                Kind: RuleSource.Parameter, Name: "standard", Doubtful: true,
                Value.Vi: "440.000 đ (Cả nước: 360.000 đ; Hà Nội: 440.000 đ)",
            });
        Assert.Contains(card.Doubts, d => d.StartsWith("Mức chuẩn", StringComparison.Ordinal));
    }

    private static string Write(ExplainNode node, int depth = 0)
    {
        var fact = node.FactValue is null ? "" : $" ({node.FactName}: {node.FactValue})";
        var line =
            $"{new string(' ', depth * 2)}{"✕✓?!"[(int)node.Truth]} {node.Text.Vi}{fact}"
            + $"{(node.Citation is null ? "" : $" [{node.Citation}]")}{(node.Doubtful ? "~" : "")}";
        return string.Join("\n", node.Children.Select(c => Write(c, depth + 1)).Prepend(line));
    }
}

using System.Globalization;
using System.Text;
using AnSinh.Basics;
using AnSinh.Intake.Lists.Mapping;
using AnSinh.Intake.Lists.Planning;
using AnSinh.Intake.Lists.Reading;
using AnSinh.Register.Changes;
using AnSinh.Register.People.Names;
using AnSinh.Store;
using AnSinh.Store.Acts;
using AnSinh.Testing;
using CsCheck;

namespace AnSinh.Register.Tests.Importing;

/// <summary>
/// No row of a list vanishes, nobody is made or merged by itself, and whoever is likely meant is shown with score and reasons.
/// </summary>
public sealed class WhoIsWhoTests : IDisposable
{
    private const string Head = "Họ và tên,Ngày sinh,Thôn,Xã,Mã hộ,Số CCCD,disability";
    private readonly TestRegister _test = Filled();

    private RegisterDb Register => _test.Register;

    [Fact]
    public void Namesakes_of_one_year_in_other_hamlets_households_and_communes_are_asked_about_and_each_may_be_somebody_new()
    {
        string[] rows = ["Nguyễn Thị Thử Trùng,1950,Cụm 1,103,A-01,,", "Nguyễn Thị Thử Trùng,1950,Cụm 9,103,A-77,,",
            "Nguyễn Thị Thử Trùng,1950,Cụm 9,102,B-01,,"];
        var plan = Plan(rows);
        Assert.Equal([RowState.Ready, RowState.Ask, RowState.Ask], plan.Rows.Select(r => r.State));
        Assert.Contains("khác thôn, số hộ", plan.Rows[1].Question!, StringComparison.Ordinal);
        Assert.All(plan.Rows.Skip(1), r => Assert.True(r.MayBeNew));
        var chosen = Plan(rows, new Dictionary<int, RowChoice> { [2] = new(IsNew: true), [3] = new(IsNew: true) });
        Assert.Equal(3, chosen.NewPeople);
        Assert.Equal(3, Register.Apply(chosen.ToChangeSet("ds.csv", ""), Act.By("canbo")).Value.Persons.Count);
    }

    [Theory]
    [InlineData("Vũ Thị Lặp,01/02/1950,Cụm 1,103,A-01,,", RowState.LeftOut)]
    [InlineData("Vũ Thị Lặp,01/02/1950,Cụm 2,103,A-01,,", RowState.Ask)]
    [InlineData("Vũ Thị Lặp,01/02/1950,Cụm 1,103,A-02,,", RowState.Ask)]
    [InlineData("Vũ Thị Lặp,01/02/1950,,103,A-01,,", RowState.Ask)]
    [InlineData("Vũ Thị Lặp,1950,Cụm 1,103,A-01,,", RowState.Ask)]
    [InlineData("Vũ Thị Lặp,,Cụm 1,103,A-01,,", RowState.Ask)]
    [InlineData("Vũ Thị Lặp,01/02/1950,Cụm 1,103,A-01,999150000123,", RowState.Ask)]
    [InlineData("Vũ Thị Lặp,01/02/1951,Cụm 1,103,A-01,,", RowState.Ready)]
    public void A_row_is_left_out_only_if_it_says_again_what_another_said(string second, RowState state) =>
        Assert.Equal(state, Plan("Vũ Thị Lặp,01/02/1950,Cụm 1,103,A-01,,", second).Rows[1].State);

    [Fact]
    public void A_year_alone_in_the_same_words_twice_is_asked_since_nothing_tells_the_two_apart() =>
        Assert.Equal(RowState.Ask, Plan("Vũ Thị Lặp,1950,Cụm 1,103,A-01,,", "Vũ Thị Lặp,1950,Cụm 1,103,A-01,,").Rows[1].State);

    [Fact]
    public void One_number_is_never_two_new_people_even_if_somebody_says_so()
    {
        string[] rows = ["Đinh Trùng Số A,04/04/1954,,103,,001054009999,", "Đinh Trùng Số B,04/04/1964,,103,,001054009999,"];
        Assert.Equal(RowState.Ask, Plan(rows).Rows[1].State);
        Assert.NotEqual(RowState.Ready, Plan(rows, new Dictionary<int, RowChoice> { [2] = new(IsNew: true) }).Rows[1].State);
    }

    [Theory]
    [InlineData("Kiều Xuân Ích,30/04/1953,Thôn 1,103,,,", "the year of birth one off")]
    [InlineData("Kiều Xuân Ích,1953,Thôn 1,103,,,", "a year alone, one off")]
    [InlineData("Kiều Xuân Íck,30/04/1952,Thôn 1,103,,,", "one wrong letter")]
    [InlineData("Kiều Ích,30/04/1952,Thôn 1,103,,,", "a middle name missing")]
    [InlineData("Kiều Xuân Ích,30/04/1952,Thôn 9,103,,,", "another hamlet")]
    [InlineData("Kiều Xuân Ích,1952,,103,,,", "a year alone")]
    [InlineData("Kiều Xuân Ích,30/04/1952,Thôn 1,103,,001052001234,", "another number")]
    public void Whoever_is_likely_meant_is_shown_with_score_and_reasons(string row, string slip)
    {
        var planned = Assert.Single(Plan(row).Rows);
        Assert.True(planned.State == RowState.Ask, $"{slip}: {planned.State}");
        var candidate = planned.Candidates[0];
        Assert.Equal(1, candidate.Person.Id);
        Assert.True(candidate.Probability > 0.02);
        Assert.Contains(candidate.Evidence, e => e.Field.Name == "ho_ten" && e.Bits > 0);
        Assert.Contains(" %: ", candidate.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Somebody_quite_different_is_new_and_somebody_fully_agreeing_is_found()
    {
        Assert.True(Plan("Hoàng Đức Nghĩa,07/08/1971,Thôn 3,102,,,").Rows[0].IsNew);
        Assert.Equal(1, Plan("Kiều Xuân Ích,30/04/1952,Thôn 1,103,,,").Rows[0].Person!.Id);
    }

    [Theory]
    [InlineData("Nguy?n Thị Hoa")]
    [InlineData("Nguy\ufffdn Thị Hoa")]
    [InlineData("<b>Đinh</b> Thị Hoa")]
    [InlineData("Nguy&#7877;n Thị Hoa")]
    [InlineData("Nguyễn&nbsp;Thị Hoa")]
    [InlineData("Không rõ")]
    [InlineData("KHÔNG RÕ HỌ TÊN")]
    [InlineData("khong ro")]
    [InlineData("Chưa đặt tên")]
    [InlineData("Nguyễn Thị (chưa đặt tên)")]
    [InlineData("Con bà Nguyễn Thị Hoa")]
    [InlineData("Đinh Văn Оanh")]
    [InlineData("Ðinh Văn Anh")]
    [InlineData("Nguyễn Văn Αnh")]
    [InlineData("Đinh\u200b Thị Ẩn")]
    [InlineData("Đinh\u00ad Thị Ẩn")]
    [InlineData("ＮＧＵＹỄＮ Văn Anh")]
    [InlineData("Nguyễn Văn 2")]
    [InlineData("Nguyá»…n Thị Hoa")]
    [InlineData("Trần Văn A/Nguyễn Thị B")]
    [InlineData("N. T. Hoa")]
    public void A_damaged_name_makes_nobody_unasked(string name)
    {
        var row = Assert.Single(Plan($"\"{name}\",02/02/1962,,103,,,").Rows);
        Assert.Equal(RowState.Ask, row.State);
        Assert.Contains(row.Doubts, d => d.Code == "name.damaged");
    }

    [Theory]
    [InlineData("H'Hen Niê")]
    [InlineData("Y Thih Êban")]
    [InlineData("Võ Danh")]
    [InlineData("Nguyễn Thị Bé")]
    [InlineData("ĐỖ THỊ LẬP")]
    [InlineData("Khổng Văn Rõ")]
    [InlineData("Nguyễn Thị Ngọc-Hồng")]
    public void A_sound_name_is_no_doubt(string name) => Assert.Empty(NameText.Read(name).Damage);

    [Fact]
    public void Letters_of_an_old_code_in_one_name_of_a_list_in_Unicode_are_a_doubt() =>
    Assert.NotEmpty(NameText.Read("NguyÔn ThÞ Hoa").Damage);

    [Fact]
    public void What_cannot_be_in_a_name_is_written_no_way()
    {
        var forced = Plan(["Nguy?n Thị Hoa,02/02/1962,,103,,,"], new Dictionary<int, RowChoice> { [1] = new(IsNew: true) });
        Assert.Equal("person.name-letters", Assert.Single(forced.Rows[0].Refusals).Code);
        foreach (var name in new[] { "Nguy\ufffdn", "<b>Hoa</b>", "Hoa\u200bLan", "Nguy?n Hoa", "=1+1" })
        {
            Assert.Equal("person.name-letters", Assert.Single(Register.Record(Some.Person(0, name) with { RecordedAt = 0 }).Refusals).Code);
        }
    }

    [Fact]
    public void The_dead_get_no_facts_unasked()
    {
        const string Row = "Lê Thị Mất,05/05/1940,,103,,999140000777,severe";
        var asked = Plan(Row).Rows[0];
        Assert.Equal((RowState.Ask, true), (asked.State, asked.MayBeWrittenAnyway));
        Assert.Contains("đã mất ngày 02/08/2020", asked.Question!, StringComparison.Ordinal);
        Assert.Equal(RowState.Ready, Plan([Row], new Dictionary<int, RowChoice> { [1] = new(WriteAnyway: true) }).Rows[0].State);
    }

    [Theory]
    [InlineData("350000")]
    [InlineData("-5")]
    [InlineData("101")]
    public void A_value_out_of_the_range_of_its_kind_is_refused_at_its_cell(string percent)
    {
        var row =
            Plan([$"Kiều Xuân Ích,30/04/1952,103,{percent}"], null, "Họ và tên,Ngày sinh,Xã,merit_percent",
                map => map with { Columns = [.. map.Columns.Where(c => c.Column != "merit_percent"),
                    new MappedColumn("merit_percent", "fact:merit_percent", new Dictionary<string, string>())] }).Rows[0];
        Assert.Equal(["fact.out-of-range@ds!D2"], row.Refusals.Select(r => $"{r.Code}@{r.Place}"));
        Assert.Equal("fact.out-of-range",
            Assert.Single(Register.Record(Some.Fact(1, "merit_percent", percent) with { RecordedAt = 0 }).Refusals).Code);
    }

    [Fact]
    public void A_column_is_a_fact_only_if_the_whole_label_and_the_values_fit()
    {
        FactKind Labelled(string name, FactType type, string label) =>
            Some.Kind(name, type, null) with { Label = new LocalText(label), Least = 0,
                Most = name.EndsWith("percent", StringComparison.Ordinal) ? 100 : 1_000_000_000 };
        var facts = new FactVocabulary(
            [Labelled("pension_amount", FactType.Dong, "Số tiền lương hưu mỗi tháng"),
                Labelled("card_percent", FactType.Whole, "Mức hưởng theo thẻ (%)"),
                Labelled("income", FactType.Dong, "Thu nhập bình quân đầu người")]);
        IEnumerable<string> Targets(string head, string value)
        {
            var (sheet, header, _) =
                ListReader.Open(
                    ListFile.Read("ds.csv",
                        Encoding.UTF8.GetBytes($"Họ và tên,Ngày sinh,{head}\nNguyễn Văn An,1950,{value}\n")).Value).Value;
            return ListMap.Suggest("x", sheet, header, facts).Columns.Select(c => c.Target).Skip(2);
        }

        foreach (var head in new[] { "Số tiền", "Mức hưởng", "Mức hưởng (đồng)", "Mức hưởng theo thẻ (đồng)", "Thu nhập",
            "Số tiền lương hưu" })
        {
            Assert.Empty(Targets(head, "350000"));
        }

        Assert.Equal(["fact:card_percent"], Targets("Mức hưởng theo thẻ (%)", "95"));
        Assert.Equal(["fact:card_percent"], Targets("Mức hưởng theo thẻ", "95"));
        Assert.Empty(Targets("Mức hưởng theo thẻ (%)", "350000"));
        Assert.Equal(["fact:pension_amount"], Targets("Số tiền lương hưu mỗi tháng", "3.500.000"));
    }

    [Fact]
    public void A_row_with_a_name_alone_and_a_family_called_Cong_are_people_not_headings_or_totals()
    {
        var list =
            Read(["Công Thị Nghĩa,01/02/1950,,103,,,", "Trần Thị Hoa,,,,,,", "Thôn Đoài,,,,,,", "Đỗ Văn An,1960,,103,,,",
                "Cộng 4 người,,,,,,"], Head, m => m);
        Assert.Equal(["Công Thị Nghĩa", "Trần Thị Hoa", "Đỗ Văn An"], list.Rows.Select(r => r.Name));
        Assert.Equal(2, list.Skipped.Count);
        Assert.Equal("Thôn Đoài", list.Rows[2].Hamlet);
    }

    [Fact]
    public void A_numbered_row_with_a_name_alone_is_somebody()
    {
        var list =
            Read(["1,Trần Thị Hoa,,103", "2,Lê Thị Lan,1950,103", "I,Hộ nghèo,,", "3,Vũ Thị Mai,,", "4,Đỗ Thị Na,1951,103"],
                "STT,Họ và tên,Ngày sinh,Xã", m => m);
        Assert.Equal(["Trần Thị Hoa", "Lê Thị Lan", "Vũ Thị Mai", "Đỗ Thị Na"], list.Rows.Select(r => r.Name));
    }

    [Fact]
    public void Every_row_of_any_list_ends_as_written_asked_refused_or_left_out_with_a_reason()
    {
        var names = Any("Kiều Xuân Ích", "Kiều Ích", "Vũ Thị Lặp", "Vũ Thị Lặp", "Nguy?n An", "Không rõ", "Lê Thị Mất", "", "Hoàng An");
        var births = Any("30/04/1952", "1952", "1953", "", "31/02/1950", "01/02/1950");
        var row =
            Gen.Select(names, births, Any("Thôn 1", "Thôn 2", ""), Any("103", "102", "", "777"), Any("A-01", "A-02", "0", ""),
                Any("", "001054009999", "999140000777", "12"), Any("severe", "", "lạ"))
            .Select((n, b, h, u, a, c, d) => string.Join(',', n, b, h, u, a, c, d));
        row.Array[1, 12].Sample(
            rows =>
            {
                var read = Reading(rows, Head, m => m);
                if (!read.Ok)
                {
                    Assert.Equal("list.no-people", Assert.Single(read.Refusals).Code);
                    return;
                }

                var list = read.Value;
                var plan = ListPlan.Make(Register, list, Scope.Everything, new Dictionary<int, RowChoice>());
                Assert.Equal(rows.Count(r => r.Any(c => c != ',')), list.Rows.Count + list.Skipped.Count);
                Assert.Equal(list.Rows.Select(r => r.Row), plan.Rows.Select(r => r.Row.Row));
                Assert.Equal(plan.Rows.Count,
                    plan.NewPeople + plan.ChangedPeople + plan.Unchanged + plan.Count(RowState.Ask) + plan.Count(RowState.Wrong)
                        + plan.Count(RowState.LeftOut));
                foreach (var planned in plan.Rows)
                {
                    Assert.True(planned.State switch
                    {
                        RowState.Ask => planned.Question is not null,
                        RowState.Wrong => planned.Refusals.Count > 0,
                        RowState.LeftOut => planned.Doubts.Any(d => d.Code == "row.repeated"),
                        _ => planned.Person is not null || planned.Row.NameDamage is null,
                    });
                }

                // Nobody becomes two people or half of one: what is applied adds as many as the plan says.
                if (plan.NewPeople + plan.ChangedPeople > 0)
                {
                    var rehearsed = Register.Rehearse<int>(plan.ToChangeSet("ds.csv", ""), r => r.Batch.Persons.Count);
                    Assert.True(rehearsed.Ok, string.Join("; ", rehearsed.Refusals));
                    Assert.Equal(plan.NewPeople, rehearsed.Value);
                }
            },
            iter: 150, threads: 1);
    }

    public void Dispose() => _test.Dispose();

    private static Gen<string> Any(params string[] words) => Gen.Int[0, words.Length - 1].Select(i => words[i]);

    private ListPlan Plan(params string[] rows) => Plan(rows, null);

    private ListPlan Plan(string[] rows, IReadOnlyDictionary<int, RowChoice>? choices, string head = Head,
        Func<ListMap, ListMap>? mapped = null) =>
        ListPlan.Make(Register, Read(rows, head, mapped ?? (m => m)), Scope.Everything, choices ?? new Dictionary<int, RowChoice>());

    private ListContent Read(string[] rows, string head, Func<ListMap, ListMap> mapped)
    {
        var list = Reading(rows, head, mapped);
        Assert.True(list.Ok, string.Join("; ", list.Refusals));
        return list.Value;
    }

    private Outcome<ListContent> Reading(string[] rows, string head, Func<ListMap, ListMap> mapped)
    {
        var book = ListFile.Read("ds.csv", Encoding.UTF8.GetBytes(string.Join("\n", rows.Prepend(head)))).Value;
        var (sheet, header, _) = ListReader.Open(book, header: (1, 1)).Value;
        var map =
            mapped(ListMap.Suggest("Danh sách thử", sheet, header, Register.Facts) with { ValidFrom = new DateOnly(2020, 8, 1),
                Header = (1, 1) });
        return ListReader.Read(book, map, Register.Facts, Register.Units, new DateOnly(2020, 9, 30));
    }

    private static TestRegister Filled()
    {
        var test = TestRegister.On(Dialect.Sqlite);
        test.Register.Load(
            [
                Some.Person(1, "Kiều Xuân Ích", new(1952, 4, 30), Sex.Male, "999052000111"), Some.Residence(1),
                Some.Household(1), Some.Membership(1, 1),
                Some.Person(2, "Lê Thị Mất", new(1940, 5, 5), Sex.Female, "999140000777"), Some.Residence(2, to: new(2020, 8, 2)),
                Some.Fact(2, "death_date", "2020-08-02", new(2020, 8, 2)),
                .. Others(),
            ]);
        test.Clock.Day = new DateOnly(2020, 9, 30);
        return test;
    }

    // A village to compare with: alone, anybody would be the likeliest.
    private static IEnumerable<object> Others()
    {
        string[] families = ["Nguyễn", "Trần", "Lê", "Phạm", "Đặng"], middles = ["Văn", "Thị", "Đức", "Ngọc"],
            given = ["Hà", "Lan", "Sơn", "Tâm", "Vinh", "Yến", "Bảo", "Cường"];
        for (var i = 0; i < 400; i++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{families[i % 5]} {middles[i / 5 % 4]} {given[i / 20 % 8]}");
            yield return Some.Person(100 + i, name, new DateOnly(1930, 1, 1).AddDays(i * 53), i / 5 % 4 == 1 ? Sex.Female : Sex.Male, null);
            yield return Some.Residence(100 + i, i % 2 == 0 ? "103" : "900");
        }
    }
}

namespace AnSinh.Rulebook.Tests;

/// <summary>Every mistake in policy/ is found when it is read, named with its file and line, and all are told at once.</summary>
public class BrokenPolicyTests
{
    private const string Aid = "vn/programmes/aid.yaml";
    private const string Standard = "vn/parameters/standard.yaml";
    private const string Facts = "vn/facts.yaml";
    private const string Instruments = "vn/instruments/all.yaml";

    [Theory]
    [InlineData(Aid, "when: \"disability == 'severe'\"", "when: \"disabilty == 'severe'\"", "có phải 'disability'?")]
    [InlineData(Aid, "when: \"disability == 'severe'\"", "when: \"disability == 'sever'\"", "có phải 'severe'?")]
    [InlineData(Aid, "when: \"disability == 'severe'\"", "when: \"percent\"", "cần một điều kiện")]
    [InlineData(Aid, "when: \"disability == 'severe'\"", "when: \"disability == 'severe' &&\"", "kết thúc sớm")]
    [InlineData(Aid, "when: \"age_at(birth_date, period.end) >= parameters.high_age\"", "when: \"1 > 2\"", "không bao giờ đúng", "id: old")]
    [InlineData(Aid, "parameters.high_age\"", "parameters.hi_age\"", "có phải 'high_age'?")]
    [InlineData(Aid, "{id: on_pension, when: \"pension != 'none'\"",
        "{id: on_pension, when: \"age_at(birth_date, period.end) >= parameters.high_age\"", "không ai hưởng được")]
    [InlineData(Aid, "cite: ND-1/dieu-5/khoan-6", "cite: ND-9/dieu-5", "không có văn bản 'ND-9'")]
    [InlineData(Aid, "cite: ND-1/dieu-5/khoan-6", "cyte: ND-1/dieu-5", "có phải 'cite'?")]
    [InlineData(Aid, "id: disabled", "id: old", "diện 'old' lặp lại")]
    [InlineData(Aid, "{id: alive,", "{id: resident,", "điều kiện chung 'resident' lặp lại")]
    [InlineData(Aid, "{id: elder, when", "{id: adult, when", "'adult' lặp lại")]
    [InlineData(Aid, "when: \"age_at(birth_date, period.end) >= 60\"", "when: \"age_at(birth_date, period.end) < 60\"",
        "lúc nào cũng mâu thuẫn")]
    [InlineData(Aid, "{id: elder, when: \"age_at(birth_date, period.end) >= 60\", ", "{id: elder, ", "luôn trùng với các mức khác")]
    [InlineData(Aid, "- {id: alive, when: \"death_date > period.eve\"", "- {id: alive, when: resident", "hai điều kiện chung giống nhau")]
    [InlineData(Aid, "coefficient: \"1.5\"", "coefficient: \"1.50001\"", "chữ số thập phân")]
    [InlineData(Aid, "coefficient: \"1.5\"", "coefficient: \"parameters.standard\"", "cần một hệ số")]
    [InlineData(Aid, "coefficient: \"1.5\"", "note: không có mức", "đúng một trong hai")]
    [InlineData(Aid, "coefficient: \"1.5\"", "amount: \"percent\"", "cần một số tiền")]
    [InlineData(Aid, "base: parameters.standard", "base: parameters.high_age", "cần một số tiền")]
    [InlineData(Aid, "base: parameters.standard", "rounding: 1", "chưa có 'base'", "{id: each")]
    [InlineData(Aid, "starts: decision", "starts: later", "condition | decision")]
    [InlineData(Aid, "route: parent, with: [old, disabled]", "route: parnt, with: [old, disabled]", "có phải 'parent'?")]
    [InlineData(Aid, "with: [old, disabled]", "with: [old, disabld]", "có phải 'disabled'?")]
    [InlineData(Aid, "with: [old, disabled]", "with: [parent]", "chính nó")]
    [InlineData(Aid, "rule: highest", "rule: sum", "'together' chỉ có nghĩa", "together:")]
    [InlineData(Aid, "say: {vi: \"Từ đủ {parameters.high_age} tuổi\"}", "say: {vi: \"Từ đủ {parameters.hi} tuổi\"}",
        "không có tham số 'hi'")]
    [InlineData(Aid, "defs.children >= 1", "defs.child >= 1", "có phải 'children'?")]
    [InlineData(Aid, "id: parent\n", "label: {vi: X}\n", "label", null)]
    [InlineData(Aid, "from: 2015-01-01", "from: 2015-13-01", "không phải là ngày")]
    [InlineData(Aid, "from: 2015-01-01", "from: 2014-01-01", "chưa có giá trị nào ở địa bàn 'vn'", "- id: v1")]
    [InlineData(Aid, "    holds: {day: any, levels: latest, cite: ND-1/dieu-8}\n", "", "thiếu 'holds'", "- id: v1")]
    [InlineData(Aid, "day: any, levels: latest", "day: some, levels: latest", "any | first | end | eve")]
    [InlineData(Aid, "day: any, levels: latest", "day: any", "levels")]
    [InlineData(Aid, "day: any, levels: latest", "day: end, levels: latest", "chỉ có nghĩa với day: any")]
    [InlineData(Aid, "levels: latest, cite: ND-1/dieu-8", "levels: latest", "thiếu 'cite'")]
    [InlineData(Aid, "starts: decision", "holds: {day: any, levels: latest, cite: ND-1/dieu-8}", "quy tắc chung của phiên bản")]
    [InlineData(Aid, "ledger: true", "ledger: maybe", "true hoặc false")]
    [InlineData(Aid, "    rates:\n          - {id: each, coefficient: \"1.0 * defs.children\"}", "    note: không có mức",
        "chưa có 'rates'", "- id: parent")]
    [InlineData(Standard, "value: 360000", "value: 360k", "số nguyên không âm")]
    [InlineData(Standard, "value: 80", "value: 80.5", "số nguyên không âm")]
    [InlineData(Standard, "unit: years", "unit: year", "'unit' là")]
    [InlineData(Standard, "to: 2026-06-30", "to: 2026-07-31", "chồng nhau", "from: 2021-07-01")]
    [InlineData(Standard, "to: 2026-06-30", "to: 2026-05-31", "thiếu ngày", "from: 2021-07-01")]
    [InlineData(Standard, "to: 2026-06-30", "to: 2020-06-30", "trước 'from'", "from: 2021-07-01")]
    [InlineData(Standard, "cite: ND-1/dieu-5}", "note: không có căn cứ}", "thiếu 'cite'")]
    [InlineData(Facts, "type: bool, when_absent: no, intrinsic: true", "type: boolean, when_absent: no, intrinsic: true",
        "có phải 'bool'?")]
    [InlineData(Facts, "when_absent: never", "when_absent: sometimes", "không phải là giá trị của dữ kiện")]
    [InlineData(Facts, "{name: pension,", "{name: disability,", "dữ kiện 'disability' đã có ở")]
    [InlineData(Facts, "near_poor: {vi: hộ cận nghèo}", "near_por: {vi: hộ cận nghèo}", "có phải 'near_poor'?")]
    [InlineData(Instruments, "id: ND-2", "id: ND-1", "đã có ở vn/instruments/all.yaml:2")]
    [InlineData(Instruments, "issued: 2026-08-21", "issued: 21/08/2026", "không phải là ngày")]
    [InlineData("vn-01/parameters/standard.yaml", "from: 2022-01-01", "from: 2022-02-01", "thiếu ngày", "from: 2015-01-01")]
    [InlineData("vn-01/jurisdiction.yaml", "code: vn-01", "code: vn", "đã được khai báo", null)]
    public void A_mistake_is_told_with_its_line(string file, string text, string wrong, string part, string? line = "")
    {
        var files = new PolicyFiles().Change(file, text, wrong);
        var refusals = files.Load().Refusals;
        var refusal = refusals.FirstOrDefault(r => r.Message.Contains(part, StringComparison.Ordinal));
        Assert.True(refusal is not null, $"not told; told was: {string.Join("\n", refusals)}");
        // One slip is one sentence: what follows from it is not told.
        Assert.True(refusals.Count == 1 || text == "id: parent\n", string.Join("\n", refusals));
        if (line is not null)
        {
            // Lists on one line start where their item does; a key has its own line.
            Assert.Equal(line.Length > 0 ? files.Place(file, line) : new PolicyFiles().Place(file, text), refusal.Place);
        }
    }

    [Fact]
    public void All_mistakes_are_told_at_once()
    {
        var refusals = new PolicyFiles()
            .Change(Aid, "disability == 'severe'", "disability == 'sever'")
            .Change(Standard, "unit: years", "unit: year")
            .Change(Facts, "when_absent: never", "when_absent: sometimes")
            .Load().Refusals;
        Assert.Equal(3, refusals.Select(r => r.Place!.Split(':')[0]).Distinct().Count());
    }

    [Theory]
    [InlineData("programme: aid\nprogramme: aid\n")]
    [InlineData("programme: [aid\n")]
    [InlineData("programme: \"aid\n")]
    public void What_is_not_YAML_is_told_with_its_line(string text)
    {
        var refusals = new PolicyFiles().With(Aid, text).Load().Refusals;
        Assert.Contains(refusals, r => r.Code == "policy.yaml" && r.Place!.StartsWith(Aid + ":", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Standard, "unit: years", "unit: bananas", "'unit' là một trong", "unit:")]
    [InlineData(Standard, "unit: years", "unit: dong/banana", "'unit' là một trong", "unit:")]
    [InlineData("vn/tables/invalid.yaml", "unit: dong/month\nkey: whole", "unit: dong\u200b/month\nkey: whole", "không nhìn thấy")]
    [InlineData(Standard, "issued: 2021-03-15, in_force: 2021-07-01", "issued: 2021-03-15, in_force: 2021-03-14", "trước ngày ban hành")]
    [InlineData(Instruments, "issued: 2014-12-01, in_force: 2015-01-01", "issued: 2014-12-01, in_force: 2014-11-01", "trước ngày ban hành")]
    [InlineData(Instruments, "issued: 2014-12-01, in_force: 2015-01-01", "in_force: 2015-01-01", "thiếu 'issued'")]
    [InlineData(Standard, "label: {vi: Mức chuẩn}", "label: {vi: Mức\u200b chuẩn}", "U+200B")]
    [InlineData(Standard, "label: {vi: Mức chuẩn}", "label: {vi: \"Mức\\u2060 chuẩn\"}", "U+2060")]
    [InlineData(Standard, "parameter: high_age", "parameter: hіgh_age", "mã chỉ gồm")]
    [InlineData(Aid, "id: parent", "id: parent\u00ad", "không nhìn thấy")]
    [InlineData(Standard, "from: 2021-07-01, to", "from: 2021-07-02, to", "giữa tháng")]
    [InlineData(Aid, "from: 2015-01-01", "from: 2015-01-02", "giữa tháng")]
    [InlineData(Standard, "unit: years", "unit: percent", "quá 100", "unit: years", "value: 80", "value: 101")]
    [InlineData(Aid, "coefficient: \"1.5\"", "coefficient: \"-1.5\"", "là số âm")]
    [InlineData(Aid, "coefficient: \"1.5\"", "amount: \"0 - round(parameters.standard, 1)\"", "là số âm", null)]
    [InlineData(Standard, "value: 270000", "value: -270000", "số nguyên không âm")]
    [InlineData(Standard, "value: 270000", "value: 99999999999999999999", "số nguyên không âm")]
    [InlineData(Aid, "from: 2015-01-01", "from: 0001-01-01", "ngoài khoảng")]
    [InlineData(Aid, "from: 2015-01-01", "from: 9999-12-31", "ngoài khoảng")]
    public void A_value_that_means_nothing_is_told_once(string file, string text, string wrong, string part, string? line = "",
        string? more = null, string? moreWrong = null)
    {
        var files = new PolicyFiles().Change(file, text, wrong);
        files = more is null ? files : files.Change(file, more, moreWrong!);
        var refusals = files.Load().Refusals;
        if (line is null)
        {
            return;
        }

        Assert.Contains(part, Assert.Single(refusals).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_month_may_begin_a_law_inside_it_where_the_file_says_how_it_counts()
    {
        Assert.True(new PolicyFiles().Change(Standard, "from: 2021-07-01, to", "from: 2021-07-02, mid_month: whole, to").Load().Ok);
        Assert.Contains("whole",
            Assert.Single(new PolicyFiles().Change(Standard, "from: 2021-07-01, to", "from: 2021-07-02, mid_month: half, to")
                .Load().Refusals).Message);
        Assert.True(new PolicyFiles().Change(Instruments, "issued: 2014-12-01", "issued: unknown").Load().Ok);
        Assert.True(new PolicyFiles().Change(Standard, "unit: years", "unit: percent/of-rate").Change(Standard, "value: 80", "value: 130")
            .Load().Refusals.All(r => !r.Message.Contains("quá 100")));
    }

    [Fact]
    public void A_file_with_a_mark_at_its_head_is_read() =>
        Assert.True(new PolicyFiles().Change(Standard, "parameter: standard\nlabel", "\uFEFFparameter: standard\nlabel").Load().Ok);

    [Theory]
    [InlineData(Facts, "facts:\n  - {name: x\n")]
    [InlineData(Instruments, "instruments: [\n")]
    [InlineData("vn/jurisdiction.yaml", "{code: vn, label")]
    [InlineData(Standard, "\t- x: [")]
    public void A_file_that_cannot_be_read_is_the_only_thing_told(string file, string text)
    {
        var refusal = Assert.Single(new PolicyFiles().With(file, text).Load().Refusals);
        Assert.StartsWith(file + ":", refusal.Place, StringComparison.Ordinal);
        Assert.StartsWith("Viết sai quy cách YAML", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_law_is_told()
    {
        Assert.Equal("policy.folder", Assert.Single(Policy.Load("/no/such/folder").Refusals).Code);
        Assert.Contains(new PolicyFiles().With("vn/jurisdiction.yaml", null).With("vn-01/jurisdiction.yaml", null).Load().Refusals,
            r => r.Code == "policy.empty");
    }

    [Theory]
    [InlineData("{id: C-1, programme: aids, month: 2024-05, given: {}, expect: {status: yes}}", "có phải 'aid'?")]
    [InlineData("{id: C-1, programme: aid, month: 2024-5, given: {}, expect: {status: yes}}", "yyyy-MM")]
    [InlineData("{id: C-1, programme: aid, month: 2024-05, given: {disabilty: severe}, expect: {status: yes}}", "có phải 'disability'?")]
    [InlineData("{id: C-1, programme: aid, month: 2024-05, given: {disability: sever}, expect: {status: yes}}", "có phải 'severe'?")]
    [InlineData("{id: C-1, programme: aid, month: 2024-05, given: {household: {povert: poor}}, expect: {status: yes}}",
        "có phải 'poverty'?")]
    [InlineData("{id: C-1, programme: aid, month: 2024-05, given: {}, expect: {status: perhaps}}", "yes | unknown")]
    [InlineData("{id: C-1, programme: aid, jurisdiction: vn-02, month: 2024-05, given: {}, expect: {status: yes}}",
        "không có địa bàn 'vn-02'")]
    [InlineData("{id: C-1, programme: aid, month: 2024-05, given: {}}", "thiếu 'expect'")]
    [InlineData("{id: C-1, parameter: standrd, month: 2024-05, expect: {value: 1}}", "có phải 'standard'?")]
    public void A_wrong_case_is_told(string wrong, string part) =>
        Assert.Contains(new PolicyFiles().With("vn/cases/c.yaml", $"cases:\n  - {wrong}\n").Load().Refusals,
            r => r.Place == "vn/cases/c.yaml:2" && r.Message.Contains(part, StringComparison.Ordinal));
}

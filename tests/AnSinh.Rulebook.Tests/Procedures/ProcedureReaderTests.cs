using AnSinh.Basics.Forms;
using AnSinh.Rulebook.Procedures;

namespace AnSinh.Rulebook.Tests.Procedures;

/// <summary>Forms and procedures are read from policy/ as they are written; every mistake is told with its file and line.</summary>
public class ProcedureReaderTests
{
    private const string Forms = "vn/forms/request.yaml";
    private const string Steps = "vn/procedures/aid.yaml";

    private const string Form = """
        form: request
        label: {vi: Tờ khai, en: Request}
        cite: ND-1/mau-1a
        checked: đã đọc
        fields:
          - {field: draws, type: yes_no, section: {vi: Đang hưởng, en: Drawn}, label: {vi: "Đang hưởng trợ cấp khác?"}}
          - {field: amount, type: dong, required: true, when: {field: draws, is: yes}, label: {vi: Số tiền}}
          - {field: degree, type: choice, label: {vi: Mức độ}, hint: {vi: Theo giấy},
             choices: [{id: mild, label: {vi: Nhẹ}}, {id: severe, label: {vi: Nặng}}]}
          - {field: carer, type: text, when: {field: degree, is: severe}, label: {vi: Người chăm sóc}}
        ---
        form: request_before
        label: {vi: Tờ khai cũ}
        cite: ND-1/mau-1b
        checked: no
        uncertain: true
        fields_of: request

        """;

    private const string Procedure = """
        procedure: aid
        label: {vi: Trợ cấp, en: Aid}
        programmes: [aid]
        versions:
          - id: later
            from: 2021-07-01
            cite: ND-1/dieu-8
            checked: đã đọc
            terms:
              - {id: review, days: 7, working: true, cite: ND-1/dieu-8/khoan-1}
              - {id: posting, days: 2, working: false, cite: ND-1/dieu-8, checked: no, uncertain: true, note: chưa đọc}
            open:
              label: {vi: Nhận hồ sơ}
              by: commune_officer
              to: review
              forms:
                - {form: request, programme: aid}
                - {form: request_before, programme: aid, sensitive: true}
              fields:
                - {field: channel, type: text, required: true, label: {vi: Nộp bằng cách nào}}
            steps:
              - id: review
                label: {vi: Rà soát}
                by: commune_officer
                term: review
                deeds:
                  - {id: ask, label: {vi: Yêu cầu bổ sung}, to: waiting, cite: ND-1/dieu-9}
                  - {id: post, label: {vi: Niêm yết}, to: posting}
              - id: posting
                label: {vi: Niêm yết}
                by: commune_officer
                term: review
                deeds:
                  - {id: end_posting, label: {vi: Hết niêm yết}, to: sign, not_before: posting}
              - id: sign
                label: {vi: Quyết định}
                by: commune_chair
                deeds:
                  - id: grant
                    label: {vi: Ký quyết định}
                    to: granted
                    not_by: [post, end_posting]
                    grants: true
                    signs: {body: commune}
                    fields:
                      - {field: number, type: text, required: true, label: {vi: Số}}
                      - {field: signer, type: text, required: true, label: {vi: Người ký}}
                      - {field: start_month, type: month, label: {vi: Từ tháng}}
                      - {field: despite, type: long_text, label: {vi: Vì sao}}
              - id: waiting
                label: {vi: Chờ bổ sung}
                by: applicant
                aside: true
                deeds:
                  - {id: bring, label: {vi: Nhận bổ sung}, by: commune_officer, to: review}
              - {id: granted, label: {vi: Đã quyết định}, end: true}
          - id: first
            from: 2015-01-01
            to: 2021-06-30
            cite: ND-1/dieu-8
            uncertain: true
            open: {label: {vi: Nhận hồ sơ}, by: commune_officer, to: over}
            steps:
              - {id: over, label: {vi: Khép}, end: true}

        """;

    private static PolicyFiles Files => new PolicyFiles().With(Forms, Form).With(Steps, Procedure);

    [Fact]
    public void A_form_is_read_as_it_is_written_and_one_may_ask_what_another_asks()
    {
        var policy = Files.Read();
        Assert.Equal(["request", "request_before"], policy.Forms.Select(f => f.Id));
        var fields = policy.Forms[0].Fields;
        Assert.Equal(["draws", "amount", "degree", "carer"], fields.Select(f => f.Name));
        Assert.Equal([FormFieldType.YesNo, FormFieldType.Dong, FormFieldType.Choice, FormFieldType.Text], fields.Select(f => f.Type));
        Assert.Equal([false, true, false, false], fields.Select(f => f.Required));
        Assert.Equal(new FormCondition("draws", "yes"), fields[1].When);
        Assert.Equal(["mild", "severe"], fields[2].Choices.Select(c => c.Id));
        Assert.Equal(("Drawn", "Theo giấy", null), (fields[0].Section!.En, fields[2].Hint!.Vi, fields[2].Section));
        Assert.Equal(("ND-1", "Mẫu số 1a"), (policy.Forms[0].Cite!.Instrument, policy.Forms[0].Cite!.Places));
        Assert.Equal((fields, "Tờ khai cũ", "ND-1/mau-1b"), (policy.Forms[1].Fields, policy.Forms[1].Label.Vi, policy.Forms[1].Cite!.Text));
    }

    [Fact]
    public void A_procedure_is_read_as_it_is_written_its_versions_by_their_first_day()
    {
        var procedure = Assert.Single(Files.Read().Procedures);
        Assert.Equal(["first", "later"], procedure.Versions.Select(v => v.Id));
        Assert.Equal([true, false], procedure.Versions.Select(v => v.Doubtful));
        var version = procedure.Versions[1];
        Assert.Equal([("request", "aid", false), ("request_before", "aid", true)],
            version.Forms.Select(f => (f.Form.Id, f.Programme, f.Sensitive)));
        Assert.Equal([(7, true, false, null), (2, false, true, "chưa đọc")],
            version.Terms.Select(t => (t.Days, t.Working, t.Doubtful, t.Note)));
        Assert.Equal(["review", "posting", "sign", "waiting", "granted"], version.Steps.Select(s => s.Id));
        ProcedureRole?[] by =
            [ProcedureRole.CommuneOfficer, ProcedureRole.CommuneOfficer, ProcedureRole.CommuneChair, ProcedureRole.Applicant, null];
        Assert.Equal(by, version.Steps.Select(s => s.By));
        Assert.Equal(["waiting"], version.Steps.Where(s => s.Aside).Select(s => s.Id));
        Assert.Equal(["granted"], version.Steps.Where(s => s.IsEnd).Select(s => s.Id));
        Assert.Same(version.TermOf(version.Step("review")), version.TermOf(version.Step("posting")));
        Assert.Null(version.TermOf(version.Step("waiting")));

        var deeds = version.Deeds.ToDictionary(d => d.Id);
        Assert.Equal(["open", "ask", "post", "end_posting", "grant", "bring"], deeds.Keys);
        Assert.Equal((ProcedureRole.CommuneOfficer, "review"), (deeds["open"].By, deeds["open"].To));
        Assert.Equal((ProcedureRole.CommuneChair, ProcedureRole.CommuneOfficer), (deeds["grant"].By, deeds["bring"].By));
        Assert.Equal(["post", "end_posting"], deeds["grant"].NotBy);
        Assert.Equal((true, false), (deeds["grant"].Grants, deeds["post"].Grants));
        Assert.Equal([3], deeds["grant"].Signs!.Levels);
        Assert.Null(deeds["post"].Signs);
        Assert.Equal("posting", deeds["end_posting"].NotBefore!.Id);
        Assert.Equal(["number", "signer", "start_month", "despite"], deeds["grant"].Form.Fields.Select(f => f.Name));
        Assert.Equal("ND-1/dieu-9", deeds["ask"].Form.Cite!.Text);
    }

    [Theory]
    [InlineData("2014-12-31", null)]
    [InlineData("2015-01-01", "first")]
    [InlineData("2021-06-30", "first")]
    [InlineData("2021-07-01", "later")]
    [InlineData("2099-01-01", "later")]
    public void The_version_of_a_day_is_the_one_whose_days_it_is_among_both_ends_included(string day, string? version) =>
        Assert.Equal(version, Files.Read().ProcedureOrNull("aid")!.VersionOrNull(DateOnly.ParseExact(day, "yyyy-MM-dd"))?.Id);

    [Fact]
    public void A_day_between_two_versions_has_none()
    {
        var policy = Files.Change(Steps, "to: 2021-06-30", "to: 2021-02-28").Read();
        Assert.Null(policy.ProcedureOrNull("aid")!.VersionOrNull(new DateOnly(2021, 3, 1)));
        Assert.Null(policy.ProcedureOrNull("other"));
    }

    [Fact]
    public void A_term_of_working_days_leaves_out_days_off_and_one_of_days_does_not()
    {
        var (policy, friday) = (Files.Read(), new DateOnly(2021, 7, 2));
        var terms = policy.Procedures[0].Versions[1].Terms;
        Assert.Equal(new DateOnly(2021, 7, 13), terms[0].LastDay(friday, policy.WorkDays));
        Assert.Equal(new DateOnly(2021, 7, 4), terms[1].LastDay(friday, policy.WorkDays));
    }

    [Theory]
    [InlineData(Forms, "type: dong, required", "type: dongs, required", "có phải 'dong'?", "{field: amount")]
    [InlineData(Forms, "is: yes}", "is: true}", "'draws: true' không phải là giá trị của một ô hỏi trước đó", "{field: amount")]
    [InlineData(Forms, "is: severe}", "is: severest}", "'degree: severest' không phải là giá trị", "{field: carer")]
    [InlineData(Forms, "when: {field: draws, is: yes}", "when: {field: degree, is: mild}", "không phải là giá trị của một ô hỏi trước đó",
        "{field: amount")]
    [InlineData(Forms, "when: {field: draws, is: yes}", "when: {field: draws}", "thiếu 'is'", "{field: amount")]
    [InlineData(Forms, "{field: carer, type: text", "{field: carer, type: choice", "danh sách 'choices'", "{field: carer")]
    [InlineData(Forms, "{field: degree, type: choice", "{field: degree, type: text", "danh sách 'choices'", "choices: [{id: mild", false)]
    [InlineData(Forms, "{field: carer,", "{field: amount,", "ô 'amount' khai hai lần", "{field: amount, type: text")]
    [InlineData(Forms, "label: {vi: Số tiền}", "lable: {vi: Số tiền}", "có phải 'label'?", "{field: amount")]
    [InlineData(Forms, "form: request_before", "form: request", "biểu mẫu 'request' đã khai ở nơi khác",
        "form: request\nlabel: {vi: Tờ khai cũ}")]
    [InlineData(Forms, "fields_of: request", "fields_of: requests", "có phải 'request'?", "fields_of")]
    [InlineData(Forms, "fields_of: request", "note: chưa có ô", "chưa có ô nào", "form: request_before")]
    [InlineData(Forms, "cite: ND-1/mau-1a", "cite: ND-9/mau-1a", "không có văn bản 'ND-9'", "cite: ND-9")]
    [InlineData(Steps, "programmes: [aid]", "programmes: [aids]", "có phải 'aid'?", "programmes:")]
    [InlineData(Steps, "{form: request, programme: aid}", "{form: requests, programme: aid}", "có phải 'request'?", "{form: requests")]
    [InlineData(Steps, "{form: request, programme: aid}", "{form: request, programme: aids}", "không thuộc thủ tục này", "procedure: aid")]
    [InlineData(Steps, "days: 7, working: true", "days: 0, working: true", "số nguyên từ 1 đến 366", "{id: review, days")]
    [InlineData(Steps, "days: 7, working: true", "days: 7", "thiếu 'working'", "{id: review, days")]
    [InlineData(Steps, "{id: posting, days: 2", "{id: review, days: 2", "thời hạn của thủ tục 'review' lặp lại", "- id: later", false)]
    [InlineData(Steps, "term: review\n        deeds:\n          - {id: ask", "term: rewiev\n        deeds:\n          - {id: ask",
        "có phải 'review'?", "term: rewiev")]
    [InlineData(Steps, "not_before: posting", "not_before: postings", "có phải 'posting'?", "{id: end_posting")]
    [InlineData(Steps, "to: waiting, cite", "to: waitin, cite", "có phải 'waiting'?", "{id: ask")]
    [InlineData(Steps, "to: waiting, cite", "to: posting, cite", "không hồ sơ nào đi tới bước 'waiting'", "- id: waiting")]
    [InlineData(Steps, "not_by: [post, end_posting]", "not_by: [posts, end_posting]", "có phải 'post'?", "- id: grant")]
    [InlineData(Steps, "{id: post, label", "{id: ask, label", "việc của thủ tục 'ask' lặp lại", "{id: ask, label: {vi: Niêm yết}", false)]
    [InlineData(Steps, "- {id: granted, label", "- {id: sign, label", "bước của thủ tục 'sign' lặp lại", "{id: sign", false)]
    [InlineData(Steps, "by: commune_chair", "by: commune_chairman", "có phải 'commune_chair'?", "by: commune_chairman")]
    [InlineData(Steps, "{id: bring, label: {vi: Nhận bổ sung}, by: commune_officer", "{id: bring, label: {vi: Nhận bổ sung}",
        "là người của cơ quan", "{id: bring")]
    [InlineData(Steps, "{field: signer, type: text, required: true", "{field: signer, type: text",
        "có 'signs': phải hỏi signer (text, bắt buộc)", "- id: grant")]
    [InlineData(Steps, "            signs: {body: commune}\n", "", "có người ký: ghi 'signs: {body: …}'", "- id: grant")]
    [InlineData(Steps, "signs: {body: commune}", "signs: {body: comune}", "có phải 'commune'?", "signs: {body: comune}")]
    [InlineData(Steps, "signs: {body: commune}", "signs: {body: commune, on: number}", "không ghi 'on'", "- id: grant")]
    [InlineData(Steps, "{id: post, label: {vi: Niêm yết}, to: posting}",
        "{id: post, label: {vi: Niêm yết}, to: posting, signs: {body: commune, on: when}, "
            + "fields: [{field: signer, type: text, required: true, label: {vi: Ai}}]}", "không có ô 'when' như thế", "{id: post, label")]
    [InlineData(Steps, "to: review\n      forms:", "to: review\n      signs: {body: commune}\n      forms:",
        "việc mở hồ sơ không ghi chữ ký", "label: {vi: Nhận hồ sơ}\n")]
    [InlineData(Steps, "{id: post, label: {vi: Niêm yết}, to: posting}",
        "{id: post, label: {vi: Niêm yết}, to: posting, signs: {body: commune}}", "việc 'post' có 'signs': phải hỏi signer",
        "{id: post, label")]
    [InlineData(Steps, "{field: start_month, type: month", "{field: start_month, type: day", "phải hỏi number", "- id: grant")]
    [InlineData(Steps, "{field: despite,", "{field: because,", "despite (long_text)", "- id: grant")]
    [InlineData(Steps, "{field: channel, type", "{field: on, type", "tên ô 'on'", "{field: on")]
    [InlineData(Steps, "{field: channel, type", "{field: mau, type", "tên ô 'mau'", "{field: mau")]
    [InlineData(Forms, "{field: carer, type", "{field: Carer, type", "tên ô 'Carer'", "{field: Carer")]
    [InlineData(Forms, "{id: mild, label: {vi: Nhẹ}}", "{id: severe, label: {vi: Nhẹ}}", "mỗi mục một tên", "choices: [{id: severe")]
    [InlineData(Steps, "{id: bring, label", "{id: a/b, label", "tên việc 'a/b'", "{id: a/b")]
    [InlineData(Steps, "by: commune_officer, to: review}\n", "by: commune_officer, to: waiting}\n", "bước 'waiting' không bao giờ kết thúc",
        "- id: waiting")]
    [InlineData(Steps, "to: 2021-06-30", "to: 2014-06-30", "trước ngày đầu", "to: 2014-06-30")]
    [InlineData(Steps, "              - {field: start_month, type: month, label: {vi: Từ tháng}}\n", "",
        "phải hỏi number", "- id: grant")]
    [InlineData(Steps, "{field: channel, type", "{field: carer, type", "ô 'carer' có cả ở mẫu 'request' và ở việc mở hồ sơ",
        "label: {vi: Nhận hồ sơ}\n")]
    [InlineData(Steps, "label: {vi: Đã quyết định}, end: true", "label: {vi: Đã quyết định}, end: true, term: review", "bước cuối",
        "{id: granted")]
    [InlineData(Steps, "label: {vi: Khép}, end: true", "label: {vi: Khép}, by: commune_officer", "ít nhất một việc", "{id: over", false)]
    [InlineData(Steps, "to: 2021-06-30", "to: 2021-07-01", "bản 'later' chồng ngày với 'first'", "- id: later")]
    [InlineData(Steps, "    to: 2021-06-30\n", "", "bản 'later' chồng ngày với 'first'", "- id: later")]
    [InlineData(Steps, "id: first", "id: later", "bản của thủ tục 'later' lặp lại", "- id: later")]
    [InlineData(Steps, "    open: {label: {vi: Nhận hồ sơ}, by: commune_officer, to: over}\n", "", "thiếu 'open'", "- id: first")]
    [InlineData(Steps, "aside: true", "asside: true", "có phải 'aside'?", "asside")]
    [InlineData(Steps, "programmes: [aid]", "programmes: [aid]\nabout: law_chang", "có phải 'law_change'?", "about")]
    [InlineData(Steps, "programmes: [aid]", "programmes: [aid]\nabout: law_change", "phải có việc 'approve', hỏi content, 'not_by' có open",
        "- id: first", false)]
    [InlineData(Steps, "programmes: [aid]", "programmes: [aid]\nabout: law_change", "nên không có 'forms'", "- id: later", false)]
    [InlineData(Steps, "cite: ND-1/dieu-8\n    uncertain: true", "internal: true", "quy trình nội bộ (internal)", "- id: first")]
    [InlineData(Steps, "    checked: đã đọc\n", "    checked: đã đọc\n    transition: {from: [first], on: 2021-07-01}\n", "thiếu 'cite'",
        "transition", false)]
    [InlineData(Steps, "    checked: đã đọc\n", "    checked: đã đọc\n    transition: {from: [frist], on: 2021-07-01, cite: ND-1}\n",
        "không có bản trước nào tên 'frist'", "- id: later")]
    [InlineData(Steps, "    checked: đã đọc\n", "    checked: đã đọc\n    transition: {from: [first], on: 2021-06-30, cite: ND-1}\n",
        "từ ngày trước khi bản ấy bắt đầu", "- id: later")]
    public void A_mistake_is_told_with_its_line(string file, string text, string wrong, string part, string line, bool alone = true)
    {
        var files = Files.Change(file, text, wrong);
        var refusals = files.Load().Refusals;
        var refusal = refusals.FirstOrDefault(r => r.Message.Contains(part, StringComparison.Ordinal));
        Assert.True(refusal is not null, $"not told; told was: {string.Join("\n", refusals)}");
        Assert.True(refusals.Count == 1 || !alone, string.Join("\n", refusals));
        Assert.Equal(files.Place(file, line), refusal.Place);
    }

    [Fact]
    public void A_transition_clause_has_a_place_for_every_step_a_case_of_the_earlier_version_can_be_in()
    {
        var files = Files.Change(Steps, "    checked: đã đọc\n",
            "    checked: đã đọc\n    transition: {from: [first], on: 2021-08-01, cite: ND-1/dieu-9}\n");
        var procedure = Assert.Single(files.Read().Procedures);
        Assert.Equal(["first", "first", "later"], new[] { "2021-07-01", "2021-07-31", "2021-08-01" }
            .Select(d => procedure.VersionOrNull("first", DateOnly.ParseExact(d, "yyyy-MM-dd"))!.Id));
        var refusal = Assert.Single(files.Change(Steps, "by: commune_officer, to: over}", "by: commune_officer, to: look}")
            .Change(Steps, "      - {id: over,",
                "      - {id: look, label: {vi: Xem}, by: commune_chair, deeds: [{id: close, label: {vi: Khép}, "
                + "to: over}]}\n      - {id: over,")
            .Load().Refusals);
        Assert.Equal(
            (files.Place(Steps, "- id: later"), "hồ sơ của bản 'first' đang ở bước 'look' chuyển sang bản 'later' thì không có bước ấy"),
            (refusal.Place, refusal.Message));
    }

    [Fact]
    public void A_procedure_no_law_prescribes_says_so_and_has_no_article()
    {
        var version = Files.Change(Steps, "cite: ND-1/dieu-8\n    uncertain: true", "internal: true\n    note: việc của cơ quan").Read()
            .Procedures[0].Versions[0];
        Assert.Equal((null, false, "việc của cơ quan"), (version.Cite, version.Doubtful, version.Note));
    }

    [Fact]
    public void A_procedure_without_versions_and_one_that_never_ends_are_told()
    {
        var none = new PolicyFiles().With(Steps, "procedure: aid\nlabel: {vi: Trợ cấp}\nprogrammes: [aid]\n").Load().Refusals;
        Assert.Equal("vn/procedures/aid.yaml:1: thiếu 'versions'", Assert.Single(none).ToString());

        const string Round = "      - {id: over, label: {vi: Khép}, by: commune_chair, deeds: [{id: again, label: {vi: Nữa}, to: over}]}\n";
        var endless = Files.Change(Steps, "      - {id: over, label: {vi: Khép}, end: true}\n", Round);
        var refusal = Assert.Single(endless.Load().Refusals);
        Assert.Equal((endless.Place(Steps, "- id: first"), "không có bước kết thúc (end: true) mà hồ sơ đi tới được"),
            (refusal.Place, refusal.Message));
    }

    [Fact]
    public void Mistakes_of_forms_and_procedures_are_told_together()
    {
        var refusals = Files.Change(Forms, "is: severe}", "is: none}").Change(Steps, "days: 7, working: true", "days: 7")
            .Change(Steps, "not_before: posting", "not_before: postings").Load().Refusals;
        Assert.Equal([Forms, Steps, Steps], refusals.Select(r => r.Place!.Split(':')[0]));
    }

    [Theory]
    [InlineData("programme: aid\nlabel: {vi: Trợ cấp, en: Aid}", "programme: aid\nsensitive: true\nlabel: {vi: Trợ cấp, en: Aid}", true)]
    [InlineData("programme: aid\n", "programme: aid\n", false)]
    public void A_request_for_a_protected_programme_is_protected_whatever_its_form_says(string text, string other, bool sensitive) =>
        Assert.Equal(sensitive, Files.Change("vn/programmes/aid.yaml", text, other).Read().Procedures[0].Versions[1].Forms[0].Sensitive);
}

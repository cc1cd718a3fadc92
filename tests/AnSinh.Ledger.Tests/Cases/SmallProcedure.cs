using AnSinh.Access.Mandates;
using AnSinh.Basics;
using AnSinh.Casework.Applications;
using AnSinh.Casework.Cases;
using AnSinh.Register.People;
using AnSinh.Rulebook;
using AnSinh.Rulebook.Procedures;
using AnSinh.Store;
using AnSinh.Store.Acts;
using AnSinh.Testing;

namespace AnSinh.Ledger.Tests.Cases;

/// <summary>
/// A small procedure over <see cref="SmallLaw"/>, and an office that works by it: an officer, the chair, an officer and the chair of the
/// district. Its clock stands on a day and moves when told.
/// </summary>
internal sealed class SmallOffice : IDisposable
{
    public const string Procedure = """
        procedure: aid_monthly
        label: {vi: Xin trợ cấp hằng tháng}
        programmes: [aid]
        versions:
          - id: p1
            from: 2020-01-01
            cite: ND-1/dieu-8
            checked: "ví dụ"
            uncertain: false
            terms:
              - {id: commune, days: 7, working: true, cite: ND-1/dieu-8, checked: "ví dụ", uncertain: false}
              - {id: posted, days: 2, working: true, cite: ND-1/dieu-8, checked: "ví dụ", uncertain: false}
              - {id: forward, days: 3, working: true, cite: ND-1/dieu-8, checked: "ví dụ", uncertain: false}
              - {id: appraise, days: 7, working: true, cite: ND-1/dieu-8, checked: "ví dụ", uncertain: false}
              - {id: sign, days: 3, working: false, cite: ND-1/dieu-8, checked: "ví dụ", uncertain: false}
            open:
              label: {vi: Nhận hồ sơ}
              by: commune_officer
              to: review
              forms:
                - {form: aid_request, programme: aid}
                - {form: aid_quiet, programme: aid, sensitive: true}
              fields:
                - {field: phone, type: text, label: {vi: Điện thoại}}
            steps:
              - id: review
                label: {vi: Xét duyệt}
                by: commune_officer
                term: commune
                deeds:
                  - {id: supplement, label: {vi: Yêu cầu bổ sung}, to: waiting,
                     fields: [{field: missing, type: long_text, required: true, label: {vi: Thiếu gì}}]}
                  - {id: post, label: {vi: Niêm yết}, to: posting}
                  - {id: withdraw, label: {vi: Rút hồ sơ}, to: withdrawn}
              - id: posting
                label: {vi: Niêm yết}
                by: commune_officer
                term: commune
                deeds:
                  - {id: end_posting, label: {vi: Hết niêm yết}, to: forward, not_before: posted}
              - id: forward
                label: {vi: Gửi đề nghị}
                by: commune_chair
                term: forward
                deeds:
                  - {id: send, label: {vi: Gửi lên huyện}, to: appraise, not_by: post,
                     fields: [{field: letter, type: text, required: true, label: {vi: Số văn bản}}]}
                  - {id: send_back, label: {vi: Trả lại cán bộ}, to: review}
              - id: appraise
                label: {vi: Thẩm định}
                by: district_officer
                term: appraise
                deeds:
                  - {id: submit, label: {vi: Trình ký}, to: sign}
                  - {id: refuse, label: {vi: Từ chối}, to: refused,
                     fields: [{field: why, type: long_text, required: true, label: {vi: Lý do}}]}
              - id: sign
                label: {vi: Ký quyết định}
                by: district_chair
                term: sign
                deeds:
                  - id: grant
                    label: {vi: Ký quyết định}
                    to: granted
                    grants: true
                    signs: {body: district}
                    not_by: [submit]
                    fields:
                      - {field: number, type: text, required: true, label: {vi: Số quyết định}}
                      - {field: signer, type: text, required: true, label: {vi: Người ký}}
                      - {field: start_month, type: month, label: {vi: Hưởng từ tháng}}
                      - {field: despite, type: long_text, label: {vi: Lý do quyết định khác}}
              - id: waiting
                label: {vi: Chờ bổ sung}
                by: applicant
                aside: true
                deeds:
                  - {id: supplemented, label: {vi: Đã bổ sung}, by: commune_officer, to: review}
              - {id: granted, label: {vi: Đã cho hưởng}, end: true}
              - {id: refused, label: {vi: Đã từ chối}, end: true}
              - {id: withdrawn, label: {vi: Đã rút}, end: true}
        """;

    public const string Forms = """
        form: aid_request
        label: {vi: Tờ khai}
        cite: ND-1/dieu-7
        fields:
          - {field: pension, type: yes_no, label: {vi: Có lương hưu}}
          - {field: pension_amount, type: dong, required: true, when: {field: pension, is: "yes"}, label: {vi: Mức lương hưu}}
        ---
        form: aid_quiet
        label: {vi: Tờ khai kín}
        cite: ND-1/dieu-7
        fields:
          - {field: note, type: text, label: {vi: Ghi chú}}
        """;

    public const string Signing = """
        authority: head
        label: {vi: Người đứng đầu, en: The head}
        lines: ["CHỦ TỊCH"]
        leads: true
        cite: ND-1/dieu-13
        checked: "ví dụ"
        uncertain: false
        ---
        authority: deputy
        label: {vi: Ký thay, en: For the head}
        lines: ["KT. CHỦ TỊCH", "{title}"]
        cite: ND-1/dieu-13
        checked: "ví dụ"
        uncertain: false
        ---
        authority: mandate
        label: {vi: Thừa ủy quyền, en: By mandate}
        lines: ["TUQ. CHỦ TỊCH", "{title}"]
        from: [head]
        ends: true
        one_matter: true
        cite: ND-1/dieu-13
        checked: "ví dụ"
        uncertain: false
        """;

    public const string Holidays = """
        year: 2020
        cite: ND-1
        checked: "ví dụ"
        uncertain: false
        days:
          - {day: 2020-09-02, kind: holiday, name: "Quốc khánh"}
        """;

    public static readonly CaseActor Lan = Actor("lan", ProcedureRole.CommuneOfficer, SmallWorld.Commune);
    public static readonly CaseActor Chair = Actor("tho", ProcedureRole.CommuneChair, SmallWorld.Commune);
    public static readonly CaseActor Minh = Actor("minh", ProcedureRole.DistrictOfficer, null);
    public static readonly CaseActor Leader = Actor("tuan", ProcedureRole.DistrictChair, null);
    public static readonly CaseActor Elsewhere = Actor("xa", ProcedureRole.CommuneOfficer, SmallWorld.OtherCommune);

    /// <summary>What a decision is told with.</summary>
    public static readonly (string, string)[] Paper = [("number", "12/QĐ-UBND"), ("signer", "Đỗ Minh Tuấn")];

    private static readonly Lazy<Policy> Law = new(() => LawWith(Holidays));

    public SmallOffice(Database? database = null, Policy? law = null)
    {
        World = new SmallWorld(database: database, policy: law ?? Law.Value)
            .Person(1, "1930-01-01").Person(2, "1990-01-01").Person(3, "1935-05-05", SmallWorld.OtherCommune).Load();
        World.Register.StandOn(SmallWorld.Day("2020-08-24"));
        Books = new CaseBooks(World.Register, World.Policy);
        Mandate("Đỗ Minh Tuấn", "head", "2010-01-01");
        Applications = new ProgrammeApplications(World.Determiner, World.Decisions, new PeopleQueries(World.Register), Books);
    }

    public SmallWorld World { get; }

    public CaseBooks Books { get; }

    public ProgrammeApplications Applications { get; }

    /// <summary>Somebody may sign for the district.</summary>
    public Outcome<long> TryMandate(string name, string authority, string from, string? to = null, string? title = null, string? by = null,
        string? login = null, string? matter = null, string unit = "272") => Books.Mandates.Give(
        new SigningMandate(name, login, unit, authority, title, matter, by,
            new DateInterval(SmallWorld.Day(from), to is null ? null : SmallWorld.Day(to)), "thử"), Act.By("quantri", "mandate.give"));

    public long Mandate(string name, string authority, string from, string? to = null, string? title = null, string? by = null,
        string? login = null, string? matter = null) => TryMandate(name, authority, from, to, title, by, login, matter).Value;

    public static Policy LawWith(string holidays, string? procedure = null) => SmallWorld.LoadSmall(
        ("vn/procedures/aid.yaml", procedure ?? Procedure), ("vn/forms/aid.yaml", Forms), ("vn/holidays/all.yaml", holidays),
        ("vn/signing/ways.yaml", Signing));

    public static CaseActor Actor(string login, ProcedureRole role, string? unit) =>
        new(login, new HashSet<ProcedureRole> { role }, unit is null ? Scope.Everything : Scope.Of([unit]));

    public SmallOffice On(string day)
    {
        var to = SmallWorld.Day(day);
        Assert.True(to == World.Register.Clock.Today || World.Register.MoveClock(to, Act.By("test", "clock.move")).Ok);
        return this;
    }

    public Outcome<long> TryOpen(CaseActor actor, long person = 1, string form = "aid_request", params (string, string)[] told) =>
        Applications.Open(form, person, Told(told), actor, Act.By(actor.Login, "case.open"));

    public long Open(long person = 1, params (string, string)[] told)
    {
        var opened = TryOpen(person == 3 ? Elsewhere : Lan, person, "aid_request", told);
        Assert.True(opened.Ok, string.Join("; ", opened.Refusals));
        return opened.Value;
    }

    public Outcome<CaseView> Try(long id, CaseActor actor, string deed, int? seen = null, params (string, string)[] told) =>
        Applications.Do(id, seen ?? Books.FindOrNull(id)?.Entries.Count ?? 0, deed, Told(told), actor, Act.By(actor.Login, "case.do"));

    public CaseView Do(long id, CaseActor actor, string deed, params (string, string)[] told)
    {
        var done = Try(id, actor, deed, null, told);
        Assert.True(done.Ok, string.Join("; ", done.Refusals));
        return done.Value;
    }

    /// <summary>A request of somebody taken to the step of the signature; gives its number.</summary>
    public long ToSignature(long person = 1)
    {
        var id = On("2020-09-03").Open(person);
        Do(id, Lan, "post");
        On("2020-09-07").Do(id, Lan, "end_posting");
        Do(id, Chair, "send", ("letter", "7/UBND"));
        On("2020-09-14").Do(id, Minh, "submit");
        return id;
    }

    private static Dictionary<string, string> Told((string Name, string Value)[] told) => told.ToDictionary(t => t.Name, t => t.Value);

    public void Dispose() => World.Dispose();
}

/// <summary>Cases as tests ask for them.</summary>
internal static class CaseAsking
{
    /// <summary>All cases of a list in these units, protected ones too.</summary>
    public static IReadOnlyList<CaseLine> All(this CaseBooks books, CaseFilter filter, Scope? scope = null) =>
        books.Page(filter,
            new CaseActor("test", Enum.GetValues<ProcedureRole>().ToHashSet(), scope ?? Scope.Everything) { Opens = _ => true }, 0, 1000);
}

using AnSinh.Basics;
using AnSinh.Basics.Forms;
using AnSinh.Rulebook.Procedures;
using YamlDotNet.RepresentationModel;

namespace AnSinh.Policy.Tests;

/// <summary>Procedures and forms of policy/: whole, in both languages, at one with the deadlines that stand as parameters.</summary>
public sealed class ProcedureTests
{
    private static readonly Procedure Assistance = LoadedPolicy.Policy.ProcedureOrNull("social_assistance_monthly")!;

    private static IEnumerable<ProcedureVersion> Versions => LoadedPolicy.Policy.Procedures.SelectMany(p => p.Versions);

    private static IEnumerable<ProcedureVersion> OfRequests => VersionsOf(CaseKind.Application);

    private static IEnumerable<ProcedureVersion> VersionsOf(CaseKind kind) =>
        LoadedPolicy.Policy.Procedures.Where(p => p.About == kind).SelectMany(p => p.Versions);

    [Theory]
    [InlineData("2018-10-07", null)]
    [InlineData("2018-10-08", "nd140")]
    [InlineData("2020-09-05", "nd140")]
    [InlineData("2021-06-30", "nd140")]
    [InlineData("2021-07-01", "nd20")]
    [InlineData("2025-02-28", "nd20")]
    [InlineData("2025-03-01", null)]
    [InlineData("2025-06-30", null)]
    [InlineData("2025-07-01", "two_tier")]
    [InlineData("2027-03-01", "two_tier")]
    [InlineData("2027-03-02", null)]
    public void A_request_for_social_assistance_follows_the_procedure_of_its_day(string day, string? version) =>
        Assert.Equal(version, Assistance.VersionOrNull(DateOnly.ParseExact(day, "yyyy-MM-dd"))?.Id);

    [Theory]
    [InlineData("nd140", "commune 10, posting 5, complaint 10, forward 3, appraise 7, sign 3")]
    [InlineData("nd20", "commune 7, posting 2, complaint 10, forward 3, appraise 7, sign 3")]
    [InlineData("two_tier", "decide 10")]
    public void Terms_are_working_days_as_the_law_counts_them(string version, string terms)
    {
        var read = Assistance.VersionOrNull(version)!.Terms;
        Assert.Equal(terms, string.Join(", ", read.Select(t => $"{t.Id} {t.Days}")));
        Assert.All(read, t => Assert.True(t.Working));
    }

    [Theory]
    [InlineData("commune", "review_days")]
    [InlineData("posting", "posting_days")]
    [InlineData("complaint", "complaint_days")]
    [InlineData("forward", "forward_days")]
    [InlineData("appraise", "appraisal_days")]
    [InlineData("sign", "decision_days")]
    [InlineData("decide", "review_days")]
    public void A_term_that_also_stands_as_a_parameter_is_the_same_in_both(string term, string parameter)
    {
        foreach (var version in Assistance.Versions.Where(v => v.Terms.Any(t => t.Id == term)))
        {
            var law = LoadedPolicy.Policy.At(Jurisdiction.National, Month.Of(version.From), LoadedPolicy.Latest);
            Assert.Equal((version.Id, law.Value("social_assistance.procedure." + parameter)!.Raw),
                (version.Id, version.Terms.First(t => t.Id == term).Days));
        }
    }

    [Fact]
    public void From_every_step_a_case_can_come_to_an_end()
    {
        foreach (var version in Versions)
        {
            var ending = version.Steps.Where(s => s.IsEnd).Select(s => s.Id).ToHashSet();
            while (version.Steps.Any(s => s.Deeds.Any(d => ending.Contains(d.To)) && ending.Add(s.Id)))
            {
            }

            Assert.Equal([], version.Steps.Select(s => s.Id).Where(s => !ending.Contains(s)));
        }
    }

    [Fact]
    public void Who_grants_is_not_who_proposed_and_every_version_of_social_assistance_grants_by_one_deed()
    {
        Assert.All(OfRequests.SelectMany(v => v.Deeds).Where(d => d.Grants), d => Assert.NotEmpty(d.NotBy));
        Assert.All(Assistance.Versions, v => Assert.Single(v.Deeds, d => d.Grants));
        Assert.Equal(["propose", "submit"],
            Assistance.Versions.Select(v => v.Deeds.Single(d => d.Grants).NotBy.Single()).Distinct().Order());
    }

    [Fact]
    public void Where_the_clock_stands_still_somebody_outside_the_office_is_waited_for_and_nowhere_else() =>
        Assert.All(OfRequests.SelectMany(v => v.Steps).Where(s => !s.IsEnd),
            s => Assert.Equal(s.By == ProcedureRole.Applicant, s.Term is null));

    [Fact]
    public void A_change_of_the_rulebook_goes_by_the_office_itself_and_who_drafted_it_does_not_approve_it()
    {
        var version = Assert.Single(VersionsOf(CaseKind.LawChange));
        Assert.Equal((null, 0), (version.Cite, version.Terms.Count));
        Assert.All(version.Deeds, d => Assert.Null(d.Form.Cite));
        Assert.StartsWith("Quy trình nội bộ", version.Note, StringComparison.Ordinal);
        Assert.Contains("open", version.Deeds.Single(d => d.Id == KindDeeds.Approve).NotBy);
        Assert.All(version.Deeds, d => Assert.True(d.By is ProcedureRole.LawEditor or ProcedureRole.LawApprover));
    }

    [Theory]
    [InlineData("tt-17-2016", "posting 7 làm việc, on_request 7 làm việc")]
    [InlineData("qd-24-2021", "posting 3 làm việc, complaints 5 làm việc, opinion 5 làm việc, on_request 15")]
    public void A_poverty_review_has_the_terms_of_its_edition_and_goes_by_the_edition_of_the_same_name(string version, string terms)
    {
        var read = VersionsOf(CaseKind.PovertyRound).Single(v => v.Id == version);
        Assert.Equal(terms, string.Join(", ", read.Terms.Select(t => $"{t.Id} {t.Days}{(t.Working ? " làm việc" : "")}")));
        var edition = Assert.Single(LoadedPolicy.Policy.Reviews).Versions.Single(v => v.Id == version);
        Assert.Equal((edition.From, edition.To), (read.From, read.To));
        Assert.Equal(edition.StepOrNull("opinion") is not null, read.Deeds.Any(d => d.Id == KindDeeds.Opine));
    }

    [Fact]
    public void A_request_that_tells_of_HIV_is_protected_in_every_version_and_no_other_is()
    {
        var requests = Assistance.Versions.SelectMany(v => v.Forms).ToList();
        Assert.Equal(["social_assistance_1b", "social_assistance_1b_2018"],
            requests.Where(f => f.Sensitive).Select(f => f.Form.Id).Distinct().Order(StringComparer.Ordinal));
        Assert.All(requests, f => Assert.Equal(f.Sensitive, f.Form.Fields.Any(x => x.Name.Contains("hiv", StringComparison.Ordinal))));
    }

    [Fact]
    public void Every_form_that_is_declared_is_asked_in_some_version() =>
        Assert.Equal(LoadedPolicy.Policy.Forms.Select(f => f.Id).Order(StringComparer.Ordinal),
            Versions.SelectMany(v => v.Forms).Select(f => f.Form.Id).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Everything_that_people_read_in_forms_and_procedures_is_in_English_too()
    {
        var deeds = Versions.SelectMany(v => v.Deeds).ToList();
        var fields = LoadedPolicy.Policy.Forms.Concat(deeds.Select(d => d.Form)).SelectMany(f => f.Fields).ToList();
        LocalText?[] labels =
        [
            .. LoadedPolicy.Policy.Forms.Select(f => f.Label), .. LoadedPolicy.Policy.Procedures.Select(p => p.Label),
            .. Versions.SelectMany(v => v.Steps).Select(s => s.Label), .. deeds.Select(d => d.Label),
            .. fields.SelectMany(f => (LocalText?[])[f.Label, f.Hint, f.Section]),
            .. fields.SelectMany(f => f.Choices).Select(c => c.Label),
        ];
        Assert.Equal([], labels.Where(l => l is not null && string.IsNullOrEmpty(l.En)).Select(l => l!.Vi));
    }

    [Fact]
    public void What_is_asked_with_yes_or_no_may_stay_unknown() => Assert.All(
        LoadedPolicy.Policy.Forms.SelectMany(f => f.Fields).Where(f => f.Type == FormFieldType.YesNo), f => Assert.False(f.Required));

    [Fact]
    public void Every_form_version_and_term_says_where_it_was_read_and_what_was_not_is_doubted()
    {
        var versions = PolicyFiles.Documents("procedures").SelectMany(d => d.Document.List("versions"))
            .Where(v => v.Text("internal") != "true").ToList();
        YamlNode[] told =
            [.. PolicyFiles.Documents("forms").Select(d => d.Document), .. versions, .. versions.SelectMany(v => v.List("terms"))];
        Assert.Equal([], told.Where(t => string.IsNullOrEmpty(t.Text("checked"))));
        Assert.Equal([], told.Where(t => t.Text("checked") == "no" && t.Text("uncertain") != "true"));
        Assert.Equal([("nd140", true), ("nd20", false), ("two_tier", true)], Assistance.Versions.Select(v => (v.Id, v.Doubtful)));
        Assert.All(Versions.Where(v => v.Doubtful), v => Assert.False(string.IsNullOrEmpty(v.Note)));
    }
}

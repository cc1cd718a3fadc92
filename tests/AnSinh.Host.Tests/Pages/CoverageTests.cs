using AnSinh.Host.Coverage;
using AnSinh.Rulebook.Publishing;

namespace AnSinh.Host.Tests.Pages;

/// <summary>The coverage register against the real rulebook, and its pages.</summary>
public class CoverageTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public void The_register_names_every_programme_and_nothing_that_is_not_there()
    {
        var law = site.Office.Law!;
        Assert.Empty(CoverageRegister.Read(law.Files, law.Policy).Problems);
    }

    [Fact]
    public void Clauses_are_proven_by_the_cases_they_decide()
    {
        var law = site.Office.Law!;
        var proof = CoverageProof.Of(law.Policy, law.Cases);
        var clauses = proof.Clauses(ProvisionOwner.Programme, "social_pension");
        Assert.Contains(clauses,
            c => c.Clause is { Kind: ProvisionKind.Route, Id: "from-75" } && c.Yes.Contains("A-P16") && c.No.Contains("A-P19"));
        Assert.Contains(clauses, c => c.Clause is { Kind: ProvisionKind.Requirement, Id: "alive" } && c.Yes.Count > 0);
        Assert.All(law.Policy.Programmes.Where(p => p.Ledger),
            p => Assert.Contains(proof.Clauses(ProvisionOwner.Programme, p.Id), c => c.IsTouched));
    }

    [Fact]
    public async Task The_page_tells_families_proofs_and_doubts()
    {
        using var browser = await site.SignedIn("xuandinh");
        var text = await browser.Text("/bo-luat/pham-vi");
        Assert.Contains("Điều khoản có ca chứng minh", text);
        Assert.Contains("Trợ cấp hưu trí xã hội", text);
        var one = await browser.Text("/bo-luat/pham-vi/social_pension");
        Assert.Contains("A-P16", one);
        Assert.Contains("Nghị định 176/2025", await browser.Text("/bo-luat/van-ban/ND-176-2025"));
        using var none = await browser.Get("/bo-luat/pham-vi/khong-co");
        Assert.Equal(System.Net.HttpStatusCode.NotFound, none.StatusCode);
    }

    [Fact]
    public void A_mistake_of_the_register_is_told_with_its_line()
    {
        var law = site.Office.Law!;
        var text = law.Files.TextOrNull(CoverageRegister.Path)!;
        var wrong = text.Replace("{programme: social_pension,", "{programme: social_pensions,", StringComparison.Ordinal);
        var files = law.Files.With([new EditedFile(CoverageRegister.Path, law.Files.HashOf(CoverageRegister.Path), wrong)]).Value;
        var problems = CoverageRegister.Read(files, law.Policy).Problems;
        Assert.Contains(problems,
            p => p.Place!.StartsWith("coverage.yaml:", StringComparison.Ordinal)
                && p.Message.Contains("social_pension", StringComparison.Ordinal));
        Assert.Contains(problems, p => p.Code == "coverage.missing");
        Assert.NotEmpty(CoverageReading.Of(files, law.Policy, law.Cases).Problems);
    }
}

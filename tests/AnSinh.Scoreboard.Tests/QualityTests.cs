using AnSinh.Basics;
using AnSinh.Casework;
using AnSinh.Determinations;
using AnSinh.Ledger;
using AnSinh.Scoreboard.Quality;

namespace AnSinh.Scoreboard.Tests;

/// <summary>Declared checks over the six people: what is found, what is unclear, what is held against another source.</summary>
public sealed class QualityTests : IDisposable
{
    private readonly SmallRegister _small = new();

    public void Dispose() => _small.Dispose();

    [Fact]
    public void A_condition_finds_people_and_counts_apart_whom_it_cannot_judge()
    {
        var found = Run("""
            check: untrained
            order: 1
            group: implausible
            label: {vi: Chưa đào tạo}
            why: {vi: thử}
            when: "labour == 'employee' && trained == 'none'"
            fix: [identity]
            ---
            check: no_birth
            order: 2
            group: missing
            label: {vi: Thiếu ngày sinh}
            why: {vi: thử}
            when: "!known(birth_date)"
            fix: [identity]
            ---
            check: grown
            order: 3
            group: implausible
            label: {vi: Trên 15}
            why: {vi: thử}
            when: "age_at(birth_date, period.end) >= 15"
            fix: [identity]
            """);
        Assert.Equal(["no_birth", "untrained", "grown"], found.Select(f => f.Check.Id));
        var (missing, grown) = (found[0], found[2]);
        Assert.True(missing.Hits.Count > 0);
        // Unknown is never no: those without a birth date are neither found nor passed.
        Assert.Equal((0, missing.Hits.Count), (missing.Unclear, grown.Unclear));
        Assert.Empty(grown.Hits.Select(h => h.PersonId).Intersect(missing.Hits.Select(h => h.PersonId)));
        Assert.All(grown.Hits, h => Assert.Contains("tuổi", h.Detail.Vi, StringComparison.Ordinal));
    }

    [Fact]
    public void A_scope_cuts_cases_by_the_home()
    {
        var all = Run("""
            check: everybody
            order: 1
            group: missing
            label: {vi: Mọi người}
            why: {vi: thử}
            when: "resident"
            fix: [file]
            """).Single();
        var township = all.In(Scope.Of([SmallRegister.Township]));
        Assert.True(township.Count > 0 && township.Count < all.Hits.Count);
        Assert.All(township, h => Assert.Equal(SmallRegister.Township, h.Home));
        Assert.Empty(all.In(Scope.Of([])));
        Assert.Equal(all.Hits.Count, all.In(Scope.Everything).Count);
    }

    [Fact]
    public void A_total_far_from_the_census_is_one_case_of_the_unit()
    {
        var finding = Run("""
            check: total
            order: 1
            group: implausible
            label: {vi: Tổng số}
            why: {vi: thử}
            find: total_against_reference
            reference: persons_2019
            limits: {percent: 10}
            fix: [unit]
            """).Single();
        var hit = Assert.Single(finding.Hits);
        Assert.Equal((0L, "272"), (hit.PersonId, hit.Home));
        Assert.Contains("184.024", finding.Remark!.Vi, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_of_a_sensitive_fact_is_refused()
    {
        var scores = With("""
            check: hiv
            order: 1
            group: missing
            label: {vi: HIV}
            why: {vi: thử}
            when: "hiv"
            fix: ["fact:khong_co"]
            """);
        var law = AnSinh.Rulebook.Policy.Load(Repo.PolicyFolder).Value;
        Assert.Equal(["quality.sensitive", "quality.fact"], scores.Against(law).Select(r => r.Code));
    }

    [Fact]
    public void The_checks_in_use_can_run() =>
        Assert.Empty(Repo.Policy.Against(AnSinh.Rulebook.Policy.Load(Repo.PolicyFolder).Value));

    private static ScorePolicy With(string checks)
    {
        var folder = Repo.CopyOfPolicy();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(folder, "vn", "quality")))
        {
            File.Delete(file);
        }

        File.WriteAllText(Path.Combine(folder, "vn", "quality", "test.yaml"), checks);
        var scores = Repo.Load(folder);
        Directory.Delete(folder, recursive: true);
        return scores;
    }

    private IReadOnlyList<QualityFinding> Run(string checks)
    {
        var engine = new QualityEngine(With(checks), SmallRegister.Law, new Determiner(SmallRegister.Law, _small.Register),
            new Decisions(_small.Register), new LedgerQueries(_small.Register.Database));
        return engine.Run(SmallRegister.December, SmallRegister.YearEnd);
    }
}

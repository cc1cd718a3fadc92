using AnSinh.Host.Tests.Pages;

namespace AnSinh.Host.Tests.Security;

/// <summary>
/// Two registers of the same people with the same money: in one protected facts are true of some, in the other the same facts are false.
/// </summary>
public sealed class HiddenGrounds : IAsyncLifetime
{
    /// <summary>
    /// Children of Xuân Đình; the first is poor and severely disabled in both registers, and draws for it what HIV would give.
    /// </summary>
    internal static IReadOnlyList<ProofPerson> Children { get; } = [.. ProofDistrict.Seen.Where(p => p.IsChild && p.Birth?.Year < 2017)];

    private static readonly string[] Kinds =
    [
        "hiv", "child_harmed_by_violence", "child_sexually_abused", "child_exploited", "child_trafficked", "child_drug_dependent",
        "child_in_conflict_with_law", "child_serious_illness",
    ];

    private readonly ProofSite _true = new(hidden: true, Facts("yes"));
    private readonly ProofSite _false = new(hidden: true, Facts("no"));

    internal Pair Pair { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await _true.InitializeAsync();
        await _false.InitializeAsync();
        Pair = new Pair(_true, _false);
    }

    public async ValueTask DisposeAsync()
    {
        await _true.DisposeAsync();
        await _false.DisposeAsync();
    }

    private static (long, string, string)[] Facts(string answer)
    {
        var first = Children[0];
        return [(first.Id, "disability", "severe"), (first.Household, "poverty", "poor"), (first.Id, "hiv", answer),
            (Children[1].Id, "covid_patient_from", "2021-07-05"), (Children[1].Id, "covid_patient_days", "10"),
            (Children[1].Id, "covid_patient", answer == "yes" ? "f1" : "none"),
            .. Kinds.Select((kind, i) => (Children[i % Children.Count].Id, kind, answer)).Skip(1)];
    }
}

/// <summary>The same money for another ground: a child draws as much for HIV in one register as for a disability in the other.</summary>
public sealed class OtherGrounds : IAsyncLifetime
{
    private readonly ProofSite _protected = new(hidden: true, Facts("yes", "none"));
    private readonly ProofSite _open = new(hidden: true, Facts("no", "severe"));

    internal Pair Pair { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await _protected.InitializeAsync();
        await _open.InitializeAsync();
        Pair = new Pair(_protected, _open);
    }

    public async ValueTask DisposeAsync()
    {
        await _protected.DisposeAsync();
        await _open.DisposeAsync();
    }

    private static (long, string, string)[] Facts(string hiv, string disability)
    {
        var child = HiddenGrounds.Children[0];
        return [(child.Household, "poverty", "poor"), (child.Id, "hiv", hiv), (child.Id, "disability", disability)];
    }
}

/// <summary>A case about protected facts in one register, none in the other; both opened the file of whom it is about.</summary>
public sealed class HiddenCases : IAsyncLifetime
{
    private readonly ProofSite _whole = new(hidden: true);
    private readonly ProofSite _part = new(hidden: true);

    internal Pair Pair { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await _whole.InitializeAsync();
        await _part.InitializeAsync();
        Pair = new Pair(_whole, _part);
        var child = HiddenGrounds.Children[0].Id;
        await Pair.InBoth(site => ProofStories.Opened(site, "xuandinh2", child));
        await ProofStories.ProtectedCase(_whole, "xuandinh2", child);

        // Who worked on the case read the file, and the file says so: that is what its list of readers is for.
        await Pair.InBoth(site => ProofStories.Reread(site, "xuandinh2", child));
    }

    public async ValueTask DisposeAsync()
    {
        await _whole.DisposeAsync();
        await _part.DisposeAsync();
    }
}

/// <summary>
/// Who stated no purpose sees the person, the amount and the sums, and neither the ground nor whether there is one: nothing that can be
/// asked for differs between registers that differ in protected facts alone.
/// </summary>
public class ProofHiddenGroundTests(HiddenGrounds grounds) : IClassFixture<HiddenGrounds>
{
    [Theory]
    [InlineData("canbo")]
    [InlineData("lanhdao")]
    [InlineData("xuandinh")]
    [InlineData("chutich")]
    public Task Every_address_answers_as_if_the_protected_facts_were_false(string login) =>
        grounds.Pair.Same(login, path => ProofAddresses.StatesPurpose(path) || (login == "lanhdao" && OfTheLog(path)), 40);

    // Who reads the log reads that something protected was recorded: that is what it is for, and reading it is logged.
    private static bool OfTheLog(string path) => path.StartsWith("/nhat-ky", StringComparison.Ordinal)
        || path.StartsWith("/api/v1/lists/a", StringComparison.Ordinal) || path.Split('?')[0] == "/api/v1/lists";
}

/// <summary>
/// See <see cref="OtherGrounds"/>: lists and sums of a programme; the file of the child tells the open ground, as it may.
/// </summary>
public class ProofOtherGroundTests(OtherGrounds grounds) : IClassFixture<OtherGrounds>
{
    private static readonly string[] OfTheProgramme =
    [
        "/che-do", "/chi-tra", "/api/v1/months", "/api/v1/simulate", "/api/v1/forecast", "/du-bao", "/api/v1/lists/gaps.social_assistance",
        "/don-vi",
    ];

    [Theory]
    [InlineData("canbo")]
    [InlineData("xuandinh")]
    public Task No_list_or_sum_of_the_programme_tells_by_which_ground_somebody_draws_it(string login) => grounds.Pair.Same(login,
        path => !Array.Exists(OfTheProgramme, p => path.StartsWith(p, StringComparison.Ordinal)) || ProofAddresses.StatesPurpose(path)
            || path.Contains("lich-su", StringComparison.Ordinal) || path.Contains("health_insurance", StringComparison.Ordinal), 4);
}

/// <summary>See <see cref="HiddenCases"/>.</summary>
public class ProofHiddenCaseTests(HiddenCases cases) : IClassFixture<HiddenCases>
{
    [Theory]
    [InlineData("canbo")]
    [InlineData("xuandinh")]
    [InlineData("vanha")]
    public Task Every_address_answers_as_if_the_case_were_not(string login) =>
        cases.Pair.Same(login, path => ProofAddresses.StatesPurpose(path) || ProofAddresses.CountsReadings(path), 40);
}

using System.Net;
using AnSinh.Host.Tests.Pages;

namespace AnSinh.Host.Tests.Security;

/// <summary>Two registers with the same numbers, one without those of other communes, their households, money and work.</summary>
public sealed class HiddenPeople : IAsyncLifetime
{
    private readonly ProofSite _whole = new(hidden: true);
    private readonly ProofSite _part = new(hidden: false);

    internal Pair Pair { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await _whole.InitializeAsync();
        await _part.InitializeAsync();
        Pair = new Pair(_whole, _part);
        await Pair.InBoth(ProofStories.OfXuanDinh);
        await ProofStories.Elsewhere(_whole);
        await ProofStories.Duplicates(_whole);
        _part.LearnFrom(_whole);
        _whole.GoOnFrom(5000);
        _part.GoOnFrom(5000);
    }

    public async ValueTask DisposeAsync()
    {
        await _whole.DisposeAsync();
        await _part.DisposeAsync();
    }
}

/// <summary>
/// Nothing that Xuân Đình can ask for tells of the people of other communes: neither a name, nor a count, a sum, an order, a suggestion.
/// </summary>
public class ProofHiddenPeopleTests(HiddenPeople people) : IClassFixture<HiddenPeople>
{
    [Fact]
    public void Every_part_and_word_of_every_address_has_values_to_try() =>
        Assert.Empty(new ProofAddresses(people.Pair.Whole, []).Unknown());

    [Theory]
    [InlineData("xuandinh")]
    [InlineData("chutich")]
    public Task Every_address_answers_as_if_the_hidden_were_not(string login) =>
        people.Pair.Same(login, ProofAddresses.CountsReadings, 20);

    [Fact]
    public async Task What_is_posted_about_somebody_hidden_is_answered_as_if_they_were_not()
    {
        var differ = new List<string?>();
        foreach (var person in ProofDistrict.Hidden.Take(4).Append(ProofDistrict.Hidden.First(p => p.IsDisabled)))
        {
            foreach (var (path, json) in ProofStories.Posted(person))
            {
                differ.Add(await people.Pair.Send("xuandinh", path, json));
            }
        }

        Assert.True(differ.OfType<string>().ToList() is [], string.Join('\n', differ.OfType<string>()));
    }

    [Fact]
    public async Task The_test_can_fail_since_the_district_is_told()
    {
        using var officer = await people.Pair.Whole.SignedIn("canbo");
        foreach (var path in new[] { "/nguoi?q=khuat+tat", "/nguoi/1003", "/api/v1/lists/gaps.social_assistance?filter=entitled&size=500",
            "/su-kien", "/ho-so?loc=dang-lam" })
        {
            using var answer = await officer.Get(path);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            var said = await Browser.Body(answer);
            Assert.Contains(ProofDistrict.Hidden, p => said.Contains(p.Name, StringComparison.Ordinal));
        }
    }
}

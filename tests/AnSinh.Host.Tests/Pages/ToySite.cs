using System.Net;
using AnSinh.Host.Jobs;
using AnSinh.Host.Tests.ToyRoom;
using AnSinh.Host.Web;
using AnSinh.Host.Web.WorkLists;
using AnSinh.Store.Jobs;
using AnSinh.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace AnSinh.Host.Tests.Pages;

/// <summary>
/// A site with a room more than the house has: what the recipes of CONTRIBUTING.md show and <c>ToyRoom</c> adds, put where they say.
/// </summary>
public sealed class ToySite : CaseSite
{
    /// <summary>The law of the room; its form and its procedure are those of the recipes.</summary>
    public const string Form = "policy/vn/forms/wheelchair.yaml", Procedure = "policy/vn/procedures/wheelchair.yaml";

    /// <summary>Where the room lies.</summary>
    public static readonly string Room = Checkout.File("tests/AnSinh.Host.Tests/ToyRoom");

    protected override Office Open(string folder)
    {
        var policies = Path.Combine(folder, "policy");
        foreach (var file in Directory.EnumerateFiles(Checkout.File("policy"), "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(folder, Path.GetRelativePath(Checkout.Root, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }

        Recipes.Follow(Form, folder);
        Recipes.Follow(Procedure, folder);
        File.Copy(Path.Combine(Room, "wheelchair.yaml"), Path.Combine(policies, "vn", "programmes", "wheelchair.yaml"));
        return SmallDistrict.Open(folder, TimeProvider.System, policies, new DateOnly(2020, 12, 31));
    }

    protected override void Register(IServiceCollection services)
    {
        services.AddSingleton<IJobKind, ChairReminder>();
        services.AddScoped<WorkListCatalogue>();
        services.AddScoped<IWorkLists, ToyLists>();
    }

    protected override void Map(IEndpointRouteBuilder pages) => pages.MapChairPages();

    /// <summary>The officer receives a request for a chair; gives the address of the case.</summary>
    public static async Task<string> Ask(Browser officer, long person, string on = "2021-08-02")
    {
        using var answer = await officer.Submit($"/ho-so/moi?nguoi={person}&mau=wheelchair_request", "/ho-so/moi",
            ("need", "gãy chân"), ("on", on));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!.OriginalString;
    }

    /// <summary>Somebody does something in a case.</summary>
    public static async Task Do(Browser who, string at, string deed, string on = "2021-08-02")
    {
        using var answer = await who.Submit(at, $"{at}/{deed}", ("on", on));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    /// <summary>Presses the button that reminds; gives the job when it has ended.</summary>
    public async Task<Job> Remind(Browser who, string login)
    {
        using (var answer = await who.Submit(ChairPages.Root, ChairPages.Remind))
        {
            Assert.Equal(ChairPages.Root, answer.Headers.Location!.OriginalString);
        }

        for (var i = 0; i < 600 && Office.Jobs.Of(login).Any(j => j.IsOpen); i++)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        return Office.Jobs.FindOrNull(Office.Jobs.Of(login).Single(j => j.Kind == ChairReminder.Code).JobId)!;
    }

    // In the house it is a line of the catalogue.
    private sealed class ToyLists(WorkListCatalogue house, Office office) : IWorkLists
    {
        public IEnumerable<IWorkList> Of(Visit visit) => house.Of(visit).Append(ChairList.Of(office, visit));

        public IReadOnlyDictionary<string, long> Waiting(Visit visit) => house.Waiting(visit);
    }
}

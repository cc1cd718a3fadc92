using AnSinh.Host.Tests.Pages;
using AnSinh.Host.Tests.ToyRoom;
using AnSinh.Store;
using AnSinh.Store.Jobs;
using AnSinh.Testing;

namespace AnSinh.Host.Tests;

/// <summary>
/// A room of its own over the shapes of the house: wheelchairs are lent, approved of by another, listed while they are out, reminded of
/// when they are late. It shows what a room costs.
/// </summary>
public sealed class ToyRoomTests(ToySite site) : IClassFixture<ToySite>
{
    private const int LinesLimit = 150;

    [Fact]
    public async Task A_chair_is_asked_for_approved_by_another_listed_reminded_of_and_taken_back()
    {
        using var officer = await site.SignedIn("xuandinh");
        using var chair = await site.SignedIn("chutich");
        var at = await ToySite.Ask(officer, SmallDistrict.Mao, "2021-06-07");
        var about = "case:" + at.Split('/')[^1];
        Assert.Contains("Không có xe nào", await officer.Text(ChairPages.Root));
        Assert.Null((await officer.Page(at)).QuerySelector($"form[action='{at}/approve']"));
        await ToySite.Do(chair, at, "approve", "2021-06-08");

        // A month later it is late.
        Assert.Contains("Đỗ Thị Mão", await officer.Text(ChairPages.Root));
        Assert.Contains("08/07/2021", await officer.Text(ChairPages.Root));
        var job = await site.Remind(officer, "xuandinh");
        Assert.Equal((JobState.Done, "1"), (job.State, job.Result));
        Assert.Equal([about], site.Office.Messages.Open().Select(m => m.About));
        var log = new AuditLog(site.Office.Register.Database);
        Assert.Contains(("xuandinh", "message.enqueue", "email; " + about, $"job:{job.JobId}"),
            log.Latest(20).Select(e => (e.Actor, e.Action, e.Detail, e.Source)));

        await ToySite.Do(officer, at, "take_back");
        Assert.Contains("Không có xe nào", await officer.Text(ChairPages.Root));
        Assert.Equal(["xuandinh case.open", "chutich case.approve", "xuandinh case.take_back"],
            log.Latest(20, about).Reverse().Select(e => $"{e.Actor} {e.Action}"));
        Assert.True(log.Verify().Ok);
    }

    [Fact]
    public void A_room_over_the_shapes_is_written_in_fewer_than_150_lines_of_data_and_code()
    {
        var files = Directory.GetFiles(ToySite.Room).Select(File.ReadAllText).ToList();
        Assert.Equal(5, files.Count);
        Assert.InRange(files.Concat([Recipes.Block(ToySite.Form), Recipes.Block(ToySite.Procedure)])
            .Sum(text => text.TrimEnd().Split('\n').Length), 1, LinesLimit - 1);
    }
}

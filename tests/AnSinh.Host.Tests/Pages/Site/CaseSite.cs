using System.Net;
using AnSinh.Store.Acts;

using AnSinh.Host.SignIn;

namespace AnSinh.Host.Tests.Pages;

/// <summary>A site whose office stands in August 2021, under Decree 20/2021, with somebody of the other commune.</summary>
public class CaseSite : Site
{
    public const string Open1d = "/ho-so/moi?nguoi=4&mau=social_assistance_1d";

    protected override Office Open(string folder) => SmallDistrict.Open(folder, TimeProvider.System, until: new DateOnly(2020, 12, 31));

    protected override void Prepare(Office office)
    {
        Assert.True(office.Register.MoveClock(new DateOnly(2021, 8, 2), Act.By("test")).Ok);
        office.AddOfficer("vanha", "Phùng Thị Vân", "social_officer", SmallDistrict.VanHa);
    }

    /// <summary>The officer of Xuân Đình receives a request of somebody; gives the address of the case.</summary>
    public static async Task<string> Receive(Browser officer, long person, string form = "social_assistance_1d")
    {
        using var answer = await officer.Submit(
            $"/ho-so/moi?nguoi={person}&mau={form}", "/ho-so/moi", ("channel", "direct"), ("submitted_by", "person"));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!.ToString();
    }
}

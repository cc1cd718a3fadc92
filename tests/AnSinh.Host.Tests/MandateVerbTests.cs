using AnSinh.Host.Tests.Pages;
using AnSinh.Testing;

namespace AnSinh.Host.Tests;

/// <summary>Mandates to sign on the command line.</summary>
public class MandateVerbTests
{
    [Fact]
    public async Task A_mandate_is_recorded_listed_ended_and_taken_back_by_verbs()
    {
        using var folder = new TempFolder();
        var office = SmallDistrict.Open(folder.Path, TimeProvider.System);
        var (register, file) = (office.Register.Database.Address, Path.Combine(folder.Path, "m.json"));
        File.WriteAllText(file, """
            {"name": "Lê Thị Phó", "unit": "272", "authority": "deputy", "title": "Phó Chủ tịch", "from": "2020-01-01", "to": "2025-06-30",
             "paper": "QĐ 5"}
            """);
        var given = await Verb.Run(register, "mandate", "give", "--json", file);
        Assert.True(given.Code == 0, given.Error);
        var number = given.Out.Trim().Split(' ')[^1].TrimEnd('.');
        Assert.Contains("KT. CHỦ TỊCH, PHÓ CHỦ TỊCH Lê Thị Phó", (await Verb.Run(register, "mandate", "list")).Out);
        File.WriteAllText(file, """{"name": "Lê Thị Phó", "unit": "272", "authority": "deputi", "from": "hôm nào", "paper": "QĐ 5"}""");
        var wrong = await Verb.Run(register, "mandate", "give", "--json", file);
        Assert.Equal(2, wrong.Code);
        Assert.Contains("authority", wrong.Error);
        Assert.Contains("from", wrong.Error);
        var ended = await Verb.Run(register, "mandate", "end", number, "--last", "2020-06-30");
        Assert.True(ended.Code == 0, ended.Error);
        Assert.Contains("\"to\": \"2020-06-30\"", (await Verb.Run(register, "mandate", "list", "--all", "--json")).Out);
        Assert.Equal(2, (await Verb.Run(register, "mandate", "withdraw", number, "--reason", "nhầm")).Code);
        var shortened = ended.Out.Trim().Split(' ')[^1].TrimEnd('.');
        Assert.Equal(0, (await Verb.Run(register, "mandate", "withdraw", shortened, "--reason", "nhầm")).Code);
        Assert.Equal(0, (await Verb.Run(register, "audit", "verify")).Code);
    }
}

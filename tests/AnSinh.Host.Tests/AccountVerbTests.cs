using AnSinh.Host.Tests.Pages;
using AnSinh.Testing;

namespace AnSinh.Host.Tests;

/// <summary>The first administrator of a register is made on the command line, with no password anybody could know beforehand.</summary>
public class AccountVerbTests
{
    [Fact]
    public async Task An_account_is_added_listed_given_a_role_and_ended_by_verbs()
    {
        using var folder = new TempFolder();
        var office = SmallDistrict.Open(folder.Path, TimeProvider.System);
        var register = office.Register.Database.Address;
        var added = await Verb.Run(register, "account", "add", "quan.tri", "--name", "Lê Thị Quản", "--role", "administrator", "--unit",
            "272");
        Assert.True(added.Code == 0, added.Error);
        Assert.Matches(@"quan\.tri: mật khẩu dùng một lần \S{10,}", added.Out);
        var listed = await Verb.Run(register, "account", "list");
        Assert.Contains("Lê Thị Quản", listed.Out);
        var both = await Verb.Run(register, "account", "give", "quan.tri", "--role", "auditor", "--unit", "272");
        Assert.Equal(2, both.Code);
        Assert.Contains("không là người kiểm tra nhật ký", both.Error);
        var odd = await Verb.Run(register, "account", "add", "quan.tri", "--name", "Người Khác", "--role", "accountant", "--unit", "272");
        Assert.Contains("đã là của Lê Thị Quản", odd.Error);
        var nowhere = await Verb.Run(register, "account", "add", "ai", "--name", "Ai", "--role", "administrator", "--unit", "09718");
        Assert.Contains("không được giao ở", nowhere.Error);
        var reset = await Verb.Run(register, "account", "reset", "quan.tri");
        Assert.Equal(0, reset.Code);
        Assert.NotEqual(added.Out, reset.Out);
        Assert.Equal(0, (await Verb.Run(register, "account", "take", "quan.tri", "--role", "administrator", "--unit", "272")).Code);
        Assert.Equal(0, (await Verb.Run(register, "account", "end", "quan.tri", "--reason", "thử")).Code);
        Assert.Equal(2, (await Verb.Run(register, "account", "end", "quan.tri", "--reason", "thử")).Code);
        Assert.Equal(0, (await Verb.Run(register, "audit", "verify")).Code);
    }
}

namespace AnSinh.Store.Tests;

/// <summary>A password in an address is found and never told.</summary>
public class SecretTests
{
    [Theory]
    [InlineData("postgres:Host=h;Database=d;Password=hush", true)]
    [InlineData("postgres:Host=h;Database=d;PWD = 'hush;hush'", true)]
    [InlineData("postgres:Host=h;psw=\"hush\"", true)]
    [InlineData("postgres:Host=h;SSL Password=hush", true)]
    [InlineData("postgres://u:hush@h/d", true)]
    [InlineData("postgresql://u:hush@h/d", true)]
    [InlineData("postgres:Host=h;Database=d;Passfile=/etc/pass", false)]
    [InlineData("postgres:Host=h;Database=d;Username=u", false)]
    [InlineData("var/register.db", false)]
    public void A_password_is_known_in_every_spelling_and_hidden(string address, bool secret)
    {
        Assert.Equal(secret, Secrets.In(address));
        Assert.DoesNotContain("hush", Secrets.Hide(address), StringComparison.Ordinal);
        Assert.Equal(secret, Secrets.Hide(address) != address);
    }

    [Theory]
    [InlineData("postgres:Host=h;Database=d;Password=a;hush=b")]
    [InlineData("postgres:Host=h;Port=x;Database=d;Password=hush")]
    [InlineData("postgres:hush")]
    [InlineData("postgres://u:hush@h/d")]
    [InlineData("postgresql:Host=h;Password=hush")]
    [InlineData("postgresql://u:hush@h/d")]
    [InlineData("sqlite:Host=h;Password=hush")]
    public void What_is_wrong_with_an_address_is_told_without_its_password(string address)
    {
        var trouble = Assert.Throws<StoreException>(() => Database.Open(address, TimeProvider.System));
        Assert.DoesNotContain("hush", trouble.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_that_does_not_answer_is_told_without_the_password()
    {
        using var database =
            Database.Open("postgres:Host=127.0.0.1;Port=1;Database=x;Username=u;Password=hush;Timeout=2", TimeProvider.System);
        Assert.DoesNotContain("hush", Assert.Throws<StoreException>(database.Connect).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hush", database.Address, StringComparison.Ordinal);
    }
}

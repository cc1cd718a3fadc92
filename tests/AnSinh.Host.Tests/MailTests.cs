using System.Net;
using System.Net.Sockets;
using System.Text;
using AnSinh.Host.Messages;
using AnSinh.Host.Tests.Pages;
using AnSinh.Store.Messages;
using Microsoft.Extensions.Logging.Abstractions;

namespace AnSinh.Host.Tests;

/// <summary>Alarms reach whoever keeps the system running, however often the mail server is away.</summary>
public sealed class MailTests(Site site) : IClassFixture<Site>
{
    [Theory]
    [InlineData("smtps://ai:b%40c@mail.vn?from=a@b.vn&alarms=c@d.vn", "mail.vn", 465, "ai", "b@c")]
    [InlineData("smtp://mail.vn?from=a@b.vn&alarms=c@d.vn", "mail.vn", 25, null, null)]
    [InlineData("smtp://mail.vn:587?from=a@b.vn&alarms=c@d.vn", "mail.vn", 587, null, null)]
    public void The_variable_says_how_mail_is_sent(string text, string host, int port, string? user, string? password)
    {
        var read = MailSettings.Read(text).Value!;
        Assert.Equal((host, port, user, password, "a@b.vn", "c@d.vn"),
            (read.Host, read.Port, read.User, read.Password, read.From, read.Alarms));
    }

    [Theory]
    [InlineData("mail.vn")]
    [InlineData("https://mail.vn?from=a@b.vn&alarms=c@d.vn")]
    [InlineData("smtp://ai:bimat@mail.vn?from=a@b.vn")]
    [InlineData("smtp://ai:bimat@mail.vn?from=a@b.vn&alarms=c@d.vn&x=1")]
    public void What_makes_no_sense_is_refused_without_showing_a_password(string text)
    {
        var refused = MailSettings.Read(text);
        Assert.Equal("mail.settings", Assert.Single(refused.Refusals).Code);
        Assert.DoesNotContain("bimat", refused.Refusals[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_alarm_waits_while_the_mail_server_is_away_and_comes_once_with_one_number()
    {
        var stop = TestContext.Current.CancellationToken;
        using var server = new MailServer();
        var settings = MailSettings.Read($"smtp://127.0.0.1:{server.Port}?from=ansinh@phuctho.vn&alarms=truc@phuctho.vn").Value!;
        var offices = new OfficeHolder(site.Office);
        using var alarms = new Alarms(offices, settings, NullLogger<Alarms>.Instance);
        using var sender = new MessageSender(offices, alarms, TimeProvider.System, NullLogger<MessageSender>.Instance);
        alarms.Raise("nhật ký và sổ không khớp", "Bảng ledger_entry: dòng 7 khác với khi được ghi.", "audit");

        server.Refuses = true;
        var channel = new MailChannel(settings);
        Assert.True(await sender.SendNextAsync(channel, stop));
        Assert.False(await sender.SendNextAsync(channel, stop));
        var waiting = Assert.Single(site.Office.Messages.Open());
        Assert.Equal((MessageState.Waiting, 1L), (waiting.State, waiting.Attempt));
        Assert.Contains("451", waiting.Said, StringComparison.Ordinal);

        server.Refuses = false;
        Assert.True(site.Office.Messages.Again(waiting.MessageId, Store.Acts.Act.By("test")));
        Assert.True(await sender.SendNextAsync(channel, stop));
        Assert.Equal(MessageState.Sent, site.Office.Messages.FindOrNull(waiting.MessageId)!.State);
        Assert.Equal(2, server.Mails.Count);
        var (lost, came) = (server.Mails[0], server.Mails[1]);
        Assert.Equal(Line(lost, "Message-Id:"), Line(came, "Message-Id:"));
        Assert.Contains("truc@phuctho.vn", Line(came, "To:"), StringComparison.Ordinal);
        var body = Encoding.UTF8.GetString(Convert.FromBase64String(string.Concat(
            came[(came.IndexOf("\n\n", StringComparison.Ordinal) + 2)..].Split('\n').TakeWhile(l => l != "."))));
        Assert.Contains("dòng 7 khác với khi được ghi", body, StringComparison.Ordinal);
    }

    [Fact]
    public void An_office_without_a_mail_server_keeps_no_alarms()
    {
        var before = site.Office.Messages.Open().Count;
        using var alarms = new Alarms(new OfficeHolder(site.Office), null, NullLogger<Alarms>.Instance);
        alarms.Raise("x", "y", "z");
        Assert.Equal(before, site.Office.Messages.Open().Count);
    }

    private static string Line(string mail, string head) => mail.Split('\n').First(l => l.StartsWith(head, StringComparison.Ordinal));

    /// <summary>The least a mail server must say; keeps what it was sent.</summary>
    private sealed class MailServer : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

        public MailServer()
        {
            _listener.Start();
            Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
            _ = ServeAsync();
        }

        public int Port { get; }

        public bool Refuses { get; set; }

        public List<string> Mails { get; } = [];

        public void Dispose() => _listener.Dispose();

        private async Task ServeAsync()
        {
            try
            {
                while (true)
                {
                    using var client = await _listener.AcceptTcpClientAsync();
                    await TalkAsync(client.GetStream());
                }
            }
            catch (Exception ended) when (ended is SocketException or ObjectDisposedException or IOException)
            {
                // The test is over.
            }
        }

        private async Task TalkAsync(Stream line)
        {
            using var reader = new StreamReader(line, Encoding.UTF8);
            await using var writer = new StreamWriter(line, new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
            await writer.WriteLineAsync("220 thu");
            while (await reader.ReadLineAsync() is { } said)
            {
                if (said == "DATA")
                {
                    await writer.WriteLineAsync("354 go on");
                    var mail = new StringBuilder();
                    while (await reader.ReadLineAsync() is { } text)
                    {
                        mail.Append(text).Append('\n');
                        if (text == ".")
                        {
                            break;
                        }
                    }

                    Mails.Add(mail.ToString());
                    await writer.WriteLineAsync(Refuses ? "451 busy" : "250 kept");
                }
                else
                {
                    await writer.WriteLineAsync(said.StartsWith("QUIT", StringComparison.Ordinal) ? "221 bye" : "250 ok");
                    if (said.StartsWith("QUIT", StringComparison.Ordinal))
                    {
                        return;
                    }
                }
            }
        }
    }
}

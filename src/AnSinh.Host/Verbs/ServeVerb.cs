using System.CommandLine;
using System.Net.Sockets;
using AnSinh.Host.Access;

namespace AnSinh.Host.Verbs;

/// <summary><c>serve</c>: the pages, on this machine only unless asked otherwise.</summary>
internal static class ServeVerb
{
    private const int UsualPort = 5080;
    private const int LastPort = 65_535;

    public static Command Command()
    {
        var port = new Option<int>("--port") { Description = "Cổng", DefaultValueFactory = _ => UsualPort };
        port.Validators.Add(given =>
        {
            if (given.Tokens.Count > 0 && (!int.TryParse(given.Tokens[0].Value, out var number) || number is < 1 or > LastPort))
            {
                given.AddError($"Cổng '{given.Tokens[0].Value}' không hợp lệ: số từ 1 đến {LastPort}.");
            }
        });
        var command = new Command("serve", "Mở trang trên máy này (mặc định khi không có lệnh)") { port };
        command.SetAction((parse, stop) => ServeAsync(parse, parse.GetValue(port), stop));
        return command;
    }

    private static async Task<int> ServeAsync(ParseResult parse, int port, CancellationToken stop)
    {
        Session session;
        try
        {
            var opened = Session.Open(parse);
            if (!opened.Ok)
            {
                return Output.Refuse(opened.Refusals);
            }

            session = opened.Value;
        }
        catch (Store.StoreException trouble)
        {
            Console.Error.WriteLine(trouble.Message);
            return Output.Unable;
        }

        using (session)
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.SetMinimumLevel(LogLevel.Warning);
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenLocalhost(port));
            builder.Services.AddAnSinhPages(session.Office);
            // A singleton that keeps an office would keep the law of yesterday: the container refuses it at start.
            builder.Host.UseDefaultServiceProvider(checks => (checks.ValidateScopes, checks.ValidateOnBuild) = (true, true));
            await using var app = builder.Build();
            app.MapAnSinhPages();
            try
            {
                await app.StartAsync(stop);
            }
            catch (Exception trouble) when (trouble is IOException or SocketException)
            {
                Console.Error.WriteLine(trouble is SocketException { SocketErrorCode: SocketError.AccessDenied }
                    ? $"Không được mở cổng {port} với quyền của tài khoản này. Chọn cổng từ 1024 trở lên: --port {UsualPort}"
                    : $"Cổng {port} đang bận. Chọn cổng khác: --port {(port < LastPort ? port + 1 : UsualPort)}");
                return Output.Unable;
            }

            Output.Print(Welcome(session, port));
            await app.WaitForShutdownAsync(stop);
            return Output.Done;
        }
    }

    private static IEnumerable<string> Welcome(Session session, int port)
    {
        yield return $"An Sinh: http://localhost:{port}";
        if (session.Office.IsDemo)
        {
            yield return $"Tài khoản mẫu, mật khẩu chung '{DemoAccounts.Password}':";
            foreach (var account in DemoAccounts.All)
            {
                yield return $"  {account.Login,-10} {account.Vi}";
            }
        }

        yield return "Dừng: Ctrl+C";
    }
}

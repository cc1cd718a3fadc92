using System.CommandLine;
using System.Net.Sockets;
using AnSinh.Basics;
using AnSinh.Host.Messages;
using AnSinh.Host.Verbs;
using AnSinh.Host.Web;

using AnSinh.Host.SignIn;

namespace AnSinh.Host;

/// <summary><c>serve</c>: the pages, on this machine only unless asked otherwise.</summary>
internal static class ServeVerb
{
    private const int UsualPort = 5080;
    private const int ThreadsAtLeast = 32;
    private const int LastPort = 65_535;

    public static Command Command()
    {
        var port = new Option<int>("--port") { Description = "Cổng", DefaultValueFactory = _ => UsualPort };
        var hosts = new Option<string[]>("--host")
        {
            Description = "Tên máy mà trình duyệt dùng để vào, ngoài localhost; lặp lại được (hoặc ANSINH_HOST, cách nhau bằng dấu phẩy)",
            DefaultValueFactory =
            _ => FromEnvironment("ANSINH_HOST")?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [],
        };
        var proxy = new Option<bool>("--behind-proxy")
        {
            Description =
            "Sau một proxy TLS trên máy này: tin X-Forwarded-For và -Proto, cookie chỉ đi qua TLS (hoặc ANSINH_BEHIND_PROXY=1)",
            DefaultValueFactory = _ => FromEnvironment("ANSINH_BEHIND_PROXY") == "1",
        };
        var keys = Place("--keys", "ANSINH_KEYS",
            "Thư mục khoá bảo vệ cookie và biểu mẫu (hoặc ANSINH_KEYS; mặc định cạnh sổ: SỔ.keys)");
        var anchors = Place("--anchors", "ANSINH_ANCHORS",
            "Tệp ghi mốc nhật ký mỗi ngày (hoặc ANSINH_ANCHORS; mặc định cạnh sổ: SỔ.anchors); nên đặt ở máy hay đĩa khác");
        port.Validators.Add(given =>
        {
            if (given.Tokens.Count > 0 && (!int.TryParse(given.Tokens[0].Value, out var number) || number is < 1 or > LastPort))
            {
                given.AddError($"Cổng '{given.Tokens[0].Value}' không hợp lệ: số từ 1 đến {LastPort}.");
            }
        });
        var command = new Command("serve", "Mở trang trên máy này (mặc định khi không có lệnh)") { port, hosts, proxy, keys, anchors };
        var directory = new DirectoryArguments();
        directory.AddTo(command);
        command.SetAction((parse, stop) => ServeAsync(
            parse,
            parse.GetValue(port),
            database => directory.With(parse, WebOptions.Read(
                parse.GetValue(hosts)!, parse.GetValue(proxy), parse.GetValue(keys), database, parse.GetValue(anchors))),
            stop));
        return command;
    }

    private static Option<string?> Place(string name, string variable, string description) =>
        new(name) { Description = description, DefaultValueFactory = _ => FromEnvironment(variable) };

    private static string? FromEnvironment(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    private static async Task<int> ServeAsync(ParseResult parse, int port, Func<Store.Database, Outcome<WebOptions>> how,
        CancellationToken stop)
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
            return await ServeAsync(session, port, how, stop);
        }
    }

    private static async Task<int> ServeAsync(Session session, int port, Func<Store.Database, Outcome<WebOptions>> how,
        CancellationToken stop)
    {
        var reached = how(session.Register.Database);
        var mail = MailSettings.FromEnvironment();
        if (!reached.Ok || !mail.Ok)
        {
            return Output.Refuse([.. reached.Refusals, .. mail.Refusals]);
        }

        await using var app = Build(session, port, reached.Value, mail.Value);
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

    private static WebApplication Build(Session session, int port, WebOptions reached, MailSettings? mail)
    {
        // What waits for the database blocks a thread; others must not wait until the pool has made one more.
        ThreadPool.SetMinThreads(ThreadsAtLeast, ThreadsAtLeast);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        // That the keys lie in a closed folder unencrypted is told in docs/security.md, not at every start.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenLocalhost(port));
        builder.Services.AddAnSinhPages(session.Office, reached, mail: mail);
        // A singleton that keeps an office would keep the law of yesterday: the container refuses it at start.
        builder.Host.UseDefaultServiceProvider(checks => (checks.ValidateScopes, checks.ValidateOnBuild) = (true, true));
        var app = builder.Build();
        app.MapAnSinhPages();
        return app;
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

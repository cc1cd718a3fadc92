using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using AnSinh.Store;
using Npgsql;

namespace AnSinh.Testing;

/// <summary>
/// A PostgreSQL server of our own for the life of the test process: its own folder under the temp folder, loopback only, a free port.
/// The server hangs on a pipe to this process: when the process ends, however it ends, the pipe closes, the server stops and its
/// folder goes. Tests are skipped, with the reason, where PostgreSQL is not installed.
/// </summary>
public sealed class PostgresCluster
{
    // $1 programs, $2 folder, $3 port. The shell waits on the pipe, then stops the server it started, by its number.
    private const string Script = """
        umask 077
        "$1/initdb" -D "$2/data" -U postgres --auth=trust --no-locale -E UTF8 -N >"$2/log" 2>&1 || { cat "$2/log"; rm -rf "$2"; exit 1; }
        "$1/postgres" -D "$2/data" -c listen_addresses=127.0.0.1 -p "$3" -c unix_socket_directories= \
          -c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_connections=50 >>"$2/log" 2>&1 &
        server=$!
        echo started
        cat >/dev/null
        kill -INT $server
        wait $server
        rm -rf "$2"
        """;

    // The runner reports a test that throws a message with this beginning as skipped, with the rest as the reason.
    private const string Skip = "$XunitDynamicSkip$";

    private static readonly Lazy<PostgresCluster> Started = new(() => new PostgresCluster());
    private static int _schemas;
    private readonly string? _missing;
    private readonly string _connectionString = "";
    private readonly Process? _shell;

    private PostgresCluster()
    {
        if (Programs() is not { } programs)
        {
            _missing = "PostgreSQL is not installed (no /usr/lib/postgresql/*/bin/initdb): its tests did not run.";
            return;
        }

        var port = FreePort();
        var folder =
            Path.Combine(Path.GetTempPath(),
                string.Create(CultureInfo.InvariantCulture, $"ansinh-postgres-{Environment.ProcessId}-{port}"));
        var asRoot = Environment.UserName == "root";
        // The server refuses to run as root, and Debian's package brings the user it may run as.
        var make = asRoot ? $"install -d -o postgres -m 700 {folder}" : $"install -d -m 700 {folder}";
        using (var made = Process.Start(new ProcessStartInfo("sh", ["-c", make]))!)
        {
            made.WaitForExit();
        }

        string[] command = ["sh", "-c", Script, "sh", programs, folder, port.ToString(CultureInfo.InvariantCulture)];
        string[] whole = asRoot ? ["runuser", "-u", "postgres", "--", .. command] : command;
        _shell =
            Process.Start(
                new ProcessStartInfo(whole[0], whole[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true,
                    WorkingDirectory = Path.GetTempPath() })!;
        _connectionString =
            $"Host=127.0.0.1;Port={port.ToString(CultureInfo.InvariantCulture)};Username=postgres;Database=postgres;"
            + "Pooling=true;Maximum Pool Size=20;Include Error Detail=true";
        var said = _shell.StandardOutput.ReadLine();
        if (said != "started")
        {
            throw new InvalidOperationException("PostgreSQL did not start: " + said + _shell.StandardOutput.ReadToEnd());
        }

        WaitUntilItAnswers();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => _shell.StandardInput.Close();
    }

    /// <summary>A new empty schema on the server; the test is skipped if there is no server to be had.</summary>
    public static Database NewDatabase(TimeProvider? clock = null) => Database.Open(NewAddress(), clock ?? TimeProvider.System);

    /// <summary>The address of a new empty schema, for several who open it.</summary>
    public static string NewAddress()
    {
        var cluster = Started.Value;
        if (cluster._missing is not null)
        {
            throw new InvalidOperationException(Skip + cluster._missing);
        }

        var schema = string.Create(CultureInfo.InvariantCulture, $"t{Interlocked.Increment(ref _schemas)}");
        return $"postgres:{cluster._connectionString};Search Path={schema}";
    }

    private static string? Programs() => !Directory.Exists("/usr/lib/postgresql") ? null
        : Directory.GetDirectories("/usr/lib/postgresql").Select(d => Path.Combine(d, "bin"))
        .Where(d => File.Exists(Path.Combine(d, "initdb"))).Order(StringComparer.Ordinal).LastOrDefault();

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void WaitUntilItAnswers()
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var connection = new NpgsqlConnection(_connectionString + ";Timeout=2");
                connection.Open();
                return;
            }
            catch (NpgsqlException) when (watch.Elapsed < TimeSpan.FromSeconds(30) && !_shell!.HasExited)
            {
                using var pause = new ManualResetEventSlim();
                pause.Wait(TimeSpan.FromMilliseconds(50));
            }
        }
    }
}

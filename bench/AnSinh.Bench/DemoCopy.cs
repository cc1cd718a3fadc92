using AnSinh.Register;
using AnSinh.Rulebook;
using AnSinh.Store;

namespace AnSinh.Bench;

/// <summary>A copy of the demo register, so that a bench leaves nothing behind; gone afterwards.</summary>
internal sealed class DemoCopy : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"ansinh-bench-{Environment.ProcessId}.db");

    private DemoCopy(Policy policy, string address)
    {
        File.Copy(address, _path, overwrite: true);
        if (File.Exists(address + "-wal"))
        {
            File.Copy(address + "-wal", _path + "-wal", overwrite: true);
        }

        Database = Database.Open(_path, TimeProvider.System);
        Register = RegisterDb.Open(Database, policy.Facts).Value;
    }

    public Database Database { get; }

    public RegisterDb Register { get; }

    /// <summary>The copy, or null if there is no demo at the address.</summary>
    public static DemoCopy? OfOrNull(Policy policy, string address) => File.Exists(address) ? new DemoCopy(policy, address) : null;

    public void Dispose()
    {
        Database.Dispose();
        foreach (var part in new[] { "", "-wal", "-shm" })
        {
            File.Delete(_path + part);
        }
    }
}

using AnSinh.Store;
using AnSinh.Store.Acts;
using AnSinh.Store.Backup;
using AnSinh.Testing;

namespace AnSinh.Host.Tests;

/// <summary>Copies of a register in either database, made as an office would: backed up and restored.</summary>
internal static class Copies
{
    /// <summary>A copy of an SQLite register; gives its address.</summary>
    /// <param name="register">The register.</param>
    /// <param name="into">Which database is to keep the copy.</param>
    /// <param name="file">Where, if it is a file.</param>
    public static string Of(string register, Dialect into, string file)
    {
        var address = into == Dialect.Postgres ? PostgresCluster.NewAddress() : file;
        var backup = new RegisterBackup(RegisterMigrations.All);
        var packed = file + ".zip";
        File.Delete(packed);
        using (var from = Database.Open(register, TimeProvider.System))
        {
            var made = backup.Make(from, Office.SealedTables, packed, new Act("test", "register.backup"));
            Assert.True(made.Ok, string.Join("; ", made.Refusals));
        }

        using var to = Database.Open(address, TimeProvider.System);
        var restored = backup.Restore(packed, to);
        Assert.True(restored.Ok, string.Join("; ", restored.Refusals));
        return address;
    }
}

using System.IO.Compression;
using AnSinh.Host.Tests.Pages;
using AnSinh.Testing;

namespace AnSinh.Host.Tests;

/// <summary>A register as an earlier version of this program left it, with what that version said of it.</summary>
internal static class Kept
{
    public static string Folder { get; } = Path.Combine(SmallDistrict.Root, "tests", "kept", "2026-11-29");

    /// <summary>A copy of the register to open; the kept one stays as it is.</summary>
    public static string Copy(TempFolder folder, string name = "register.db")
    {
        using var zip = ZipFile.OpenRead(Path.Combine(Folder, "register.zip"));
        zip.GetEntry("register.db")!.ExtractToFile(folder.File(name));
        return folder.File(name);
    }

    /// <summary>What the earlier version printed.</summary>
    public static string Said(string name) => File.ReadAllText(Path.Combine(Folder, name));
}

using System.IO.Compression;
using AnSinh.Host.Tests.Pages;
using AnSinh.Testing;

namespace AnSinh.Host.Tests;

/// <summary>A register as an earlier version of this program left it, with what that version said of it.</summary>
internal sealed record Kept(string Name)
{
    private static readonly string Root = Path.Combine(SmallDistrict.Root, "tests", "kept");

    /// <summary>All of them, the oldest first.</summary>
    public static IReadOnlyList<Kept> All { get; } =
        [.. Directory.GetDirectories(Root).Order(StringComparer.Ordinal).Select(folder => new Kept(Path.GetFileName(folder)))];

    private string Folder => Path.Combine(Root, Name);

    /// <summary>A copy of the register to open; the kept one stays as it is.</summary>
    public string Copy(TempFolder folder, string name = "register.db")
    {
        using var zip = ZipFile.OpenRead(Path.Combine(Folder, "register.zip"));
        zip.GetEntry("register.db")!.ExtractToFile(folder.File(name));
        return folder.File(name);
    }

    /// <summary>What the earlier version printed.</summary>
    public string Said(string name) => File.ReadAllText(Path.Combine(Folder, name));
}

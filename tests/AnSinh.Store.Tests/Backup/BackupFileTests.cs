using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using AnSinh.Store.Backup;
using AnSinh.Testing;
using Dapper;

namespace AnSinh.Store.Tests.Backup;

/// <summary>A backup file comes from outside: whatever it is, it is restored whole or refused in a sentence.</summary>
public sealed class BackupFileTests : IDisposable
{
    private const int BombSize = 200 << 20;
    private static readonly byte[] Zeros = new byte[1 << 20];
    private static readonly string ZerosHash = HashOfZeros();
    private readonly TempFolder _folder = new();
    private readonly string _good;
    private readonly Dictionary<string, byte[]> _parts;

    public BackupFileTests()
    {
        using var register = Database.Open(_folder.File("register.db"), TimeProvider.System);
        Shelf.Fill(register);
        _good = _folder.File("good.zip");
        Shelf.Make(register, _good);
        using var zip = ZipFile.OpenRead(_good);
        _parts = zip.Entries.ToDictionary(e => e.FullName, Bytes);
    }

    private static string Manifest => "manifest.json";

    private static string Seal => "manifest.sha256";

    private static string Table => "tables/shelf.tsv";

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_packed_anew_is_as_good() => Assert.Null(Restore(_parts));

    [Fact]
    public void A_byte_changed_in_any_part_is_refused_with_the_name_of_the_part()
    {
        foreach (var (name, bytes) in _parts.Where(p => p.Key != Manifest && p.Key != Seal && p.Value.Length > 0))
        {
            foreach (var at in new[] { 0, bytes.Length / 2, bytes.Length - 1 })
            {
                var changed = bytes.ToArray();
                changed[at] ^= 1;
                Assert.Contains(name, Restore(With(name, changed)), StringComparison.Ordinal);
            }

            Assert.NotNull(Restore(With(name, bytes[..^1])));
            Assert.NotNull(Restore(With(name, [.. bytes, .. bytes])));
        }
    }

    [Fact]
    public void A_byte_changed_anywhere_in_the_manifest_is_refused()
    {
        for (var at = 0; at < _parts[Manifest].Length; at += 7)
        {
            var changed = _parts[Manifest].ToArray();
            changed[at] ^= 1;
            Assert.NotNull(Restore(_parts.Select(p => p.Key == Manifest ? new(Manifest, changed) : p)));
        }
    }

    [Fact]
    public void A_part_that_is_missing_or_too_many_is_refused()
    {
        foreach (var name in _parts.Keys)
        {
            Assert.NotNull(Restore(_parts.Where(p => p.Key != name)));
            Assert.NotNull(Restore(_parts.Select(p => p.Key == name ? new(name == Table ? "tables/mark.tsv" : Table, p.Value) : p)));
        }

        string[] extras = ["../evil.db", "/etc/evil", "tables/../../evil", "tables/person.tsv", "C:\\evil", Manifest, Table];
        foreach (var extra in extras)
        {
            Assert.NotNull(Restore(_parts.Append(new(extra, [1, 2, 3]))));
        }

        Assert.Empty(Directory.GetFileSystemEntries(Path.GetTempPath(), "evil*"));
    }

    [Fact]
    public void A_file_cut_off_anywhere_or_with_a_byte_changed_anywhere_never_restores_as_something_else()
    {
        var bytes = File.ReadAllBytes(_good);
        for (var length = 0; length < bytes.Length; length += Math.Max(1, bytes.Length / 40))
        {
            Assert.NotNull(Restore(bytes[..length]));
        }

        var whole = Rows();
        for (var at = 0; at < bytes.Length; at += Math.Max(1, bytes.Length / 60))
        {
            var changed = bytes.ToArray();
            changed[at] ^= 0x20;
            // A byte of the archive that holds nothing (a time of a part) may be anything.
            Assert.True(Restore(changed, target => Assert.Equal(whole, Shelf.Rows(target))) is null or { Length: > 0 });
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a zip")]
    [InlineData("PK\u0003\u0004 broken")]
    public void What_is_no_archive_is_refused(string text) => Assert.NotNull(Restore(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"format\": 1}")]
    [InlineData("{\"format\": 1e99}")]
    [InlineData("7")]
    [InlineData("{\"format\":1,\"madeAt\":\"x\"}")]
    public void What_is_no_manifest_is_refused(string json) => Assert.NotNull(Restore(With(Manifest, Encoding.UTF8.GetBytes(json))));

    [Fact]
    public void A_manifest_that_says_something_else_is_refused()
    {
        (string What, Action<JsonNode> Change)[] lies =
        [
            ("format", m => m["format"] = 2),
            ("no format", m => m["format"] = 0),
            ("unknown step", m => m["migrations"]![0]!["id"] = "0999-later"),
            ("changed step", m => m["migrations"]![0]!["checksum"] = "00"),
            ("step twice", m => m["migrations"]!.AsArray().Add(m["migrations"]![0]!.DeepClone())),
            ("null step", m => m["migrations"]!.AsArray().Add(null)),
            ("a step less", m => m["migrations"]!.AsArray().RemoveAt(0)),
            ("null table", m => m["tables"]!.AsArray().Add(null)),
            ("no tables", m => m["tables"] = new JsonArray()),
            ("null tables", m => m["tables"] = null),
            ("table twice", m => m["tables"]!.AsArray().Add(m["tables"]![0]!.DeepClone())),
            ("foreign table", m => Of(m)["name"] = "person"),
            ("sql in a table", m => Of(m)["name"] = "shelf; drop table mark"),
            ("sql in a column", m => Of(m)["columns"]![0] = "shelf_id) values (1);--"),
            ("null column", m => Of(m)["columns"]![0] = null),
            ("columns in another order", m => Of(m)["columns"] = new JsonArray("title", "shelf_id", "built", "load")),
            ("rows", m => Of(m)["rows"] = 39),
            ("fewer than none", m => Of(m)["bytes"] = -1),
            ("one byte less", m => Of(m)["bytes"] = Of(m)["bytes"]!.GetValue<long>() - 1),
            ("hash", m => Of(m)["sha256"] = new string('0', 64)),
        ];
        foreach (var (what, change) in lies)
        {
            var manifest = JsonNode.Parse(_parts[Manifest])!;
            change(manifest);
            Assert.True(Restore(With(Manifest, Encoding.UTF8.GetBytes(manifest.ToJsonString()))) is { Length: > 0 }, what);
        }
    }

    [Fact]
    public void A_newer_version_is_named_as_such()
    {
        var manifest = JsonNode.Parse(_parts[Manifest])!;
        manifest["migrations"]!.AsArray().Add(new JsonObject { ["id"] = "0999-later", ["checksum"] = "00", ["appliedAt"] = 1 });
        foreach (var newer in new[] { manifest.ToJsonString(), "{\"format\": 2, \"all\": \"else\"}" })
        {
            Assert.Contains("phiên bản mới hơn", Restore(With(Manifest, Encoding.UTF8.GetBytes(newer))), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("x\ta\t2020-01-01\t1\n")]
    [InlineData("1\ta\t2020-02-30\t1\n")]
    [InlineData("1\ta\t2020-02-01\t1.5\n")]
    [InlineData("1\ta\t2020-02-01\t99999999999999999999\n")]
    [InlineData("1\ta\t2020-02-01\n")]
    [InlineData("1\ta\t2020-02-01\t1\t2\n")]
    [InlineData("1\ta\\\t2020-02-01\t1\n")]
    [InlineData("1\ta\\x\t2020-02-01\t1\n")]
    [InlineData("1\ta\t2020-02-01\t1")]
    [InlineData("2\ta\t2020-02-01\t1\n1\ta\t2020-02-01\t1\n")]
    [InlineData("01\ta\t2020-02-01\t1\n")]
    [InlineData("\n")]
    [InlineData("1\ta\t2020-02-01\t1\n")]
    [InlineData("1\ta\t2020-02-01\t1\n1\ta\t2020-02-01\t1\n")]
    public void Rows_that_no_register_writes_are_refused_though_their_hash_is_right(string text) =>
        Assert.NotNull(Restore(Sealed(Table, Encoding.UTF8.GetBytes(text), text.Count(c => c == '\n'))));

    [Fact]
    public void Bytes_that_are_no_text_are_refused_though_their_hash_is_right() =>
        Assert.NotNull(Restore(Sealed(Table, [.. "1\t"u8, 0xFF, 0xC0, .. "\t\\N\t1\n"u8], 1)));

    [Theory]
    [InlineData("says all of it", BombSize, "quá lớn")]
    [InlineData("says beyond all numbers", long.MaxValue, "quá lớn")]
    [InlineData("says little", 700, "nhiều hơn bản kê")]
    public void A_part_that_unpacks_to_far_more_is_refused_whether_it_says_so_or_not(string what, long declared, string words)
    {
        var manifest = JsonNode.Parse(_parts[Manifest])!;
        (Of(manifest)["bytes"], Of(manifest)["sha256"]) = (declared, ZerosHash);
        Assert.True(Bomb(Table, Encoding.UTF8.GetBytes(manifest.ToJsonString())).Contains(words, StringComparison.Ordinal), what);
    }

    [Fact]
    public void A_manifest_that_unpacks_to_far_more_is_refused() =>
        Assert.Contains("nhiều hơn bản kê", Bomb(Manifest, _parts[Manifest]), StringComparison.Ordinal);

    [Fact]
    public void An_archive_of_very_many_parts_is_refused_before_they_are_listed()
    {
        var many = Enumerable.Range(0, 1100).Select(i => new KeyValuePair<string, byte[]>($"x{i}", []));
        Assert.Contains("quá nhiều phần", Restore(_parts.Concat(many)), StringComparison.Ordinal);
    }

    [Fact]
    public void Restoring_that_breaks_off_leaves_no_register()
    {
        using var target = Database.Open(_folder.File("broken.db"), TimeProvider.System);
        File.WriteAllBytes(_folder.File("bad.zip"), Packed(Sealed(Table, "1\ta\t2020-02-30\t1\n"u8.ToArray(), 1)));
        var refusal = Assert.Single(Shelf.Backup.Restore(_folder.File("bad.zip"), target).Refusals);
        Assert.Contains("lược đồ trống", refusal.Message, StringComparison.Ordinal);
        using var connection = target.Connect();
        Assert.Equal(0, connection.ExecuteScalar<long>("select count(*) from audit_entry"));
        Assert.Equal("restore.exists", Assert.Single(Shelf.Backup.Restore(_good, target).Refusals).Code);
    }

    private static JsonNode Of(JsonNode manifest) => manifest["tables"]!.AsArray().First(t => t!["name"]!.GetValue<string>() == "shelf")!;

    private static string HashOfZeros()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var i = 0; i < BombSize / Zeros.Length; i++)
        {
            hash.AppendData(Zeros);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        using var from = entry.Open();
        using var to = new MemoryStream();
        from.CopyTo(to);
        return to.ToArray();
    }

    // A manifest of another text comes with its own hash, as from somebody who knows how the file is made.
    private IEnumerable<KeyValuePair<string, byte[]>> With(string name, byte[] bytes)
    {
        var seal = name == Manifest ? Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(bytes))) : _parts[Seal];
        return _parts.Select(p => p.Key == name ? new(name, bytes) : p.Key == Seal ? new(Seal, seal) : p);
    }

    // As somebody would who knows how the file is made: the hash fits.
    private IEnumerable<KeyValuePair<string, byte[]>> Sealed(string name, byte[] bytes, int rows)
    {
        var manifest = JsonNode.Parse(_parts[Manifest])!;
        (Of(manifest)["bytes"], Of(manifest)["rows"]) = (bytes.Length, rows);
        Of(manifest)["sha256"] = Convert.ToHexStringLower(SHA256.HashData(bytes));
        return With(Manifest, Encoding.UTF8.GetBytes(manifest.ToJsonString())).Select(p => p.Key == name ? new(name, bytes) : p);
    }

    // 200 MB of zeros in one part: packed they are a fifth of a megabyte.
    private string Bomb(string where, byte[] manifest)
    {
        var file = _folder.File("bomb.zip");
        using (var zip = ZipFile.Open(file, ZipArchiveMode.Create))
        {
            foreach (var (name, bytes) in With(Manifest, manifest))
            {
                using var part = zip.CreateEntry(name).Open();
                part.Write(name == where ? [] : bytes);
                for (var i = 0; name == where && i < BombSize / Zeros.Length; i++)
                {
                    part.Write(Zeros);
                }
            }
        }

        var packed = File.ReadAllBytes(file);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var told = Restore(packed);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < BombSize / 4, "was unpacked into memory");
        return told ?? "";
    }

    private static byte[] Packed(IEnumerable<KeyValuePair<string, byte[]>> parts)
    {
        using var to = new MemoryStream();
        using (var zip = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in parts)
            {
                using var part = zip.CreateEntry(name).Open();
                part.Write(bytes);
            }
        }

        return to.ToArray();
    }

    private Dictionary<string, List<string>> Rows()
    {
        Dictionary<string, List<string>> rows = [];
        Assert.Null(Restore(_parts, target => rows = Shelf.Rows(target)));
        return rows;
    }

    private static string? Restore(IEnumerable<KeyValuePair<string, byte[]>> parts, Action<Database>? look = null) =>
        Restore(Packed(parts), look);

    /// <summary>Why it was refused, or null if it was restored.</summary>
    private static string? Restore(byte[] file, Action<Database>? look = null)
    {
        using var folder = new TempFolder();
        File.WriteAllBytes(folder.File("b.zip"), file);
        using var target = Database.Open(folder.File("restored.db"), TimeProvider.System);
        var restored = Shelf.Backup.Restore(folder.File("b.zip"), target);
        if (restored.Ok)
        {
            look?.Invoke(target);
            return null;
        }

        Assert.All(restored.Refusals, r => Assert.True(r.Message.Length > 20 && r.Place!.EndsWith("b.zip", StringComparison.Ordinal)));
        return string.Join("; ", restored.Refusals);
    }
}

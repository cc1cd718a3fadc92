using System.Security.Cryptography;
using System.Text;

namespace AnSinh.Store.Backup;

/// <summary>What a backup says of itself (<i lang="vi">bản kê của bản sao lưu</i>): written last, when all is known.</summary>
public sealed record BackupManifest
{
    /// <summary>Name of the part that holds it.</summary>
    internal const string Part = "manifest.json";

    /// <summary>Name of the part that holds its hash: a zip does not tell that a part was changed.</summary>
    internal const string SealPart = "manifest.sha256";

    /// <summary>The only form there is so far.</summary>
    internal const int KnownFormat = 1;

    /// <summary>How the file is laid out.</summary>
    public required int Format { get; init; }

    /// <summary>When it was made by the clock of the office.</summary>
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>When it was made by the clock of the machine.</summary>
    public required DateTimeOffset MadeAtSystem { get; init; }

    /// <summary>The database it was made from: <c>sqlite</c> or <c>postgres</c>. It can be restored into either.</summary>
    public required string Store { get; init; }

    /// <summary>The steps that made its tables.</summary>
    public required IReadOnlyList<BackupStep> Migrations { get; init; }

    /// <summary>Entries of the audit log in it.</summary>
    public required long Entries { get; init; }

    /// <summary>Hash of the last of them.</summary>
    public required string Head { get; init; }

    /// <summary>Its tables.</summary>
    public required IReadOnlyList<BackupTable> Tables { get; init; }

    /// <summary>What the part beside the manifest holds: SHA-256 of its bytes, in hexadecimal.</summary>
    internal static byte[] SealOf(byte[] json) => Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(json)));

    /// <summary>Rows of all tables.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public long Rows => Tables.Sum(t => t.Rows);
}

/// <summary>A migration that had run in the register.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Checksum">Checksum of its script.</param>
/// <param name="AppliedAt">When it ran, Unix milliseconds.</param>
public sealed record BackupStep(string Id, string Checksum, long AppliedAt);

/// <summary>A table in a backup.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Columns">Its columns, in the order of the fields.</param>
/// <param name="Rows">How many rows.</param>
/// <param name="Bytes">Size of its text.</param>
/// <param name="Sha256">SHA-256 of its text, in hexadecimal.</param>
public sealed record BackupTable(string Name, IReadOnlyList<string> Columns, long Rows, long Bytes, string Sha256)
{
    /// <summary>Name of the part that holds its rows.</summary>
    internal string Part => $"tables/{Name}.tsv";
}

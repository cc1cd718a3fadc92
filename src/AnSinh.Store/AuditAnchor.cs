using System.Globalization;

namespace AnSinh.Store;

/// <summary>
/// The heads of both chains at a moment (<i lang="vi">mốc nhật ký</i>). Kept where the database cannot be written, it proves later that
/// neither chain was cut off or written anew before it.
/// </summary>
/// <param name="At">When, by the machine's clock, Unix milliseconds.</param>
/// <param name="Acts">Number of the last entry of the chain of acts; 0 if it was empty.</param>
/// <param name="ActsHash">Its hash.</param>
/// <param name="Readings">Number of the last entry of the chain of readings; 0 if it was empty.</param>
/// <param name="ReadingsHash">Its hash.</param>
public sealed record AuditAnchor(long At, long Acts, string ActsHash, long Readings, string ReadingsHash)
{
    private const string None = "-";

    /// <summary>As one line of a file, in this order: time (UTC), entry and hash of the acts, entry and hash of the readings.</summary>
    public string Line => string.Join(' ',
        DateTimeOffset.FromUnixTimeMilliseconds(At).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
        "acts", Acts.ToString(CultureInfo.InvariantCulture), Acts == 0 ? None : ActsHash,
        "readings", Readings.ToString(CultureInfo.InvariantCulture), Readings == 0 ? None : ReadingsHash);

    /// <summary>The heads as they are now.</summary>
    public static AuditAnchor Of(Database database)
    {
        var (acts, readings) = (new AuditLog(database).Head(), database.Readings.Head());
        return new AuditAnchor(database.Clock.SystemNow, acts.Entry, acts.Hash, readings.Entry, readings.Hash);
    }

    /// <summary>The anchor of a line; null if it is none.</summary>
    public static AuditAnchor? ParseOrNull(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return words is [var time, "acts", var acts, var actsHash, "readings", var readings, var readingsHash]
            && DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            && long.TryParse(acts, NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            && long.TryParse(readings, NumberStyles.None, CultureInfo.InvariantCulture, out var second)
            ? new AuditAnchor(at.ToUnixTimeMilliseconds(), first, first == 0 ? "" : actsHash, second, second == 0 ? "" : readingsHash)
            : null;
    }

    /// <summary>What of it is no longer in the chains; nothing if both go on from here.</summary>
    public IReadOnlyList<AuditFault> Faults(Database database)
    {
        var faults = new List<AuditFault>();
        if (Acts > 0 && new AuditLog(database).HashOrNull(Acts) != ActsHash)
        {
            faults.Add(Lost("audit_entry", Acts, "Nhật ký"));
        }

        if (Readings > 0 && database.Readings.HashOrNull(Readings) != ReadingsHash)
        {
            faults.Add(Lost("reading_entry", Readings, "Nhật ký xem hồ sơ"));
        }

        return faults;
    }

    /// <summary>The anchors of a file, in their order; nothing if there is no such file. A line that cannot be read is told.</summary>
    /// <param name="path">The file: an anchor a line, lines that begin with # are remarks.</param>
    public static (IReadOnlyList<AuditAnchor> Anchors, IReadOnlyList<string> Unreadable) Read(string path)
    {
        var (anchors, unreadable) = (new List<AuditAnchor>(), new List<string>());
        foreach (var (number, line) in (File.Exists(path) ? File.ReadLines(path) : []).Index())
        {
            if (line.Trim() is { Length: > 0 } text && !text.StartsWith('#'))
            {
                if (ParseOrNull(text) is { } anchor)
                {
                    anchors.Add(anchor);
                }
                else
                {
                    unreadable.Add(string.Create(CultureInfo.InvariantCulture, $"{path}:{number + 1}"));
                }
            }
        }

        return (anchors, unreadable);
    }

    /// <summary>Adds it to a file, on the disk when this returns.</summary>
    public void AppendTo(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
        using (var writer = new StreamWriter(file, leaveOpen: true))
        {
            writer.Write(Line + "\n");
        }

        file.Flush(flushToDisk: true);
    }

    private AuditFault Lost(string table, long entry, string chain)
    {
        var day = DateTimeOffset.FromUnixTimeMilliseconds(At).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return new AuditFault("anchor", table, $"{entry}", entry,
            $"{chain}: mục {entry} không còn mang dấu đã ghi lại ngày {day}: nhật ký đã bị cắt, viết lại, hoặc sổ là bản cũ hơn.");
    }
}

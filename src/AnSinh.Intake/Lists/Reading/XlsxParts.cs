using System.IO.Compression;
using System.Xml;
using AnSinh.Basics.Csv;

namespace AnSinh.Intake.Lists.Reading;

/// <summary>A relation of a part of an .xlsx file to another.</summary>
/// <param name="Type">The last word of its type: <c>worksheet</c>, <c>sharedStrings</c> …</param>
/// <param name="Target">Path of the other part in the file.</param>
internal sealed record XlsxRelation(string Type, string Target);

/// <summary>
/// The parts of an .xlsx file as streams of XML: each bounded in size, in depth and in the length of any one text, and none of them ever a
/// tree in memory.
/// </summary>
internal sealed class XlsxParts(ZipArchive zip)
{
    private const int DepthLimit = 64;
    private const int RelationsLimit = 5_000;

    private readonly Dictionary<string, ZipArchiveEntry> _entries =
        zip.Entries.GroupBy(e => e.FullName.Replace('\\', '/').TrimStart('/'), StringComparer.OrdinalIgnoreCase)
        .ToDictionary(g => g.Key, g => g.First(), StringComparer.OrdinalIgnoreCase);

    // Of the whole file: a hundred sheets may all be the same part.
    private long _left = ListFile.UnpackedSizeLimit;

    /// <summary>The workbook: where the file says it is, else where it usually is.</summary>
    public string? Workbook =>
        Relations("").Values.FirstOrDefault(r => r.Type == "officeDocument" && _entries.ContainsKey(r.Target))?.Target
        ?? _entries.Keys.FirstOrDefault(k => k.EndsWith("workbook.xml", StringComparison.OrdinalIgnoreCase));

    /// <summary>True if there is such a part.</summary>
    public bool Has(string path) => _entries.ContainsKey(path);

    /// <summary>A part to be read from its beginning.</summary>
    public XmlReader Open(string path) => XmlReader.Create(new BoundedStream(this, _entries[path].Open()), new XmlReaderSettings
    {
        DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CloseInput = true, MaxCharactersInDocument = ListFile.UnpackedSizeLimit,
        IgnoreComments = true, IgnoreProcessingInstructions = true,
    });

    /// <summary>The next node; nothing of a list lies deep, so depth is a fault.</summary>
    public static bool Next(XmlReader reader) =>
        reader.Read() && (reader.Depth <= DepthLimit ? true : throw new XmlException("Too deep."));

    /// <summary>The relations of a part by their ids; of the file itself with an empty path.</summary>
    public IReadOnlyDictionary<string, XlsxRelation> Relations(string path)
    {
        var relations = new Dictionary<string, XlsxRelation>(StringComparer.Ordinal);
        var folder = path.LastIndexOf('/') is >= 0 and var slash ? path[..(slash + 1)] : "";
        var file = $"{folder}_rels/{path[folder.Length..]}.rels";
        if (!Has(file))
        {
            return relations;
        }

        using var reader = Open(file);
        while (Next(reader) && relations.Count < RelationsLimit)
        {
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "Relationship" } && reader.GetAttribute("Id") is { } id
                && reader.GetAttribute("Target") is { } target && reader.GetAttribute("Type") is { } type)
            {
                relations.TryAdd(id, new XlsxRelation(type[(type.LastIndexOf('/') + 1)..], Absolute(folder, target)));
            }
        }

        return relations;
    }

    private static string Absolute(string folder, string target)
    {
        var parts = new List<string>();
        foreach (var part in (target.StartsWith('/') ? target : folder + target).Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == ".." && parts.Count > 0)
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part is not ("." or ".."))
            {
                parts.Add(part);
            }
        }

        return string.Join('/', parts);
    }

    /// <summary>
    /// Passes bytes on, up to the size allowed, and never a long stretch without a tag: that is a cell or a name no list has.
    /// </summary>
    private sealed class BoundedStream(XlsxParts parts, Stream packed) : Stream
    {
        private const int StretchSizeLimit = 1024 * 1024;
        private long _read;
        private long _stretch;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => _read; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = packed.Read(buffer, offset, count);
            var last = buffer.AsSpan(offset, read).LastIndexOf((byte)'<');
            var first = buffer.AsSpan(offset, read).IndexOf((byte)'<');
            (_read, parts._left) = (_read + read, parts._left - read);
            if (parts._left < 0 || _stretch + (first < 0 ? read : first) > StretchSizeLimit)
            {
                throw new SheetRefusedException(ListFile.Bomb(""));
            }

            _stretch = last < 0 ? _stretch + read : read - last;
            return read;
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                packed.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}

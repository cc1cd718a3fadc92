using System.Security.Cryptography;

namespace AnSinh.Store.Backup;

/// <summary>What a part of a backup holds: enough to tell whether another one holds the same.</summary>
/// <param name="Bytes">Its size before packing.</param>
/// <param name="Sha256">SHA-256 of those bytes, in hexadecimal.</param>
internal readonly record struct PartDigest(long Bytes, string Sha256);

/// <summary>Passes bytes on in either direction, counts and hashes them; stops one that is longer than it may be.</summary>
internal sealed class PartStream(Stream inner, long limit = long.MaxValue) : Stream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _bytes;

    public override bool CanRead => inner.CanRead;

    public override bool CanSeek => false;

    public override bool CanWrite => inner.CanWrite;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => _bytes; set => throw new NotSupportedException(); }

    /// <summary>The digest of all that passed; asked for once, at the end.</summary>
    public PartDigest Digest() => new(_bytes, Convert.ToHexStringLower(_hash.GetHashAndReset()));

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        Count(buffer[..read]);
        return read;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        Count(buffer);
        inner.Write(buffer);
    }

    public override void Flush() => inner.Flush();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _hash.Dispose();
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Count(ReadOnlySpan<byte> passing)
    {
        _bytes += passing.Length;
        if (_bytes > limit)
        {
            throw new BackupFault(BackupFault.Damaged, "giải nén ra nhiều hơn bản kê nói.");
        }

        _hash.AppendData(passing);
    }
}

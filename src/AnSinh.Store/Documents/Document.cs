namespace AnSinh.Store.Documents;

/// <summary>
/// A file the office keeps (<i lang="vi">tài liệu</i>): a list somebody sent, evidence, a paper of its own. Never changed; its content is
/// known by its digest.
/// </summary>
/// <param name="DocumentId">Its number.</param>
/// <param name="Kind">Code of its <see cref="DocumentKind"/>.</param>
/// <param name="Name">Name of the file, as it came.</param>
/// <param name="Sha256">SHA-256 of its bytes, 64 hexadecimal digits.</param>
/// <param name="MediaType">What its bytes are, e.g. <c>application/pdf</c>.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="Owner">Who brought it.</param>
/// <param name="Source">Where it came from: the page or the paper of the act that kept it.</param>
/// <param name="RecordedAt">When it was kept, Unix milliseconds by the office's clock.</param>
public sealed record Document(
    long DocumentId, string Kind, string Name, string Sha256, string MediaType, long Size, string Owner, string Source, long RecordedAt);

/// <summary>A kind of document: what files of it may be.</summary>
/// <param name="Code">Its code, e.g. <c>list</c>.</param>
/// <param name="SizeLimit">Largest file, in bytes, that size included.</param>
/// <param name="MediaTypes">What its bytes may be.</param>
public sealed record DocumentKind(string Code, long SizeLimit, params IReadOnlyList<string> MediaTypes);

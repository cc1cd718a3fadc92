using System.Text;
using AnSinh.Basics;
using AnSinh.Rulebook.Policies;

namespace AnSinh.Rulebook.Publishing;

/// <summary>
/// The files of the law: the folder policy/ with published and drafted changes laid over it. Immutable; the folder itself is never written
/// to.
/// </summary>
public sealed class RulebookFiles
{
    /// <summary>
    /// Folders of a jurisdiction whose files are law and may be changed by publishing; the others are figures about the place.
    /// </summary>
    private static readonly string[] LawFolders =
        ["parameters", "programmes", "instruments", "facts", "tables", "quantities", "scorecards", "interactions", "cases"];

    private readonly PolicyFolder _files;

    private RulebookFiles(PolicyFolder files) => _files = files;

    /// <summary>Paths of all files, in order.</summary>
    public IReadOnlyCollection<string> Paths => _files.Paths;

    /// <summary>SHA-256 over all paths and texts: the name of this state of the law.</summary>
    public string Hash => _files.Hash();

    /// <summary>
    /// Reads the folder and lays publications over it in their order. Refused, naming the file, if a file of the folder is neither what a
    /// publication was made from nor what one made of it: then somebody changed both, and a person has to say which holds.
    /// </summary>
    public static Outcome<RulebookFiles> Read(string folder, IReadOnlyList<EditedFile> published)
    {
        if (!Directory.Exists(folder))
        {
            return new Refusal("policy.folder", $"không có thư mục '{folder}'", folder);
        }

        var (files, problems, laid) = (PolicyFolder.Read(folder), new List<Refusal>(), new List<(string, byte[])>());
        foreach (var chain in published.GroupBy(e => e.Path, StringComparer.Ordinal))
        {
            var (here, last) = (files.FindOrNull(chain.Key) is { } bytes ? EditedFile.HashOf(bytes) : null, chain.Last());
            if (here != chain.First().BaseHash && chain.All(e => e.Hash != here))
            {
                problems.Add(new Refusal(
                    "policy.base-changed",
                    here is null
                        ? "tệp đã bị xoá khỏi thư mục luật sau khi có bản công bố sửa nó; trả lại tệp, "
                            + "hoặc đưa bản đã công bố vào thư mục bằng 'policy export'"
                        : "tệp trong thư mục luật đã đổi sau khi có bản công bố sửa nó, không biết theo bản nào; trả tệp về như cũ, "
                            + "hoặc đưa bản đã công bố vào thư mục bằng 'policy export' rồi sửa tiếp",
                    chain.Key));
            }

            laid.Add((chain.Key, Encoding.UTF8.GetBytes(last.Text)));
        }

        return problems.Count > 0 ? Outcome<RulebookFiles>.Refused(problems) : new RulebookFiles(files.With(laid));
    }

    /// <summary>The same files with drafted changes over them. Refused if a file is no longer what the change was made from.</summary>
    public Outcome<RulebookFiles> With(IReadOnlyList<EditedFile> drafted)
    {
        var problems = drafted.Where(e => HashOf(e.Path) != e.BaseHash && HashOf(e.Path) != e.Hash)
            .Select(e =>
                new Refusal("change.base-changed", "tệp đã được một bản công bố khác sửa sau khi soạn bản này; mở lại tệp và soạn lại",
                    e.Path)).ToList();
        problems.AddRange(drafted.Where(e => !IsLaw(e.Path))
            .Select(e =>
                new Refusal("change.not-law", "chỉ sửa được tệp YAML của luật (tham số, chế độ, văn bản, bảng, ca mẫu…)", e.Path)));
        return problems.Count > 0 ? Outcome<RulebookFiles>.Refused(problems)
            : new RulebookFiles(_files.With(drafted.Select(e => (e.Path, Encoding.UTF8.GetBytes(e.Text)))));
    }

    /// <summary>Paths of the files that publishing may change.</summary>
    public IEnumerable<string> LawPaths => Paths.Where(IsLaw);

    /// <summary>Levels of jurisdiction, as folders.</summary>
    public IReadOnlyList<string> Folders => _files.Jurisdictions;

    /// <summary>True for the path of a file that publishing may change or add.</summary>
    public bool IsLaw(string path) => path == CoverageRegister.Path || path.Split('/') is [var level, .. var rest] && rest.Length > 0
        && _files.Jurisdictions.Contains(level, StringComparer.Ordinal)
        && path.EndsWith(".yaml", StringComparison.Ordinal)
        && rest.All(part => part is not ("" or "." or "..") && part.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
        && (rest is ["facts.yaml"] || (rest.Length == 2 && LawFolders.Contains(rest[0], StringComparer.Ordinal)));

    /// <summary>The text of a file, or null if there is none.</summary>
    public string? TextOrNull(string path) => _files.FindOrNull(path) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;

    /// <summary>Hash of the text of a file, or null if there is none.</summary>
    public string? HashOf(string path) => _files.FindOrNull(path) is { } bytes ? EditedFile.HashOf(bytes) : null;

    /// <summary>Reads and checks the law of these files; refused with every mistake, each with its file and line.</summary>
    /// <param name="search">Also search for people whom two rules contradict each other about; asked when law is changed, not when it is
    /// only read.</param>
    public Outcome<Policy> Load(bool search = true) => Policy.Load(_files, search);

    /// <summary>Files that differ from those of others, with both texts; null where a file is not there.</summary>
    public IReadOnlyList<(string Path, string? Mine, string? Others)> Differences(RulebookFiles others) =>
        [.. Paths.Union(others.Paths, StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Where(path => HashOf(path) != others.HashOf(path))
            .Select(path => (path, TextOrNull(path), others.TextOrNull(path)))];

    /// <summary>Writes all files below a folder, as they are.</summary>
    public void WriteTo(string folder)
    {
        foreach (var path in Paths)
        {
            var file = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, _files.FindOrNull(path)!);
        }
    }
}

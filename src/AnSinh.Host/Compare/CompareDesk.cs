using AnSinh.Basics;
using AnSinh.Matching;
using AnSinh.Store.Documents;

namespace AnSinh.Host.Compare;

/// <summary>The comparisons kept in the register that is served.</summary>
internal sealed class CompareDesk(OfficeHolder offices)
{
    private readonly Lazy<CompareStore> _store = new(() => new CompareStore(offices.Current.Register.Database, offices.Current.Documents));

    /// <summary>The lists sent, and what was said of pairs.</summary>
    public CompareStore Store => _store.Value;

    /// <summary>A file that was sent, as a table.</summary>
    public Outcome<MatchTable> Read(Document file) => CompareFile.Read(file.Name, Store.Bytes(file));
}

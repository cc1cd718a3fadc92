namespace AnSinh.Host.Web;

/// <summary>
/// What a visit shows of people (<i lang="vi">lượt xem</i>): collected while its answer is made, whether that is a page, an Excel file or
/// data, and noted as one entry of the log of readings after it.
/// </summary>
public sealed class VisitReading
{
    private readonly HashSet<long> _people = [];

    /// <summary>The people named, each once; not the one whose file it is.</summary>
    public IReadOnlyCollection<long> People => [.. _people.Where(p => p != File)];

    /// <summary>The person whose file it is, or null.</summary>
    public long? File { get; private set; }

    /// <summary>What left the house and how many rows it has, or null.</summary>
    public (string Title, int Rows)? Export { get; private set; }

    /// <summary>What it is beside a list of people: a search, found or not; a look into the log itself. Null if nothing else.</summary>
    public string? Kind { get; private set; }

    /// <summary>Somebody is named; 0 is somebody who may not be.</summary>
    public void Shows(long person)
    {
        if (person > 0)
        {
            _people.Add(person);
        }
    }

    /// <summary>Several are named.</summary>
    public void Shows(IEnumerable<long> people)
    {
        foreach (var person in people)
        {
            Shows(person);
        }
    }

    /// <summary>A person's file is opened; of several the first is the one it is about.</summary>
    public void Opens(long person)
    {
        File ??= person;
        Shows(person);
    }

    /// <summary>It is noted as this kind, whether it names somebody or not.</summary>
    public void Is(string kind) => Kind = kind;

    /// <summary>Rows leave the house.</summary>
    public void Exports(string title, int rows) => Export = (title, rows);
}

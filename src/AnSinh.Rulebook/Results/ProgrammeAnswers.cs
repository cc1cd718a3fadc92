namespace AnSinh.Rulebook.Results;

/// <summary>One programme's answers for all rows of a table; the rules between programmes take from them.</summary>
/// <param name="programme">The programme in the law of the month.</param>
/// <param name="result">What it gives by itself.</param>
public sealed class ProgrammeAnswers(ProgrammeAt programme, KernelResult result)
{
    private readonly Dictionary<int, int> _outrankedBy = [];

    /// <summary>The programme in the law of the month.</summary>
    public ProgrammeAt Programme => programme;

    /// <summary>The answers.</summary>
    public KernelResult Result => result;

    /// <summary>Rows that lost to another programme, and by which rule (position in <see cref="LawAt.Interactions"/>).</summary>
    public IReadOnlyDictionary<int, int> OutrankedBy => _outrankedBy;

    /// <summary>True if the row is answered yes.</summary>
    internal bool Says(int row) => result.Status[row] == (byte)Truth.Yes;

    /// <summary>True if the row is answered yes, or may be.</summary>
    internal bool MaySay(int row) => (Truth)result.Status[row] is Truth.Yes or Truth.Unknown;

    internal void Outrank(int row, int interaction)
    {
        _outrankedBy[row] = interaction;
        result.Set(row, Truth.No, 0, 0, 0);
    }

    /// <summary>What was certain is so no more: another may yet be the one that is drawn.</summary>
    internal void Loosen(int row) => result.Set(row, Truth.Unknown, 0, 0, result.MostOf(row));
}

namespace AnSinh.Rulebook;

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

    internal void Outrank(int row, int interaction)
    {
        _outrankedBy[row] = interaction;
        result.Status[row] = (byte)Truth.No;
        result.Amount[row] = 0;
        result.Routes[row] = 0;
    }
}

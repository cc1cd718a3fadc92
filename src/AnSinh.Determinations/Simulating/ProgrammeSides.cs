using AnSinh.Rulebook;

namespace AnSinh.Determinations.Simulating;

/// <summary>One programme's answers under two laws. A law without the programme gives nothing.</summary>
internal sealed class ProgrammeSides(ProgrammeResult? before, ProgrammeResult? after, int rows)
{
    /// <summary>False if neither law has the programme.</summary>
    public bool Is => (before ?? after) is not null;

    /// <summary>The programme, as the changed law has it if it has it.</summary>
    public Programme Programme => (after ?? before)!.Law.Programme;

    /// <summary>Rows answered.</summary>
    public int Rows => rows;

    public (byte Status, long Amount) Before(int row) => Answer(before, row);

    public (byte Status, long Amount) After(int row) => Answer(after, row);

    /// <summary>The first route drawn by under the changed law, or under the old one; null if none.</summary>
    public string? RouteOf(int row) => First(after, row) ?? First(before, row);

    private static (byte Status, long Amount) Answer(ProgrammeResult? side, int row) =>
        side is null ? (ProgrammeResult.No, 0) : (side.Status[row], side.Amount[row]);

    private static string? First(ProgrammeResult? side, int row) =>
        side is not null && side.Routes[row] != 0
        ? side.Law.Version.Routes[System.Numerics.BitOperations.TrailingZeroCount(side.Routes[row])].Id : null;
}


namespace AnSinh.Host.Protection;

/// <summary>The way to protected facts of a file or a programme.</summary>
/// <param name="MayOpen">True if the viewer may state a purpose.</param>
/// <param name="IsOpen">True if the viewer has.</param>
/// <param name="Openings">Who did lately.</param>
public sealed record ProtectedModel(bool MayOpen, bool IsOpen, IReadOnlyList<OpeningRow> Openings);

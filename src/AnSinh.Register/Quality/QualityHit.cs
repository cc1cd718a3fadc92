using AnSinh.Basics;
using AnSinh.Register.Units;

namespace AnSinh.Register.Quality;

/// <summary>One thing that is wrong or doubtful in the register (<i lang="vi">lỗi dữ liệu</i>).</summary>
/// <param name="PersonId">The person it is about, or who stands for the household; 0 for a unit.</param>
/// <param name="HouseholdId">The household, where it is about one.</param>
/// <param name="Home">Unit key whose officers it is for; null if no home was ever recorded.</param>
/// <param name="Detail">What exactly, for people.</param>
/// <param name="OtherId">Another person it is about as well; 0 if none.</param>
/// <param name="Mark">A word the way to the fix needs: a programme, a fact kind; null if none.</param>
public sealed record QualityHit(long PersonId, long? HouseholdId, string? Home, LocalText Detail, long OtherId = 0, string? Mark = null);

/// <summary>Finds one kind of thing wrong in how the register's rows stand to each other.</summary>
/// <param name="Limits">Names of the numbers it needs, declared with the check in policy/.</param>
/// <param name="Find">All cases of a day.</param>
public sealed record StructureCheck(IReadOnlyList<string> Limits,
    Func<RegisterLook, IReadOnlyDictionary<string, int>, IEnumerable<QualityHit>> Find);

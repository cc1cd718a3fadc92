using AnSinh.Basics;
using AnSinh.Register.Units;

namespace AnSinh.Register;

/// <summary>
/// One statement about who a person is (<i lang="vi">nhân thân</i>), as recorded at one time. A correction supersedes it by another
/// statement of the same <see cref="PersonId"/>; none is overwritten.
/// </summary>
/// <param name="PersonId">The person, for ever.</param>
/// <param name="PersonalNumber">Twelve digits, or null if not issued.</param>
/// <param name="Name">Full name in NFC, family name first.</param>
/// <param name="Sex">Recorded sex.</param>
/// <param name="Birth">Birth date with its precision, null if unknown.</param>
/// <param name="RecordedAt">When it entered the register, Unix milliseconds.</param>
/// <param name="SupersededAt">When another statement replaced it, or null while it is believed.</param>
/// <param name="Source">Document, batch or person it came from.</param>
public sealed record PersonRow(long PersonId, string? PersonalNumber, string Name, Sex Sex, BirthDate? Birth,
    long RecordedAt, long? SupersededAt, string Source);

/// <summary>A household (<i lang="vi">hộ gia đình</i>).</summary>
/// <param name="HouseholdId">The household, for ever.</param>
/// <param name="Number">Its number in the book of the commune.</param>
/// <param name="Hamlet">Hamlet (<i lang="vi">thôn</i>), free text.</param>
/// <param name="RecordedAt">When it entered the register.</param>
/// <param name="SupersededAt">When replaced, or null.</param>
/// <param name="Source">Where it came from.</param>
public sealed record HouseholdRow(long HouseholdId, string Number, string Hamlet, long RecordedAt, long? SupersededAt, string Source);

/// <summary>A person belongs to a household for a time (<i lang="vi">thành viên hộ</i>).</summary>
/// <param name="PersonId">The person.</param>
/// <param name="HouseholdId">The household.</param>
/// <param name="Role"><c>head</c>, <c>spouse</c>, <c>child</c>, <c>parent</c>, <c>grandchild</c>, <c>other</c>.</param>
/// <param name="Valid">Days it is true, both ends included.</param>
/// <param name="RecordedAt">When it entered the register.</param>
/// <param name="SupersededAt">When replaced, or null.</param>
/// <param name="Source">Where it came from.</param>
public sealed record MembershipRow(long PersonId, long HouseholdId, string Role, DateInterval Valid, long RecordedAt,
    long? SupersededAt, string Source);

/// <summary>A person lives in a unit for a time (<i lang="vi">nơi cư trú</i>).</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Unit">Key of the unit version on the first day: <c>09736</c>, or <c>09727~2020-03-01</c> where a code is re-used.</param>
/// <param name="Kind"><c>permanent</c> or <c>temporary</c>.</param>
/// <param name="Valid">Days it is true, both ends included.</param>
/// <param name="RecordedAt">When it entered the register.</param>
/// <param name="SupersededAt">When replaced, or null.</param>
/// <param name="Source">Where it came from.</param>
public sealed record ResidenceRow(long PersonId, string Unit, string Kind, DateInterval Valid, long RecordedAt,
    long? SupersededAt, string Source);

/// <summary>A dated fact (<i lang="vi">dữ kiện</i>) about a person, household or unit.</summary>
/// <param name="SubjectId">Person or household number; for units the position is 0 and <paramref name="Unit"/> tells.</param>
/// <param name="Unit">Unit key, for facts about units only.</param>
/// <param name="Kind">Name of the kind as declared in policy/*/facts.yaml.</param>
/// <param name="Value">The value as text of its kind.</param>
/// <param name="Valid">Days it is true, both ends included.</param>
/// <param name="RecordedAt">When it entered the register.</param>
/// <param name="SupersededAt">When replaced, or null.</param>
/// <param name="Source">Document, batch or person it came from.</param>
public sealed record FactRow(long SubjectId, string? Unit, string Kind, string Value, DateInterval Valid, long RecordedAt,
    long? SupersededAt, string Source);

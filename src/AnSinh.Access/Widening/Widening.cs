namespace AnSinh.Access.Widening;

/// <summary>
/// Somebody saw more people than their own for some hours (<i lang="vi">mở quyền xem tạm</i>, "break the glass"): told why beforehand,
/// looked into afterwards.
/// </summary>
/// <param name="Id">Number.</param>
/// <param name="Login">Who.</param>
/// <param name="UnitKey">The unit whose people they saw.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">When by the office's clock, Unix milliseconds.</param>
/// <param name="OpenedAt">When by the machine's clock, Unix milliseconds.</param>
/// <param name="EndsAt">Until when by the machine's clock, Unix milliseconds, that instant excluded.</param>
/// <param name="Review">What who looked into it found; null while nobody has.</param>
public sealed record Widening(
    long Id, string Login, string UnitKey, string Reason, long At, long OpenedAt, long EndsAt, WideningReview? Review);

/// <summary>What was found of a widening.</summary>
/// <param name="By">Who looked into it.</param>
/// <param name="At">When by the office's clock, Unix milliseconds.</param>
/// <param name="Justified">True if it was right.</param>
/// <param name="Note">What was found.</param>
public sealed record WideningReview(string By, long At, bool Justified, string Note);

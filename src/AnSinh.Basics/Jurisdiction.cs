namespace AnSinh.Basics;

/// <summary>
/// Where the law is asked (<i lang="vi">địa bàn áp dụng</i>): the country <c>vn</c>, a province <c>vn-01</c> or a district
/// <c>vn-01-272</c>. A place lives under its own law and that of all above it.
/// </summary>
/// <param name="Code">Code, parts joined with dashes.</param>
public sealed record Jurisdiction(string Code)
{
    /// <summary>The country alone: no province sets anything above the national level.</summary>
    public static Jurisdiction National { get; } = new("vn");

    /// <summary>The reference place, huyện Phúc Thọ of Hà Nội.</summary>
    public static Jurisdiction PhucTho { get; } = new("vn-01-272");

    /// <summary>True if the law of <paramref name="level"/> holds here.</summary>
    public bool IsUnder(string level) => Code == level || Code.StartsWith(level + "-", StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Code;
}

using AnSinh.Basics;

namespace AnSinh.Rulebook;

/// <summary>An amount of which only a part is certain (<i lang="vi">phần chắc chắn</i>), as people read it.</summary>
public static class AmountWords
{
    /// <summary><c>360.000 đ</c>, <c>ít nhất 360.000 đ, có thể 540.000 đ</c>, or <c>ít nhất 360.000 đ, có thể hơn</c>.</summary>
    /// <param name="certain">What is certain.</param>
    /// <param name="atMost">The most it may be; null if nothing bounds it.</param>
    public static LocalText Of(Dong certain, Dong? atMost) => atMost == certain ? new LocalText(certain.ToString(), certain.ToString())
        : new LocalText(
            atMost is { } most ? $"ít nhất {certain}, có thể {most}" : $"ít nhất {certain}, có thể hơn",
            atMost is { } top ? $"at least {certain}, perhaps {top}" : $"at least {certain}, perhaps more");

    /// <summary>What may come of an answer that is not known, in words to put after it; empty if nothing bounds it.</summary>
    public static LocalText Perhaps(Dong? atMost) =>
        atMost is { Value: > 0 } most ? new LocalText($" (có thể đến {most})", $" (perhaps up to {most})") : new LocalText("", "");
}

using AnSinh.Basics;

namespace AnSinh.Host.Components;

/// <summary>One line of a timeline.</summary>
/// <param name="Name">What it tells about.</param>
/// <param name="Bars">What was true when.</param>
public sealed record TimelineLane(string Name, IReadOnlyList<TimelineBar> Bars);

/// <summary>Something true for a time, and since when that was known.</summary>
/// <param name="Valid">Days it is true.</param>
/// <param name="Text">What is true.</param>
/// <param name="Tone">brand, mute, good, warn or bad.</param>
/// <param name="Recorded">Day on which it entered the register.</param>
/// <param name="Superseded">Day on which another record took its place, or null.</param>
public sealed record TimelineBar(DateInterval Valid, string Text, string Tone, DateOnly Recorded, DateOnly? Superseded)
{
    /// <summary>Known only after it had become true: the days between were decided without it.</summary>
    public bool IsLate => Recorded > Valid.From.AddDays(31);
}

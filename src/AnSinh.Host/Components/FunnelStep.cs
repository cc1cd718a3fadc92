namespace AnSinh.Host.Components;

/// <summary>One step of a funnel.</summary>
/// <param name="Name">What the people of this step have reached.</param>
/// <param name="Count">How many.</param>
/// <param name="CountHref">Who they are.</param>
/// <param name="Lost">Who did not reach it, in words, or null.</param>
/// <param name="Href">Who those are.</param>
public sealed record FunnelStep(string Name, long Count, string? CountHref = null, string? Lost = null, string? Href = null);

/// <summary>One bar of a list of bars.</summary>
/// <param name="Name">What it measures.</param>
/// <param name="Value">Its length.</param>
/// <param name="Text">The value as shown.</param>
/// <param name="Href">What is behind it.</param>
public sealed record BarItem(string Name, decimal Value, string Text, string? Href = null);

namespace AnSinh.Host.Components;

/// <summary>One line of a step chart.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="Steps">Its values, each from a day.</param>
/// <param name="End">Day after which it has no value, or null.</param>
public sealed record StepSeries(string Name, IReadOnlyList<StepValue> Steps, DateOnly? End = null);

/// <summary>A value from a day on.</summary>
/// <param name="From">The day.</param>
/// <param name="Value">The value.</param>
public sealed record StepValue(DateOnly From, decimal Value);

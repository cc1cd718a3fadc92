using AnSinh.Basics;
using AnSinh.Rulebook;

namespace AnSinh.Policy.Tests;

/// <summary>The repository's policy/ as the program reads it, loaded once.</summary>
internal static class LoadedPolicy
{
    public static Outcome<Rulebook.Policy> Outcome { get; } = Rulebook.Policy.Load(PolicyFiles.Folder);

    public static Rulebook.Policy Policy => Outcome.Value;

    public static AsKnown Latest { get; } = new(new DateOnly(2199, 1, 1));
}

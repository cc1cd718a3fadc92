using System.Diagnostics.CodeAnalysis;

namespace AnSinh.Basics;

/// <summary>
/// Whose people somebody may see (<i lang="vi">phạm vi</i>): those who live in some units, by their keys, or everybody of the
/// register. It is asked for wherever people are read; that all may be seen is written out as <see cref="Everything"/>, never left out.
/// </summary>
public sealed class Scope : IEquatable<Scope>
{
    private readonly HashSet<string>? _units;

    private Scope(HashSet<string>? units) => _units = units;

    /// <summary>Nobody.</summary>
    public static Scope Nobody { get; } = new([]);

    /// <summary>Everybody, also who lives in no known unit.</summary>
    public static Scope Everything { get; } = new(null);

    /// <summary>True if it is the whole register.</summary>
    [MemberNotNullWhen(false, nameof(_units))]
    public bool IsEverything => _units is null;

    /// <summary>Keys of its units.</summary>
    /// <exception cref="InvalidOperationException">It is everything: that is more than any list of units.</exception>
    public IReadOnlyCollection<string> Units =>
        IsEverything ? throw new InvalidOperationException("Everything is no list of units.") : _units;

    /// <summary>The people of these units.</summary>
    public static Scope Of(IEnumerable<string> units) => new(units.ToHashSet(StringComparer.Ordinal));

    /// <summary>The people of this or of another.</summary>
    public Scope Or(Scope other) => IsEverything || other.IsEverything ? Everything : Of(_units.Concat(other._units));

    /// <summary>The people of both this and another.</summary>
    public Scope And(Scope other) => IsEverything ? other : other.IsEverything ? this : Of(_units.Intersect(other._units));

    /// <summary>True if who lives in this unit is in it; who lives in none is only in everything.</summary>
    public bool Contains(string? unit) => IsEverything || (unit is not null && _units.Contains(unit));

    /// <summary>True if nobody is in this who is not in the other.</summary>
    public bool IsWithin(Scope other) => other.IsEverything || (!IsEverything && _units.IsSubsetOf(other._units));

    /// <inheritdoc/>
    public bool Equals(Scope? other) => other is not null && IsWithin(other) && other.IsWithin(this);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Scope);

    /// <inheritdoc/>
    public override int GetHashCode() => _units?.Count ?? -1;
}

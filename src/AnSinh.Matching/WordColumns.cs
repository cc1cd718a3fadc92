using AnSinh.Basics;

namespace AnSinh.Matching;

/// <summary>A given name or a surname; the two may stand in each other's column.</summary>
internal sealed class WordColumn : MatchColumn
{
    private static readonly LocalText[] Words =
    [
        new("khác", "different"), new("hơi giống", "somewhat alike"), new("gần giống", "nearly the same"),
        new("nằm ở cột kia (họ và tên đổi chỗ)", "in the other column (names swapped)"), new("chỉ khác dấu", "the same but for marks"),
        new("giống hệt", "the same"),
    ];

    private readonly string[] _folded;
    private WordColumn? _other;

    public WordColumn(MatchField field, IReadOnlyList<string?> raw)
        : base(field, raw) => _folded = [.. Values.Select(MatchText.Fold)];

    public override IReadOnlyList<LocalText> Levels => Words;

    public override int[] Folds => field ??= Numbered(_folded);

    public override IReadOnlyList<Func<int, ulong>> Atoms =>
    [
        id => KeyOf(_folded[id]),
        id => KeyOf(MatchText.Sound(_folded[id])),
        id => KeyOf(_folded[id].AsSpan(0, Math.Min(3, _folded[id].Length))),
    ];

    /// <summary>Tells two columns that their contents may be exchanged.</summary>
    public static void Pair(WordColumn given, WordColumn surname) => (given._other, surname._other) = (surname, given);

    /// <summary>Key of both names whatever their order; 0 if one is missing.</summary>
    public ulong BothKey(int record)
    {
        if (_other is null || Ids[record] < 0 || _other.Ids[record] < 0)
        {
            return 0;
        }

        var (a, b) = (MatchText.Sound(_folded[Ids[record]]), MatchText.Sound(_other._folded[_other.Ids[record]]));
        return string.CompareOrdinal(a, b) < 0 ? Hash(a + "|" + b) : Hash(b + "|" + a);
    }

    protected override string Clean(string text) => MatchText.Exact(text);

    protected override int Unequal(int a, int b, int x, int y)
    {
        var (one, two) = (_folded[x], _folded[y]);
        if (one == two)
        {
            return 5;
        }

        var near = Alike(one, two);
        return near < 3 && Swapped(a, b) ? 4 : near;
    }

    private static int Alike(string one, string two)
    {
        var longer = Math.Max(one.Length, two.Length);
        var edits = Similarity.Edits(one, two, longer >= 8 ? 2 : 1);
        if (longer >= 3 && edits <= (longer >= 8 ? 2 : 1))
        {
            return 3;
        }

        var winkler = Similarity.Winkler(one, two);
        return winkler >= 0.92 ? 3 : winkler >= 0.8 ? 2 : Different;
    }

    private bool Swapped(int a, int b)
    {
        if (_other is null)
        {
            return false;
        }

        var (x, y) = (_other.Ids[a], _other.Ids[b]);
        return (y >= 0 && Same(_folded[Ids[a]], _other._folded[y])) || (x >= 0 && Same(_other._folded[x], _folded[Ids[b]]));
    }

    private static bool Same(string one, string two) =>
        one == two || (Math.Max(one.Length, two.Length) >= 4 && Similarity.Edits(one, two, 1) <= 1);
}

/// <summary>A full name, compared word by word.</summary>
internal sealed class NameColumn : MatchColumn
{
    private static readonly LocalText[] Words =
    [
        new("khác", "different"), new("cùng họ và tên, khác tên đệm", "same first and last word"),
        new("thiếu hoặc thừa một chữ", "a word missing or added"),
        new("gần giống (một lỗi gõ)", "nearly the same"), new("cùng các chữ, khác thứ tự hoặc đ/d", "same words in another order"),
        new("chỉ khác dấu", "the same but for marks"), new("giống hệt", "the same"),
    ];

    private readonly string[] _folded;
    private readonly string[][] _words;
    private readonly string[] _sorted;

    public NameColumn(MatchField field, IReadOnlyList<string?> raw)
        : base(field, raw)
    {
        _folded = [.. Values.Select(MatchText.Fold)];
        _words = [.. _folded.Select(f => f.Replace('đ', 'd').Split(' ', StringSplitOptions.RemoveEmptyEntries))];
        _sorted = [.. _words.Select(w => string.Join(' ', w.Order(StringComparer.Ordinal)))];
    }

    public override int Weak => 2;

    public override IReadOnlyList<LocalText> Levels => Words;

    public override int[] Folds => field ??= Numbered(_folded);

    public override IReadOnlyList<Func<int, ulong>> Atoms =>
    [
        id => KeyOf(_sorted[id]),
        id => _words[id].Length < 2 ? 0 : KeyOf(_words[id][0] + "|" + _words[id][^1]),
        id => _words[id].Length < 2 ? 0 : KeyOf(string.Join('|', _words[id].Select(MatchText.Sound).Order(StringComparer.Ordinal))),
        id => _words[id].Length == 0 ? 0 : KeyOf(_words[id][^1]),
    ];

    protected override string Clean(string text) => MatchText.Exact(text);

    protected override int Unequal(int a, int b, int x, int y)
    {
        if (_folded[x] == _folded[y])
        {
            return 6;
        }

        if (_sorted[x] == _sorted[y])
        {
            return 5;
        }

        if (Similarity.Edits(_folded[x], _folded[y], 1) <= 1)
        {
            return 4;
        }

        var (one, two) = (_words[x], _words[y]);
        if (one.Length != two.Length && Math.Min(one.Length, two.Length) >= 2 && Within(one, two))
        {
            return 3;
        }

        return one.Length > 1 && two.Length > 1 && one[^1] == two[^1] && one[0] == two[0] ? 2 : Different;
    }

    private static bool Within(string[] one, string[] two)
    {
        var (fewer, more) = one.Length < two.Length ? (one, two) : (two, one);
        return fewer[^1] == more[^1] && fewer.All(more.Contains);
    }
}

/// <summary>Streets, suburbs, states and other texts; a value may stand in another column of its sort.</summary>
internal sealed class TextColumn : MatchColumn
{
    private static readonly LocalText[] Words =
    [
        new("khác", "different"), new("hơi giống", "somewhat alike"), new("nằm ở cột khác", "in another column"),
        new("gần giống", "nearly the same"), new("chỉ khác dấu", "the same but for marks"), new("giống hệt", "the same"),
    ];

    private readonly string[] _folded;
    private readonly uint[][] _pairs;
    private TextColumn[] _others = [];

    public TextColumn(MatchField field, IReadOnlyList<string?> raw)
        : base(field, raw)
    {
        _folded = [.. Values.Select(MatchText.Fold)];
        _pairs = [.. _folded.Select(MatchText.Pairs)];
    }

    public override IReadOnlyList<LocalText> Levels => Words;

    public override int[] Folds => field ??= Numbered(_folded);

    public override IReadOnlyList<Func<int, ulong>> Atoms =>
    [
        id => KeyOf(string.Join(' ', _folded[id].Split(' ').Order(StringComparer.Ordinal))),
        id => KeyOf(_folded[id].Split(' ').MaxBy(w => w.Length)),
        id => KeyOf(_folded[id].AsSpan(0, Math.Min(4, _folded[id].Length))),
    ];

    public static void Group(IReadOnlyList<TextColumn> columns)
    {
        foreach (var column in columns)
        {
            column._others = [.. columns.Where(c => c != column)];
        }
    }

    protected override string Clean(string text) => MatchText.Exact(text);

    protected override int Unequal(int a, int b, int x, int y)
    {
        var (one, two) = (_folded[x], _folded[y]);
        if (one == two)
        {
            return 5;
        }

        var dice = Similarity.Dice(_pairs[x], _pairs[y]);
        if (dice >= 0.75
            || (Math.Max(one.Length, two.Length) >= 3 && Similarity.Edits(one, two, one.Length >= 8 ? 2 : 1) <= (one.Length >= 8 ? 2 : 1)))
        {
            return 4;
        }

        return Array.Exists(_others, o => o.Holds(b, one) || o.Holds(a, two)) ? 3 : dice >= 0.45 ? 2 : Different;
    }

    private bool Holds(int record, string folded) => Ids[record] >= 0 && folded.Length >= 3 && _folded[Ids[record]] == folded;
}

namespace AnSinh.Matching;

/// <summary>The records of one list, or of two one after the other, laid out for comparing.</summary>
internal sealed class MatchRecords
{
    /// <summary>A pattern gives each field four bits.</summary>
    public const int MostFields = 16;

    private MatchRecords(MatchColumn[] columns, int left, int count, bool link) =>
        (Columns, Left, Count, Link) = (columns, left, count, link);

    public MatchColumn[] Columns { get; }

    /// <summary>Records of the first list: numbers below this.</summary>
    public int Left { get; }

    public int Count { get; }

    /// <summary>True if only pairs across the two lists count.</summary>
    public bool Link { get; }

    /// <summary>All pairs there are.</summary>
    public double AllPairs => Link ? (double)Left * (Count - Left) : (double)Count * (Count - 1) / 2;

    public static MatchRecords Of(MatchTable left, MatchTable? right)
    {
        var columns = new List<MatchColumn>();
        var usedRight = new HashSet<int>();
        for (var f = 0; f < left.Fields.Count && columns.Count < MostFields; f++)
        {
            var field = left.Fields[f];
            if (!field.Kind.Compared())
            {
                continue;
            }

            if (right is null)
            {
                columns.Add(Make(field, left.Column(f)));
                continue;
            }

            if (Partner(field, right, usedRight) is { } other)
            {
                usedRight.Add(other);
                columns.Add(Make(field, [.. left.Column(f), .. right.Column(other)]));
            }
        }

        var words = columns.OfType<WordColumn>().ToList();
        if (words.Find(w => w.Field.Kind == FieldKind.GivenName) is { } given
            && words.Find(w => w.Field.Kind == FieldKind.Surname) is { } surname)
        {
            WordColumn.Pair(given, surname);
        }

        TextColumn.Group([.. columns.OfType<TextColumn>().Where(c => c.Field.Kind.OfTheHouse())]);
        return new MatchRecords([.. columns], left.Count, left.Count + (right?.Count ?? 0), right is not null);
    }

    /// <summary>The levels of all fields of a pair, four bits each.</summary>
    public ulong Pattern(int a, int b)
    {
        var pattern = 0UL;
        for (var f = 0; f < Columns.Length; f++)
        {
            pattern |= (ulong)Columns[f].Level(a, b) << (4 * f);
        }

        return pattern;
    }

    /// <summary>Level of one field in a pattern.</summary>
    public static int Level(ulong pattern, int field) => (int)((pattern >> (4 * field)) & 15);

    // The same header first; else the next column of the same kind.
    private static int? Partner(MatchField field, MatchTable right, HashSet<int> used)
    {
        var fit = Enumerable.Range(0, right.Fields.Count).Where(r => right.Fields[r].Kind == field.Kind && !used.Contains(r)).ToList();
        return fit.Count == 0 ? null
            : fit.OrderBy(r => string.Equals(right.Fields[r].Name, field.Name, StringComparison.OrdinalIgnoreCase) ? 0 : 1).First();
    }

    private static MatchColumn Make(MatchField field, string?[] raw) => field.Kind switch
    {
        FieldKind.Name => new NameColumn(field, raw),
        FieldKind.GivenName or FieldKind.Surname => new WordColumn(field, raw),
        FieldKind.BirthDate => new DateColumn(field, raw),
        FieldKind.IdNumber or FieldKind.Phone or FieldKind.HouseNumber or FieldKind.Postcode => new NumberColumn(field, raw),
        FieldKind.Sex => new SexColumn(field, raw),
        _ => new TextColumn(field, raw),
    };
}

using AnSinh.Basics;
using AnSinh.Register.Units;

namespace AnSinh.Register.People.Search;

/// <summary>Takes rows in and puts an index together, from nothing or over an older one.</summary>
internal sealed class SearchIndexBuilder
{
    private readonly UnitMap _units;
    private readonly DateOnly _day;
    private readonly WordList _list;
    private readonly List<int> _nameWords;
    private readonly SearchIndex? _over;
    private readonly List<string> _hamlets;
    private readonly List<int[]> _hamletWords;
    private readonly List<string> _homeKeys;
    private readonly List<int[]> _homeWords;
    private readonly Dictionary<string, int> _hamletOf;
    private readonly Dictionary<string, short> _homeOf;
    private readonly List<int> _scratch = [];

    // Those of the older index until something is added to them: most changes touch a few people and no household.
    private List<SearchHousehold> _households;
    private Dictionary<long, int> _rowOf;
    private Dictionary<long, int> _householdRow;
    private SearchEntry[] _entries;
    private long[] _homeRank;
    private int[] _memberFrom;
    private int _count;

    public SearchIndexBuilder(UnitMap units, DateOnly day, SearchIndex? over)
    {
        (_units, _day, _over) = (units, day, over);
        _list = over?.List ?? new WordList();
        _entries = over?.Entries.ToArray() ?? new SearchEntry[1024];
        _count = over?.Entries.Length ?? 0;
        _nameWords = [.. over?.NameWords ?? []];
        _households = over?.Households ?? [];
        _hamlets = [.. over?.Hamlets ?? []];
        _hamletWords = [.. over?.HamletWords ?? []];
        _homeKeys = [.. over?.HomeKeys ?? []];
        _homeWords = [.. over?.HomeWords ?? []];
        _rowOf = over?.RowOf ?? [];
        _householdRow = over?.HouseholdRow ?? [];
        _hamletOf = _hamlets.Select((name, i) => (name, i)).ToDictionary(h => h.name, h => h.i, StringComparer.Ordinal);
        _homeOf = _homeKeys.Select((key, i) => (key, i)).ToDictionary(h => h.key, h => (short)h.i, StringComparer.Ordinal);
        (_homeRank, _memberFrom) = (new long[_entries.Length], new int[_entries.Length]);
    }

    /// <summary>People about to be read anew: nothing of them holds until it is read.</summary>
    public void Forget(IEnumerable<long> persons)
    {
        foreach (var person in persons)
        {
            if (_rowOf.TryGetValue(person, out var row))
            {
                _entries[row] = Blank(person);
            }
        }
    }

    public void Person(long id, string name, long number, Sex sex, int birth)
    {
        if (!_rowOf.TryGetValue(id, out var row))
        {
            if (_count == _entries.Length)
            {
                Array.Resize(ref _entries, _count * 2);
                Array.Resize(ref _homeRank, _count * 2);
                Array.Resize(ref _memberFrom, _count * 2);
            }

            row = _count++;
            if (ReferenceEquals(_rowOf, _over?.RowOf))
            {
                _rowOf = new Dictionary<long, int>(_rowOf);
            }

            _rowOf.Add(id, row);
            _entries[row] = Blank(id);
        }

        ref var entry = ref _entries[row];
        entry.FirstWord = _nameWords.Count;
        _list.Add(name, _nameWords);
        entry.Words = (short)(_nameWords.Count - entry.FirstWord);
        (entry.Number, entry.Sex, entry.Birth, entry.Present) = (number, sex, birth, true);
    }

    public void Household(long id, string number, string hamlet)
    {
        if (!_hamletOf.TryGetValue(hamlet, out var place))
        {
            place = _hamlets.Count;
            _hamletOf.Add(hamlet, place);
            _hamlets.Add(hamlet);
            _hamletWords.Add(WordsOf(hamlet));
        }

        if (ReferenceEquals(_households, _over?.Households))
        {
            (_households, _householdRow) = ([.. _households], new Dictionary<long, int>(_householdRow));
        }

        var household = new SearchHousehold(id, number, place);
        if (_householdRow.TryGetValue(id, out var row))
        {
            _households[row] = household;
            return;
        }

        _householdRow.Add(id, _households.Count);
        _households.Add(household);
    }

    /// <summary>A home: of the day before one that ended, a permanent one before a temporary, a later start before an earlier.</summary>
    public void Residence(long person, string key, bool permanent, int from, int to)
    {
        if (from > _day.DayNumber || !_rowOf.TryGetValue(person, out var row))
        {
            return;
        }

        var here = to >= _day.DayNumber;
        var rank = 1 + from + (permanent ? 1L << 32 : 0) + (here ? 1L << 33 : 0);
        if (rank <= _homeRank[row])
        {
            return;
        }

        if (!_homeOf.TryGetValue(key, out var home))
        {
            home = (short)_homeKeys.Count;
            _homeOf.Add(key, home);
            _homeKeys.Add(key);
            _homeWords.Add(WordsOf((_units.Resolve(key, _day) ?? _units.FindOrNull(key))?.Name ?? ""));
        }

        _homeRank[row] = rank;
        (_entries[row].Home, _entries[row].LivesHere) = (home, here);
    }

    public void Membership(long person, long household, bool head, int from, int to)
    {
        if (from > _day.DayNumber || to < _day.DayNumber || !_rowOf.TryGetValue(person, out var row) || from < _memberFrom[row])
        {
            return;
        }

        _memberFrom[row] = from;
        (_entries[row].Household, _entries[row].IsHead) = (_householdRow.GetValueOrDefault(household, -1), head);
    }

    public SearchIndex Index(AsKnown known, SearchMark mark) => new()
    {
        Day = _day,
        Known = known,
        Mark = mark,
        List = _list,
        Entries = _entries.Length == _count ? _entries : _entries[.._count],
        Ranks = _list.Ranks(),
        NameWords = [.. _nameWords],
        Households = _households,
        Hamlets = _hamlets,
        HamletWords = _hamletWords,
        HomeKeys = _homeKeys,
        HomeWords = _homeWords,
        RowOf = _rowOf,
        HouseholdRow = _householdRow,
    };

    private static SearchEntry Blank(long person) =>
        new() { PersonId = person, Number = -1, Birth = SearchIndex.NoBirth, Home = -1, Household = -1 };

    private int[] WordsOf(string text)
    {
        _scratch.Clear();
        _list.Add(text, _scratch);
        return [.. _scratch];
    }
}

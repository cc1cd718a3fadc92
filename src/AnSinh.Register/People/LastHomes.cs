using AnSinh.Store.TwoTimes;
using Dapper;

namespace AnSinh.Register.People;

/// <summary>Everybody believed now with the last place recorded for each, the dead included: a list to be compared with another.</summary>
public sealed class LastHomes
{
    private LastHomes(IReadOnlyList<PersonRow> people, Dictionary<long, string> units, Dictionary<long, string> hamlets) =>
        (People, Units, Hamlets) = (people, units, hamlets);

    /// <summary>The people, in the order of their rows.</summary>
    public IReadOnlyList<PersonRow> People { get; }

    /// <summary>Unit key of the last home of each person who has one.</summary>
    public IReadOnlyDictionary<long, string> Units { get; }

    /// <summary>Hamlet of the last household of each person who has one.</summary>
    public IReadOnlyDictionary<long, string> Hamlets { get; }

    /// <summary>Reads them.</summary>
    public static LastHomes Read(RegisterDb register)
    {
        using var connection = register.Database.Connect();
        var units = new Dictionary<long, string>();
        foreach (var (person, unit) in connection.Query<(long, string)>(
            $"select person_id, unit_key from residence where {Believed.Now()} order by valid_from, row_id", buffered: false))
        {
            units[person] = unit;
        }

        var hamlets = new Dictionary<long, string>();
        foreach (var (person, hamlet) in connection.Query<(long, string)>(
            $"""
            select m.person_id, h.hamlet from membership m
            join household h on h.household_id = m.household_id and {Believed.Now("h")}
            where {Believed.Now("m")} order by m.valid_from, m.row_id
            """,
            buffered: false))
        {
            hamlets[person] = hamlet;
        }

        return new LastHomes([.. Writing.RegisterTables.People.Current(connection).Select(p => p.Row)], units, hamlets);
    }
}

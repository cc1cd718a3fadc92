using AnSinh.Basics;
using AnSinh.Store;
using AnSinh.Store.TwoTimes;
using Dapper;

namespace AnSinh.Register.History;

/// <summary>A fact about a unit.</summary>
/// <param name="UnitKey">The unit.</param>
/// <param name="Value">The value.</param>
/// <param name="Valid">The days it holds.</param>
public sealed record FactOfUnit(string UnitKey, string Value, DateInterval Valid);

/// <summary>What other rooms ask of the records of one kind of fact.</summary>
public sealed class FactRecords(Database database)
{
    /// <summary>True if anything of the kind was ever recorded: a kind without a record was never entered.</summary>
    public bool Any(string kind)
    {
        using var connection = database.Connect();
        return connection.QueryFirstOrDefault<int?>("select 1 from fact where kind = @kind limit 1", new { kind }) is not null;
    }

    /// <summary>Facts of the kind about units, as known on a day, by their first day.</summary>
    public IReadOnlyList<FactOfUnit> OfUnits(string kind, AsKnown known)
    {
        using var connection = database.Connect();
        return [.. connection.Query<(string Unit, string Value, DateOnly From, DateOnly? To)>(
            $"""
            select unit_key, value, valid_from, valid_to from fact
            where kind = @kind and unit_key is not null and {Believed.AsKnown()} order by valid_from, row_id
            """,
            new { kind, known = known.Instant }).Select(f => new FactOfUnit(f.Unit, f.Value, new DateInterval(f.From, f.To)))];
    }
}

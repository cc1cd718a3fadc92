using Dapper;

namespace AnSinh.Store;

/// <summary>
/// A list inside SQL, one parameter each. Dapper's own list parameters are expanded for SQLite but not for PostgreSQL.
/// </summary>
public static class InList
{
    /// <summary><c>(@name0, @name1, …)</c>; a list without members matches nothing.</summary>
    public static string Of<T>(DynamicParameters values, string name, IReadOnlyList<T> members)
    {
        for (var i = 0; i < members.Count; i++)
        {
            values.Add(name + i, members[i]);
        }

        return members.Count == 0 ? "(null)" : "(" + string.Join(", ", members.Select((_, i) => "@" + name + i)) + ")";
    }
}

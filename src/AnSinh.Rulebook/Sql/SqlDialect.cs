namespace AnSinh.Rulebook.Sql;

/// <summary>The SQL a query is written in.</summary>
public enum SqlDialect
{
    /// <summary>SQLite 3.35 or later.</summary>
    Sqlite,

    /// <summary>PostgreSQL 12 or later.</summary>
    PostgreSql,
}

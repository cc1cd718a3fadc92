using System.Data;
using System.Globalization;
using Dapper;

namespace AnSinh.Store;

/// <summary>
/// Teaches Dapper days: ISO text in SQLite, <c>date</c> in PostgreSQL, <see cref="DateOnly"/> here. Columns are snake_case.
/// </summary>
internal static class DapperTypes
{
    private static readonly Lock Gate = new();
    private static bool _done;

    public static void Register()
    {
        lock (Gate)
        {
            if (!_done)
            {
                SqlMapper.AddTypeHandler(new Days());
                DefaultTypeMap.MatchNamesWithUnderscores = true;
                _done = true;
            }
        }
    }

    private sealed class Days : SqlMapper.TypeHandler<DateOnly>
    {
        public override void SetValue(IDbDataParameter parameter, DateOnly value)
        {
            if (parameter is Npgsql.NpgsqlParameter)
            {
                parameter.DbType = DbType.Date;
            }

            parameter.Value = value;
        }

        public override DateOnly Parse(object value) => value switch
        {
            DateOnly day => day,
            DateTime time => DateOnly.FromDateTime(time),
            _ => DateOnly.ParseExact((string)value, "yyyy-MM-dd", CultureInfo.InvariantCulture),
        };
    }
}

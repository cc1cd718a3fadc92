using System.Globalization;
using AnSinh.Basics;
using AnSinh.Rulebook.Expressions;

namespace AnSinh.Rulebook.Sql;

/// <summary>The words in which the two dialects differ. Days are day numbers (day 0 is 0001-01-01, as in <see cref="DateOnly"/>).</summary>
internal abstract class SqlWords
{
    public static SqlWords Of(SqlDialect dialect) => dialect == SqlDialect.Sqlite ? new SqliteWords() : new PostgresWords();

    /// <summary>A name that may hold any character.</summary>
    public static string Name(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>A constant of a type; NULL for the mark of unknown.</summary>
    public string Value(ExprType type, long value) => (type.Kind, value) switch
    {
        (ExpressionType.Bool, FactKind.Unknown) => Nothing("boolean"),
        (_, FactKind.Unknown) => Nothing("bigint"),
        (ExpressionType.Bool, 0) => "FALSE",
        (ExpressionType.Bool, _) => "TRUE",
        (ExpressionType.Whole or ExpressionType.Dong or ExpressionType.Coefficient or ExpressionType.Scaled, _) => Number(value),
        _ => Plain(value),
    };

    /// <summary>A whole number of 64 bits.</summary>
    public abstract string Number(long value);

    public abstract string Nothing(string type);

    /// <summary>Of two values, unknown if one is.</summary>
    public abstract string Extreme(bool greatest, string left, string right);

    /// <summary>The greatest of values that are never unknown.</summary>
    public abstract string Greatest(IReadOnlyList<string> values);

    /// <summary>The least of values that are never unknown.</summary>
    public abstract string Least(IReadOnlyList<string> values);

    /// <summary>Part of a day as a whole number: a strftime pattern in SQLite, its like in PostgreSQL.</summary>
    public abstract string DayPart(string day, DayPart part);

    /// <summary>A sum over rows, as a whole number of 64 bits.</summary>
    public abstract string Sum(string value);

    protected static string Plain(long value) =>
        value < 0 ? $"({value.ToString(CultureInfo.InvariantCulture)})" : value.ToString(CultureInfo.InvariantCulture);

    private sealed class SqliteWords : SqlWords
    {
        public override string Number(long value) => Plain(value);

        public override string Nothing(string type) => "NULL";

        public override string Extreme(bool greatest, string left, string right) => $"{(greatest ? "max" : "min")}({left}, {right})";

        public override string Greatest(IReadOnlyList<string> values) =>
            values.Count == 1 ? values[0] : $"max({string.Join(", ", values)})";

        public override string Least(IReadOnlyList<string> values) => values.Count == 1 ? values[0] : $"min({string.Join(", ", values)})";

        public override string DayPart(string day, DayPart part)
        {
            var pattern =
                part switch { Sql.DayPart.Year => "%Y", Sql.DayPart.Month => "%m", Sql.DayPart.Day => "%d",
                    Sql.DayPart.MonthDay => "%m%d", _ => "%Y%m%d" };
            return $"CAST(strftime('{pattern}', {day} + 1721425.5) AS INTEGER)";
        }

        public override string Sum(string value) => $"sum({value})";
    }

    private sealed class PostgresWords : SqlWords
    {
        public override string Number(long value) =>
            value < 0 ? $"({value.ToString(CultureInfo.InvariantCulture)})::bigint"
            : $"{value.ToString(CultureInfo.InvariantCulture)}::bigint";

        public override string Nothing(string type) => $"NULL::{type}";

        // greatest() and least() pass over NULL.
        public override string Extreme(bool greatest, string left, string right) =>
            $"CASE WHEN {left} {(greatest ? ">=" : "<=")} {right} THEN {left}"
            + $" WHEN {left} {(greatest ? "<" : ">")} {right} THEN {right} END";

        public override string Greatest(IReadOnlyList<string> values) => $"greatest({string.Join(", ", values)})";

        public override string Least(IReadOnlyList<string> values) => $"least({string.Join(", ", values)})";

        public override string DayPart(string day, DayPart part)
        {
            var pattern =
                part switch { Sql.DayPart.Year => "YYYY", Sql.DayPart.Month => "MM", Sql.DayPart.Day => "DD",
                    Sql.DayPart.MonthDay => "MMDD", _ => "YYYYMMDD" };
            return $"to_char(DATE '0001-01-01' + ({day})::integer, '{pattern}')::bigint";
        }

        public override string Sum(string value) => $"sum({value})::bigint";
    }
}

/// <summary>Parts of a day that read as one whole number.</summary>
internal enum DayPart
{
    Year,
    Month,
    Day,
    MonthDay,
    YearMonthDay,
}

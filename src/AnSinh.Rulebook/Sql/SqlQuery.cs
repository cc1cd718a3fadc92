namespace AnSinh.Rulebook.Sql;

/// <summary>
/// A rule as one SQL query over a table of persons: whole numbers only, no temporary tables, nothing written. Unknown is NULL.
/// </summary>
/// <param name="Text">
/// The query, without a semicolon at its end, so that it can be put into another one: <c>SELECT … FROM (text) x JOIN …</c>. Of a programme
/// its columns are <c>id</c>, <c>status</c> (0 no, 1 yes, 2 unknown, 3 conflict), <c>amount</c> (đồng, certain), <c>routes</c> (bit i: the
/// i-th route is part of the amount) and <c>most</c> (đồng it may be at most: the amount if that is settled, the greatest whole number if
/// nothing bounds it); of a condition <c>id</c> and <c>truth</c> (0 no, 1 yes, 2 unknown), of a quantity <c>id</c> and <c>value</c>.
/// </param>
/// <param name="Facts">Names of the columns the table must have besides <c>id</c> and <c>household</c>, in the order of first use.</param>
/// <param name="Table">
/// The table as a CREATE TABLE statement: all columns are whole numbers as in <see cref="FactTable"/> (days as day numbers, codes by
/// position, yes 1 and no 0), NULL where not known. <c>household</c> is never NULL: whoever lives in none has a number of their own. A
/// person has one row a stretch of days without a change, from <c>day_from</c> to <c>day_to</c> (the eve of the month is the first day that
/// may count); of most people that is one row from the eve to the last day. A household on a stretch has a number of its own.
/// </param>
public sealed record SqlQuery(string Text, IReadOnlyList<string> Facts, string Table);

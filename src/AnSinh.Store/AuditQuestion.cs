using System.Globalization;
using Dapper;

namespace AnSinh.Store;

/// <summary>How much somebody did of a kind.</summary>
/// <param name="Actor">Who.</param>
/// <param name="Action">What.</param>
/// <param name="Count">Entries.</param>
/// <param name="Lines">Lines of money, rows or people, as the kind counts them.</param>
public sealed record AuditSum(string Actor, string Action, long Count, long Lines);

/// <summary>What is asked of a chain of entries; what is null is not asked.</summary>
public sealed record AuditQuestion
{
    /// <summary>From an instant of the office's clock, Unix milliseconds.</summary>
    public long? From { get; init; }

    /// <summary>Before another.</summary>
    public long? Before { get; init; }

    /// <summary>Who.</summary>
    public string? Actor { get; init; }

    /// <summary>What: an action, or the beginning of several before a full stop (<c>run</c> for <c>run.post</c>).</summary>
    public string? Action { get; init; }

    /// <summary>About what.</summary>
    public string? Subject { get; init; }

    /// <summary>About whom: their file, their protected facts, or a list they were shown in.</summary>
    public long? Person { get; init; }

    /// <summary>Words of the subject, detail, purpose or source as they are written; ASCII capitals do not matter.</summary>
    public string? Text { get; init; }

    /// <summary>Entries before the first.</summary>
    public long Skip { get; init; }

    /// <summary>Most entries.</summary>
    public int Take { get; init; } = int.MaxValue;

    /// <summary>The condition in SQL, and its values.</summary>
    /// <param name="about">What else says that an entry is about the person (<c>@person</c>).</param>
    internal (string Where, DynamicParameters Values) Condition(string? about)
    {
        var values = new DynamicParameters(new { skip = Skip, take = Take });
        var parts = new List<string> { "1 = 1" };
        void Add(string name, object? value, string condition)
        {
            if (value is not null)
            {
                values.Add(name, value);
                parts.Add(condition);
            }
        }

        Add("from", From, "at >= @from");
        Add("before", Before, "at < @before");
        Add("actor", Actor, "actor = @actor");
        Add("action", Action, "(action = @action or action like @actions escape '!')");
        values.Add("actions", Escaped(Action) + ".%");
        Add("subject", Subject, "subject = @subject");
        Add("text", Text is null ? null : $"%{Escaped(Text).ToLowerInvariant()}%",
            "lower(subject || ' ' || detail || ' ' || coalesce(purpose, '') || ' ' || coalesce(source, '')) like @text escape '!'");
        if (Person is { } person)
        {
            var number = person.ToString(CultureInfo.InvariantCulture);
            values.Add("file", "person:" + number);
            values.Add("facts", "protected:person:" + number);
            Add("person", person, about ?? "subject in (@file, @facts)");
        }

        return (string.Join(" and ", parts), values);
    }

    private static string Escaped(string? text) => (text ?? "").Replace("!", "!!", StringComparison.Ordinal)
        .Replace("%", "!%", StringComparison.Ordinal).Replace("_", "!_", StringComparison.Ordinal);
}

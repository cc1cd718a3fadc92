using System.Globalization;
using AnSinh.Basics;
using AnSinh.Rulebook.Expressions;

namespace AnSinh.Rulebook.Cases;

/// <summary>Cases that ask for a value: of a quantity, or the points of a scorecard. The compiled loop has to give the same.</summary>
internal static class ValueCases
{
    public static CaseResult Quantity(LawAt law, PolicyCase worked, string name)
    {
        var policy = law.Policy;
        var table = CaseTable.Of(worked, policy.Facts);
        if (law.Quantity(name) is not { } at)
        {
            return Judge(worked, law, table, new QuantityNode(policy.QuantityOrNull(name)!),
                new Answer(null, "không có quy định trong tháng", null));
        }

        var told = law.Explain(at, table, 0);
        return Judge(worked, law, table, new QuantityNode(at.Quantity),
            new Answer(told.Value, told.Value is { } value ? Written(at.Quantity, value) : "unknown", told.Missing));
    }

    public static CaseResult Scorecard(LawAt law, PolicyCase worked, string name)
    {
        var table = CaseTable.Of(worked, law.Policy.Facts);
        if (law.Scorecard(name) is not { } at)
        {
            return new CaseResult(worked, worked.Expect.Value is null or "unknown", "không có phiếu trong tháng", [], null);
        }

        var sheet = law.Fill(at, table, 0);
        return Judge(worked, law, table, new ScoreNode(at.Scorecard),
            new Answer(sheet.Total, sheet.Total?.ToString(CultureInfo.InvariantCulture) ?? "unknown", sheet.Missing));
    }

    /// <summary>What was told: the value, as it is written, and what is missing; null where nobody asks.</summary>
    private sealed record Answer(long? Value, string Written, IReadOnlyList<string>? Missing);

    private static CaseResult Judge(PolicyCase worked, LawAt law, FactTable table, Node node, Answer answer)
    {
        var (value, got, missing) = answer;
        var differences = new List<string>();
        var wanted = worked.Expect.Value;
        if (wanted is not null && wanted != got && !(wanted is "unknown" && value is null) && !SameNumber(wanted, got)
            && (wanted, got) is not (("true", "yes") or ("false", "no")))
        {
            differences.Add($"giá trị: mong '{wanted}', được '{got}'");
        }

        if (worked.Expect.Missing is { } named && missing is not null && !named.Select(Last).Order(StringComparer.Ordinal)
            .SequenceEqual(missing.Select(Last).Order(StringComparer.Ordinal)))
        {
            differences.Add($"thiếu: mong '{string.Join(", ", named)}', được '{string.Join(", ", missing)}'");
        }

        if (Loop(law, table, node) != value)
        {
            differences.Add($"hai cách tính khác nhau: {got}");
        }

        return new CaseResult(worked, differences.Count == 0, got, differences, null);
    }

    private static string Last(string name) => name[(name.LastIndexOf('.') + 1)..];

    private static bool SameNumber(string wanted, string got) =>
        decimal.TryParse(wanted, NumberStyles.Number, CultureInfo.InvariantCulture, out var a)
        && decimal.TryParse(got, NumberStyles.Number, CultureInfo.InvariantCulture, out var b) && a == b;

    internal static string Written(Quantity quantity, long value) => quantity.Type switch
    {
        ExpressionType.Date => DateOnly.FromDayNumber((int)value).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ExpressionType.Bool => value == 1 ? "yes" : "no",
        ExpressionType.Coefficient => ((decimal)value / Coefficients.Scale).ToString("0.####", CultureInfo.InvariantCulture),
        _ => value.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>The value as the compiled loop gives it.</summary>
    private static long? Loop(LawAt law, FactTable table, Node node)
    {
        var values = new long[table.Rows];
        law.Compile(node)(table, 0, 1, values);
        return values[0] == FactKind.Unknown ? null : values[0];
    }
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AnSinh.Basics;
using AnSinh.Rulebook.Expressions;

namespace AnSinh.Rulebook;

/// <summary>
/// The law with some values tried out (<i lang="vi">luật thử</i>). A tried value replaces the <em>resolved</em> value: what comes out
/// after levels, dates and the combine rule, in the places and months asked. So a national value below the province's is not lifted by
/// it: what is tried is what is paid by. Tables derived by a parameter keep their printed rows.
/// </summary>
public sealed class WhatIfLaw
{
    /// <summary>What stands in the place of a citation where a tried value is shown.</summary>
    public const string Citation = "giả định, chưa phải luật";

    private readonly Dictionary<string, TriedValue[]> _values;

    /// <summary>The law of a policy with values tried; of two for the same parameter and month the later one counts.</summary>
    public WhatIfLaw(Policy policy, IEnumerable<TriedValue> values)
    {
        Policy = policy;
        Values = [.. values];
        _values = Values.GroupBy(v => v.Parameter.Name, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal);
        Hash = Values.Count == 0 ? policy.Hash : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
            policy.Hash
                + string.Concat(
                    Values.Select(v => string.Create(CultureInfo.InvariantCulture, $"\n{v.Parameter.Name}={v.Value} {v.From}..{v.To}"))))));
    }

    /// <summary>The law it starts from.</summary>
    public Policy Policy { get; }

    /// <summary>The values tried.</summary>
    public IReadOnlyList<TriedValue> Values { get; }

    /// <summary>Names the state of the law with these values; the policy's own hash if nothing is tried.</summary>
    public string Hash { get; }

    /// <summary>The law of a month with the tried values put in.</summary>
    public LawAt At(Jurisdiction jurisdiction, Month month, AsKnown known) =>
        new(Policy, jurisdiction, month, known, Values.Count == 0 ? null : this);

    /// <summary>
    /// Reads <c>name=value</c> pairs, tried from one month to another. Refused with every mistake: an unknown name (with the nearest),
    /// a value that is not of the parameter's unit, a unit that is not the parameter's.
    /// </summary>
    public static Outcome<WhatIfLaw> Read(Policy policy, IEnumerable<string> settings, Month from, Month? to = null)
    {
        var values = new List<TriedValue>();
        var refusals = new List<Refusal>();
        foreach (var setting in settings)
        {
            var at = setting.IndexOf('=', StringComparison.Ordinal);
            if (at < 1)
            {
                refusals.Add(
                    new Refusal("whatif.form", $"'{setting}' không đúng dạng. Viết tên_tham_số=giá_trị, ví dụ {Example(policy)}.", "set"));
                continue;
            }

            var read = Read(policy, setting[..at].Trim(), setting[(at + 1)..].Trim(), from, to);
            if (read.Ok)
            {
                values.Add(read.Value);
            }
            else
            {
                refusals.AddRange(read.Refusals);
            }
        }

        return refusals.Count > 0 ? Outcome<WhatIfLaw>.Refused(refusals) : new WhatIfLaw(policy, values);
    }

    /// <summary>Reads one value of one parameter.</summary>
    public static Outcome<TriedValue> Read(Policy policy, string name, string text, Month from, Month? to = null)
    {
        if (policy.ParameterOrNull(name) is not { } parameter)
        {
            var names = policy.Parameters.Select(p => p.Name).Order(StringComparer.Ordinal).ToList();
            return new Refusal("whatif.parameter",
                $"Không có tham số '{name}'{Nearest.Hint(name, names)} Các tham số: {string.Join(", ", names)}.", "set");
        }

        var (number, unit) =
            text.Split(' ', 2, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) is { Length: 2 } parts
            ? (parts[0], parts[1]) : (text, null);
        if (unit is not null && unit != parameter.Unit)
        {
            return new Refusal("whatif.unit", $"'{name}' tính bằng {parameter.Unit}, không phải '{unit}'.", name);
        }

        return Parse(parameter, number) is { } value
            ? new TriedValue(parameter, value, from, to)
            : new Refusal("whatif.value",
                $"'{number}' không phải giá trị của '{name}' ({parameter.Unit}). {Wanted(parameter.Counts)}", name);
    }

    /// <summary>The tried value of a parameter in a month, or null. It stands where the resolved value stood.</summary>
    internal ParameterValue? ValueOrNull(Parameter parameter, Jurisdiction jurisdiction, Month month)
    {
        if (!_values.TryGetValue(parameter.Name, out var tried)
            || tried.LastOrDefault(v => v.From <= month && !(v.To < month)) is not { } value)
        {
            return null;
        }

        var first = value.From.FirstDay;
        var dated = new DatedValue(jurisdiction.Code, first, value.To?.LastDay, first, first, value.Value,
            new Citation(Citation), true, null, null, "");
        return new ParameterValue(parameter, dated, [dated]);
    }

    private static long? Parse(Parameter parameter, string text)
    {
        const long DongLimit = 1_000_000_000_000, CountLimit = 1_000_000, CoefficientLimit = 10_000;
        var digits = text.Replace("_", "", StringComparison.Ordinal);
        if (parameter.Counts == ParameterUnit.Coefficient)
        {
            return decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var coefficient)
                && coefficient <= CoefficientLimit
                && coefficient * Coefficients.Scale is var scaled && decimal.Truncate(scaled) == scaled ? (long)scaled : null;
        }

        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var whole)
            && whole <= (parameter.Counts == ParameterUnit.Dong ? DongLimit : CountLimit) ? whole : null;
    }

    private static string Wanted(ParameterUnit counts) => counts switch
    {
        ParameterUnit.Dong => "Viết số đồng nguyên, không dấu chấm phân nhóm.",
        ParameterUnit.Coefficient => "Viết số thập phân với dấu chấm, tối đa bốn chữ số sau dấu chấm, ví dụ 1.5.",
        _ => "Viết số nguyên không âm.",
    };

    private static string Example(Policy policy) =>
        policy.Parameters.Count == 0 ? "a=1"
        : $"{policy.Parameters[0].Name}={policy.Parameters[0].Values.Select(v => v.Value).FirstOrDefault(1)}";
}

/// <summary>A value tried for a parameter.</summary>
/// <param name="Parameter">The parameter.</param>
/// <param name="Value">Đồng, count, or ten-thousandths of a coefficient.</param>
/// <param name="From">First month it is tried in.</param>
/// <param name="To">Last month, null for all that follow.</param>
public sealed record TriedValue(Parameter Parameter, long Value, Month From, Month? To = null);

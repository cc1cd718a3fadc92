using AnSinh.Rulebook;

namespace AnSinh.Host.WhatIf;

/// <summary>The range over which a parameter can be turned, drawn around its value in force; and the value it stands at.</summary>
/// <param name="Parameter">The parameter.</param>
/// <param name="InForce">Its value in force, raw.</param>
/// <param name="Value">The value tried, raw.</param>
public sealed record SliderRange(Parameter Parameter, long InForce, long Value)
{
    private const int CountReach = 20;

    /// <summary>Least value of the slider, raw.</summary>
    public long Least => Parameter.Counts == ParameterUnit.Count ? Math.Max(0, Math.Min(InForce, Value) - CountReach) : 0;

    /// <summary>Greatest value of the slider, raw.</summary>
    public long Greatest =>
        Math.Max(Parameter.Counts == ParameterUnit.Count ? InForce + CountReach : Round(Math.Max(1, InForce) * 2), Round(Value));

    /// <summary>One notch of the slider, raw: a round number of about a fiftieth of the range.</summary>
    public long Notch => Parameter.Counts switch
    {
        ParameterUnit.Count => 1,
        ParameterUnit.Coefficient => Parameter.Scale / 10,
        _ => Power(Math.Max(1, InForce) / 20),
    };


    /// <summary>A raw value as forms write it.</summary>
    public string Text(long raw) => Parameter.Written(raw);

    private long Round(long raw) => (raw + Notch - 1) / Notch * Notch;

    private static long Power(long value)
    {
        var power = 1L;
        while (power * 10 <= value)
        {
            power *= 10;
        }

        return power;
    }
}

using AnSinh.Scoreboard.Publications;

namespace AnSinh.Scoreboard.Checks;

/// <summary>Checks that take a share apart into numerator and denominator.</summary>
internal static class ShareChecks
{
    private const decimal Hundred = 100;

    /// <summary>Count and rate together say how large the denominator is; a reference says how large it can be.</summary>
    public static string ImpliedDenominator(CheckInputs inputs)
    {
        var (count, rate, reference) = (inputs.Figure("count"), inputs.Figure("rate"), inputs.Figure("reference"));
        inputs.Keep("count", count);
        inputs.Keep("rate", rate);
        var implied = count.Value * Hundred / rate.Value;
        var low = count.Value * Hundred / (rate.Value + rate.HalfUnit);
        var high = count.Value * Hundred / (rate.Value - rate.HalfUnit);
        inputs.Keep("implied_denominator", implied, 0);
        inputs.Keep("implied_low", low, 0);
        inputs.Keep("implied_high", high, 0);
        inputs.Keep("reference", reference);
        inputs.Keep("reference_date", reference.Date);
        inputs.Keep("ratio", implied / reference.Value, 3);
        inputs.Keep("rate_of_reference", count.Value * Hundred / reference.Value, 3);
        inputs.Keep("count_of_reference", reference.Value * rate.Value / Hundred, 0);
        Beside(inputs, count);
        var slack = inputs.Limit("tolerance_percent") / Hundred;
        return reference.Value < low * (1 - slack) || reference.Value > high * (1 + slack) ? "inconsistent" : "consistent";
    }

    /// <summary>Does the target hold whichever of the two published figures is right?</summary>
    public static string TargetEitherWay(CheckInputs inputs)
    {
        var (count, rate, reference) = (inputs.Figure("count"), inputs.Figure("rate"), inputs.Figure("reference"));
        var target = inputs.Term.TargetOf(inputs.Check.Inputs["target"][0])
            ?? throw new KeyNotFoundException(inputs.Check.Inputs["target"][0]);
        var limit = target.Value ?? throw new KeyNotFoundException($"{target.Indicator}.value");
        inputs.Keep("count", count);
        inputs.Keep("rate_if_count_right", count.Value * Hundred / reference.Value, 3);
        inputs.Keep("rate_if_rate_right", rate);
        inputs.Keep("target", (object)limit);
        inputs.Keep("comparator", target.Comparator.Sign());
        var byCount = target.Comparator.Holds(count.Value, reference.Value, Hundred, limit);
        var byRate = target.Comparator.Holds(rate.Value, 1, 1, limit);
        return (byCount, byRate) switch
        {
            (true, true) => "met_either_way",
            (false, false) => "missed_either_way",
            _ => "depends",
        };
    }

    /// <summary>A change of a percentage without a unit has two bases.</summary>
    public static string AmbiguousChange(CheckInputs inputs)
    {
        var (rate, change) = (inputs.Figure("rate"), inputs.Figure("change"));
        inputs.Keep("rate", rate);
        inputs.Keep("change", change);
        inputs.Keep("base_if_points", rate.Value - change.Value, 2);
        inputs.Keep("base_if_relative", rate.Value * Hundred / (Hundred + change.Value), 2);
        return change.UnitStated ? "clear" : "ambiguous";
    }

    /// <summary>How many people a share is, for each denominator it may have.</summary>
    public static string ImpliedCount(CheckInputs inputs)
    {
        var rate = inputs.Figure("rate");
        inputs.Keep("rate", rate);
        var position = 0;
        foreach (var denominator in inputs.Figures("denominators"))
        {
            position++;
            inputs.Keep($"denominator_{position}", denominator);
            inputs.Keep($"denominator_{position}_label", denominator.Label);
            inputs.Keep($"implied_{position}", denominator.Value * rate.Value / Hundred, 0);
        }

        return rate.DenominatorStated ? "denominator_stated" : "denominator_unstated";
    }

    /// <summary>A share of communes must be a whole number of communes of the map in force.</summary>
    public static string WholeUnits(CheckInputs inputs)
    {
        var rate = inputs.Figure("rate");
        var units = inputs.CommunesOn(inputs.Day("on"));
        var count = decimal.Round(units * rate.Value / Hundred, 0, MidpointRounding.AwayFromZero);
        inputs.Keep("rate", rate);
        inputs.Keep("on", inputs.Day("on"));
        inputs.Keep("units", units, 0);
        inputs.Keep("count", count, 0);
        inputs.Keep("before", inputs.Day("before"));
        inputs.Keep("units_before", inputs.CommunesOn(inputs.Day("before")), 0);
        return units > 0 && Math.Abs((count * Hundred / units) - rate.Value) <= rate.HalfUnit ? "consistent" : "not_whole";
    }

    private static void Beside(CheckInputs inputs, StatedFigure count)
    {
        if (inputs.FigureOrNull("later_reference") is { } later)
        {
            inputs.Keep("later_reference", later);
            inputs.Keep("rate_of_later", count.Value * Hundred / later.Value, 2);
        }

        if (inputs.FigureOrNull("persons") is { } persons)
        {
            inputs.Keep("count_of_persons", count.Value * Hundred / persons.Value, 2);
        }

        if (inputs.FigureOrNull("earlier_count") is { } earlierCount && inputs.FigureOrNull("earlier_rate") is { } earlierRate)
        {
            inputs.Keep("earlier_implied", earlierCount.Value * Hundred / earlierRate.Value, 0);
        }
    }
}

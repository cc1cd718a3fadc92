using AnSinh.Scoreboard.Publications;

namespace AnSinh.Scoreboard.Checks;

/// <summary>Checks that hold a figure against other figures of other days or places.</summary>
internal static class SeriesChecks
{
    private const decimal Hundred = 100;

    /// <summary>A share beside a dated series of a larger place: interpolated to its day, and beyond all of it or not.</summary>
    public static string Plausibility(CheckInputs inputs)
    {
        var (value, denominator) = (inputs.Figure("value"), inputs.Figure("denominator"));
        var series = inputs.Figures("series").OrderBy(f => f.Date).ToList();
        var before = series.LastOrDefault(f => f.Date <= value.Date) ?? series[0];
        var after = series.FirstOrDefault(f => f.Date >= value.Date) ?? series[^1];
        var span = after.Date.DayNumber - before.Date.DayNumber;
        var expected = span == 0
            ? before.Value
            : before.Value + ((after.Value - before.Value) * (value.Date.DayNumber - before.Date.DayNumber) / span);
        inputs.Keep("value", value);
        inputs.Keep("denominator", denominator);
        inputs.Keep("count_at_value", denominator.Value * value.Value / Hundred, 0);
        inputs.Keep("before", before);
        inputs.Keep("before_date", before.Date);
        inputs.Keep("after", after);
        inputs.Keep("after_date", after.Date);
        inputs.Keep("expected", expected, 2);
        inputs.Keep("highest", series.Max(f => f.Value), 2);
        var tolerance = inputs.Limit("tolerance_points");
        return value.Value > Hundred || value.Value > series.Max(f => f.Value) + tolerance ? "impossible"
            : value.Value > expected + tolerance ? "high"
            : value.Value < expected - tolerance && value.Op is not (Comparator.Above or Comparator.AtLeast) ? "low"
            : "plausible";
    }

    /// <summary>A denominator is ruled out if the share there is known to be far below what is claimed.</summary>
    public static string Bound(CheckInputs inputs)
    {
        var (value, share, denominator) = (inputs.Figure("value"), inputs.Figure("reference_share"), inputs.Figure("denominator"));
        inputs.Keep("value", value);
        inputs.Keep("denominator", denominator);
        inputs.Keep("count_at_value", denominator.Value * value.Value / Hundred, 0);
        inputs.Keep("reference_share", share);
        inputs.Keep("reference_date", share.Date);
        var impossible = value.Value > share.Value + inputs.Limit("margin_points") && value.Op is not (Comparator.Below
            or Comparator.AtMost);
        return impossible ? "excluded" : "possible";
    }

    /// <summary>A count beside the part of a larger plan that falls to the place by its people.</summary>
    public static string ProportionalShare(CheckInputs inputs)
    {
        var (value, part, whole, plan) =
            (inputs.Figure("value"), inputs.Figure("part"), inputs.Figure("whole"), inputs.Figure("whole_value"));
        var years = inputs.Term.To - inputs.Term.From;
        var proportional = plan.Value * part.Value / whole.Value;
        inputs.Keep("value", value);
        inputs.Keep("part", part);
        inputs.Keep("value_of_part", value.Value * Hundred / part.Value, 2);
        inputs.Keep("years", years, 0);
        inputs.Keep("term_total", value.Value * years, 0);
        inputs.Keep("share", part.Value * Hundred / whole.Value, 2);
        inputs.Keep("whole_value", plan);
        inputs.Keep("proportional", proportional, 0);
        inputs.Keep("ratio", value.Value / proportional, 3);
        return Within(inputs, value.Value / proportional) ? "plausible" : "out_of_range";
    }

    /// <summary>A total rebuilt from persons and amounts, beside the published one.</summary>
    public static string OrderOfMagnitude(CheckInputs inputs)
    {
        var published = inputs.Figure("published");
        var scale = inputs.Limit("scale");
        var sum = 0m;
        foreach (var term in inputs.Check.Terms)
        {
            var product = term.Factors.Aggregate(1m, (all, factor) => all * inputs.Find(factor).Value);
            inputs.Keep(term.Id, product / scale, 1);
            sum += product;
        }

        inputs.Keep("sum", sum / scale, 1);
        inputs.Keep("published", published.Value / scale, 1);
        inputs.Keep("ratio", sum / published.Value, 3);
        if (inputs.FigureOrNull("bound_count") is { } count && inputs.FigureOrNull("bound_rate") is { } rate)
        {
            inputs.Keep("bound_count", count);
            inputs.Keep("bound_rate", rate);
            inputs.Keep("bound", count.Value * Hundred / rate.Value, 0);
        }

        if (inputs.FigureOrNull("value") is { } value)
        {
            inputs.Keep("value", value);
        }

        return Within(inputs, sum / published.Value) ? "consistent" : "inconsistent";
    }

    /// <summary>A figure of a year, published before the year is over, is provisional.</summary>
    public static string PeriodNotClosed(CheckInputs inputs)
    {
        var figures = inputs.Figures("figures");
        var published = figures.Min(f => f.PublishedOn ?? f.Date);
        var end = figures.Max(f => f.Date);
        inputs.Keep("published_on", published);
        inputs.Keep("period_end", end);
        inputs.Keep("days", end.DayNumber - published.DayNumber, 0);
        inputs.Keep("year", new Year(end.Year));
        return published <= end ? "not_closed" : "closed";
    }

    private static bool Within(CheckInputs inputs, decimal ratio) =>
        ratio >= inputs.Limit("lowest_ratio") && ratio <= inputs.Limit("highest_ratio");
}

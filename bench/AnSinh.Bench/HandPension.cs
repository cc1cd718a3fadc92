using AnSinh.Basics;
using AnSinh.Rulebook;

namespace AnSinh.Bench;

/// <summary>The social pension of one month as a loop written by hand; amounts come in as arguments.</summary>
internal sealed class HandPension(FactVocabulary facts, Month month, long amount, long full)
{
    private readonly long _eve = month.Eve.DayNumber;
    private readonly long _is70 = HandWritten.Born(month.LastDay, 70), _is75 = HandWritten.Born(month.LastDay, 75);
    private readonly long _poor = facts["poverty"].Encode("poor")!.Value, _nearPoor = facts["poverty"].Encode("near_poor")!.Value;

    /// <summary>Amounts for all rows; returns their sum.</summary>
    public long Run(FactTable table, long[] amounts)
    {
        var c = table.Columns;
        long[] birth = c["birth_date"], resident = c["resident"], death = c["death_date"], facility = c["in_facility"],
            poverty = c["poverty"], pension = c["pension"], drawn = c["pension_amount"];
        var sum = 0L;
        for (var i = 0; i < table.Rows; i++)
        {
            amounts[i] = 0;
            var born = birth[i];
            if (born > _is70 || resident[i] == 0 || death[i] <= _eve || facility[i] != 0
                || (born > _is75 && poverty[i] != _poor && poverty[i] != _nearPoor))
            {
                continue;
            }

            // A pension of unknown amount is not topped up here: the rules say unknown, which pays nothing.
            amounts[i] = pension[i] == 0 ? full : drawn[i] == FactKind.Unknown ? 0 : Math.Max(amount - drawn[i], 0);
            sum += amounts[i];
        }

        return sum;
    }
}

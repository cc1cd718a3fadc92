using AnSinh.Basics;
using AnSinh.Determinations.Forecasting;

namespace AnSinh.Host.Forecasting;

/// <summary>Keeps the last forecast made: who asks the same soon after is answered by it.</summary>
internal sealed class ForecastCache
{
    /// <summary>Months the pages look ahead.</summary>
    public const int MonthsAhead = 12;

    private readonly Lock _turn = new();
    private (string Law, Month From, int Months, AsKnown Known, long ChangeNo, Forecast Forecast)? _last;

    /// <summary>The months from one on, as known on a day. The first who asks waits for it; the others share it.</summary>
    public Forecast Of(Office office, Month from, AsKnown known, int months = MonthsAhead, IProgress<int>? progress = null)
    {
        var changeNo = office.Register.ChangeNo;
        lock (_turn)
        {
            if (_last is { } last && last.Law == office.Policy.Hash && last.From == from && last.Months == months
                && last.Known == known && last.ChangeNo == changeNo)
            {
                return last.Forecast;
            }

            var forecast = new Forecaster(office.Determiner, known, office.Decisions.Known(known)).Run(from, months, progress);
            _last = (office.Policy.Hash, from, months, known, changeNo, forecast);
            return forecast;
        }
    }
}

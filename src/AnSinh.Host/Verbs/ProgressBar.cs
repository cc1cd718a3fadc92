namespace AnSinh.Host.Verbs;

/// <summary>
/// A bar on standard error for work that takes seconds; one line a step when the output is not a terminal, so that a log stays readable.
/// </summary>
internal sealed class ProgressBar : IProgress<(string Step, int Percent)>
{
    private const int Width = 30;
    private readonly Lock _lock = new();
    private readonly bool _terminal = !Console.IsErrorRedirected;
    private string _step = "";
    private int _percent = -1;

    /// <inheritdoc/>
    public void Report((string Step, int Percent) value)
    {
        lock (_lock)
        {
            if (value == (_step, _percent))
            {
                return;
            }

            var newStep = value.Step != _step;
            (_step, _percent) = value;
            if (_terminal)
            {
                var full = Math.Clamp(_percent, 0, 100) * Width / 100;
                Console.Error.Write(
                    (newStep && _percent < 100 ? "\n" : "")
                    + $"\r[{new string('█', full)}{new string('·', Width - full)}] {_percent,3} %  {_step}");
            }
            else if (newStep)
            {
                Console.Error.WriteLine(_step);
            }
        }
    }

    /// <summary>Ends the line of the bar.</summary>
    public void Finish()
    {
        if (_terminal)
        {
            Console.Error.WriteLine();
        }
    }
}

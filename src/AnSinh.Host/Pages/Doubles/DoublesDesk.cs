using AnSinh.Register;
using AnSinh.Register.Matching;

namespace AnSinh.Host.Pages.Doubles;

/// <summary>
/// Compares the people of the register with each other, apart from the request that asked for it, and keeps what was found until it is
/// asked to look again.
/// </summary>
internal sealed partial class DoublesDesk(ILogger<DoublesDesk> log)
{
    private readonly Lock _turn = new();
    private (RegisterDb Register, DoublesFound Found)? _found;
    private string? _step;

    /// <summary>What was found last in this register, and what is being done now; either may be null. The first who asks starts the work.</summary>
    public (DoublesFound? Found, string? Step) Of(Office office)
    {
        lock (_turn)
        {
            if (_found is { } kept && ReferenceEquals(kept.Register, office.Register))
            {
                return (kept.Found, _step);
            }
        }

        Start(office);
        return (null, _step ?? "");
    }

    /// <summary>Looks again; nothing happens if it is being done.</summary>
    public void Start(Office office)
    {
        lock (_turn)
        {
            if (_step is not null)
            {
                return;
            }

            _step = "";
        }

        _ = Task.Run(() => Do(office));
    }

    private void Do(Office office)
    {
        try
        {
            var found = new DoubleFinder(office.Register).Find(new MatchOptions { Progress = new Steps(this) });
            lock (_turn)
            {
                _found = found.Ok ? (office.Register, found.Value) : (office.Register, new DoublesFound(office.Register.ChangeNo, [], 0, 0));
            }
        }
        catch (Exception trouble) when (trouble is Store.StoreException or System.Data.Common.DbException or InvalidOperationException)
        {
            Failed(trouble);
        }
        finally
        {
            lock (_turn)
            {
                _step = null;
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Looking for doubles failed")]
    private partial void Failed(Exception trouble);

    private sealed class Steps(DoublesDesk desk) : IProgress<(string Step, int Percent)>
    {
        public void Report((string Step, int Percent) value)
        {
            lock (desk._turn)
            {
                desk._step = value.Step;
            }
        }
    }
}

using AnSinh.Basics;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using AnSinh.Register;
using AnSinh.Register.Matching;

namespace AnSinh.Host.Pages.Doubles;

/// <summary>
/// Compares the people of the register with each other, apart from the request that asked for it, and keeps what was found until it is
/// asked to look again.
/// </summary>
internal sealed partial class DoublesDesk(HeavyGate gate, ILogger<DoublesDesk> log)
{
    private static readonly LocalText Looking = new("tìm hồ sơ trùng trong sổ", "looking for doubles in the register");
    private readonly Lock _turn = new();
    private (RegisterDb Register, DoublesFound Found)? _found;
    private string? _step;

    /// <summary>
    /// What was found last in this register, and what is being done now; both are null if the work could not begin beside other heavy work.
    /// The first who asks starts it.
    /// </summary>
    public (DoublesFound? Found, string? Step) Of(Office office, string login)
    {
        var found = FoundOrNull(office);
        return (found, found is not null || Start(office, login) ? _step ?? (found is null ? "" : null) : null);
    }

    /// <summary>What was found last in this register, or null; starts nothing.</summary>
    public DoublesFound? FoundOrNull(Office office)
    {
        lock (_turn)
        {
            return _found is { } kept && ReferenceEquals(kept.Register, office.Register) ? kept.Found : null;
        }
    }

    /// <summary>What to answer if other heavy work runs.</summary>
    internal IResult Busy(Visit visit) => HeavyTurns.Busy(gate, visit);

    /// <summary>Looks again; nothing happens if it is being done.</summary>
    /// <returns>False if other heavy work runs.</returns>
    public bool Start(Office office, string login)
    {
        HeavyGate.Turn turn;
        lock (_turn)
        {
            if (_step is not null)
            {
                return true;
            }

            if (gate.TryBegin(login, Looking) is not { } begun)
            {
                return false;
            }

            (_step, turn) = ("", begun);
        }

        _ = Task.Run(() => Do(office, turn));
        return true;
    }

    private void Do(Office office, HeavyGate.Turn turn)
    {
        try
        {
            var found = new DoubleFinder(office.Register).Find(new MatchOptions { Progress = new Steps(this) });
            lock (_turn)
            {
                _found = found.Ok ? (office.Register, found.Value)
                    : (office.Register, new DoublesFound(office.Register.ChangeNo, [], 0, 0));
            }
        }
        catch (Exception trouble) when (trouble is Store.StoreException or System.Data.Common.DbException or InvalidOperationException)
        {
            Failed(trouble);
        }
        finally
        {
            turn.Dispose();
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

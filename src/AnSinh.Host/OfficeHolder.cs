using AnSinh.Basics;
using AnSinh.Casework.LawChanges;
using AnSinh.Register;
using AnSinh.Rulebook;
using AnSinh.Rulebook.Publishing;
using AnSinh.Scoreboard;
using AnSinh.Store;

namespace AnSinh.Host;

/// <summary>
/// Holds the office that requests work in. After a publication it is exchanged for one with the new law; a request keeps the office it
/// began in, so that no answer mixes two states of the law.
/// </summary>
public sealed class OfficeHolder(Office first)
{
    private readonly Lock _turn = new();
    private volatile Office _current = first;
    private long _refused = -1;

    /// <summary>The office of now. Ask once for a piece of work and keep the answer.</summary>
    public Office Current => _current;

    /// <summary>The office of now, after looking whether another process (the command line) has published since.</summary>
    public Office Fresh()
    {
        var office = _current;
        office.Register.RefreshUnits();
        office.Register.RefreshClock();
        office.Books.Refresh();
        if (office.Law is { } law && office.Publications.LastVersion() is var last && last != law.Version
            && last != Interlocked.Read(ref _refused))
        {
            // What cannot be read is not tried again at every request: the law of before goes on.
            Interlocked.Exchange(ref _refused, Reload().Ok ? -1 : last);
        }

        return _current;
    }

    /// <summary>Opens an office over a register and the law in force there.</summary>
    public static Outcome<Office> Open(string folder, Database database)
    {
        var law = LawInForce.Read(folder, database);
        var scores = ScorePolicy.Load(folder);
        if (!law.Ok || !scores.Ok)
        {
            return Outcome<Office>.Refused([.. law.Refusals, .. scores.Refusals]);
        }

        var register = RegisterDb.Open(database, law.Value.Policy.Facts);
        return register.Ok ? new Office(law.Value, scores.Value, register.Value) : Outcome<Office>.Refused(register.Refusals);
    }

    /// <summary>Reads the law again and exchanges the office. Refused, and nothing exchanged, if the law cannot be read.</summary>
    public Outcome<Office> Reload()
    {
        lock (_turn)
        {
            var old = _current;
            if (old.Law is null)
            {
                return new Refusal("law.not-published-here", "Bộ luật này không được công bố từ đây.");
            }

            var opened = Open(old.Law.Folder, old.Register.Database);
            if (opened.Ok)
            {
                _current = opened.Value;
            }

            return opened;
        }
    }

    /// <summary>
    /// What those who read the law beyond the rulebook itself find wrong with a state of it: indicators, the coverage register.
    /// </summary>
    public static IEnumerable<Refusal> AlsoCheck(ScorePolicy scores, Policy policy, RulebookFiles files) =>
        scores.Against(policy).Concat(CoverageRegister.Read(files, policy).Problems);
}

using System.Data.Common;

namespace AnSinh.Store.Acts;

/// <summary>
/// Something somebody does that writes (<i lang="vi">hành vi ghi sổ</i>): who, what, why, by which paper. All it writes is one transaction,
/// with its entry in the audit log; with a request key it is done once, however often it is asked for. See <see cref="ActRunner"/>.
/// </summary>
/// <param name="actor">Who: a login, or the program.</param>
/// <param name="kind">What, a stable code such as <c>event.record</c>.</param>
public sealed class Act(string actor, string kind)
{
    private Func<object?, string>? _answer;
    private Action? _done;

    /// <summary>Who does it.</summary>
    public string Actor { get; } = actor;

    /// <summary>What it is: the action under which it is noted if what it does tells no other.</summary>
    public string Kind { get; } = kind;

    /// <summary>Why, where the law asks for a purpose.</summary>
    public string Purpose { get; init; } = "";

    /// <summary>Where it came from: a page, a paper.</summary>
    public string Source { get; init; } = "";

    /// <summary>Key of the request; an act with the same key is done once. Null for what cannot be asked for twice.</summary>
    public string? RequestKey { get; init; }

    /// <summary>The answer that was kept under the request key, by this act or by the same one before; null while there is none.</summary>
    public string? Answer { get; private set; }

    /// <summary>True if the answer is that of an earlier request with the same key: this time nothing was written.</summary>
    public bool IsRepeat { get; private set; }

    internal (Database Database, DbConnection Connection, DbTransaction Transaction)? Running { get; private set; }

    internal bool Told { get; private set; }

    /// <summary>An act of somebody about whom only the name matters, as of the command line.</summary>
    public static Act By(string actor, string kind = "write") => new(actor, kind);

    /// <summary>An act of the program itself: what it keeps of its own accord.</summary>
    public static Act OfProgram(string kind = "write") => new(AuditRecord.Program, kind);

    /// <summary>How the outcome is told to whoever asked: kept under the request key, so that who asks again is told the same.</summary>
    public Act Answering<T>(Func<T, string> answer)
    {
        _answer = value => answer((T)value!);
        return this;
    }

    /// <summary>Adds what is to be done once all of it stands.</summary>
    public void AfterCommit(Action action) => _done += action;

    /// <summary>An entry of the audit log about this act.</summary>
    public AuditRecord Note(long at, string action, string subject, string detail) =>
        new(at, Actor, action, subject, detail) { Purpose = Purpose, Source = Source };

    internal void Begin(Database database, DbConnection connection, DbTransaction transaction) =>
        (Running, Told) = ((database, connection, transaction), false);

    internal void Noted(bool told = true) => Told = told;

    internal void Repeats(string answer) => (Answer, IsRepeat) = (answer, true);

    internal string AnswerTo(object? value) => Answer = _answer is { } answer ? answer(value) : "";

    internal void End(bool committed)
    {
        Running = null;
        var done = _done;
        _done = null;
        if (committed)
        {
            done?.Invoke();
        }
    }
}

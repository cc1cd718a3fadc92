namespace AnSinh.Rulebook.Procedures;

/// <summary>The deeds that rooms know by name: doing them does more than lead a case to its next step.</summary>
public static class KindDeeds
{
    /// <summary>The deed every case begins with.</summary>
    public const string Open = "open";

    /// <summary>A draft of the law is handed in; it has to pass its review.</summary>
    public const string Submit = "submit";

    /// <summary>A draft of the law is approved, exactly as it was looked at.</summary>
    public const string Approve = "approve";

    /// <summary>An approved draft becomes law.</summary>
    public const string Publish = "publish";

    /// <summary>The field with which deeds on a draft of the law say what they are about: the mark of what it held.</summary>
    public const string Content = "content";

    /// <summary>The field that says nobody signed in to hand a draft in.</summary>
    public const string Unproved = "unproved";

    /// <summary>The field of the opening that says what a draft of the law is about.</summary>
    public const string Title = "title";

    /// <summary>The result of a poverty review is posted; every hamlet has met and agreed.</summary>
    public const string Post = "post";

    /// <summary>A complaint about what was posted is taken.</summary>
    public const string Complain = "complain";

    /// <summary>A complaint is answered.</summary>
    public const string Answer = "answer";

    /// <summary>The level above gives its opinion.</summary>
    public const string Opine = "opine";

    /// <summary>The decision of a poverty review is recorded: the classes of its households are written to the register.</summary>
    public const string Sign = "sign";

    /// <summary>That decision is taken back: the register is as before.</summary>
    public const string TakeBack = "take_back";

    /// <summary>The month of a pay run, a field of its opening, and up to which day it knows.</summary>
    public const string Month = "month", Known = "known";

    /// <summary>What a draft of a pay run held when it was drafted, fields of its opening: lines, and đồng in all.</summary>
    public const string Lines = "lines", Amount = "amount";

    /// <summary>A draft of a pay run is given up: it posts nothing, ever.</summary>
    public const string Discard = "discard";

    /// <summary>An approved pay run is paid.</summary>
    public const string Pay = "pay";

    /// <summary>The deeds a procedure about something must have, each with the fields it must ask and whose doers may not do it.</summary>
    public static IReadOnlyList<(string Deed, IReadOnlyList<string> Fields, IReadOnlyList<string> NotBy)> Of(CaseKind kind) => kind switch
    {
        CaseKind.LawChange =>
            [(Open, [Title], []), (Submit, [Content, Unproved], []), (Approve, [Content], [Open]), (Publish, [Content], [])],
        CaseKind.PovertyRound =>
        [
            (Open, ["year", "kind", "base_day", "holds_from"], []), (Post, ["from", "to", "where"], []),
            (Complain, ["household", "complainant", "received", "what"], []), (Answer, ["no", "answered", "upheld", "result"], []),
            (Sign, ["number", "signed_on", "signer"], []), (TakeBack, ["reason"], []),
        ],
        CaseKind.PayRun =>
        [
            (Open, [Month, Known, Lines, Amount], []), (Discard, ["reason"], []), (Approve, [], [Open]), (Pay, [], [Approve]),
            (TakeBack, ["reason"], []),
        ],
        _ => [],
    };
}

using AnSinh.Basics.Forms;

namespace AnSinh.Access;

/// <summary>The forms about one's sessions: each one button.</summary>
public static class SessionForms
{
    /// <summary>Word that names the session.</summary>
    public const string SessionField = "phien";

    /// <summary>One session is ended.</summary>
    public static FormDefinition EndOne { get; } = new("session_end", new("Kết thúc", "End it"), []);

    /// <summary>All but this one are ended.</summary>
    public static FormDefinition EndOthers { get; } =
        new("session_end_others", new("Kết thúc mọi phiên khác", "End all other sessions"), []);
}

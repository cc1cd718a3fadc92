using System.Globalization;
using AnSinh.Basics;
using AnSinh.Basics.Forms;
using AnSinh.Store;
using AnSinh.Store.Readings;

namespace AnSinh.Access.Protection;

/// <summary>
/// Who may see protected facts of whom, and why: an officer states a purpose, which is kept for ever in the log of readings, and sees them
/// for a quarter of an hour by the machine's clock. The log is the only memory of it.
/// </summary>
public sealed class ProtectedAccess(ReadingLog readings, OfficeClock clock)
{
    /// <summary>Fewest letters of a purpose: "xét" tells nobody anything.</summary>
    public const int PurposeFrom = 8;

    /// <summary>Most letters of a purpose.</summary>
    public const int PurposeTo = 300;

    /// <summary>States a purpose for which protected facts are looked at.</summary>
    public static FormDefinition Statement { get; } = new("protected_purpose", new("Dữ kiện được bảo vệ", "Protected facts"),
        [Field("Mục đích xem (vào nhật ký, kèm tên bạn)", "Purpose of looking (kept in the log with your name)")]);

    /// <summary>The same where a protected fact is recorded.</summary>
    public static FormField PurposeOfRecording { get; } =
        Field("Mục đích của việc ghi dữ kiện được bảo vệ (vào nhật ký)", "Purpose of recording a protected fact (goes into the log)");

    /// <summary>Word of an address that names the page a purpose was asked for.</summary>
    public const string BackField = "ve";

    /// <summary>Name of the field of a purpose.</summary>
    public const string PurposeField = "muc-dich";

    private const string Action = ReadingKinds.Opened;
    private const int Looked = 50;
    private static readonly long HalfDay = (long)TimeSpan.FromHours(12).TotalMilliseconds;

    /// <summary>Openings of a month that are shown at most.</summary>
    public const int OpeningsShown = 200;

    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(15);

    private static FormField Field(string vi, string en) => new(PurposeField, new(vi, en), FormFieldType.Text)
    {
        Required = true,
        Longest = PurposeTo,
        Hint = new($"từ {PurposeFrom} chữ", $"from {PurposeFrom} letters"),
    };

    /// <summary>A person's file as a subject.</summary>
    public static string Person(long person) => "protected:person:" + person.ToString(CultureInfo.InvariantCulture);

    /// <summary>A programme's people and figures as a subject.</summary>
    public static string Programme(string programme) => "protected:programme:" + programme;

    /// <summary>A purpose as it is kept, or null if it says too little or too much.</summary>
    public static string? Purpose(string? text) => text?.Trim() is { Length: >= PurposeFrom and <= PurposeTo } told ? told : null;

    /// <summary>True while somebody may see what a subject protects.</summary>
    public bool IsOpen(string login, string subject)
    {
        var from = clock.SystemNow - (long)Lasts.TotalMilliseconds;
        return readings.Latest(Looked, subject).Any(entry => entry.Action == Action && entry.Actor == login && entry.SystemAt >= from);
    }

    /// <summary>Notes the purpose; what the subject protects is open to them from now on.</summary>
    public void Open(string login, string subject, string purpose) =>
        readings.Note(new AuditRecord(clock.Now(), login, Action, subject, purpose));

    /// <summary>Who opened anything in a month by the office's clock, the latest first, as many as a page shows.</summary>
    public IReadOnlyList<AuditRecord> OpeningsIn(Month month) =>
        readings.Of(Action, AsKnown.NoonOf(month.FirstDay) - HalfDay, AsKnown.NoonOf(month.LastDay) + HalfDay, OpeningsShown);

    /// <summary>Notes that somebody looked who opened what in a month: that is a reading too.</summary>
    public void NoteLook(string login, Month month) =>
        readings.Note(new AuditRecord(clock.Now(), login, "audit.openings", $"month:{month}", ""));

    /// <summary>The person whose file a subject is, or null.</summary>
    public static long? PersonOf(string subject) => subject.StartsWith(Person(0)[..^1], StringComparison.Ordinal)
        && long.TryParse(subject.AsSpan(Person(0).Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <summary>Who opened a subject, the latest first: login, when, why.</summary>
    public IReadOnlyList<AuditRecord> Openings(string subject) =>
        [.. readings.Latest(Looked, subject).Where(entry => entry.Action == Action)];
}

/// <summary>Who saw protected facts, and why.</summary>
/// <param name="Name">Who.</param>
/// <param name="At">When, Unix milliseconds.</param>
/// <param name="Purpose">Why.</param>
public sealed record OpeningRow(string Name, long At, string Purpose);

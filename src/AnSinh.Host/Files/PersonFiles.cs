using System.Globalization;
using AnSinh.Host.People;
using AnSinh.Host.Protection;
using AnSinh.Host.Web;
using AnSinh.Register.People;
using AnSinh.Store;
using AnSinh.Store.Readings;

namespace AnSinh.Host.Files;

/// <summary>The way to a person's file: through the scope, and noted in the audit log.</summary>
internal static class PersonFiles
{
    /// <summary>The person in short, or null outside the scope.</summary>
    public static PersonSummary? FindOrNull(Office office, Visit visit, long id) =>
        office.People.FindOrNull(id, visit.Viewer.Scope, visit.Month.LastDay, visit.Known);

    /// <summary>The whole file, or null outside the scope.</summary>
    public static PersonFile? FileOrNull(Office office, Visit visit, long id) =>
        office.People.FileOrNull(id, visit.Viewer.Scope);

    /// <summary>Notes that somebody read a file.</summary>
    public static void NoteReading(Visit visit, long id) => visit.Reading.Opens(id);

    /// <summary>Notes that somebody read a file by another way than a visit.</summary>
    public static void NoteReading(Office office, string actor, long id, string way) => office.Register.Database.Readings.Note(
        new AuditRecord(office.Clock.Now(), actor, ReadingKinds.File, Subject(id), way));

    /// <summary>Who read a file lately, the latest first.</summary>
    public static IReadOnlyList<ReadRow> Readings(Office office, long id) =>
        [.. office.Register.Database.Readings.Latest(8, Subject(id)).Where(entry => entry.Action == ReadingKinds.File)
            .Select(entry => new ReadRow(office.Accounts.FindOrNull(entry.Actor)?.Name ?? entry.Actor, entry.At))];

    /// <summary>Who opened the protected facts of a file lately and why, the latest first.</summary>
    public static IReadOnlyList<OpeningRow> Openings(Office office, long id) =>
        [.. office.Protected.Openings(ProtectedAccess.Person(id)).Take(8)
            .Select(entry => new OpeningRow(office.Accounts.FindOrNull(entry.Actor)?.Name ?? entry.Actor, entry.At, entry.Detail))];

    private static string Subject(long id) => "person:" + id.ToString(CultureInfo.InvariantCulture);
}

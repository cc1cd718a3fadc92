using AnSinh.Basics;

namespace AnSinh.Store.Backup;

/// <summary>A backup file is not what it says: found deep in reading, told at the door as a <see cref="Refusal"/>.</summary>
internal sealed class BackupFault(string code, string message, string? place = null) : Exception(message)
{
    public const string Damaged = "backup.damaged";

    public Refusal Refusal { get; } = new(code, message, place);
}

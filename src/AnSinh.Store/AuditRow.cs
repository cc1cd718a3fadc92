namespace AnSinh.Store;

/// <summary>An entry as the table of a chain keeps it.</summary>
internal sealed class AuditRow
{
    /// <summary>Its columns.</summary>
    public const string Fields =
        "entry_id, at, actor, action, subject, detail, hash, previous_hash, system_at, lines, amount, seal, purpose, source";

    public long EntryId { get; set; }

    public long At { get; set; }

    public string Actor { get; set; } = "";

    public string Action { get; set; } = "";

    public string Subject { get; set; } = "";

    public string Detail { get; set; } = "";

    public string Hash { get; set; } = "";

    public string PreviousHash { get; set; } = "";

    public long? SystemAt { get; set; }

    public long? Lines { get; set; }

    public long? Amount { get; set; }

    public string? Seal { get; set; }

    public string? Purpose { get; set; }

    public string? Source { get; set; }

    /// <summary>What it tells.</summary>
    public AuditRecord Record() =>
        new(At, Actor, Action, Subject, Detail) { SystemAt = SystemAt ?? 0, Lines = Lines, Amount = Amount,
            Entry = EntryId, Purpose = Purpose ?? "", Source = Source ?? "" };
}

namespace AnSinh.Store;

/// <summary>
/// The machine lacks something: the database is missing, unreadable, locked, full or not ours. The message is Vietnamese, names the
/// address and says what to do. Nothing was lost: a transaction under way was rolled back.
/// </summary>
public sealed class StoreException : Exception
{
    /// <summary>Trouble with the database at an address; a password in either text is hidden.</summary>
    public StoreException(string address, string message, Exception? inner = null)
        : base(Secrets.Hide($"{address}: {message}"), inner) => Address = Secrets.Hide(address);

    /// <summary>Where the database is.</summary>
    public string Address { get; }
}

namespace AnSinh.Store;

/// <summary>
/// The machine lacks something: the database is missing, unreadable, locked, full or not ours. The message is Vietnamese, names the
/// address and says what to do. Nothing was lost: a transaction under way was rolled back.
/// </summary>
public sealed class StoreException : Exception
{
    /// <summary>Trouble with the database at an address.</summary>
    public StoreException(string address, string message, Exception? inner = null)
        : base($"{address}: {message}", inner) => Address = address;

    /// <summary>Where the database is.</summary>
    public string Address { get; }
}

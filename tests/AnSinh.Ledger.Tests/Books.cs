namespace AnSinh.Ledger.Tests;

/// <summary>What must hold of every ledger, whatever happened.</summary>
internal static class Books
{
    /// <summary>Recomputed + held + withheld = posted; posted = paid + to pay − to recover; nothing wrong is found.</summary>
    public static Reconciliation Agree(SmallWorld world)
    {
        var books = world.MonthRun.Reconcile();
        Assert.True(books.Agrees, string.Join("\n", books.Faults.Select(f => f.Message)));
        Assert.Equal(books.Due, books.Recomputed + books.Held + books.Withheld);
        Assert.Equal(books.Due, books.Paid + books.Balance.ToPay - books.Balance.ToRecover);
        Assert.Equal(books.Withheld, books.Balance.Withheld);
        return books;
    }
}

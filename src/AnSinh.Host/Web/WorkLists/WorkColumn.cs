using AnSinh.Basics;

namespace AnSinh.Host.Web.WorkLists;

/// <summary>Where the page shows a column; the file and the API tell all of them.</summary>
public enum ColumnPlace
{
    /// <summary>A column of its own.</summary>
    Own,

    /// <summary>A small line under the column before it.</summary>
    Under,

    /// <summary>Nowhere: it is for the file and the API.</summary>
    Data,
}

/// <summary>A column of a work list.</summary>
/// <param name="Id">Its name in the API.</param>
/// <param name="Header">Words over it.</param>
/// <param name="Width">Width in the file, in letters.</param>
public record WorkColumn(string Id, LocalText Header, int Width)
{
    /// <summary>Where the page shows it.</summary>
    public ColumnPlace Place { get; init; }

    /// <summary>True for numbers and money, which stand at the right.</summary>
    public bool IsNumber { get; init; }
}

/// <summary>A column and how its cell is made of a row.</summary>
/// <param name="Id">Its name in the API.</param>
/// <param name="Vi">Words over it.</param>
/// <param name="En">The same in English.</param>
/// <param name="Width">Width in the file, in letters.</param>
/// <param name="Cell">The cell of a row.</param>
public sealed record WorkColumn<TRow>(string Id, string Vi, string En, int Width, Func<TRow, Cell> Cell)
    : WorkColumn(Id, new LocalText(Vi, En), Width);

/// <summary>A part of a work list (<i lang="vi">bộ lọc</i>), with how many rows it has.</summary>
/// <param name="Id">Its name in the API.</param>
/// <param name="Word">Its word in an address; empty for the one that is shown unless another is asked for.</param>
/// <param name="Name">Its name.</param>
/// <param name="Count">Its rows.</param>
public sealed record WorkFilter(string Id, string Word, LocalText Name, long Count);

/// <summary>What can be done about a row: a page to go on to, or a button that does it.</summary>
/// <param name="Text">Words of it.</param>
/// <param name="Href">The page, or where the button is sent.</param>
/// <param name="IsButton">True for a button.</param>
public sealed record RowDeed(string Text, string Href, bool IsButton = false);

/// <summary>A row as every reader of the list gets it.</summary>
/// <param name="Cells">One a column.</param>
/// <param name="Key">What it is chosen by; empty where nothing is done to several at once.</param>
/// <param name="Deeds">What can be done about it.</param>
/// <param name="People">Whom it names.</param>
public sealed record WorkRow(IReadOnlyList<Cell> Cells, string Key, IReadOnlyList<RowDeed> Deeds, IReadOnlyList<long> People);

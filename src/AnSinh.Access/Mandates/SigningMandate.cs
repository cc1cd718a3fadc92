using System.Data.Common;
using System.Globalization;
using AnSinh.Basics;
using AnSinh.Store;
using AnSinh.Store.TwoTimes;

namespace AnSinh.Access.Mandates;

/// <summary>Somebody may sign for a body on some days (<i lang="vi">thẩm quyền ký</i>).</summary>
/// <param name="Name">Who, as under the signature.</param>
/// <param name="Login">Their account; null for who signs on paper alone.</param>
/// <param name="UnitKey">The unit for whose body they sign; a reorganisation does not take it along.</param>
/// <param name="Authority">In which way, an id of the rulebook.</param>
/// <param name="Title">Their post, where the words over the name have one.</param>
/// <param name="Matter">The procedure they sign; null for all the body signs.</param>
/// <param name="GivenBy">Who gave it, as under their own signature; null where it comes with the post.</param>
/// <param name="Valid">Days on which they may.</param>
/// <param name="Paper">By which paper.</param>
public sealed record SigningMandate(string Name, string? Login, string UnitKey, string Authority, string? Title, string? Matter,
    string? GivenBy, DateInterval Valid, string Paper)
{
    /// <summary>True if it is for something a body signs: for that, or for all.</summary>
    public bool Covers(string? matter) => Matter is null || Matter == matter;

    /// <summary>True if it is of an account: by its login, or by its name where no login is told.</summary>
    public bool IsOf(string login, string? name) => string.Equals(
        Login ?? Name, Login is null ? name : login, StringComparison.OrdinalIgnoreCase);
}

/// <summary>The table of mandates: of one way to sign in one matter of one unit somebody has one row a day.</summary>
internal sealed class MandateTable() : DatedTable<SigningMandate>(
    "signing_mandate",
    [
        new("name", BulkType.Text), new("login", BulkType.Text), new("unit_key", BulkType.Text), new("authority", BulkType.Text),
        new("title", BulkType.Text), new("matter", BulkType.Text), new("given_by", BulkType.Text), new("paper", BulkType.Text),
    ],
    ["name", "unit_key", "authority", "matter"])
{
    /// <summary>The table as the audit chain vouches for it.</summary>
    public static SealedTable Sealed { get; } = new("signing_mandate", "row_id");

    public override string? Word => "mandate";

    public override DateInterval ValidOf(SigningMandate row) => row.Valid;

    public override SigningMandate With(SigningMandate row, DateInterval valid) => row with { Valid = valid };

    public override string SubjectOf(SigningMandate row) => $"unit:{row.UnitKey}";

    public override string DetailOf(SigningMandate row) => string.Create(CultureInfo.InvariantCulture,
        $"{row.Name}: {row.Authority}{(row.Matter is { } matter ? $", {matter}" : "")}, "
        + $"{row.Valid.From:yyyy-MM-dd}–{row.Valid.To:yyyy-MM-dd}"
        + $"; {row.Paper}");

    public override IEnumerable<Refusal> Check(SigningMandate row)
    {
        if (row.Valid.IsReversed)
        {
            yield return new Refusal("mandate.days", "Ngày thôi đứng trước ngày giao.", MandateForms.To)
            {
                English = "The last day is before the first.",
            };
        }
    }

    public override Refusal? MissingSubject(DbConnection connection, DbTransaction transaction, SigningMandate row) =>
        row.Login is null || Accounts.FindOrNull(connection, transaction, row.Login) is { EndedOn: null } ? null
            : new Refusal("mandate.account", $"Không có tài khoản '{row.Login}', hoặc nó đã kết thúc.", MandateForms.Login)
            {
                English = $"There is no account '{row.Login}', or it has ended.",
            };

    protected override void Set(IBulkWriter to, SigningMandate row)
    {
        to.Set(0, row.Name);
        to.Set(1, row.Login);
        to.Set(2, row.UnitKey);
        to.Set(3, row.Authority);
        to.Set(4, row.Title);
        to.Set(5, row.Matter);
        to.Set(6, row.GivenBy);
        to.Set(7, row.Paper);
    }

    protected override SigningMandate Read(RowFields fields) => new(fields.Text(0), fields.TextOrNull(1), fields.Text(2), fields.Text(3),
        fields.TextOrNull(4), fields.TextOrNull(5), fields.TextOrNull(6), fields.Valid, fields.Text(7));
}

using AnSinh.Basics;
using AnSinh.Basics.Forms;
using AnSinh.Intake.Lists.Reading;

namespace AnSinh.Host.Administration;

/// <summary>Reads a list of accounts: one role a row, the columns found by their headings in either language.</summary>
internal static class AccountSheet
{
    /// <summary>The accounts of the first sheet; refused with every row that is wrong, each by its place.</summary>
    public static Outcome<IReadOnlyList<(string Place, NewAccount Asked)>> Read(string name, byte[] bytes, FormDefinition form)
    {
        var book = ListFile.Read(name, bytes);
        return book.Ok ? Read(book.Value.Sheets[0], form) : Outcome<IReadOnlyList<(string, NewAccount)>>.Refused(book.Refusals);
    }

    private static Outcome<IReadOnlyList<(string Place, NewAccount Asked)>> Read(Sheet sheet, FormDefinition form)
    {
        var heading = Enumerable.Range(0, sheet.Rows.Count).FirstOrDefault(r => Columns(sheet, r, form).Count >= 3, -1);
        var columns = heading < 0 ? [] : Columns(sheet, heading, form);
        if (form.Fields.FirstOrDefault(f => f.Required && columns.All(c => c.Field.Name != f.Name)) is { } missing)
        {
            return new Refusal("account.columns",
                $"Không thấy cột “{Heading(missing).Vi}”; cần các cột {string.Join(", ", form.Fields.Select(f => Heading(f).Vi))}.",
                AccountPages.FileField);
        }

        if (columns.GroupBy(c => c.Field.Name).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            return new Refusal("account.columns",
                $"Có hai cột “{Heading(twice.First().Field).Vi}”: để lại một cột.", AccountPages.FileField);
        }

        var (rows, refusals) = (new List<(string, NewAccount)>(), new List<Refusal>());
        foreach (var at in Enumerable.Range(heading + 1, sheet.Rows.Count - heading - 1).Where(r => !sheet.Rows[r].All(c => c.IsBlank)))
        {
            var told = columns.Where(c => !sheet.At(at, c.Column).IsBlank)
                .ToDictionary(c => c.Field.Name, c => Word(c.Field, sheet.At(at, c.Column).Text.Trim()), StringComparer.Ordinal);
            var read = form.Read(told);
            refusals.AddRange(read.Refusals.Select(r => r with { Message = $"{sheet.Place(at)}: {r.Message}",
                Place = AccountPages.FileField }));
            if (read.Ok)
            {
                rows.Add((sheet.Place(at), AccountOpening.Of(read.Value)));
            }
        }

        return refusals.Count > 0 ? Outcome<IReadOnlyList<(string, NewAccount)>>.Refused([.. refusals.Take(50)])
            : rows.Count is > 0 and <= AccountOpening.ListLimit ? Outcome<IReadOnlyList<(string, NewAccount)>>.Of(rows)
            : new Refusal("account.rows", $"Danh sách cần từ 1 đến {AccountOpening.ListLimit} dòng; tệp này có {rows.Count}.",
                AccountPages.FileField);
    }

    private static List<(FormField Field, int Column)> Columns(Sheet sheet, int row, FormDefinition form) =>
    [
        .. from column in Enumerable.Range(0, sheet.Rows[row].Length)
           let heading = VietnameseText.Fold(sheet.At(row, column).Text.Trim())
           from field in form.Fields
           where heading.Length > 0 && (heading == VietnameseText.Fold(Heading(field).Vi)
               || heading == VietnameseText.Fold(Heading(field).In("en"))
               || heading == field.Name)
           select (field, column),
    ];

    /// <summary>The heading of a column, as short as a table has it.</summary>
    public static LocalText Heading(FormField field) => field.Name switch
    {
        Access.Roles.RoleForms.Unit => new("Đơn vị", "Unit"),
        Access.Roles.RoleForms.To => new("Đến ngày", "Until"),
        Access.Roles.RoleForms.Reason => new("Văn bản", "Paper"),
        _ => field.Label,
    };

    // Of a choice, people write its words.
    private static string Word(FormField field, string text) => field.Choices.FirstOrDefault(c => c.Id == text
        || VietnameseText.Fold(c.Label.Vi) == VietnameseText.Fold(text)
            || VietnameseText.Fold(c.Label.In("en")) == VietnameseText.Fold(text))?.Id
        ?? text;
}

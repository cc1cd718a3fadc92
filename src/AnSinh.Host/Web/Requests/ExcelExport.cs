using AnSinh.Basics;
using AnSinh.Intake.Lists.Writing;

namespace AnSinh.Host.Web.Requests;

/// <summary>
/// The one way a list leaves for Excel: what it is, of which month, as known when, for whom; then its rows with numbers as numbers and days
/// as days.
/// </summary>
internal static class ExcelExport
{
    private const string Type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private const int NameLengthLimit = 60;

    /// <summary>A file to download.</summary>
    /// <param name="office">The office.</param>
    /// <param name="visit">The visit whose list it is; its times and viewer are told in the file.</param>
    /// <param name="title">What the list is.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="rows">Its rows, within the viewer's scope already.</param>
    /// <param name="about">Further lines under the title.</param>
    public static IResult File(Office office, Visit visit, string title, IReadOnlyList<XlsxColumn> columns,
        IEnumerable<IReadOnlyList<object?>> rows, params IReadOnlyList<string> about)
    {
        var l = visit.Language;
        List<string> lines =
        [
            title,
            .. about,
            l.T($"Tháng {visit.Month.ToVietnamese()}, biết đến {Vietnamese.Date(visit.Known.Day)}",
                $"Month {visit.Month.ToVietnamese()}, as known on {Vietnamese.Date(visit.Known.Day)}"),
            l.T($"{visit.Viewer.Unit.FullName}; {visit.Viewer.Name} tải ngày {Vietnamese.Date(office.Clock.Today)}",
                $"{visit.Viewer.Unit.FullName}; downloaded by {visit.Viewer.Name} on {Vietnamese.Date(office.Clock.Today)}"),
            .. office.IsDemo ? [l.T("Dữ liệu mô phỏng, không phải người thật.", "Synthetic data, no real people.")] : (string[])[],
        ];
        var count = 0;
        IEnumerable<IReadOnlyList<object?>> Counted()
        {
            foreach (var row in rows)
            {
                count++;
                yield return row;
            }
        }

        var bytes = new XlsxTable(title, lines, columns, Counted()).ToBytes();

        // What leaves the house is written down: who, which list, how many rows.
        visit.Reading.Exports(title, count);
        return TypedResults.File(bytes, Type, NameOf(title) + ".xlsx");
    }

    private static string NameOf(string title)
    {
        var name =
            string.Join('-',
                string.Concat(VietnameseText.Fold(title).Select(c => char.IsAsciiLetterOrDigit(c) ? c : ' '))
                    .Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return name.Length > NameLengthLimit ? name[..NameLengthLimit] : name;
    }
}

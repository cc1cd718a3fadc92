using AnSinh.Intake.Lists.Reading;

namespace AnSinh.Intake.Lists.Mapping;

/// <summary>Turns the letters of a sheet into Unicode, each column by its own code, and says what it turned.</summary>
public static class Letters
{
    private const int SampleSize = 3000;
    private const int HeadRows = 40;

    /// <summary>The sheet in Unicode NFC.</summary>
    public static (Sheet Sheet, IReadOnlyList<Doubt> Doubts) Turn(Sheet sheet)
    {
        var doubts = new List<Doubt>();
        var codes = new LetterCode[sheet.Width];
        for (var column = 0; column < codes.Length; column++)
        {
            var finding = LetterJudge.Judge(Texts(sheet, column));
            codes[column] = finding.Code;
            var place = $"{sheet.Name}!{Sheet.Letters(column)}";
            if (finding.Example is { } example)
            {
                doubts.Add(
                    new Doubt("letters.turned",
                        $"Cột {Sheet.Letters(column)} viết bằng bảng mã {LetterJudge.NameOf(finding.Code)}, đã đổi sang Unicode "
                        + $"(“{example.From}” → “{example.To}”). Xem kỹ vài họ tên.", place));
            }

            if (!finding.Sure)
            {
                doubts.Add(
                    new Doubt("letters.unsure",
                        $"Cột {Sheet.Letters(column)} có nhiều chữ không giống tiếng Việt ở bảng mã nào quen thuộc. "
                        + "Mở tệp bằng Excel, chuyển mã sang Unicode rồi gửi lại nếu họ tên sai.", place));
            }
        }

        // The words over the columns are often typed anew in Unicode above names pasted from an old program.
        var turns = codes.Any(c => c != LetterCode.Unicode);
        var rows = sheet.Rows.Select((row, at) =>
        {
            var asIs = turns && at < HeadRows && LetterJudge.IsUnicode(row.Where(c => c.Kind == CellKind.Text).Select(c => c.Text));
            return row.Select(
                (cell, column) => cell.Kind == CellKind.Text
                    ? cell with { Text = LetterJudge.Read(cell.Text, asIs ? LetterCode.Unicode : codes[column]) } : cell).ToArray();
        }).ToList();
        return (sheet with { Rows = rows }, doubts);
    }

    private static IEnumerable<string> Texts(Sheet sheet, int column)
    {
        // Titles merged over the whole width say nothing of one column.
        var wide = sheet.Merges.Where(m => m.Right > m.Left && m.Left <= column && column <= m.Right)
            .SelectMany(m => Enumerable.Range(m.Top, Math.Min(m.Bottom - m.Top + 1, 100))).ToHashSet();
        var step = Math.Max(1, sheet.Rows.Count / SampleSize);
        for (var row = 0; row < sheet.Rows.Count; row += row < SampleSize ? 1 : step)
        {
            if (!wide.Contains(row) && sheet.At(row, column) is { Kind: CellKind.Text } cell)
            {
                yield return cell.Text;
            }
        }
    }
}

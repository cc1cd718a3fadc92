using System.Text;
using AnSinh.Basics;
using AnSinh.Intake.Lists.Planning;
using AnSinh.Intake.Lists.Reading;
using AnSinh.Matching;

namespace AnSinh.Intake.Comparing;

/// <summary>Reads a file as a table to compare.</summary>
internal static class CompareFile
{
    /// <summary>A table from a file, its kinds of columns guessed.</summary>
    public static Outcome<MatchTable> Read(string name, byte[] bytes)
    {
        var book = ListFile.Read(name, bytes);
        var opened = book.Ok ? ListReader.Open(book.Value) : null;
        if (book.Ok && !opened!.Ok && !book.Value.SingleByte && Path.GetExtension(name).ToUpperInvariant() is (".CSV" or ".TXT" or ".TSV"))
        {
            // No column is called as our lists call it: the first row names the columns, whatever they are.
            using var plain = new StreamReader(new MemoryStream(bytes), Encoding.UTF8);
            return Guessed(plain, name);
        }

        if (!book.Ok || !opened!.Ok)
        {
            return Outcome<MatchTable>.Refused(book.Ok ? opened!.Refusals : book.Refusals);
        }

        if (book.Value.SingleByte)
        {
            return new Refusal("compare.encoding",
                "Tệp không phải Unicode (TCVN3, VNI hay bảng mã cũ). Hãy lưu lại dạng .xlsx hoặc CSV UTF-8 để đối chiếu.", name);
        }

        var (sheet, header) = (opened.Value.Sheet, opened.Value.Header);
        var text = new StringBuilder();
        text.AppendJoin(',', header.Columns.Select(c => Quoted(c.Label))).Append('\n');
        for (var row = header.FirstRow; row < sheet.Rows.Count; row++)
        {
            if (header.Columns.Any(c => !sheet.At(row, c.Index).IsBlank))
            {
                text.AppendJoin(',', header.Columns.Select(c => Quoted(sheet.At(row, c.Index).Text))).Append('\n');
            }
        }

        using var reader = new StringReader(text.ToString());
        return Guessed(reader, name);
    }

    private static Outcome<MatchTable> Guessed(TextReader reader, string name)
    {
        var list = CsvList.Read(reader, name);
        return list.Ok ? MatchMap.Guess(list.Value) : Outcome<MatchTable>.Refused(list.Refusals);
    }

    private static string Quoted(string text) => "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal).ReplaceLineEndings(" ") + "\"";

    /// <summary>The same table under the kinds told of its columns.</summary>
    public static MatchTable With(MatchTable table, IReadOnlyList<FieldKind> kinds) => new(
        table.Name,
        [.. table.Fields.Select((f, i) => f with { Kind = i < kinds.Count ? kinds[i] : f.Kind })],
        [.. table.Fields.Select((_, f) => Enumerable.Range(0, table.Count).Select(r => table.At(r, f)).ToArray())]);
}

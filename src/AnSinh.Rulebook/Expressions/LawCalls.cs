using AnSinh.Basics;

namespace AnSinh.Rulebook.Expressions;

/// <summary>Calls that look into dated law or the calendar: tables, scorecards, days from days, percentages.</summary>
internal sealed class LawCalls(Vocabulary names, Func<Syntax, ExpressionType, Node> check)
{
    public Node Call(CallSyntax call)
    {
        switch (call.Name)
        {
            case "table":
                Count(call, 2, "tên bảng và khóa");
                return Table(call);
            case "score":
                Count(call, 1, "tên phiếu chấm điểm");
                return new ScoreNode(Find(call.Arguments[0], names.Scorecards, "phiếu chấm điểm"));
            case "cut":
                Count(call, 2, "tên phiếu chấm điểm và tên mốc");
                return Cut(call);
            case "percent":
                Count(call, 2, "một số tiền và số phần trăm");
                return new PercentOf(check(call.Arguments[0], ExpressionType.Dong), check(call.Arguments[1], ExpressionType.Whole));
            case "add_days" or "add_months":
                Count(call, 2, "một ngày và một số nguyên");
                return new DateCall(call.Name == "add_days" ? DateOperation.AddDays : DateOperation.AddMonths, Day(call),
                    check(call.Arguments[1], ExpressionType.Whole));
            case "in_year":
                Count(call, 2, "một ngày và 'MM-dd'");
                return new DateCall(DateOperation.InYear, Day(call), MonthAndDay(call.Arguments[1]));
            default:
                Count(call, 1, "một ngày");
                return new DateCall(call.Name == "month_end" ? DateOperation.MonthEnd : DateOperation.YearOf, Day(call),
                    new Constant(ExprType.Whole, 0));
        }
    }

    private Node Day(CallSyntax call) => check(call.Arguments[0], ExpressionType.Date);

    private TableNode Table(CallSyntax call)
    {
        var table = Find(call.Arguments[0], names.Tables, "bảng");
        if (call.Arguments[1] is not TextSyntax row)
        {
            return table.ByNumber
                ? new TableNode(table, check(call.Arguments[1], ExpressionType.Whole), null)
                : throw new ExpressionException(call.Arguments[1].At, $"bảng '{table.Name}' tra theo tên dòng: viết 'tên_dòng' trong nháy");
        }

        if (table.ByNumber)
        {
            throw new ExpressionException(row.At, $"bảng '{table.Name}' tra theo số, không theo tên dòng");
        }

        return table.RowNames.Contains(row.Value)
            ? new TableNode(table, null, row.Value)
            : throw new ExpressionException(row.At,
                $"bảng '{table.Name}' không có dòng '{row.Value}'{Nearest.Hint(row.Value, table.RowNames)}");
    }

    private CutNode Cut(CallSyntax call)
    {
        var card = Find(call.Arguments[0], names.Scorecards, "phiếu chấm điểm");
        return call.Arguments[1] is TextSyntax cut && card.CutNames.Contains(cut.Value)
            ? new CutNode(card, cut.Value)
            : throw new ExpressionException(call.Arguments[1].At, $"phiếu '{card.Name}' có các mốc: {string.Join(", ", card.CutNames)}");
    }

    private static T Find<T>(Syntax syntax, IReadOnlyDictionary<string, T> all, string what) where T : class =>
        syntax is not TextSyntax name ? throw new ExpressionException(syntax.At, $"viết tên {what} trong nháy")
        : all.TryGetValue(name.Value, out var found) ? found
        : throw new ExpressionException(name.At, $"không có {what} '{name.Value}'{Nearest.Hint(name.Value, all.Keys)}");

    private static Constant MonthAndDay(Syntax syntax) =>
        syntax is TextSyntax { Value: { Length: 5 } text } && DateOnly.TryParseExact($"2000-{text}", "yyyy-MM-dd", out var day)
            ? new Constant(ExprType.Whole, (day.Month * 100) + day.Day)
            : throw new ExpressionException(syntax.At, "viết ngày trong năm là 'MM-dd'");

    private static void Count(CallSyntax call, int wanted, string what)
    {
        if (call.Arguments.Count != wanted)
        {
            throw new ExpressionException(call.At, $"{call.Name}(…) cần {what}");
        }
    }
}

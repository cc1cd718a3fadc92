using AnSinh.Basics;

namespace AnSinh.Rulebook.Expressions;

/// <summary>Writes trees as Vietnamese phrases; with a law, parameters are written with their values.</summary>
internal sealed class ProseWriter(LawAt? law)
{
    public string Write(Node node) => node switch
    {
        Constant c => c.Type.Kind == ExpressionType.Bool ? (c.Value == 1 ? "trong mọi trường hợp" : "không trường hợp nào")
            : Spoken.Value(c.Type, c.Value),
        FactNode f => Label(f),
        ParameterNode p => Parameter(p),
        PeriodNode p => Day(p),
        DefineNode d => d.Say is { } say && !say.Vi.Contains('{', StringComparison.Ordinal) ? Low(say.Vi) : Write(d.Body),
        Not n => Negated(n.Operand),
        And a => $"{Inner(a.Left)} và {Inner(a.Right)}",
        Or o => $"{Write(o.Left)} hoặc {Write(o.Right)}",
        Compare c => Comparison(c),
        OneOf o => $"{Write(o.Operand)} là {Choices(o)}",
        Arithmetic a => $"{Write(a.Left)} {Sign(a.Operator)} {Write(a.Right)}",
        Conditional c => $"nếu {Write(c.Condition)} thì {Write(c.Then)}, nếu không thì {Write(c.Else)}",
        Span s => $"số {(s.Years ? "năm" : "tháng")} tròn từ {Write(s.From)} đến {Write(s.To)}",
        Extreme e => $"số {(e.Greatest ? "lớn" : "nhỏ")} hơn của {Write(e.Left)} và {Write(e.Right)}",
        Rounded r => r.Unit == 1 ? Write(r.Operand) : $"{Write(r.Operand)} (làm tròn đến {Vietnamese.Number(r.Unit)} đồng)",
        Widened w => Write(w.Operand),
        KnownNode k => $"đã rõ {Label(k.Fact)}",
        Members { Operation: MembersOperation.Exists } m => $"trong hộ có người mà: {Write(m.Body)}",
        Members { Operation: MembersOperation.Count } m => $"số người trong hộ mà: {Write(m.Body)}",
        Members m => $"tổng trong hộ của {Write(m.Body)}",
        TableNode { Row: { } row } t => Cell(t, row),
        TableNode t => $"mức theo {Write(t.Key!)} trong {Low(t.Table.Label.Vi)}",
        Lookup l => $"mức theo {Write(l.Key)}",
        ResultNode { OfAmount: true } r => $"mức {Low(r.Source.Label.Vi)} được hưởng",
        ResultNode r => $"được hưởng {Low(r.Source.Label.Vi)}",
        QuantityNode q => Low(q.Quantity.Label.Vi),
        ScoreNode s => $"tổng điểm {Low(s.Scorecard.Label.Vi)}",
        CutNode c => law?.Scorecard(c.Scorecard.Name)?.Version.CutOrNull(c.Cut) is { } cut ? $"{Vietnamese.Number(cut)} điểm"
            : $"mốc điểm của {Low(c.Scorecard.Label.Vi)}",
        DateCall d => Day(d),
        PercentOf p => $"{Write(p.Percent)}% của {Write(p.Money)}",
        _ => throw new InvalidOperationException($"No prose for {node}."),
    };

    private string Negated(Node node) => node switch
    {
        FactNode f => Label(f) is var label && label.StartsWith("không có ", StringComparison.Ordinal)
            ? label["không ".Length..] : $"không {Label(f)}",
        Compare c => Write(new Compare(Opposite(c.Operator), c.Left, c.Right)),
        OneOf o => $"{Write(o.Operand)} không phải {Choices(o)}",
        DefineNode { Say: null } d => Write(new Not(d.Body)),
        Members { Operation: MembersOperation.Exists } m => $"trong hộ không có người nào mà: {Write(m.Body)}",
        ResultNode r => $"không hưởng {Low(r.Source.Label.Vi)}",
        _ => $"không thuộc trường hợp ({Write(node)})",
    };

    private static string Sign(ArithmeticOperator sign) => sign switch
    {
        ArithmeticOperator.Add => "+",
        ArithmeticOperator.Subtract => "−",
        _ => "×",
    };

    private static CompareOperator Opposite(CompareOperator sign) => sign switch
    {
        CompareOperator.Equal => CompareOperator.NotEqual,
        CompareOperator.NotEqual => CompareOperator.Equal,
        CompareOperator.Less => CompareOperator.GreaterOrEqual,
        CompareOperator.LessOrEqual => CompareOperator.Greater,
        CompareOperator.Greater => CompareOperator.LessOrEqual,
        _ => CompareOperator.Less,
    };

    private static string Choices(OneOf one)
    {
        var names = one.Values.Select(v => Spoken.Value(one.Operand.Type, v)).ToList();
        return names.Count == 1 ? names[0] : $"{string.Join(", ", names.SkipLast(1))} hoặc {names[^1]}";
    }

    private static string Label(FactNode fact) => Low(fact.Kind.Label.Vi);

    /// <summary>A label inside a sentence; abbreviations (HIV) keep their capitals.</summary>
    private static string Low(string label) =>
        label.Length > 1 && char.IsUpper(label[1]) ? label : char.ToLowerInvariant(label[0]) + label[1..];

    private string Inner(Node node) => node is Or ? $"({Write(node)})" : Write(node);

    private string Parameter(ParameterNode node) => law is null
        ? Low(node.Parameter.Label.Vi)
        : law.Value(node.Parameter.Name)?.Display ?? $"{Low(node.Parameter.Label.Vi)} (chưa có giá trị)";

    private string Cell(TableNode node, string row) =>
        law?.Table(node.Table.Name)?.Edition.CellOrNull(row) is { } value ? Spoken.Value(node.Type, value)
        : $"mức của dòng {row} trong {Low(node.Table.Label.Vi)}";

    private string Day(DateCall node) => node.Operation switch
    {
        DateOperation.AddDays => $"{Write(node.Amount)} ngày sau {Write(node.Date)}",
        DateOperation.AddMonths => $"{Write(node.Amount)} tháng sau {Write(node.Date)}",
        DateOperation.MonthEnd => $"ngày cuối tháng của {Write(node.Date)}",
        DateOperation.InYear
            when node.Amount is Constant day => $"ngày {day.Value % 100:00}/{day.Value / 100:00} cùng năm với {Write(node.Date)}",
        _ => $"năm của {Write(node.Date)}",
    };

    private string Day(PeriodNode node) => (node.Part, law) switch
    {
        (PeriodPart.Month, not null) => $"tháng {law.Month.ToVietnamese()}",
        (_, not null) => Spoken.Date(Binding.Period(node.Part, law.Month)),
        (PeriodPart.Start, _) => "ngày đầu tháng",
        (PeriodPart.End, _) => "ngày cuối tháng",
        (PeriodPart.Eve, _) => "ngày cuối tháng trước",
        (PeriodPart.Month, _) => "tháng đang xét",
        (PeriodPart.YearStart, _) => "ngày đầu năm",
        _ => "ngày cuối năm",
    };

    private string Comparison(Compare node)
    {
        if (node.Left is Span span && node.Right.Type.Kind == ExpressionType.Whole)
        {
            return Age(span, node.Operator, Write(node.Right));
        }

        if (node.Left is FactNode { Kind: var kind } && node.Right is Constant { Type.Kind: ExpressionType.Code } code
            && kind.Codes[(int)code.Value] == kind.WhenAbsent)
        {
            return node.Operator == CompareOperator.Equal ? $"không có {Write(node.Left)}" : $"có {Write(node.Left)}";
        }

        if (node is { Left: FactNode { Kind: { Type: FactType.Date, WhenAbsent: "never" } }, Operator: CompareOperator.Greater
            or CompareOperator.GreaterOrEqual })
        {
            return $"không có {Write(node.Left)}, hoặc {(node.Operator == CompareOperator.Greater ? "sau" : "từ")} {Write(node.Right)}";
        }

        var (left, right) =
            (Write(node.Left), node.Right is FactNode { Kind.Name: "id", OfMember: false } ? "chính người này" : Write(node.Right));
        var word = (node.Left.Type.Kind, node.Operator) switch
        {
            (ExpressionType.Date or ExpressionType.Month, CompareOperator.Less) => "trước",
            (ExpressionType.Date or ExpressionType.Month, CompareOperator.Greater) => "sau",
            (ExpressionType.Date or ExpressionType.Month, CompareOperator.LessOrEqual) => "không sau",
            (ExpressionType.Date or ExpressionType.Month, CompareOperator.GreaterOrEqual) => "không trước",
            (_, CompareOperator.Equal) => "là",
            (_, CompareOperator.NotEqual) => "không phải",
            (_, CompareOperator.Less) => "dưới",
            (_, CompareOperator.LessOrEqual) => "không quá",
            (_, CompareOperator.Greater) => "trên",
            _ => "từ",
        };
        return $"{left} {word} {right}{(word == "từ" ? " trở lên" : "")}";
    }

    private string Age(Span span, CompareOperator sign, string count)
    {
        var unit = span.Years ? "tuổi" : "tháng";
        var amount = sign switch
        {
            CompareOperator.GreaterOrEqual => $"từ đủ {count} {unit}",
            CompareOperator.Greater => $"trên {count} {unit}",
            CompareOperator.Less => $"dưới {count} {unit}",
            CompareOperator.LessOrEqual => $"không quá {count} {unit}",
            CompareOperator.Equal => $"đúng {count} {unit}",
            _ => $"không phải {count} {unit}",
        };
        var birth = span.From is FactNode { Kind.Name: "birth_date" };
        var who = birth ? "" : $"tính từ {Write(span.From)}, ";
        return $"{who}{amount} (tính đến {Write(span.To)})";
    }
}

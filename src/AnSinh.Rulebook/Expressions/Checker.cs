using System.Globalization;
using AnSinh.Basics;

namespace AnSinh.Rulebook.Expressions;

/// <summary>Resolves names and types; what is wrong is said in Vietnamese with the position.</summary>
internal sealed class Checker(NameScope scope)
{
    private const int MaxSize = 2_000;
    private static readonly string[] PeriodNames = ["period.start", "period.end", "period.eve", "period.month", "year.start", "year.end"];
    private static readonly string[] FunctionNames = ["age_at", "months_between", "min", "max", "round", "known", "date",
        "month", "table", "score", "cut", "add_days", "add_months", "month_end", "in_year", "year_of", "percent",
        "members.exists", "members.count", "members.sum"];

    private string? _member;
    private int _size;

    public Node Check(Syntax syntax)
    {
        if (++_size > MaxSize)
        {
            throw new ExpressionException(syntax.At, $"biểu thức có hơn {MaxSize} phần");
        }

        return syntax switch
        {
            NumberSyntax n => Number(n),
            BoolSyntax b => Constant.Of(b.Value),
            TextSyntax t => new Constant(new ExprType(ExpressionType.Text), 0, t.Value),
            NameSyntax n => Name(n),
            CallSyntax c => Call(c),
            UnarySyntax { Operator: "!" } u => new Not(Condition(u.Operand)),
            UnarySyntax u => Negative(u),
            InSyntax i => In(i),
            ConditionalSyntax c => Choice(c),
            BinarySyntax { Operator: "&&" } b => new And(Condition(b.Left), Condition(b.Right)),
            BinarySyntax { Operator: "||" } b => new Or(Condition(b.Left), Condition(b.Right)),
            BinarySyntax { Operator: "+" or "-" or "*" } b => Typing.Arithmetic(b.At, b.Operator, Value(b.Left), Value(b.Right)),
            BinarySyntax b => Typing.Comparison(b.At, b.Operator, Check(b.Left), Check(b.Right)),
            _ => throw new InvalidOperationException($"No such syntax: {syntax}."),
        };
    }

    /// <summary>The expression as the type its place asks for: a whole number may stand where a coefficient is asked.</summary>
    public static Node Fit(Node root, ExpressionType wanted) => (root.Type.Kind, wanted) switch
    {
        (ExpressionType.Text, _) => throw new ExpressionException(0, "một đoạn chữ đứng một mình không phải là biểu thức"),
        var (have, want) when have == want => root,
        (ExpressionType.Whole, ExpressionType.Coefficient) => Typing.Widen(root, ExprType.Coefficient),
        (ExpressionType.Dong, ExpressionType.Scaled) => root,
        (ExpressionType.Whole, ExpressionType.Dong or ExpressionType.Scaled)
            when root is Constant { Value: 0 } => new Constant(ExprType.Dong, 0),
        var (have, want) => throw new ExpressionException(0, $"ở đây cần {Typing.Name(want)}, không phải {Typing.Name(have)}"),
    };

    private Node Condition(Syntax syntax)
    {
        var node = Check(syntax);
        return node.Type.Kind == ExpressionType.Bool
            ? node
            : throw new ExpressionException(syntax.At,
                $"ở đây cần {Typing.Name(ExpressionType.Bool)}, không phải {Typing.Name(node.Type.Kind)}");
    }

    private Node Value(Syntax syntax)
    {
        var node = Check(syntax);
        return node.Type.Kind is ExpressionType.Bool or ExpressionType.Text or ExpressionType.Code
            ? throw new ExpressionException(syntax.At, $"không tính toán được với {Typing.Name(node.Type.Kind)}")
            : node;
    }

    private static Constant Number(NumberSyntax number)
    {
        var point = number.Digits.IndexOf('.', StringComparison.Ordinal);
        if (point < 0)
        {
            return long.TryParse(number.Digits, NumberStyles.None, CultureInfo.InvariantCulture, out var whole)
                && whole <= Coefficients.NumberLimit
                ? new Constant(ExprType.Whole, whole)
                : throw new ExpressionException(number.At, $"số {number.Digits} quá lớn");
        }

        return number.Digits.Length - point - 1 <= Coefficients.Decimals
            && decimal.TryParse(number.Digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var parts)
            && parts <= Coefficients.NumberLimit
            ? new Constant(ExprType.Coefficient, (long)(parts * Coefficients.Scale))
            : throw new ExpressionException(number.At,
                $"hệ số {number.Digits} có quá {Coefficients.Decimals} chữ số thập phân hoặc quá lớn");
    }

    private Node Negative(UnarySyntax unary)
    {
        var node = Value(unary.Operand);
        return node is Constant { Type.Kind: ExpressionType.Whole or ExpressionType.Coefficient } constant
            ? constant with { Value = -constant.Value }
            : Typing.Arithmetic(unary.At, "-", new Constant(ExprType.Whole, 0), node);
    }

    private Node Name(NameSyntax syntax)
    {
        var name = syntax.Name;
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0)
        {
            return name == _member
                ? throw new ExpressionException(syntax.At, $"'{name}' là một thành viên; viết '{name}.tên_dữ_kiện'")
                : Fact(syntax.At, name, name, FactSubject.Person, ofMember: false);
        }

        var (first, rest) = (name[..dot], name[(dot + 1)..]);
        return first == _member ? Fact(syntax.At, name, rest, FactSubject.Person, ofMember: true) : Under(first, rest, syntax);
    }

    private Node Under(string first, string rest, NameSyntax syntax) => first switch
    {
        "household" => Fact(syntax.At, syntax.Name, rest, FactSubject.Household, ofMember: false),
        "unit" => Fact(syntax.At, syntax.Name, rest, FactSubject.Unit, ofMember: false),
        "parameters" => scope.Parameters.TryGetValue(rest, out var parameter)
            ? new ParameterNode(parameter)
            : throw new ExpressionException(syntax.At,
                $"không có tham số '{rest}'{Nearest.Hint(rest, scope.Parameters.Keys)}") { IsUnknownName = true },
        "quantities" => scope.Names.Quantities.TryGetValue(rest, out var quantity)
            ? new QuantityNode(quantity)
            : throw new ExpressionException(syntax.At,
                $"không có đại lượng '{rest}'{Nearest.Hint(rest, scope.Names.Quantities.Keys)}") { IsUnknownName = true },
        "results" => Result(syntax.At, rest),
        "defs" when scope.BrokenDefines.Contains(rest) =>
            throw new ExpressionException(syntax.At, $"define '{rest}' có lỗi") { Follows = true },
        "defs" => scope.Defines.TryGetValue(rest, out var define)
            ? new DefineNode(define.Id, define.As.Root, define.Say)
            : throw new ExpressionException(syntax.At,
                $"phần define chưa khai báo '{rest}' trước chỗ này{Nearest.Hint(rest, scope.Defines.Keys)}"),
        "period" or "year" => Array.IndexOf(PeriodNames, syntax.Name) is >= 0 and var part
            ? new PeriodNode((PeriodPart)part)
            : throw new ExpressionException(syntax.At, $"không có '{syntax.Name}'{Nearest.Hint(syntax.Name, PeriodNames)}"),
        _ => throw new ExpressionException(syntax.At,
            $"không hiểu '{syntax.Name}': trước dấu chấm là household, unit, parameters, quantities, results, defs, period, year "
                + "hoặc tên thành viên trong members.…(…)"),
    };

    private FactNode Fact(int at, string written, string name, FactSubject subject, bool ofMember)
    {
        var kind = scope.Facts.FindOrNull(name)
            ?? throw new ExpressionException(at,
                $"không có dữ kiện '{written}'{Nearest.Hint(name, scope.Facts.All.Where(k => k.Subject == subject).Select(k => k.Name))}")
            {
                IsUnknownName = true,
            };
        return kind.Subject == subject
            ? new FactNode(kind, ofMember)
            : throw new ExpressionException(at, kind.Subject switch
            {
                FactSubject.Household => $"'{name}' là dữ kiện của hộ; viết 'household.{name}'",
                FactSubject.Unit => $"'{name}' là dữ kiện của đơn vị hành chính; viết 'unit.{name}'",
                _ => $"'{name}' là dữ kiện của người; viết '{name}'",
            });
    }

    /// <summary><c>results.social_assistance.drawn</c>: whether that programme is drawn; <c>.amount</c>: how much it gives.</summary>
    private ResultNode Result(int at, string written)
    {
        var dot = written.LastIndexOf('.');
        var (programme, asked) = dot < 0 ? (written, "") : (written[..dot], written[(dot + 1)..]);
        if (asked is not ("drawn" or "amount"))
        {
            throw new ExpressionException(at,
                $"sau tên chế độ viết '.drawn' (được hưởng) hoặc '.amount' (mức hưởng): 'results.{(dot < 0 ? written : programme)}.drawn'");
        }

        if (!scope.Names.Results.TryGetValue(programme, out var source))
        {
            throw new ExpressionException(at,
                $"không có chế độ '{programme}'{Nearest.Hint(programme, scope.Names.Results.Keys)}") { IsUnknownName = true };
        }

        source.IsRead = true;
        return new ResultNode(source, asked == "amount");
    }

    private Node Call(CallSyntax call)
    {
        switch (call.Name)
        {
            case "age_at" or "months_between":
                Count(call, 2, "hai ngày");
                return new Span(call.Name == "age_at", Of(call.Arguments[0], ExpressionType.Date),
                    Of(call.Arguments[1], ExpressionType.Date));
            case "min" or "max":
                Count(call, 2, "hai giá trị");
                var (left, right) = Typing.Same(call.At, Value(call.Arguments[0]), Value(call.Arguments[1]));
                return new Extreme(call.Name == "max", left, right);
            case "round":
                Count(call, 2, "một số tiền và bước làm tròn");
                return Round(call);
            case "known":
                Count(call, 1, "một dữ kiện");
                return Check(call.Arguments[0]) is FactNode fact ? new KnownNode(fact)
                    : throw new ExpressionException(call.Arguments[0].At, "known(…) hỏi về một dữ kiện");
            case "date":
                Count(call, 1, "một ngày 'yyyy-MM-dd'");
                return call.Arguments[0] is TextSyntax day && DateOnly.TryParseExact(day.Value, "yyyy-MM-dd", out var date)
                    ? new Constant(ExprType.Date, date.DayNumber)
                    : throw new ExpressionException(call.At, "viết ngày là date('yyyy-MM-dd')");
            case "month":
                Count(call, 1, "một tháng 'yyyy-MM'");
                return call.Arguments[0] is TextSyntax text && Basics.Month.TryParse(text.Value, out var month)
                    ? new Constant(ExprType.Month, month.Index)
                    : throw new ExpressionException(call.At, "viết tháng là month('yyyy-MM')");
            case "table" or "score" or "cut" or "add_days" or "add_months" or "month_end" or "in_year" or "year_of" or "percent":
                return new LawCalls(scope.Names, Of).Call(call);
            case "members.exists" or "members.count" or "members.sum":
                Count(call, 2, "tên thành viên và một biểu thức");
                return OverMembers(call);
            default:
                throw new ExpressionException(call.At, $"không có hàm '{call.Name}'{Nearest.Hint(call.Name, FunctionNames)}");
        }
    }

    private Rounded Round(CallSyntax call)
    {
        var money = Value(call.Arguments[0]);
        if (money.Type.Kind is not (ExpressionType.Dong or ExpressionType.Scaled))
        {
            throw new ExpressionException(call.At, $"round(…) làm tròn tiền, không phải {Typing.Name(money.Type.Kind)}");
        }

        return Check(call.Arguments[1]) is Constant { Type.Kind: ExpressionType.Whole, Value: > 0 } unit
            ? new Rounded(money, unit.Value)
            : throw new ExpressionException(call.Arguments[1].At, "bước làm tròn là một số nguyên dương, theo đồng");
    }

    private Members OverMembers(CallSyntax call)
    {
        if (_member is not null)
        {
            throw new ExpressionException(call.At, "không lồng members trong members");
        }

        if (call.Arguments[0] is not NameSyntax name || name.Name.Contains('.', StringComparison.Ordinal))
        {
            throw new ExpressionException(call.Arguments[0].At, "phần đầu là tên đặt cho thành viên, ví dụ members.count(m, …)");
        }

        if (scope.Facts.FindOrNull(name.Name) is not null
            || name.Name is "household" or "unit" or "parameters" or "quantities" or "results" or "defs" or "period" or "year")
        {
            throw new ExpressionException(name.At, $"'{name.Name}' đã có nghĩa khác; đặt tên khác cho thành viên");
        }

        _member = name.Name;
        var sum = call.Name == "members.sum";
        var body = sum ? Of(call.Arguments[1], ExpressionType.Whole) : Condition(call.Arguments[1]);
        _member = null;
        return new Members(sum ? MembersOperation.Sum : call.Name == "members.count" ? MembersOperation.Count : MembersOperation.Exists,
            body);
    }

    private Node Of(Syntax syntax, ExpressionType wanted)
    {
        var node = Check(syntax);
        return node.Type.Kind == wanted
            ? node
            : throw new ExpressionException(syntax.At, $"ở đây cần {Typing.Name(wanted)}, không phải {Typing.Name(node.Type.Kind)}");
    }

    private OneOf In(InSyntax syntax)
    {
        var operand = Check(syntax.Operand);
        var values = syntax.Choices.Select(choice => Typing.Literal(choice.At, operand.Type, Check(choice))).ToList();
        if (values.Distinct().Count() < values.Count)
        {
            throw new ExpressionException(syntax.At, "danh sách sau 'in' có giá trị lặp lại");
        }

        return new OneOf(operand, values);
    }

    private Conditional Choice(ConditionalSyntax syntax)
    {
        var (then, otherwise) = Typing.Same(syntax.At, Check(syntax.Then), Check(syntax.Else));
        return new Conditional(Condition(syntax.Condition), then, otherwise);
    }

    private static void Count(CallSyntax call, int wanted, string what)
    {
        if (call.Arguments.Count != wanted)
        {
            throw new ExpressionException(call.At, $"{call.Name}(…) cần {what}");
        }
    }
}

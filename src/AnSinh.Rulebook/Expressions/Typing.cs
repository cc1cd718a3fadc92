using AnSinh.Basics;

namespace AnSinh.Rulebook.Expressions;

/// <summary>Which types may meet in an operation, and what comes of it.</summary>
internal static class Typing
{
    public static string Name(ExpressionType type) => type switch
    {
        ExpressionType.Bool => "một điều kiện (đúng/sai)",
        ExpressionType.Whole => "một số nguyên",
        ExpressionType.Dong => "một số tiền",
        ExpressionType.Coefficient => "một hệ số",
        ExpressionType.Scaled => "một số tiền chưa làm tròn (dùng round)",
        ExpressionType.Date => "một ngày",
        ExpressionType.Month => "một tháng",
        ExpressionType.Code => "một mã",
        ExpressionType.Text => "một đoạn chữ",
        _ => "một người",
    };

    public static Node Widen(Node node, ExprType type) =>
        node is Constant constant ? new Constant(type, checked(constant.Value * Coefficients.Scale)) : new Widened(type, node);

    public static Node Arithmetic(int at, string sign, Node left, Node right)
    {
        if (sign == "*")
        {
            return new Arithmetic(Product(at, left.Type.Kind, right.Type.Kind), ArithmeticOperator.Multiply, left, right);
        }

        (left, right) = Same(at, left, right);
        return left.Type.Kind is ExpressionType.Whole or ExpressionType.Dong or ExpressionType.Coefficient or ExpressionType.Scaled
            ? new Arithmetic(left.Type, sign == "+" ? ArithmeticOperator.Add : ArithmeticOperator.Subtract, left, right)
            : throw new ExpressionException(at, $"không cộng trừ được {Name(left.Type.Kind)}");
    }

    public static Node Comparison(int at, string sign, Node left, Node right)
    {
        if (left is Constant { Type.Kind: ExpressionType.Text } && right is not Constant { Type.Kind: ExpressionType.Text })
        {
            (left, right, sign) = (right, left, Mirror(sign));
        }

        if (left.Type.Kind == ExpressionType.Bool && right.Type.Kind == ExpressionType.Bool)
        {
            return Truths(at, sign, left, right);
        }

        if (right is Constant { Type.Kind: ExpressionType.Text } && left.Type.Kind == ExpressionType.Code)
        {
            right = new Constant(left.Type, Literal(at, left.Type, right));
        }

        (left, right) = Same(at, left, right);
        if (left.Type.Kind is ExpressionType.Code or ExpressionType.Person && sign is not ("==" or "!="))
        {
            throw new ExpressionException(at, $"{Name(left.Type.Kind)} chỉ so sánh bằng '==' hoặc '!='");
        }

        return new Compare(sign switch
        {
            "==" => CompareOperator.Equal,
            "!=" => CompareOperator.NotEqual,
            "<" => CompareOperator.Less,
            "<=" => CompareOperator.LessOrEqual,
            ">" => CompareOperator.Greater,
            _ => CompareOperator.GreaterOrEqual,
        }, left, right);
    }

    /// <summary>The column value of a literal in a place of the given type.</summary>
    public static long Literal(int at, ExprType type, Node literal) => (type.Kind, literal) switch
    {
        (ExpressionType.Code, Constant { Type.Kind: ExpressionType.Text, Missing: { } code }) =>
            type.Codes!.Encode(code) is { } value and not FactKind.Unknown
                ? value
                : throw new ExpressionException(at,
                    $"'{code}' không phải là mã của '{type.Codes.Name}' ({string.Join(", ", type.Codes.Codes)})"
                        + Nearest.Hint(code, type.Codes.Codes)),
        (ExpressionType.Whole or ExpressionType.Person, Constant { Type.Kind: ExpressionType.Whole } number) => number.Value,
        (ExpressionType.Date or ExpressionType.Month, Constant constant) when constant.Type.Kind == type.Kind => constant.Value,
        _ => throw new ExpressionException(at, $"danh sách sau 'in' gồm các giá trị viết sẵn cùng loại với {Name(type.Kind)}"),
    };

    /// <summary>Both sides as one type: whole numbers widen to coefficients, đồng to scaled amounts, 0 to đồng.</summary>
    public static (Node Left, Node Right) Same(int at, Node left, Node right)
    {
        if (left.Type.Kind == right.Type.Kind && left.Type.Kind != ExpressionType.Text)
        {
            return left.Type.Kind != ExpressionType.Code || left.Type.Codes!.Codes.SequenceEqual(right.Type.Codes!.Codes)
                ? (left, right)
                : throw new ExpressionException(at, $"'{left.Type.Codes.Name}' và '{right.Type.Codes!.Name}' có danh mục mã khác nhau");
        }

        return Toward(left, right.Type) is { } l ? (l, right)
            : Toward(right, left.Type) is { } r ? (left, r)
            : throw new ExpressionException(at, $"{Name(left.Type.Kind)} và {Name(right.Type.Kind)} không đi với nhau được");
    }

    private static Node? Toward(Node node, ExprType type) => (node.Type.Kind, type.Kind) switch
    {
        (ExpressionType.Whole, ExpressionType.Coefficient) or (ExpressionType.Dong, ExpressionType.Scaled) => Widen(node, type),
        (ExpressionType.Whole, ExpressionType.Dong or ExpressionType.Scaled) when node is Constant { Value: 0 } => new Constant(type, 0),
        (ExpressionType.Whole, ExpressionType.Person) when node is Constant constant => constant with { Type = type },
        _ => null,
    };

    private static Node Truths(int at, string sign, Node left, Node right)
    {
        if (left is Constant)
        {
            (left, right) = (right, left);
        }

        return right is Constant constant && sign is ("==" or "!=")
            ? (constant.Value == 1) == (sign == "==") ? left : new Not(left)
            : throw new ExpressionException(at, "hai điều kiện thì nối bằng '&&', '||', '!', không so sánh");
    }

    private static string Mirror(string sign) => sign switch
    {
        "<" => ">",
        "<=" => ">=",
        ">" => "<",
        ">=" => "<=",
        _ => sign,
    };

    private static ExprType Product(int at, ExpressionType left, ExpressionType right) => (left, right) switch
    {
        (ExpressionType.Whole, ExpressionType.Whole) => ExprType.Whole,
        (ExpressionType.Dong, ExpressionType.Whole) or (ExpressionType.Whole, ExpressionType.Dong) => ExprType.Dong,
        (ExpressionType.Coefficient, ExpressionType.Whole) or (ExpressionType.Whole, ExpressionType.Coefficient) => ExprType.Coefficient,
        (ExpressionType.Dong, ExpressionType.Coefficient) or (ExpressionType.Coefficient, ExpressionType.Dong) => ExprType.Scaled,
        (ExpressionType.Scaled, ExpressionType.Whole) or (ExpressionType.Whole, ExpressionType.Scaled) => ExprType.Scaled,
        _ => throw new ExpressionException(at, $"không nhân được {Name(left)} với {Name(right)}"),
    };
}

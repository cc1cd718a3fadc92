using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AnSinh.Architecture;

/// <summary>How wide, how long and how much at once: each rule a function from text to complaints.</summary>
internal static partial class Measures
{
    /// <summary>Lines wider than a window holds; scripts of migrations stay as they were written.</summary>
    public static IEnumerable<string> WideLines(string path, string text, int most) =>
        Rules.WithoutMigrations(text).Split('\n').Select((line, i) => (Width: line.TrimEnd('\r').Length, Number: i + 1))
            .Where(l => l.Width > most)
            .Select(l => $"{path}:{l.Number}: {l.Width} characters, more than {most}");

    /// <summary>Methods, accessors and functions within them that are longer than a screen; declarations of types do not count.</summary>
    public static IEnumerable<string> LongMethods(string path, string text, int most) => Members(text)
        .Select(m => (Node: m, Lines: LinesOf(m))).Where(m => m.Lines > most)
        .Select(m => $"{path}: {NameOf(m.Node)} has {m.Lines} lines, more than {most}");

    /// <summary>Methods that are given too much at once; what a record holds is named where it is made, and does not count.</summary>
    public static IEnumerable<string> ManyParameters(string path, string text, int most) =>
        CSharpSyntaxTree.ParseText(text).GetRoot().DescendantNodes().OfType<ParameterListSyntax>()
            .Where(p => p.Parameters.Count > most && p.Parent is not RecordDeclarationSyntax)
            .Select(p => $"{path}: {NameOf(p.Parent!)} has {p.Parameters.Count} parameters, more than {most}");

    /// <summary>
    /// Public types of a project that nobody outside it needs: neither another project nor a page names them, nor what these name of it.
    /// </summary>
    /// <param name="files">C# of the project by path.</param>
    /// <param name="others">Words of all that may name them: other projects, pages.</param>
    public static IEnumerable<string> NeedlesslyPublic(IReadOnlyDictionary<string, string> files, IReadOnlySet<string> others)
    {
        var types = files.SelectMany(f => CSharpSyntaxTree.ParseText(f.Value).GetRoot().DescendantNodes().OfType<MemberDeclarationSyntax>()
                .Where(t => t is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax && t.Parent is not BaseTypeDeclarationSyntax
                    && t.Modifiers.Any(SyntaxKind.PublicKeyword)).Select(t => (File: f.Key, Name: NameOf(t), Type: t)))
            .ToLookup(t => t.Name, StringComparer.Ordinal);
        var needed = new HashSet<string>(StringComparer.Ordinal);
        var asked = new Queue<string>(types.Select(t => t.Key).Where(others.Contains));
        while (asked.TryDequeue(out var name))
        {
            if (types.Contains(name) && needed.Add(name))
            {
                types[name].SelectMany(t => Shown(t.Type)).SelectMany(Words).ToList().ForEach(asked.Enqueue);
            }
        }

        return types.Where(t => !needed.Contains(t.Key)).SelectMany(t => t).Select(t => $"{t.File}: {t.Name}");
    }

    /// <summary>
    /// Names that types of two namespaces bear: whoever looks one up shall land on one thing. Parts of a type, and its forms with other
    /// numbers of type parameters, stand in one namespace and are one; types within a type are its own affair.
    /// </summary>
    /// <param name="files">C# and components by path; a component is in the namespace of its folder.</param>
    public static IEnumerable<string> NamedTwice(IReadOnlyDictionary<string, string> files) =>
        files.SelectMany(f => f.Key.EndsWith(".razor", StringComparison.Ordinal) ? Component(f.Key) : TopLevel(f.Key, f.Value))
            .GroupBy(t => t.Name, StringComparer.Ordinal)
            .Where(g => g.Select(t => t.Namespace).Distinct(StringComparer.Ordinal).Skip(1).Any())
            .Select(g => $"{g.Key}: {string.Join(", ", g.Select(t => t.File).Distinct().Order(StringComparer.Ordinal))}");

    private static IEnumerable<(string Name, string Namespace, string File)> Component(string path) =>
        Path.GetFileNameWithoutExtension(path) is var name && name == "_Imports" ? []
            : [(name, Path.GetDirectoryName(path)!.Replace("src/", "", StringComparison.Ordinal).Replace('/', '.'), path)];

    private static IEnumerable<(string Name, string Namespace, string File)> TopLevel(string path, string text) =>
        CSharpSyntaxTree.ParseText(text).GetRoot().DescendantNodes(n => n is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
            .Where(n => n is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax)
            .Select(n => (NameOf(n), n.Ancestors().OfType<BaseNamespaceDeclarationSyntax>().FirstOrDefault()?.Name.ToString() ?? "", path));

    // What a type shows of itself: all that is not the work inside it.
    private static IEnumerable<string> Shown(MemberDeclarationSyntax type) => type.DescendantNodesAndSelf().Where(n =>
            n is BaseListSyntax or ParameterListSyntax or TypeParameterConstraintClauseSyntax
            && !n.Ancestors().Any(a => a is BlockSyntax or ArrowExpressionClauseSyntax or InitializerExpressionSyntax))
        .Select(n => n.ToString())
        .Concat(type.DescendantNodes().Select(n => n switch
        {
            MethodDeclarationSyntax m => m.ReturnType.ToString(),
            BasePropertyDeclarationSyntax p => p.Type.ToString(),
            BaseFieldDeclarationSyntax d => d.Declaration.Type.ToString(),
            OperatorDeclarationSyntax o => o.ReturnType.ToString(),
            _ => "",
        }));

    /// <summary>The words of a text.</summary>
    public static IEnumerable<string> Words(string text) => Word().Matches(text).Select(m => m.Value);

    private static IEnumerable<SyntaxNode> Members(string text) => CSharpSyntaxTree.ParseText(text).GetRoot().DescendantNodes()
        .Where(n => n is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax
            || n is PropertyDeclarationSyntax { ExpressionBody: not null });

    // From the first line of the signature: what documents a method or marks it is not counted.
    private static int LinesOf(SyntaxNode node)
    {
        var first = node.ChildNodesAndTokens().First(c => !c.IsKind(SyntaxKind.AttributeList));
        var lines = node.SyntaxTree.GetText().Lines;
        return lines.GetLineFromPosition(node.Span.End).LineNumber - lines.GetLineFromPosition(first.Span.Start).LineNumber + 1;
    }

    private static string NameOf(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => $"{TypeOf(node)}.{method.Identifier.Text}",
        LocalFunctionStatementSyntax local => $"{TypeOf(node)}.{local.Identifier.Text}",
        PropertyDeclarationSyntax property => $"{TypeOf(node)}.{property.Identifier.Text}",
        AccessorDeclarationSyntax { Parent.Parent: PropertyDeclarationSyntax property } => $"{TypeOf(node)}.{property.Identifier.Text}",
        BaseTypeDeclarationSyntax type => type.Identifier.Text,
        DelegateDeclarationSyntax type => type.Identifier.Text,
        _ => $"{TypeOf(node)}.{node.Kind()}",
    };

    private static string TypeOf(SyntaxNode node) =>
        node.AncestorsAndSelf().OfType<BaseTypeDeclarationSyntax>().FirstOrDefault()?.Identifier.Text ?? "";

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();
}

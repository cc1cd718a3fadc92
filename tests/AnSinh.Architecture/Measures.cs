using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AnSinh.Architecture;

/// <summary>How wide, how long and how much at once: each rule a function from text to complaints.</summary>
internal static partial class Measures
{
    /// <summary>Lines wider than a window beside another holds.</summary>
    public static IEnumerable<string> WideLines(string path, string text, int most) =>
        text.Split('\n').Select((line, i) => (Width: line.TrimEnd('\r').Length, Number: i + 1)).Where(l => l.Width > most)
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

    /// <summary>Public types of a project that neither another project nor a page names: they are internal.</summary>
    /// <param name="files">C# of the project by path.</param>
    /// <param name="others">Words of all that may name them: other projects, pages.</param>
    public static IEnumerable<string> NeedlesslyPublic(IReadOnlyDictionary<string, string> files, IReadOnlySet<string> others) =>
        from file in files
        from type in CSharpSyntaxTree.ParseText(file.Value).GetRoot().DescendantNodes().OfType<BaseTypeDeclarationSyntax>()
        where type.Modifiers.Any(SyntaxKind.PublicKeyword) && type.Parent is not BaseTypeDeclarationSyntax
            && !others.Contains(type.Identifier.Text)
        select $"{file.Key}: {type.Identifier.Text}";

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
        _ => $"{TypeOf(node)}.{node.Kind()}",
    };

    private static string TypeOf(SyntaxNode node) =>
        node.AncestorsAndSelf().OfType<BaseTypeDeclarationSyntax>().FirstOrDefault()?.Identifier.Text ?? "";

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();
}

using System.CommandLine;
using System.Text.RegularExpressions;
using AnSinh.Host.Tests.Pages;
using AnSinh.Host.Verbs;

namespace AnSinh.Host.Tests;

/// <summary>What messages, pages and documents tell people to type can be typed.</summary>
public sealed partial class VerbNameTests
{
    private static readonly RootCommand Verbs = Cli.Root();
    private static readonly string[] BesideTheProgram = ["bench"];

    /// <summary>Files that speak of verbs: sources and documents.</summary>
    private static IEnumerable<string> Files =>
        new[] { "src",
            "docs" }.SelectMany(f => Directory.EnumerateFiles(Path.Combine(SmallDistrict.Root, f), "*", SearchOption.AllDirectories))
        .Concat(Directory.EnumerateFiles(SmallDistrict.Root, "*.md"))
        .Where(f => Path.GetExtension(f) is ".cs" or ".razor" or ".md" && !f.Contains("/obj/", StringComparison.Ordinal)
            && !f.Contains("/bin/", StringComparison.Ordinal));

    [Fact]
    public void Every_verb_that_is_named_exists()
    {
        var wrong =
            Files.SelectMany(
                f => Typed().Matches(File.ReadAllText(f))
                    .Select(m => Wrong(m.Groups[1].Value.Trim()) is { } why
                        ? $"{Path.GetRelativePath(SmallDistrict.Root, f)}: '{m.Value.Trim()}': {why}" : null))
            .OfType<string>().Distinct().ToList();
        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_option_that_messages_name_exists()
    {
        var known = All(Verbs).SelectMany(c => c.Options).SelectMany(o => o.Aliases.Append(o.Name)).ToHashSet(StringComparer.Ordinal);
        var wrong = Files.Where(f => f.EndsWith(".cs", StringComparison.Ordinal))
            .SelectMany(f => Literal().Matches(File.ReadAllText(f)).SelectMany(m => OptionName().Matches(m.Value))
            .Where(m => !known.Contains(m.Value)).Select(m => $"{Path.GetRelativePath(SmallDistrict.Root, f)}: {m.Value}"))
            .Distinct().ToList();
        Assert.Empty(wrong);
    }

    /// <summary>
    /// Who types a name proves nothing: a verb acts as the machine's local account. A drafted law names who answers for it, and so does a
    /// case, in which nothing that needs two people or grants is done by a verb.
    /// </summary>
    [Fact]
    public void No_verb_lets_anybody_say_who_they_are() => Assert.Equal(
        // Of the log entries are asked for by who made them.
        ["publish --by", "show --actor", "list --by", "show --by", "open --by", "do --by"],
        All(Verbs).SelectMany(c => c.Options.Where(o => o.Name is "--by" or "--as" or "--actor" or "--approved-by")
            .Select(o => $"{c.Name} {o.Name}")));

    [Theory]
    [InlineData("register create", true)]
    [InlineData("ledger chek", true)]
    [InlineData("demo --jurisdiction vn  # mẫu", false)]
    [InlineData("policy chek", true)]
    [InlineData("policy check --serch", true)]
    [InlineData("policy check --json", false)]
    [InlineData("policy publish 3", false)]
    [InlineData("demo", false)]
    [InlineData("explain ID PROGRAMME", false)]
    public void A_verb_that_is_not_there_is_seen(string words, bool wrong) => Assert.Equal(wrong, Wrong(words) is not null);

    private static string? Wrong(string words)
    {
        Command at = Verbs;
        var isValue = false;
        foreach (var word in words.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            // A remark after the verb, or the rest of a Vietnamese sentence.
            if (word.StartsWith('#') || word.Any(c => c > '~'))
            {
                return null;
            }

            if (isValue && !word.StartsWith("--", StringComparison.Ordinal))
            {
                isValue = false;
            }
            else if (word.StartsWith("--", StringComparison.Ordinal))
            {
                isValue = !word.Contains('=');
                var name = word.Split('=')[0].TrimEnd('.', ',', ';', ':', ')', '…');
                if (name is not ("--help" or "--version" or "--") && !at.Options.Concat(Verbs.Options)
                    .Any(o => o.Name == name || o.Aliases.Contains(name)) && !BesideTheProgram.Contains(words.Split(' ')[0]))
                {
                    return $"no option {name}";
                }
            }
            else if (at.Subcommands.FirstOrDefault(c => c.Name == word.TrimEnd('.', ',', ';', ':', ')')) is { } next)
            {
                at = next;
            }
            else if (at == Verbs)
            {
                return BesideTheProgram.Contains(word) || !Lower().IsMatch(word) ? null : $"no verb {word}";
            }
            else if (at.Arguments.Count == 0 && at.Subcommands.Count > 0 && Lower().IsMatch(word))
            {
                return $"no verb {at.Name} {word}";
            }
            else if (at.Arguments.Count == 0 && at.Subcommands.Count == 0 && at.Options.Count == 0)
            {
                return null;
            }
        }

        return null;
    }

    private static IEnumerable<Command> All(Command command) => command.Subcommands.SelectMany(All).Prepend(command);

    [GeneratedRegex(@"(?:\./run|\bansinh) ([a-z-][^\n`""'“”<>|&;()…]*)")]
    private static partial Regex Typed();

    [GeneratedRegex("\"[^\"\n]*[\\u00C0-\\u1EF9][^\"\n]*\"")]
    private static partial Regex Literal();

    [GeneratedRegex("(?<![\\w-])--[a-z][a-z-]+")]
    private static partial Regex OptionName();

    [GeneratedRegex("^[a-z][a-z-]*$")]
    private static partial Regex Lower();
}

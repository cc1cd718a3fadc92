using AnSinh.Basics;
using AnSinh.Basics.PolicyFiles;
using AnSinh.Rulebook.Policies;

namespace AnSinh.Rulebook.Publishing;

/// <summary>How much of a programme is in the rulebook.</summary>
public enum CoverageStatus
{
    /// <summary>All of it.</summary>
    Modelled,

    /// <summary>Some of it.</summary>
    Partly,

    /// <summary>None of it.</summary>
    NotYet,
}

/// <summary>An entry of the coverage register: a programme or quantity, or one group of people of it.</summary>
/// <param name="Programme">Programme id, or a name of its own while it is not modelled; null if the entry is of a quantity or
/// scorecard.</param>
/// <param name="Quantity">Quantity name, or null.</param>
/// <param name="Scorecard">Scorecard name, or null.</param>
/// <param name="Parameter">Parameter name, or null: a value kept without a programme that uses it.</param>
/// <param name="Group">Which part of it, in words.</param>
/// <param name="Status">How much is modelled.</param>
/// <param name="Since">First month that can be answered, if told.</param>
/// <param name="Doubts">What is doubtful, in sentences.</param>
/// <param name="Place">File and line.</param>
public sealed record CoverageEntry(
    string? Programme, string? Quantity, string? Scorecard, string? Parameter, LocalText? Group, CoverageStatus Status,
    Month? Since, IReadOnlyList<string> Doubts, string Place)
{
    /// <summary>The name it goes by.</summary>
    public string Name => Programme ?? Quantity ?? Scorecard ?? Parameter ?? "";
}

/// <summary>A family of programmes.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Label">Its name for people.</param>
/// <param name="Entries">What it holds.</param>
public sealed record CoverageFamily(string Id, LocalText Label, IReadOnlyList<CoverageEntry> Entries);

/// <summary>
/// The coverage register (<i lang="vi">sổ phạm vi</i>): what of the law is in the rulebook, since when, and what is doubtful. Read
/// strictly: every programme of the rulebook stands in it, every name in it is one of the rulebook or said not to be modelled yet.
/// </summary>
public sealed class CoverageRegister
{
    /// <summary>Its file.</summary>
    public const string Path = "coverage.yaml";

    private CoverageRegister(IReadOnlyList<CoverageFamily> families, IReadOnlyList<Refusal> problems) =>
        (Families, Problems) = (families, problems);

    /// <summary>The families in their order.</summary>
    public IReadOnlyList<CoverageFamily> Families { get; }

    /// <summary>Every mistake, each with its line. What can be read is read all the same.</summary>
    public IReadOnlyList<Refusal> Problems { get; }

    /// <summary>Reads and checks the register. A rulebook without one has an empty register.</summary>
    public static CoverageRegister Read(RulebookFiles files, Policy policy)
    {
        if (files.TextOrNull(Path) is not { } text)
        {
            return new CoverageRegister([], []);
        }

        var problems = new Problems();
        var families = new List<CoverageFamily>();
        foreach (var map in PolicyFolder.Of(Path, System.Text.Encoding.UTF8.GetBytes(text)).Documents(Path, problems))
        {
            foreach (var family in map.Maps("families"))
            {
                families.Add(Family(family, policy));
                if (families.Take(families.Count - 1).Any(f => f.Id == families[^1].Id))
                {
                    family.Wrong("family", $"nhóm '{families[^1].Id}' đã có ở trên");
                }
            }

            map.Done();
        }

        var named = families.SelectMany(f => f.Entries).Select(e => e.Programme).ToHashSet(StringComparer.Ordinal);
        foreach (var programme in policy.Programmes.Where(p => !named.Contains(p.Id)))
        {
            problems.Add("coverage.missing", Path, $"chế độ '{programme.Id}' ({programme.Place}) chưa có trong sổ phạm vi");
        }

        return new CoverageRegister(families, problems.Told);
    }

    private static CoverageFamily Family(PolicyMap map, Policy policy)
    {
        var family = new CoverageFamily(map.Required("family"), map.RequiredLocal("label"),
            [.. map.Maps("entries").Select(e => Entry(e, policy))]);
        if (!map.Has("entries"))
        {
            map.Missing("entries");
        }

        map.Ignore("note");
        map.Done();
        return family;
    }

    private static CoverageEntry Entry(PolicyMap map, Policy policy)
    {
        var status = map.Word("status", true, "modelled", "partly", "not_yet") switch
        {
            "modelled" => CoverageStatus.Modelled,
            "partly" => CoverageStatus.Partly,
            _ => CoverageStatus.NotYet,
        };
        var entry = new CoverageEntry(
            map.Text("programme"), map.Text("quantity"), map.Text("scorecard"), map.Text("parameter"),
            map.Local("group") ?? map.Local("label"), status, Since(map), map.Texts("doubts"), map.Place);
        map.Ignore("note", "cite", "checked", "uncertain");
        map.Done();
        if (new[] { entry.Programme, entry.Quantity, entry.Scorecard, entry.Parameter }.Count(n => n is not null) != 1)
        {
            map.WrongWhole("coverage.name", "mỗi mục ghi đúng một trong: programme, quantity, scorecard, parameter");
        }
        else if (status != CoverageStatus.NotYet)
        {
            // What is not modelled yet has no name in the rulebook; "partly" may be one that only has parameters so far.
            Known(map, "programme", entry.Programme, policy.Programmes.Select(p => p.Id), status);
            Known(map, "quantity", entry.Quantity, policy.Quantities.Select(q => q.Name), status);
            Known(map, "parameter", entry.Parameter, policy.Parameters.Select(p => p.Name), status);
            Known(map, "scorecard", entry.Scorecard, policy.Scorecards.Select(s => s.Name), status);
        }

        return entry;
    }

    private static void Known(PolicyMap map, string key, string? name, IEnumerable<string> names, CoverageStatus status)
    {
        var known = names.ToList();
        if (name is not null && !known.Contains(name))
        {
            var there = status == CoverageStatus.Partly ? "mới có một phần" : "đã có";
            map.Wrong(key,
                $"bộ luật không có '{name}'{Nearest.Hint(name, known)}; "
                    + $"mục {there} phải là tên trong bộ luật, hoặc ghi status: not_yet");
        }
    }

    private static Month? Since(PolicyMap map)
    {
        if (map.Text("since") is not { } text)
        {
            return null;
        }

        if (Month.TryParse(text.Length > 7 ? text[..7] : text, out var month))
        {
            return month;
        }

        map.Wrong("since", $"'since: {text}' không phải là tháng (yyyy-MM)");
        return null;
    }
}

using System.Globalization;
using System.Text;
using AnSinh.Basics;
using AnSinh.Casework.LawChanges;
using AnSinh.Determinations.Simulating;
using AnSinh.Host.Jobs;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using AnSinh.Host.Web.Problems;
using AnSinh.Rulebook;
using AnSinh.Rulebook.Publishing;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AnSinh.Host.LawChanges;

/// <summary>
/// What a draft would do to the people of the register: cost, who gains, who loses; as a page and as a table to download.
/// </summary>
internal static class SimulationPages
{
    private const int MostMonths = 24;
    private const int OfferedMonths = 3;

    public static void MapSimulationPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(LawChangePages.Root + "/{id:long}/mo-phong", ([AsParameters] SimulationAsked asked) =>
            With(asked, model => View.Of<SimulationView, SimulationModel>(model))).Light();
        pages.MapGet(LawChangePages.Root + "/{id:long}/mo-phong.csv", ([AsParameters] SimulationAsked asked) =>
            With(asked, model => Download(asked.Office, model))).Light();
    }

    /// <summary>The months offered first: from the first new value on, else from the month looked at.</summary>
    public static (Month From, Month To) Offered(Visit visit, IEnumerable<LawDifference> differences)
    {
        var days = differences.Where(d => d.Provision.Kind == ProvisionKind.Value).Select(d => d.Provision.Id)
            .Order(StringComparer.Ordinal).ToList();
        var from =
            days.Count > 0 && DateOnly.TryParseExact(days[0], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? Month.Of(day) : visit.Month;
        return (from, from.Add(OfferedMonths - 1));
    }

    private static async Task<IResult> With(SimulationAsked asking, Func<SimulationModel, IResult> then)
    {
        var (office, jobs, visit, typed) = (asking.Office, asking.Jobs, asking.Visit, (asking.From, asking.To));
        var (law, change, answer) = LawChangePages.Find(office, visit, asking.Id);
        if (answer is not null)
        {
            return answer;
        }

        var drafted = asking.Reviews.Drafted(law, change);
        if (!drafted.Ok)
        {
            return ProblemPages.Refused(visit, drafted.Refusals);
        }

        var (from, to) = Offered(visit, string.IsNullOrEmpty(typed.From) || string.IsNullOrEmpty(typed.To)
            ? LawDifferences.Between(law.Policy, drafted.Value) : []);
        if (Read(visit, typed, ref from, ref to) is { } wrong)
        {
            return ProblemPages.Refused(visit, wrong);
        }

        // A value of next year is law only for whoever looks on a day when it is issued: the end of the last month, unless the address says
        // another day.
        var known = visit.Query.ContainsKey(Visit.KnownKey) || visit.Known.Day >= to.LastDay ? visit.Known : new AsKnown(to.LastDay);
        var asked = await jobs.AskAsync(office, visit, SimulationJob.Question(office, change, known, from, to));
        return JobPages.Show(visit, asked, "law", job =>
        {
            var sight = Sight.Of(office, visit);
            var whole = jobs.Read<Simulation>(job);
            var shown = whole with { Months = [.. whole.Months.Select(m => sight.Show(m, drafted.Value))] };
            return then(new SimulationModel(change.Id, change.Title, from, to, known, Tables(office, visit, drafted.Value, shown), shown));
        });
    }

    private static Refusal? Read(Visit visit, (string? From, string? To) typed, ref Month from, ref Month to)
    {
        var wrongFrom = string.IsNullOrEmpty(typed.From) ? null : visit.ReadMonth(typed.From, "tu", out from);
        var wrongTo = string.IsNullOrEmpty(typed.To) ? null : visit.ReadMonth(typed.To, "den", out to);
        return wrongFrom ?? wrongTo ?? (to >= from && to.Index - from.Index < MostMonths ? null
            : new Refusal("simulation.months", $"Chọn từ một đến {MostMonths} tháng, tháng cuối không trước tháng đầu.", "den"));
    }

    private static IReadOnlyList<EffectTable> Tables(Office office, Visit visit, Policy changed, Simulation simulation)
    {
        var l = visit.Language;
        var programmes = simulation.Months.SelectMany(m => m.Programmes).GroupBy(p => p.Programme)
            .Select(g => (First: g.First(), All: g.ToList())).ToList();
        string Unit(string? key) => key is null ? l.T("không cư trú trong huyện", "lives in no unit") : office.UnitName(key);
        string Route(SimulatedProgramme programme, string? id) =>
            changed.ProgrammeOrNull(programme.Programme)?.Versions.SelectMany(v => v.Routes).FirstOrDefault(r => r.Id == id) is { } route
            ? l.T(route.Label) : id ?? "–";
        return
        [
            new EffectTable("che-do", l.T("Theo chế độ", "By programme"),
                [.. programmes.Select(p => new EffectRow(l.T(p.First.Label), Sum(p.All.Select(x => x.Entitled))))]),
            new EffectTable("xa", l.T("Theo xã", "By commune"),
                [.. simulation.Months.SelectMany(m => m.TotalByUnit).GroupBy(u => u.Key)
                    .Select(g => new EffectRow(Unit(g.Key), Sum(g.Select(x => x.Effect))))
                .OrderByDescending(r => Math.Abs(r.Effect.Change)).ThenBy(r => r.Name, StringComparer.Ordinal)]),
            new EffectTable("dien", l.T("Theo diện hưởng", "By route"),
                [.. programmes.SelectMany(p => p.All.SelectMany(x => x.ByRoute).GroupBy(r => r.Key)
                .Select(g => new EffectRow($"{l.T(p.First.Label)}: {Route(p.First, g.Key)}", Sum(g.Select(x => x.Effect)))))]),
            new EffectTable("tuoi", l.T("Theo tuổi", "By age"),
                [.. Parts(programmes.SelectMany(p => p.All).SelectMany(x => x.ByAge),
                    key => int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var first)
                        ? $"{first}–{first + 9}" : l.T("chưa rõ", "unknown"))]),
            new EffectTable("gioi", l.T("Theo giới", "By sex"),
                [.. Parts(programmes.SelectMany(p => p.All).SelectMany(x => x.BySex),
                    key => key switch { "male" or "Male" => l.T("nam", "male"), "female" or "Female" => l.T("nữ", "female"),
                        _ => l.T("chưa rõ", "unknown") })]),
        ];
    }

    private static IEnumerable<EffectRow> Parts(IEnumerable<PartEffect> parts, Func<string?, string> name) => parts.GroupBy(p => p.Key)
        .OrderBy(g => int.TryParse(g.Key, NumberStyles.None, CultureInfo.InvariantCulture, out var first) ? first : int.MaxValue)
        .Select(g => new EffectRow(name(g.Key), Sum(g.Select(x => x.Effect))));

    private static Effect Sum(IEnumerable<Effect> effects) => effects.Aggregate(default(Effect), (sum, e) => sum + e);

    /// <summary>A spreadsheet takes the mark at the beginning as a sign of UTF-8.</summary>
    private static FileContentHttpResult Download(Office office, SimulationModel model)
    {
        var text = new StringBuilder(
            "\uFEFFthang,che_do,ten_che_do,phan,gia_tri,nguoi_truoc,nguoi_sau,duoc_them,bi_bot,nhu_cu,chua_ro,"
                + "dong_truoc,dong_sau,chenh\r\n");
        foreach (var (month, programme) in model.Result.Months.SelectMany(m => m.Programmes.Select(p => (m.Month, p))))
        {
            void Write(string part, string? value, Effect e) => text.Append(string.Create(
                CultureInfo.InvariantCulture,
                $"{month},{programme.Programme},{Cell(programme.Label.Vi)},{part},{Cell(value ?? "")},"
                    + $"{e.Before.Entitled},{e.After.Entitled},{e.Gainers},{e.Losers},{e.Unchanged},{e.Unclear},"
                    + $"{e.Before.Amount},{e.After.Amount},{e.Change}\r\n"));
            Write("tong", "", programme.Entitled);
            foreach (var (part, parts) in new[] { ("xa", programme.ByUnit), ("dien", programme.ByRoute), ("gioi", programme.BySex),
                ("tuoi", programme.ByAge) })
            {
                foreach (var one in parts)
                {
                    Write(part, part == "xa" && one.Key is not null ? office.UnitName(one.Key) : one.Key, one.Effect);
                }
            }
        }

        return TypedResults.File(Encoding.UTF8.GetBytes(text.ToString()), "text/csv; charset=utf-8",
            $"mo-phong-{model.Id}-{model.From}-{model.To}.csv");
    }

    // A name that begins like a formula stays a name.
    private static string Cell(string text)
    {
        var guard = text.Length > 0 && "=+-@".Contains(text[0], StringComparison.Ordinal) ? "'" : "";
        return $"\"{guard}{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}

/// <summary>The page of a simulation.</summary>
/// <param name="Id">Number of the change.</param>
/// <param name="Title">What the change is about.</param>
/// <param name="From">First month.</param>
/// <param name="To">Last month.</param>
/// <param name="Known">The day whose knowledge is used.</param>
/// <param name="Tables">The effects in parts.</param>
/// <param name="Result">The simulation.</param>
public sealed record SimulationModel(long Id, string Title, Month From, Month To, AsKnown Known, IReadOnlyList<EffectTable> Tables,
    Simulation Result);

/// <summary>Effects in parts.</summary>
/// <param name="Id">Id on the page.</param>
/// <param name="Title">Parts of what.</param>
/// <param name="Rows">The parts.</param>
public sealed record EffectTable(string Id, string Title, IReadOnlyList<EffectRow> Rows)
{
    /// <summary>Parts in which anything changes.</summary>
    public IReadOnlyList<EffectRow> Moved { get; } = [.. Rows.Where(
        r => r.Effect.Change != 0 || r.Effect.Gainers + r.Effect.Losers + r.Effect.Unclear > 0)];
}

/// <summary>The effect on one part, all months together.</summary>
/// <param name="Name">The part.</param>
/// <param name="Effect">The effect, in people-months.</param>
public sealed record EffectRow(string Name, Effect Effect);

/// <summary>What is asked of a simulation: which draft, and over which months.</summary>
/// <param name="Office">The office.</param>
/// <param name="Reviews">Reviews of drafts.</param>
/// <param name="Jobs">Background jobs.</param>
/// <param name="Visit">Who asks.</param>
/// <param name="Id">The draft.</param>
/// <param name="From">First month, as typed.</param>
/// <param name="To">Last month, as typed.</param>
internal sealed record SimulationAsked(Office Office, ReviewCache Reviews, JobService Jobs, Visit Visit, long Id,
    [FromQuery(Name = "tu")] string? From, [FromQuery(Name = "den")] string? To);

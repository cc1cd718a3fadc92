using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AnSinh.Basics;
using AnSinh.Intake.Lists.Mapping;
using AnSinh.Intake.Lists.Reading;
using AnSinh.Register;
using AnSinh.Register.Changes;
using AnSinh.Register.People;
using AnSinh.Register.Units;

namespace AnSinh.Intake.Lists.Planning;

/// <summary>
/// What a list would do to the register (<i lang="vi">nhập danh sách</i>), row by row, before anything is written. Applied as one set of
/// changes: all of it, or nothing.
/// </summary>
public sealed class ListPlan
{
    private readonly RegisterPeople _people;

    private ListPlan(ListContent list, IReadOnlyList<PlannedRow> rows, RegisterPeople people)
    {
        (List, Rows, _people) = (list, rows, people);
        Counts = rows.GroupBy(r => r.State).ToDictionary(g => g.Key, g => g.Count());
    }

    /// <summary>The list.</summary>
    public ListContent List { get; }

    /// <summary>Its rows, in its order.</summary>
    public IReadOnlyList<PlannedRow> Rows { get; }

    /// <summary>State of the register it was made on.</summary>
    public long ChangeNo => _people.ChangeNo;

    /// <summary>Rows by state.</summary>
    public IReadOnlyDictionary<RowState, int> Counts { get; }

    /// <summary>Rows of a state.</summary>
    public int Count(RowState state) => Counts.GetValueOrDefault(state);

    /// <summary>Rows that add somebody.</summary>
    public int NewPeople => Rows.Count(r => r.IsNew);

    /// <summary>Rows that change somebody of the register.</summary>
    public int ChangedPeople => Rows.Count(r => r.State == RowState.Ready && r.Person is not null && r.Changes.Count > 0);

    /// <summary>Rows that say nothing new.</summary>
    public int Unchanged => Rows.Count(r => r.State == RowState.Ready && r.Person is not null && r.Changes.Count == 0);

    /// <summary>Rows with something to look at.</summary>
    public int Doubtful => Rows.Count(r => r.Doubts.Count > 0);

    /// <summary>Makes the plan of a list. Reads the register once; writes nothing.</summary>
    /// <param name="register">The register.</param>
    /// <param name="list">The list, read.</param>
    /// <param name="scope">Whose people may be seen and changed.</param>
    /// <param name="choices">What was chosen, by row of the sheet (from 0).</param>
    /// <param name="progress">Told the rows planned.</param>
    public static ListPlan Make(RegisterDb register, ListContent list, Scope scope,
        IReadOnlyDictionary<int, RowChoice> choices, IProgress<int>? progress = null)
    {
        const int ReportSize = 1024;
        var today = AsKnown.DayOf(register.Now);
        var kinds = list.Map.Columns.Where(c => c.Target.StartsWith(Targets.FactPrefix, StringComparison.Ordinal))
            .Select(c => register.Facts[c.Target[Targets.FactPrefix.Length..]]).DistinctBy(k => k.Name).ToList();
        var people = RegisterPeople.Read(register, list.Map.ValidFrom is { } from && from < today ? from : today, kinds);
        var planner = new ListPlanner(people, list.Map, scope, choices);
        planner.Look(list.Rows);
        var rows = new List<PlannedRow>(list.Rows.Count);
        foreach (var row in list.Rows)
        {
            rows.Add(planner.Plan(row));
            if (rows.Count % ReportSize == 0)
            {
                progress?.Report(rows.Count);
            }
        }

        progress?.Report(rows.Count);
        return new ListPlan(list, rows, people);
    }

    /// <summary>What stands in the way of applying; empty if nothing.</summary>
    /// <param name="leaveOut">True to leave out rows that are wrong or unanswered, false to let them stand in the way.</param>
    public IReadOnlyList<Refusal> Obstacles(bool leaveOut)
    {
        const int ShownLimit = 200;
        var obstacles = leaveOut ? [] : Rows.Where(r => r.State == RowState.Wrong).SelectMany(r => r.Refusals)
            .Concat(Rows.Where(r => r.State == RowState.Ask).Select(r => new Refusal("row.ask", r.Question!, r.Row.Place)))
            .Take(ShownLimit).ToList();
        if (obstacles.Count == 0 && NewPeople + ChangedPeople == 0)
        {
            obstacles.Add(new Refusal("list.nothing", "Danh sách không làm sổ khác đi: không có gì để ghi.", List.Sheet.Name));
        }

        return obstacles;
    }

    /// <summary>A short mark of all this plan does: two plans of one mark do the same.</summary>
    public string Mark()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var row in Rows)
        {
            hash.AppendData(
                Encoding.UTF8.GetBytes(
                    $"{row.Row.Row}|{row.State}|{row.Person?.Id}|{row.Question}|{row.Row.HouseholdNumber}|{row.Row.Role}|"
                    + $"{string.Join(',', row.Candidates.Select(c => c.Person.Id))}|"
                    + $"{string.Join('|', row.Changes.Select(c => $"{c.What}={c.Before}>{c.After}"))}\n"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }

    /// <summary>The rows that are ready, as one set of changes.</summary>
    /// <param name="fileName">Name of the file, kept in the batch.</param>
    /// <param name="fileHash">Hash of its bytes, kept in the batch.</param>
    public ChangeSet ToChangeSet(string fileName, string fileHash)
    {
        var set = new ChangeSet("import", $"Nhập danh sách “{fileName}”: {NewPeople} người mới, {ChangedPeople} người có thay đổi",
            List.Map.Source)
        {
            Detail =
            JsonSerializer.Serialize(
                new { file = fileName, sha256 = fileHash, sheet = List.Sheet.Name, newPeople = NewPeople, changed = ChangedPeople,
                    unchanged = Unchanged, leftOut = Rows.Count - NewPeople - ChangedPeople - Unchanged, map = List.Map.ToYaml() }),
        };
        new RowWriter(set, _people, List.Map.Source).Write(Rows.Where(r => r.State == RowState.Ready && r.Changes.Count > 0));
        return set;
    }
}

using AnSinh.Basics;
using AnSinh.Intake.Lists.Mapping;
using AnSinh.Intake.Lists.Planning;
using AnSinh.Intake.Lists.Reading;
using AnSinh.Register;
using AnSinh.Register.Changes;
using AnSinh.Store.Acts;

namespace AnSinh.Intake.Lists;

/// <summary>
/// A list from Excel on its way into the register (<i lang="vi">nhập danh sách</i>): sent, its columns told, held against the register row
/// by row, written exactly as it was shown or not at all. Pages, jobs and the verb all go this way.
/// </summary>
/// <param name="register">The register.</param>
/// <param name="sent">The lists sent.</param>
public sealed class ListImport(RegisterDb register, SentLists sent)
{
    private const int NotedRefusals = 3;

    private static readonly Refusal Moved =
        new("list.moved", "Sổ đã thay đổi từ lúc xem trước; chưa ghi gì. Xem lại bản xem trước mới rồi ghi.");

    /// <summary>The lists sent.</summary>
    public SentLists Sent { get; } = sent;

    /// <summary>
    /// Keeps a file that can be read as a table; gives the number of the list. What is wrong with it is told at the field of the file.
    /// </summary>
    public Outcome<long> Send(string fileName, byte[] bytes, Act act)
    {
        var book = ListFile.Read(fileName, bytes);
        var refusals = book.Ok ? ListReader.Open(book.Value).Refusals : book.Refusals;
        return refusals.Count == 0 ? Sent.Add(fileName, bytes, act)
            // Where in the file is part of the sentence.
            : Outcome<long>.Refused([.. refusals.Select(r => r with { Message = r.ToString(), Place = ListForms.FileField })]);
    }

    /// <summary>
    /// Keeps what the columns of a list hold, and remembers it for the next list with the same columns. Refused if the list cannot be read
    /// by it.
    /// </summary>
    /// <param name="list">The list.</param>
    /// <param name="book">Its file.</param>
    /// <param name="header">Its columns.</param>
    /// <param name="map">What they hold.</param>
    /// <param name="act">Who says so.</param>
    public Outcome<bool> SetMap(SentList list, Workbook book, ListHeader header, ListMap map, Act act)
    {
        var yaml = map.ToYaml();
        var parsed = ListMap.Parse(yaml, list.FileName, register.Facts);
        var refusals = parsed.Ok ? Read(book, parsed.Value).Refusals : parsed.Refusals;
        return refusals.Count > 0 ? Outcome<bool>.Refused(refusals)
            : register.Database.Attempt(act, () => Sent.SetMap(list.Id, yaml, header, act));
    }

    /// <summary>Makes the plan of a file on the register of now. Nothing is written. Refused if it cannot be read by the map.</summary>
    public Outcome<ListPlan> Plan(Workbook book, ListMap map, IProgress<ImportProgress>? progress) =>
        Plan(book, map, Scope.Everything, new Dictionary<int, RowChoice>(), progress);

    /// <summary>The same of a list that was sent, with what was chosen for its rows.</summary>
    /// <param name="list">The list.</param>
    /// <param name="scope">Whose people may be seen and changed.</param>
    /// <param name="progress">Told the rows planned.</param>
    public Outcome<ListPlan> Plan(SentList list, Scope scope, IProgress<ImportProgress>? progress)
    {
        var book = ListFile.Read(list.FileName, Sent.Bytes(list));
        var map = list.Map is null ? new Refusal("list.no-map", "Chưa chọn các cột.")
            : ListMap.Parse(list.Map, list.FileName, register.Facts);
        return book.Ok && map.Ok ? Plan(book.Value, map.Value, scope, list.Choices, progress)
            : Outcome<ListPlan>.Refused([.. book.Refusals, .. map.Refusals]);
    }

    /// <summary>Writes a plan into the register as one batch. Refused, and nothing written, if something stands in its way.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="file">Name of the file and SHA-256 of its bytes, kept in the batch.</param>
    /// <param name="leaveOut">True to leave out rows that are wrong or unanswered.</param>
    /// <param name="act">Who writes it.</param>
    /// <param name="progress">Told the rows written.</param>
    public Outcome<AppliedBatch> Write(
        ListPlan plan, (string Name, string Sha256) file, bool leaveOut, Act act, IProgress<ImportProgress>? progress)
    {
        if (plan.Obstacles(leaveOut) is { Count: > 0 } obstacles)
        {
            return Outcome<AppliedBatch>.Refused(obstacles);
        }

        var set = plan.ToChangeSet(file.Name, file.Sha256);
        return register.Apply(set, act, new RowSteps("Ghi vào sổ", set.Count, progress));
    }

    /// <summary>
    /// Plans a list again and writes it if that does what was agreed to; the rows and the note that the list is written are one act. Why it
    /// was refused is noted at the list.
    /// </summary>
    /// <param name="list">The list.</param>
    /// <param name="agreed">What was shown and agreed to.</param>
    /// <param name="scope">Whose people may be seen and changed.</param>
    /// <param name="act">Who writes it.</param>
    /// <param name="progress">Told the rows planned, then those written.</param>
    public Outcome<AppliedBatch> Write(
        SentList list, AgreedPlan agreed, Scope scope, Act act, IProgress<ImportProgress>? progress)
    {
        var plan = Plan(list, scope, progress);
        var written = !plan.Ok ? Outcome<AppliedBatch>.Refused(plan.Refusals) : plan.Value.Mark() != agreed.Mark ? Moved
            : register.TryWrite(act, (_, _) =>
            {
                var batch = Write(plan.Value, (list.FileName, list.File.Sha256), agreed.LeaveOut, act, progress);
                if (batch.Ok)
                {
                    Sent.Applied(list.Id, batch.Value.BatchId, act);
                }

                return batch;
            });
        if (!written.Ok && !act.IsRepeat)
        {
            Sent.Failed(list.Id, string.Join(" ", written.Refusals.Take(NotedRefusals)), new Act(act.Actor, "list.fail"));
        }

        return written;
    }

    private Outcome<ListPlan> Plan(Workbook book, ListMap map, Scope scope, IReadOnlyDictionary<int, RowChoice> choices,
        IProgress<ImportProgress>? progress)
    {
        var list = Read(book, map);
        return list.Ok
            ? ListPlan.Make(register, list.Value, scope, choices, new RowSteps("Đối chiếu với sổ", list.Value.Rows.Count, progress))
            : Outcome<ListPlan>.Refused(list.Refusals);
    }

    private Outcome<ListContent> Read(Workbook book, ListMap map) =>
        ListReader.Read(book, map, register.Facts, register.Units, AsKnown.DayOf(register.Now));

    private sealed class RowSteps(string step, int of, IProgress<ImportProgress>? progress) : IProgress<int>
    {
        public void Report(int value) => progress?.Report(new ImportProgress(step, value, of));
    }
}

/// <summary>What somebody was shown of a list and agreed to.</summary>
/// <param name="Mark">Mark of the plan, see <see cref="ListPlan.Mark"/>.</param>
/// <param name="LeaveOut">True to leave out rows that are wrong or unanswered.</param>
public sealed record AgreedPlan(string Mark, bool LeaveOut);

/// <summary>Where an import stands.</summary>
/// <param name="Step">What is being done, in words.</param>
/// <param name="Done">Rows done.</param>
/// <param name="Of">Rows in all.</param>
public readonly record struct ImportProgress(string Step, int Done, int Of);

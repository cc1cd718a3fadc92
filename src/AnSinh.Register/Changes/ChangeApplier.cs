using System.Data.Common;
using AnSinh.Basics;
using AnSinh.Register.Writing;
using AnSinh.Store.Acts;

namespace AnSinh.Register.Changes;

/// <summary>Takes the steps of a set of changes in one transaction.</summary>
internal static class ChangeApplier
{
    // More reasons than anybody reads at once; the rest comes when these are mended.
    private const int RefusalsLimit = 50;

    public static Outcome<AppliedBatch> Apply(RegisterDb register, ChangeSet set, Act act,
        DbConnection connection, DbTransaction transaction, IProgress<int>? progress)
    {
        if (set.Count == 0)
        {
            return new Refusal("batch.empty", "Không có gì để ghi.");
        }

        var at = set.RecordedOn is { } day ? Math.Max(AsKnown.NoonOf(day), RegisterWrites.Latest(connection, transaction))
            : RegisterWrites.Now(register, connection, transaction);
        var writer = new RegisterWriter(register.Tables, connection, transaction, at, act);
        var numbers = new NewNumbers();
        var refusals = Take(set.Steps, writer, register.Checks, numbers, progress);

        // A merge says who is whom; what both files said before is not stated anew.
        if (refusals.Count == 0 && !set.Steps.OfType<MergeStep>().Any())
        {
            refusals.AddRange(new LifeCheck(register, connection, transaction).Of(writer).Take(RefusalsLimit));
        }

        if (refusals.Count > 0)
        {
            return Outcome<AppliedBatch>.Refused(refusals);
        }

        var id = BatchTables.Insert(connection, transaction, set, act.Actor, at);
        BatchTables.InsertRows(register.Database, connection, transaction, id, writer.Changes);
        writer.Note("batch.apply", $"batch:{id}", $"{set.Kind}: {set.Title}; {set.Source}");
        register.Audit.Append(connection, transaction, act, writer.Notes);
        RegisterWrites.SetLatest(connection, transaction, at);
        return new AppliedBatch(id, numbers.Persons, numbers.Households,
            writer.Changes.Count(c => c.Added), writer.Changes.Count(c => !c.Added));
    }

    private static List<Refusal> Take(
        IReadOnlyList<ChangeStep> steps, RegisterWriter writer, RowChecks checks, NewNumbers numbers, IProgress<int>? progress)
    {
        var refusals = new List<Refusal>();
        for (var i = 0; i < steps.Count && refusals.Count < RefusalsLimit; i++)
        {
            var step = steps[i];
            var taken = step.Take(writer, checks, numbers);
            refusals.AddRange(
                taken.Refusals.Select(r => r with { Place = $"bước {i + 1} ({step.About}){(r.Place is null ? "" : ", " + r.Place)}" }));
            progress?.Report(i + 1);
        }

        return refusals;
    }
}

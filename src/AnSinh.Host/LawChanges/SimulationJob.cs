using AnSinh.Basics;
using AnSinh.Casework.LawChanges;
using AnSinh.Determinations;
using AnSinh.Determinations.Simulating;
using AnSinh.Host.Jobs;
using AnSinh.Register;
using AnSinh.Rulebook;
using AnSinh.Store.Jobs;

namespace AnSinh.Host.LawChanges;

/// <summary>Trying a draft of the law on the register as a job: a year over everybody takes a while.</summary>
internal sealed class SimulationJob : IJobKind
{
    /// <summary>Its code.</summary>
    public const string Code = "law.simulate";

    private static readonly Refusal DraftMoved =
        new("simulation.draft", "Bản soạn đã đổi từ lúc hỏi. Làm lại để mô phỏng bản soạn hiện có.");

    /// <inheritdoc/>
    public string Kind => Code;

    /// <inheritdoc/>
    public LocalText What { get; } = new("mô phỏng một thay đổi luật", "simulating a change of the law");

    /// <summary>The question what a draft does to the months from one to another.</summary>
    public static JobQuestion Question(Office office, LawChange change, AsKnown known, Month from, Month to)
    {
        var asked = new Asked(change.Id, change.ContentHash, office.Policy.Hash, known, from, to);
        return new(Code, $"{change.Id} {from} {to} {known}", JobText.Short(asked), office.Register.ChangeNo);
    }

    /// <inheritdoc/>
    public LocalText About(Office office, Job job)
    {
        var asked = Read(job);
        return new($"{office.LawChanges.FindOrNull(asked.Change)?.Title}, {asked.From.ToVietnamese()} – {asked.To.ToVietnamese()}");
    }

    /// <inheritdoc/>
    public string Page(Job job)
    {
        var asked = Read(job);
        return $"{LawChangePages.Address(asked.Change)}/mo-phong?tu={asked.From}&den={asked.To}&biet={asked.Known}";
    }

    /// <inheritdoc/>
    public Outcome<string> Do(Office office, Job job, IProgress<JobStep> progress)
    {
        var asked = Read(job);
        if (office.Law is not { } law || law.Policy.Hash != asked.Law)
        {
            return JobActs.LawMoved;
        }

        if (office.LawChanges.FindOrNull(asked.Change) is not { } change || change.ContentHash != asked.Content
            || law.Files.With(change.Files) is not { Ok: true } files || files.Value.Load() is not { Ok: true } changed)
        {
            return DraftMoved;
        }

        return JobText.Long(Simulate(office, changed.Value, asked, new Steps(progress, asked.To.Index - asked.From.Index + 1)));
    }

    private static Simulation Simulate(Office office, Policy changed, Asked asked, IProgress<int> progress)
    {
        // The draft may know other facts than the law in force: the register is read again in its words.
        var register = RegisterDb.Open(office.Register.Database, changed.Facts).Value;
        var before = new LawSide(office.Determiner.Read(asked.Known), new Rulebook.WhatIfLaw(office.Policy, []));
        var after = new LawSide(new Determiner(changed, register).Read(asked.Known), new Rulebook.WhatIfLaw(changed, []));
        var simulation = new Simulator(before, after, office.Decisions.Known(asked.Known), null).Run(asked.From, asked.To, progress);

        // The pages tell of sums alone: who gains and who loses by name is not kept.
        return simulation with { Months = [.. simulation.Months.Select(Unnamed)] };
    }

    private static SimulatedMonth Unnamed(SimulatedMonth month) =>
        month with { Programmes = [.. month.Programmes.Select(p => p with { Changes = [] })] };

    private static Asked Read(Job job) => JobText.ReadShort<Asked>(JobQuestion.InputOf(job));

    private sealed record Asked(long Change, string Content, string Law, AsKnown Known, Month From, Month To);

    private sealed class Steps(IProgress<JobStep> progress, int of) : IProgress<int>
    {
        public void Report(int value) => progress.Report(new JobStep("", value, of));
    }
}

using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using AnSinh.Basics;
using AnSinh.Casework;
using AnSinh.Demo.Synthetic;
using AnSinh.Determinations;
using AnSinh.Ledger;
using AnSinh.Register;
using AnSinh.Register.Changes;
using AnSinh.Register.Units;
using AnSinh.Rulebook;
using AnSinh.Store;
using AnSinh.Store.Acts;

namespace AnSinh.Demo;

/// <summary>What demo is wanted.</summary>
/// <param name="Seed">The same seed gives the same register.</param>
/// <param name="Scale">How many districts.</param>
/// <param name="Jurisdiction">Under whose law it is kept.</param>
/// <param name="Communes">Only these communes, by code; null for all.</param>
public sealed record DemoOptions(int Seed, int Scale, Jurisdiction Jurisdiction, IReadOnlyCollection<string>? Communes = null)
{
    /// <summary>The seed of the demo that <c>./run</c> opens.</summary>
    public const int UsualSeed = 20200909;

    /// <summary>The demo that <c>./run</c> opens.</summary>
    public static DemoOptions Usual { get; } = new(UsualSeed, 1, Jurisdiction.PhucTho);
}

/// <summary>
/// Makes a demo register: people who do not exist, decisions about them, and seven months already paid, so that every page has
/// something to show. What was done wrong on purpose is kept in the register as its truth.
/// </summary>
public static class DemoRegister
{
    // The write-ahead log belongs to its database, and the log of readings to its register: they go together.
    private static readonly string[] Parts = ["", "-wal", "-shm", ".readings", ".readings-wal", ".readings-shm"];
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private static readonly Month FirstPaid = new(2020, 1);
    private static readonly Month LastPaid = new(2020, 7);

    /// <summary>
    /// Makes the register at an address. A SQLite file that is already there is moved aside, never overwritten; a PostgreSQL schema that
    /// holds a register is refused. The file appears under its name only when it is complete.
    /// </summary>
    /// <param name="policy">The law.</param>
    /// <param name="policyFolder">The folder it was read from, with what the demo is like.</param>
    /// <param name="address">Where the register is to lie.</param>
    /// <param name="options">Which demo.</param>
    /// <param name="clock">The clock of the machine.</param>
    /// <param name="progress">Told what is done, and how much of it in percent.</param>
    public static Outcome<DemoMade> Make(Policy policy, string policyFolder, string address, DemoOptions options, TimeProvider clock,
        IProgress<(string Step, int Percent)> progress)
    {
        var calibration = DemoCalibration.Read(Path.Combine(policyFolder, "vn-01-272-phuc-tho", "demo"));
        var units = UnitFiles.Read(Directory.GetDirectories(policyFolder).Order(StringComparer.Ordinal));
        var borders = SyntheticBorders.Read(Path.Combine(policyFolder, "vn-01-272-phuc-tho", "reorganisations"));
        if (!calibration.Ok || !units.Ok || !borders.Ok)
        {
            return Outcome<DemoMade>.Refused([.. calibration.Refusals, .. units.Refusals, .. borders.Refusals]);
        }

        var map = new DemoMap(units.Value.Units, units.Value.Changes, borders.Value);

        if (address.StartsWith("postgres:", StringComparison.Ordinal))
        {
            using var server = Database.Open(address, clock);
            return Fill(policy, map, calibration.Value, server, options, progress);
        }

        var file = address.StartsWith("sqlite:", StringComparison.Ordinal) ? address["sqlite:".Length..] : address;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        var unfinished = file + ".dang-lap";
        Remove(unfinished);
        using (var database = Database.Open(unfinished, clock))
        {
            var made = Fill(policy, map, calibration.Value, database, options, progress);
            if (!made.Ok)
            {
                return made;
            }
        }

        var aside = File.Exists(file) ? MoveAside(file) : null;
        Move(unfinished, file);
        using var finished = Database.Open(address, clock);
        return Summary(finished, policy, aside);
    }

    private static Outcome<DemoMade> Fill(
        Policy policy, DemoMap map, DemoCalibration calibration, Database database, DemoOptions options,
        IProgress<(string Step, int Percent)> progress)
    {
        var settings = new DemoSettings(options.Seed, options.Scale, options.Jurisdiction) { Communes = options.Communes };
        var made = map.Create(database, settings, policy);
        if (!made.Ok)
        {
            return Outcome<DemoMade>.Refused(made.Refusals);
        }

        var register = made.Value;
        var people = Settle(register, settings, calibration, progress);
        register.SetMeta("demo_scale", options.Scale.ToString(CultureInfo.InvariantCulture));
        var (determiner, decisions) = (new Determiner(policy, register), new Decisions(register));
        var months = new MonthRun(determiner, decisions, _ => null);
        var decided = new DemoDecisions(determiner, decisions)
            .Make(Plan(options.Seed, calibration.Picks),
                new Steps<(int Done, int Of)>(p => progress.Report(("Ra quyết định cho những người đủ điều kiện", p.Done * 100 / p.Of))));
        register.SetMeta("demo_truth",
            JsonSerializer.Serialize(new { people = people.PlantedErrors, rows = people.Rows, decisions = decided }, Json));

        if (OpeningMonth.Set(register, FirstPaid) is { Ok: false } unopened)
        {
            return Outcome<DemoMade>.Refused(unopened.Refusals);
        }

        if (Pay(register, months, progress) is { Count: > 0 } unpaid)
        {
            return Outcome<DemoMade>.Refused(unpaid);
        }

        // Its office stands from here on, where all that is recorded ends.
        register.SetMeta("demo_seed", options.Seed.ToString(CultureInfo.InvariantCulture));
        register.StandOn(AsKnown.DayOf(Math.Max(register.LastRecorded, decisions.LastRecorded)));
        progress.Report(("Xong", 100));
        return Summary(database, policy, null);
    }

    private static DemoTruth Settle(
        RegisterDb register, DemoSettings settings, DemoCalibration calibration, IProgress<(string Step, int Percent)> progress)
    {
        using var load = register.BulkLoad();
        var people =
            SyntheticDistrict.Generate(settings, calibration, new Sink(load),
                new Steps<DemoProgress>(p => progress.Report(("Lập dân số giả lập: " + p.Stage.Vi, (int)(p.Done * 100)))));
        load.Commit();
        return people;
    }

    private static IReadOnlyList<Refusal> Pay(RegisterDb register, MonthRun months, IProgress<(string Step, int Percent)> progress)
    {
        for (var month = FirstPaid; month <= LastPaid; month = month.Add(1))
        {
            progress.Report(
                ($"Chi trả các tháng đầu năm 2020: tháng {month.ToVietnamese()}",
                    (month.Index - FirstPaid.Index) * 100 / (LastPaid.Index - FirstPaid.Index + 1)));
            // The office lives through its story: each month is run on its last day.
            register.Clock.StandOn(month.LastDay);
            var run = months.Run(month, Act.OfProgram("run.post"));
            if (!run.Ok)
            {
                return run.Refusals;
            }

            if (run.Value.RunId is { } id && months.Settle(id, Act.OfProgram("run.settle")) is { Ok: false } unsettled)
            {
                return unsettled.Refusals;
            }
        }

        return [];
    }

    private static DemoPlan Plan(int seed, DemoPicks picks) =>
        new(seed) { Missed = (person, _) => picks.Missed(person), LeftOpen = (person, _) => picks.Leak(person) };

    private static Outcome<DemoMade> Summary(Database database, Policy policy, string? movedAside)
    {
        var register = RegisterDb.Open(database, policy.Facts);
        return register.Ok
            ? new DemoMade(database.Address, register.Value.Jurisdiction.Code,
                JsonDocument.Parse(register.Value.Meta("demo_truth") ?? "{}").RootElement, movedAside)
            : Outcome<DemoMade>.Refused(register.Refusals);
    }

    private static string MoveAside(string file)
    {
        var number = 1;
        string aside;
        do
        {
            aside = string.Create(CultureInfo.InvariantCulture, $"{file}.cu-{number++}");
        }
        while (File.Exists(aside));
        Move(file, aside);
        return aside;
    }

    private static void Move(string from, string to)
    {
        foreach (var part in Parts.Where(part => File.Exists(from + part)))
        {
            File.Move(from + part, to + part);
        }
    }

    private static void Remove(string file)
    {
        foreach (var part in Parts)
        {
            File.Delete(file + part);
        }
    }

    /// <summary>Reports at once, on the thread that works: <see cref="Progress{T}"/> would report later and out of order.</summary>
    private sealed class Steps<T>(Action<T> report) : IProgress<T>
    {
        public void Report(T value) => report(value);
    }

    private sealed class Sink(RegisterLoad load) : IRegisterSink
    {
        public void Add(PersonRow row) => load.Add(row);

        public void Add(HouseholdRow row) => load.Add(row);

        public void Add(MembershipRow row) => load.Add(row);

        public void Add(ResidenceRow row) => load.Add(row);

        public void Add(FactRow row) => load.Add(row);
    }
}

/// <summary>A demo that was made.</summary>
/// <param name="Register">Its address.</param>
/// <param name="Jurisdiction">Under whose law it is kept.</param>
/// <param name="Truth">What was done wrong on purpose, by kind with the people, and how many rows of each table.</param>
/// <param name="MovedAside">Where the register went that was at the address before, if there was one.</param>
public sealed record DemoMade(string Register, string Jurisdiction, JsonElement Truth, string? MovedAside);

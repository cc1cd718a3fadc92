using AnSinh.Basics;
using AnSinh.Register.Units;
using AnSinh.Register.Writing;
using AnSinh.Store.TwoTimes;

namespace AnSinh.Register.Changes;

/// <summary>One step of a set of changes, and how it is taken.</summary>
internal abstract record ChangeStep
{
    /// <summary>Takes the step; provisional numbers are looked up in what the set has made so far.</summary>
    public abstract Outcome<long> Take(RegisterWriter writer, RowChecks checks, NewNumbers numbers);

    /// <summary>What it is about, for a refusal.</summary>
    public abstract string About { get; }

    protected static Outcome<long>? Refuse(IEnumerable<Refusal> checks) =>
        checks.ToList() is { Count: > 0 } refusals ? Outcome<long>.Refused(refusals) : null;
}

/// <summary>The real numbers of persons and households that a set makes, by their provisional ones.</summary>
internal sealed class NewNumbers
{
    public Dictionary<long, long> Persons { get; } = [];

    public Dictionary<long, long> Households { get; } = [];

    public long Person(long id) => id < 0 && Persons.TryGetValue(id, out var real) ? real : id;

    public long Household(long id) => id < 0 && Households.TryGetValue(id, out var real) ? real : id;
}

internal sealed record AddPerson(PersonRow Row) : ChangeStep
{
    public override string About => Row.Name;

    public override Outcome<long> Take(RegisterWriter writer, RowChecks checks, NewNumbers numbers)
    {
        var taken = Refuse(checks.Of(Row)) ?? writer.Record(Row with { PersonId = Math.Max(Row.PersonId, 0) });
        if (taken.Ok)
        {
            numbers.Persons[Row.PersonId] = taken.Value;
        }

        return taken;
    }
}

internal sealed record AddHousehold(HouseholdRow Row) : ChangeStep
{
    public override string About => $"hộ {Row.Number}";

    public override Outcome<long> Take(RegisterWriter writer, RowChecks checks, NewNumbers numbers)
    {
        var taken = Refuse(checks.Of(Row)) ?? writer.Record(Row with { HouseholdId = Math.Max(Row.HouseholdId, 0) });
        if (taken.Ok)
        {
            numbers.Households[Row.HouseholdId] = taken.Value;
        }

        return taken;
    }
}

internal sealed record CorrectPerson(PersonRow Row) : ChangeStep
{
    public override string About => $"người số {Row.PersonId}";

    public override Outcome<long> Take(RegisterWriter writer, RowChecks checks, NewNumbers numbers) =>
        Refuse(checks.Of(Row)) ?? writer.Correct(Row with { PersonId = numbers.Person(Row.PersonId) });
}

internal sealed record CorrectHousehold(HouseholdRow Row) : ChangeStep
{
    public override string About => $"hộ số {Row.HouseholdId}";

    public override Outcome<long> Take(RegisterWriter writer, RowChecks checks, NewNumbers numbers) =>
        Refuse(checks.Of(Row)) ?? writer.Correct(Row with { HouseholdId = numbers.Household(Row.HouseholdId) });
}

/// <summary>Records a dated row, or corrects the one it names.</summary>
internal sealed record RecordRow<T>(Func<RegisterTables, DatedTable<T>> Table, T Row, long? Wrong) : ChangeStep
    where T : class
{
    public override string About => Row switch
    {
        FactRow fact => $"{fact.Kind}, {fact.Unit ?? "số " + fact.SubjectId}",
        ResidenceRow home => $"nơi cư trú, người số {home.PersonId}",
        MembershipRow member => $"thành viên hộ {member.HouseholdId}, người số {member.PersonId}",
        _ => "",
    };

    public override Outcome<long> Take(RegisterWriter writer, RowChecks checks, NewNumbers numbers)
    {
        var table = Table(writer.Tables);
        if (Refuse(table.Check(Row)) is { } refused)
        {
            return refused;
        }

        var row = Numbered(numbers, checks);
        return Wrong is { } wrong ? writer.Correct(table, wrong, row) : writer.Record(table, row, mayCover: true);
    }

    private T Numbered(NewNumbers numbers, RowChecks checks) => Row switch
    {
        FactRow fact =>
            (T)(object)(fact with { SubjectId = checks.Facts[fact.Kind].Subject == FactSubject.Household
                ? numbers.Household(fact.SubjectId) : numbers.Person(fact.SubjectId) }),
        ResidenceRow home => (T)(object)(home with { PersonId = numbers.Person(home.PersonId) }),
        MembershipRow member =>
            (T)(object)(member with { PersonId = numbers.Person(member.PersonId), HouseholdId = numbers.Household(member.HouseholdId) }),
        _ => Row,
    };
}

internal sealed record WithdrawRow(DatedRows Table, long RowId, string Reason) : ChangeStep
{
    public override string About => $"dòng {RowId}";

    public override Outcome<long> Take(RegisterWriter writer, RowChecks checks, NewNumbers numbers) => Table switch
    {
        DatedRows.Fact => writer.Withdraw(writer.Tables.Facts, RowId, Reason),
        DatedRows.Residence => writer.Withdraw(writer.Tables.Residences, RowId, Reason),
        _ => writer.Withdraw(writer.Tables.Memberships, RowId, Reason),
    };
}

internal sealed record WithdrawPerson(long PersonId, string Reason) : ChangeStep
{
    public override string About => $"người số {PersonId}";

    public override Outcome<long> Take(RegisterWriter writer, RowChecks checks, NewNumbers numbers) =>
        writer.WithdrawPerson(numbers.Person(PersonId), Reason);
}

internal sealed record EndRow(DatedRows Table, long RowId, DateOnly LastDay) : ChangeStep
{
    public override string About => $"dòng {RowId}";

    public override Outcome<long> Take(RegisterWriter writer, RowChecks checks, NewNumbers numbers) => Table switch
    {
        DatedRows.Fact => writer.End(writer.Tables.Facts, RowId, LastDay),
        DatedRows.Residence => writer.End(writer.Tables.Residences, RowId, LastDay),
        _ => writer.End(writer.Tables.Memberships, RowId, LastDay),
    };
}

/// <summary>Says that one file is merged into another; see <see cref="ChangeSet.Merge"/>.</summary>
internal sealed record MergeStep(long PersonId, long IntoId) : ChangeStep
{
    public override string About => $"gộp người số {PersonId} vào người số {IntoId}";

    public override Outcome<long> Take(RegisterWriter writer, RowChecks checks, NewNumbers numbers)
    {
        var (person, into) = (numbers.Person(PersonId), numbers.Person(IntoId));
        return person == into
            ? new Refusal("merge.same", "Không gộp một hồ sơ vào chính nó.", "person_id")
            : writer.Merge(person, into);
    }
}

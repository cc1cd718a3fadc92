using System.Data.Common;
using AnSinh.Basics;
using AnSinh.Register.Changes;
using AnSinh.Register.People.Names;
using AnSinh.Store.Acts;
using AnSinh.Store.TwoTimes;
using Dapper;

namespace AnSinh.Register.Writing;

/// <summary>What is written to a register in one transaction, with what must hold of persons, households and units.</summary>
internal sealed class RegisterWriter(RegisterTables tables, DbConnection connection, DbTransaction transaction, long at, Act act)
    : TwoTimeWriter(connection, transaction, at, act)
{
    private long _lastPerson = -1;
    private long _lastHousehold = -1;

    /// <summary>The tables of the register.</summary>
    public RegisterTables Tables => tables;

    /// <summary>Persons who were added.</summary>
    public List<long> Named { get; } = [];

    /// <summary>Persons whose birth date was said anew to be another.</summary>
    public List<long> Reborn { get; } = [];

    /// <summary>Records a new person; number 0 asks for the next free one. Gives the person's number.</summary>
    public Outcome<long> Record(PersonRow row)
    {
        if (row.PersonId != 0 && PersonTable.None(Connection, Transaction, row.PersonId) is null)
        {
            return new Refusal("person.exists", $"Đã có người số {row.PersonId} trong sổ.", "person_id");
        }

        if ((NotAName(row.Name) ?? NumberTaken(row)) is { } refused)
        {
            return refused;
        }

        var person = row with { PersonId = row.PersonId == 0 ? Next("person", "person_id", ref _lastPerson) : row.PersonId };
        Insert(RegisterTables.People, person);
        New($"person:{person.PersonId}");
        Named.Add(person.PersonId);
        Note("person.record", $"person:{person.PersonId}", row.Source);
        return person.PersonId;
    }

    /// <summary>Replaces what is believed of a person's identity.</summary>
    public Outcome<long> Correct(PersonRow row)
    {
        var now = RegisterTables.People.About(Connection, Transaction, row) is [.., var believed] ? believed.Row : null;
        if (row.Name != now?.Name && NotAName(row.Name) is { } never)
        {
            return never;
        }

        if ((now is null ? NoPerson(row.PersonId) : NumberTaken(row)) is { } refused)
        {
            return refused;
        }

        Replace(RegisterTables.People, row);
        if (row.Birth != now!.Birth)
        {
            Reborn.Add(row.PersonId);
        }

        Note("person.correct", $"person:{row.PersonId}", row.Source);
        return row.PersonId;
    }

    /// <summary>Takes back that there is such a person: the identity is superseded, nothing comes in its place.</summary>
    public Outcome<long> WithdrawPerson(long personId, string reason)
    {
        if (RegisterTables.People.Current(Connection, "person_id = @personId", new { personId }, Transaction) is not [var believed, ..])
        {
            return NoPerson(personId);
        }

        Clear(RegisterTables.People, believed.Row);
        Note("person.withdraw", $"person:{personId}", reason);
        return personId;
    }

    /// <summary>Records a new household; number 0 asks for the next free one. Gives the household's number.</summary>
    public Outcome<long> Record(HouseholdRow row)
    {
        if (row.HouseholdId != 0 && HouseholdTable.None(Connection, Transaction, row.HouseholdId) is null)
        {
            return new Refusal("household.exists", $"Đã có hộ số {row.HouseholdId} trong sổ.", "household_id");
        }

        var household = row with
        {
            HouseholdId = row.HouseholdId == 0 ? Next("household", "household_id", ref _lastHousehold) : row.HouseholdId,
        };
        Insert(RegisterTables.Households, household);
        New($"household:{household.HouseholdId}");
        Note("household.record", $"household:{household.HouseholdId}", row.Source);
        return household.HouseholdId;
    }

    /// <summary>Replaces what is believed of a household.</summary>
    public Outcome<long> Correct(HouseholdRow row)
    {
        if (Replace(RegisterTables.Households, row) is null)
        {
            return new Refusal("household.none", $"Không có hộ số {row.HouseholdId} trong sổ.", "household_id");
        }

        Note("household.correct", $"household:{row.HouseholdId}", row.Source);
        return row.HouseholdId;
    }

    /// <summary>Says that a file is merged into another, which must be believed.</summary>
    public Outcome<long> Merge(long person, long into)
    {
        if (RegisterTables.People.Current(Connection, "person_id = @into", new { into }, Transaction).Count == 0)
        {
            return new Refusal("person.none", $"Không có người số {into} trong sổ.", "into_id");
        }

        var row = Insert(RegisterTables.Merges, new PersonMerge(person, into, At, null));
        Note("person.merge", $"person:{person}", $"vào person:{into}");
        return row;
    }

    /// <summary>Why a number is another person's, or null.</summary>
    public Refusal? NumberTaken(PersonRow row) =>
        PersonTable.Digits(row.PersonalNumber) is { } number
            && RegisterTables.People.Current(Connection, "personal_number = @number and person_id <> @PersonId",
                new { number, row.PersonId }, Transaction) is [var other, ..]
            ? new Refusal("person.number-taken",
                $"Số định danh {number} đã thuộc về {other.Row.Name} (người số {other.Row.PersonId}).", "personal_number")
            : null;

    private static Refusal NoPerson(long personId) => new("person.none", $"Không có người số {personId} trong sổ.", "person_id");

    // A register filled from elsewhere may hold such names; nobody adds one.
    private static Refusal? NotAName(string name) =>
        NameText.Unwritable(name) is { } never ? new Refusal("person.name-letters", $"Không ghi được: {never}.", "name") : null;

    private long Next(string table, string column, ref long last) =>
        last = (last < 0 ? Connection.ExecuteScalar<long>($"select coalesce(max({column}), 0) from {table}", transaction: Transaction)
            : last) + 1;
}

using System.Data.Common;
using System.Globalization;
using AnSinh.Basics;
using AnSinh.Store.TwoTimes;

namespace AnSinh.Register.Writing;

/// <summary>
/// Whether what was just stated of people can be true of one life, together with all that is believed of them: asked at the end of every
/// writing, whatever way it came. What contradicted itself before and was not touched is left to the checks of data quality.
/// </summary>
internal sealed class LifeCheck(RegisterDb register, DbConnection connection, DbTransaction transaction)
{
    private const string DeathKind = "death_date";
    private const int ChunkSize = 400;
    private readonly DateOnly? _firstBirth = register.Facts.FindOrNull("birth_date")?.Least is { } least
        ? DateOnly.FromDayNumber((int)least) : null;

    /// <summary>
    /// A condition in SQL: the person is not believed to have died before the day of the parameter. A death that came as a mere fact, as
    /// lists bring it, ends no home and no membership: whoever asks who is to move asks this too.
    /// </summary>
    public static string IsAlive(string person, string dayParameter) =>
        $"""
        not exists (select 1 from fact dead where dead.subject_kind = 0 and dead.subject_id = {person} and dead.kind = '{DeathKind}'
            and dead.value between '0001-01-01' and {dayParameter} and dead.value <> {dayParameter} and {Believed.Now("dead")})
        """;

    /// <summary>Everything that cannot be.</summary>
    public IReadOnlyList<Refusal> Of(RegisterWriter writer)
    {
        var today = AsKnown.DayOf(writer.At);
        var stated = writer.Stated.Select(Line).OfType<LifeLine>().ToList();
        // Who is born on another day, or dies, is asked of everything; else only what was said now.
        var (born, died) = (writer.Reborn.ToHashSet(), stated.Where(l => l.IsDeath).Select(l => l.Person).ToHashSet());
        var refusals = new List<Refusal>();
        foreach (var ids in writer.Named.Concat(born).Concat(stated.Select(l => l.Person)).Distinct().Order().Chunk(ChunkSize))
        {
            var lines = stated.ToLookup(l => l.Person);
            var all = All([.. ids.Where(i => born.Contains(i) || died.Contains(i))]).ToLookup(l => l.Person);
            var deaths = Deaths(ids);
            foreach (var person in RegisterTables.People.Current(connection, In("person_id", ids),
                null, transaction).Select(p => p.Row))
            {
                var death = deaths.TryGetValue(person.PersonId, out var day) ? day : (DateOnly?)null;
                refusals.AddRange(new[] { LifeSpan.Of(person.Birth, death, today, _firstBirth) }
                    .Concat(lines[person.PersonId].Distinct().Select(l => Begins(l, person.Birth, death)))
                    .Concat(all[person.PersonId].Except(lines[person.PersonId])
                        .Select(l =>
                            Begins(l, born.Contains(person.PersonId) ? person.Birth : null, died.Contains(person.PersonId) ? death : null)))
                    .OfType<Refusal>()
                    .Select(r =>
                        r with { Message =
                            $"{person.Name} (người số {person.PersonId.ToString(CultureInfo.InvariantCulture)}): {r.Message}" }));
            }
        }

        return refusals;
    }

    private static Refusal? Begins(LifeLine line, BirthDate? birth, DateOnly? death) =>
        line.IsDeath ? null : LifeSpan.Begins(line.What, line.From, birth, death);

    private IEnumerable<LifeLine> All(long[] ids) => ids.Length == 0 ? [] :
        register.Tables.Facts
            .Current(connection, $"subject_kind = {(long)FactSubject.Person} and {In("subject_id", ids)}", null, transaction)
                .Select(r => (object)r.Row)
            .Concat(register.Tables.Residences.Current(connection, In("person_id", ids), null, transaction)
                .Select(r => r.Row))
            .Concat(register.Tables.Memberships.Current(connection, In("person_id", ids), null, transaction)
                .Select(r => r.Row))
            .Select(Line).OfType<LifeLine>();

    private Dictionary<long, DateOnly> Deaths(long[] ids) =>
        register.Tables.Facts.Current(connection, $"kind = '{DeathKind}' and {In("subject_id", ids)}", null, transaction)
            .Select(f =>
                (f.Row.SubjectId,
                    Day: DateOnly.TryParseExact(f.Row.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                        ? day : (DateOnly?)null))
            .Where(d => d.Day is not null).GroupBy(d => d.SubjectId).ToDictionary(g => g.Key, g => g.Last().Day!.Value);

    private LifeLine? Line(object row) => row switch
    {
        FactRow fact
            when register.Facts[fact.Kind] is { Subject: FactSubject.Person } kind =>
            new LifeLine(fact.SubjectId, kind.Sensitive ? "Một dữ kiện cần bảo vệ" : kind.Label.Vi, fact.Valid.From,
                fact.Kind == DeathKind),
        ResidenceRow home => new LifeLine(home.PersonId, "Nơi cư trú", home.Valid.From, false),
        MembershipRow member => new LifeLine(member.PersonId, "Thành viên hộ", member.Valid.From, false),
        _ => null,
    };

    private static string In(string column, long[] ids) =>
        $"{column} in ({string.Join(", ", ids.Select(i => i.ToString(CultureInfo.InvariantCulture)))})";

    private sealed record LifeLine(long Person, string What, DateOnly From, bool IsDeath);
}

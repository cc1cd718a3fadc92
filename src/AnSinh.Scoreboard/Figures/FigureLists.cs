using AnSinh.Basics;
using AnSinh.Register;
using AnSinh.Register.People;
using AnSinh.Scoreboard.Indicators;

namespace AnSinh.Scoreboard.Figures;

/// <summary>Opens figures: picks the rows, takes one page of them and reads the names of that page only.</summary>
internal sealed class FigureLists(RegisterDb register)
{
    /// <summary>True if a standing belongs to the opened side.</summary>
    public static bool Belongs(FigurePart part, Standing standing) => part switch
    {
        FigurePart.Numerator => standing == Standing.Counted,
        FigurePart.Denominator => standing is Standing.Counted or Standing.Below or Standing.Unclear,
        FigurePart.Remainder => standing == Standing.Below,
        _ => standing is Standing.Unclear or Standing.UnclearDenominator,
    };

    /// <summary>A page of the people or households of these communes.</summary>
    public FigureList Open(FigureQuestion question, Indicator indicator, EvaluatedMonth month, HashSet<string> communes)
    {
        var wanted = Subjects(question, indicator, month, communes);
        var page = wanted.Skip((Math.Max(question.Page, 1) - 1) * question.PageSize).Take(question.PageSize).ToList();
        return new FigureList(question, indicator, wanted.Count, Lines(indicator, month, page));
    }

    private static List<int> Subjects(FigureQuestion question, Indicator indicator, EvaluatedMonth month, HashSet<string> communes)
    {
        var seen = month.Units.Select(communes.Contains).ToArray();
        var standings = month.StandingsOf(indicator.Id);
        var wanted = new List<int>();
        for (var subject = 0; subject < standings.Length; subject++)
        {
            if (Belongs(question.Part, standings[subject])
                && month.RowOf(indicator, subject) is var row
                && seen[month.UnitOf[row]]
                && (question.Sex is null || month.SexOf(row) == question.Sex)
                && (question.Age is null || month.AgeOf(row) == question.Age))
            {
                wanted.Add(subject);
            }
        }

        return wanted;
    }

    private List<FigureLine> Lines(Indicator indicator, EvaluatedMonth month, List<int> page)
    {
        var rows = page.Select(s => month.RowOf(indicator, s)).ToList();
        var identities = new Identities(register.Database);
        var persons = identities.Persons(rows.Select(r => month.PersonIds[r]), month.Known);
        long?[] households = [.. rows.Select(r => month.HouseholdOf[r] is >= 0 and var h ? month.HouseholdIds[h] : (long?)null)];
        var units = register.UnitsAsKnown(month.Known);
        var books = identities.Households(households.OfType<long>(), month.Known);
        return
        [
            .. rows.Select((row, i) =>
            {
                var person = persons.GetValueOrDefault(month.PersonIds[row]);
                var book = households[i] is { } id ? books.GetValueOrDefault(id) : null;
                return new FigureLine(month.PersonIds[row], households[i], units.FindOrNull(month.Units[month.UnitOf[row]]),
                    person?.Name ?? "", person?.Birth, person?.Sex, book?.Number, book?.Hamlet);
            }),
        ];
    }
}

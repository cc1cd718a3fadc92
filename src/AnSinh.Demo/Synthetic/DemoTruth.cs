namespace AnSinh.Demo.Synthetic;

/// <summary>A person about whom the demo keeps the truth.</summary>
/// <param name="PersonId">The person in the register.</param>
/// <param name="Detail">What is really so, e.g. the birth date that is not recorded or the person this one is a copy of.</param>
public sealed record DemoTruthItem(long PersonId, string Detail);

/// <summary>
/// What the demo did wrong on purpose, and how much of everything it made (<i lang="vi">đáp án</i>): tests and
/// trainings compare what the system finds with this.
/// </summary>
/// <param name="PlantedErrors">Kind of planted error → the people concerned.</param>
/// <param name="Rows">Table → number of rows.</param>
public sealed record DemoTruth(IReadOnlyDictionary<string, IReadOnlyList<DemoTruthItem>> PlantedErrors,
    IReadOnlyDictionary<string, long> Rows)
{
    /// <summary>Deaths recorded more than a month late.</summary>
    public const string LateDeath = "late_death";

    /// <summary>Of these, deaths in summer 2020 of people on assistance that were recorded only in September 2020.</summary>
    public const string LateDeathSummer2020 = "late_death_summer_2020";

    /// <summary>Disability certificates recorded more than a month late.</summary>
    public const string LateDisability = "late_disability";

    /// <summary>People recorded without a birth date.</summary>
    public const string MissingBirth = "missing_birth";

    /// <summary>Of these, people who must be about 80 or older, such as widowed parents of people of 55.</summary>
    public const string MissingBirthLooks80 = "missing_birth_looks_80";

    /// <summary>People whose birth date was missing at first and found later.</summary>
    public const string BirthFound = "birth_found";

    /// <summary>People recorded twice; the detail names the first record.</summary>
    public const string Duplicate = "duplicate";

    /// <summary>People of whom it is not known whether they draw a pension.</summary>
    public const string PensionUnknown = "pension_unknown";

    /// <summary>
    /// Households on the last list of the poor that are not poor; a person of each, the detail is the household's number.
    /// </summary>
    public const string WrongPoverty = "wrong_poverty";

    /// <summary>Kind of planted error → how many people.</summary>
    public IReadOnlyDictionary<string, int> Counts => PlantedErrors.ToDictionary(m => m.Key, m => m.Value.Count);
}

/// <summary>
/// Whom the offices of the demo forgot or pay by mistake (<i lang="vi">bị sót</i>, <i lang="vi">hưởng sai</i>). Decisions are made
/// elsewhere; this only draws a lot per person, always the same one.
/// </summary>
/// <param name="missed">Share of the entitled who have no decision.</param>
/// <param name="leak">Share of those asked about who are not entitled and have a decision all the same.</param>
public sealed class DemoPicks(double missed, double leak)
{
    /// <summary>True for an entitled person for whom nobody made a decision.</summary>
    public bool Missed(long personId) => Dice.Lot(personId, 1) < missed;

    /// <summary>True for a person not entitled (any more) whose decision was never ended.</summary>
    public bool Leak(long personId) => Dice.Lot(personId, 2) < leak;
}

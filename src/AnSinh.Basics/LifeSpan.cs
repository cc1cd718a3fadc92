namespace AnSinh.Basics;

/// <summary>
/// What can be true of one life: nobody is born after today, dies before being born, or has anything begin before birth or after death. The
/// same sentences wherever something is written: events, lists, corrections, cases, questions.
/// </summary>
public static class LifeSpan
{
    private const int OldestYears = 120;
    private const int ShortestDays = 210;
    private const int TwinDays = 2;

    /// <summary>Why a birth and a death cannot be of one person living today, in Vietnamese; null if they can.</summary>
    /// <param name="birth">Birth date, null if not known.</param>
    /// <param name="death">Day of death, null if none.</param>
    /// <param name="today">The day it is in the office.</param>
    /// <param name="first">The first day of birth there can be, as declared; null if none is.</param>
    public static Refusal? Of(BirthDate? birth, DateOnly? death, DateOnly today, DateOnly? first = null) =>
        birth?.Earliest > today
        ? new Refusal("life.born-later", $"Ngày sinh {birth} ở sau hôm nay ({Vietnamese.Date(today)}).", "birth_date")
        : birth?.Earliest < first
        ? new Refusal("life.born-too-early", $"Ngày sinh {birth} là năm {birth!.Value.Earliest.Year}: không thể có.", "birth_date")
        : death > today
        ? new Refusal("life.dies-later",
            $"Ngày mất {Vietnamese.Date(death!.Value)} ở sau hôm nay ({Vietnamese.Date(today)}).", "death_date")
        : birth?.Earliest > death
        ? new Refusal("life.born-after-death", $"Ngày sinh {birth} ở sau ngày mất {Vietnamese.Date(death!.Value)}.", "birth_date")
        : null;

    /// <summary>Why something cannot begin on a day in a life, in Vietnamese; null if it can.</summary>
    /// <param name="what">What begins.</param>
    /// <param name="from">Its first day.</param>
    /// <param name="birth">Birth date, null if not known; of a year alone the first day it may mean counts.</param>
    /// <param name="death">Day of death, null if none.</param>
    public static Refusal? Begins(string what, DateOnly from, BirthDate? birth, DateOnly? death) =>
        from < birth?.Earliest
        ? new Refusal("life.before-birth", $"{what}: bắt đầu {Vietnamese.Date(from)}, trước ngày sinh {birth}.", "valid_from")
        : from > death
        ? new Refusal("life.after-death",
            $"{what}: bắt đầu {Vietnamese.Date(from)}, sau ngày mất {Vietnamese.Date(death!.Value)}.", "valid_from")
        : null;

    /// <summary>True if somebody of this birth is hardly alive.</summary>
    public static bool IsVeryOld(BirthDate birth, DateOnly? death, DateOnly today) => birth.AgeOn(death ?? today) > OldestYears;

    /// <summary>True if one mother hardly bore both: too near for two births, too far for twins.</summary>
    public static bool AreTooClose(BirthDate one, BirthDate other) =>
        one.Precision == DatePrecision.Day && other.Precision == DatePrecision.Day
        && Math.Abs(one.Earliest.DayNumber - other.Earliest.DayNumber) is > TwinDays and < ShortestDays;
}

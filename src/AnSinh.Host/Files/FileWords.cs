using AnSinh.Basics;
using AnSinh.Casework;
using AnSinh.Host.Components;
using AnSinh.Host.People;
using AnSinh.Host.Web;
using AnSinh.Ledger;
using AnSinh.Register;
using AnSinh.Register.History;
using AnSinh.Register.People;
using AnSinh.Register.Units;
using AnSinh.Store.TwoTimes;

namespace AnSinh.Host.Files;

/// <summary>A person's file as a timeline and as a table: every row, both times.</summary>
internal sealed class FileWords(Office office, Visit visit, Sight sight, long person)
{
    private Language L => visit.Language;

    /// <summary>True if a row was believed at the end of the day looked at.</summary>
    public bool IsBelieved(long recordedAt, long? supersededAt) =>
        Believed.At(visit.Known.Instant, recordedAt, supersededAt);

    /// <summary>A fact's name for people.</summary>
    public string FactName(string name) => L.T(sight.NameOf(name, person)).ToLowerInvariant();

    /// <summary>A kind of line in words.</summary>
    public string KindText(LineKind kind) => kind switch
    {
        LineKind.Current => L.T("Chi tháng này", "Current month"),
        LineKind.Arrears => L.T("Truy lĩnh", "Arrears"),
        _ => L.T("Thu hồi", "Recovery"),
    };

    /// <summary>One lane a kind: homes, household, facts, decisions.</summary>
    public IReadOnlyList<TimelineLane> Lanes(PersonFile file, IReadOnlyList<Decision> decisions)
    {
        var lanes = new List<TimelineLane>
        {
            new(L.T("Cư trú", "Residence"), [.. file.Residences.Where(r => Known(r.Row.RecordedAt)).SelectMany(r => Homes(r.Row))]),
            new(L.T("Hộ", "Household"), [.. file.Memberships.Where(r => Known(r.Row.RecordedAt)).Select(r => Bar(
                r.Row.Valid, $"{L.T("Hộ", "Household")} {BookNumber(file, r.Row.HouseholdId)}, {Components.Facts.Role(r.Row.Role, L)}",
                "mute", r.Row.RecordedAt, r.Row.SupersededAt))]),
        };
        lanes.AddRange(Facts(file).Where(f => Known(f.RecordedAt)).GroupBy(f => f.Kind).Select(group => new TimelineLane(
            Label(group.Key),
            [.. group.Select(f => Bar(f.Valid, Value(f), Components.Facts.Tone(f.Kind, f.Value), f.RecordedAt, f.SupersededAt))
                .OrderBy(bar => bar.Superseded is null)])));
        lanes.AddRange(decisions.Where(d => Known(d.RecordedAt) && sight.ShowsProgramme(d.Programme, person))
            .GroupBy(d => d.Programme).Select(group => new TimelineLane(
            L.T(office.NameOf(group.Key)),
            [.. group.Select(
                d => Bar(new DateInterval((d.Start?.FirstDay) ?? d.SignedOn, d.End?.LastDay), d.Number, "good",
                    d.RecordedAt, d.SupersededAt)).OrderBy(bar => bar.Superseded is null)])));
        return [.. lanes.Where(lane => lane.Bars.Count > 0)];
    }

    /// <summary>Every row ever recorded, the latest first.</summary>
    public IReadOnlyList<StatementRow> Rows(PersonFile file)
    {
        var rows = new List<StatementRow>();
        rows.AddRange(file.Identity.Select(r => r.Row).Select(p => new StatementRow(
            L.T("Nhân thân", "Identity"),
            $"{p.Name}, {Components.Facts.SexText(p.Sex, L).ToLowerInvariant()}, "
                + $"{L.T("sinh", "born")} {p.Birth?.ToString() ?? L.T("chưa rõ", "unknown")}",
            null, p.RecordedAt, Gone(p.SupersededAt), p.Source, false)));
        rows.AddRange(file.Residences.Select(r => r.Row)
            .Select(r => Row(L.T("Cư trú", "Residence"), office.UnitName(r.Unit), r.Valid, r.RecordedAt, r.SupersededAt, r.Source)));
        rows.AddRange(file.Memberships.Select(r => r.Row)
            .Select(m =>
                Row(L.T("Hộ", "Household"), $"{BookNumber(file, m.HouseholdId)}, {Components.Facts.Role(m.Role, L)}",
                    m.Valid, m.RecordedAt, m.SupersededAt, m.Source)));
        rows.AddRange(Facts(file).Select(f => Row(Label(f.Kind), Value(f), f.Valid, f.RecordedAt, f.SupersededAt, f.Source)));
        return [.. rows.Where(row => Known(row.RecordedAt)).OrderByDescending(row => row.RecordedAt)];
    }

    // What was recorded later than the day looked at is not known yet, and so not shown.
    private bool Known(long recordedAt) => recordedAt <= visit.Known.Instant;

    private string? BookNumber(PersonFile file, long householdId) =>
        file.Households.LastOrDefault(h => h.Row.HouseholdId == householdId && Known(h.Row.RecordedAt))?.Row.Number;

    private long? Gone(long? supersededAt) => supersededAt <= visit.Known.Instant ? supersededAt : null;

    private TimelineBar Bar(DateInterval valid, string text, string tone, long recordedAt, long? supersededAt) =>
        new(valid, text, tone, AsKnown.DayOf(recordedAt), Gone(supersededAt) is { } gone ? AsKnown.DayOf(gone) : null);

    private StatementRow Row(string what, string value, DateInterval valid, long recordedAt, long? supersededAt, string source) =>
        new(what, value, valid, recordedAt, Gone(supersededAt), source, Bar(valid, value, "", recordedAt, supersededAt).IsLate);

    /// <summary>One home is one bar for every unit its land has lain in.</summary>
    private IEnumerable<TimelineBar> Homes(ResidenceRow home)
    {
        var units = office.Register.UnitsAsKnown(visit.Known);
        var last = home.Valid.To ?? visit.Known.Day.AddYears(1);
        for (var day = home.Valid.From; day <= last;)
        {
            var unit = units.Resolve(home.Unit, day);
            var to = unit?.To is { } end && end < last ? end : home.Valid.To;
            yield return Bar(new DateInterval(day, to), unit?.FullName ?? office.UnitName(home.Unit), "brand",
                day == home.Valid.From ? home.RecordedAt : AsKnown.NoonOf(day), home.SupersededAt);
            if (unit?.To is not { } stop || stop >= last)
            {
                yield break;
            }

            day = stop.AddDays(1);
        }
    }

    private string Label(string kind) => office.Policy.Facts.FindOrNull(kind) is { } known ? L.T(known.Label) : kind;

    // A protected fact leaves no trace: a row without a value would tell that there is one.
    private IEnumerable<FactRow> Facts(PersonFile file) =>
        file.Facts.Concat(file.HouseholdFacts).Select(f => f.Row).Where(f => sight.Shows(office.Policy.Facts.FindOrNull(f.Kind), person));

    private string Value(FactRow fact) => Components.Facts.ValueText(office.Policy.Facts.FindOrNull(fact.Kind), fact.Value, L);
}

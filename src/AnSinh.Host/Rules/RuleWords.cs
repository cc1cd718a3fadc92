using AnSinh.Host.Explaining;
using AnSinh.Host.Web;
using AnSinh.Rulebook;

namespace AnSinh.Host.Rules;

/// <summary>Levels, units and instruments in words.</summary>
internal sealed class RuleWords(Office office, Visit visit)
{
    private Language L => visit.Language;

    /// <summary>True if the programme exists in the place of this register.</summary>
    public bool IsHere(Programme programme) => office.Register.Jurisdiction.IsUnder(programme.Level);

    /// <summary>A level in words: the country, the province or the district.</summary>
    public string Level(string level)
    {
        return office.Policy.Levels.FirstOrDefault(known => known.Code == level) is { } found ? L.T(found.Label) : level;
    }

    /// <summary>A parameter in the list.</summary>
    public ParameterEntry Entry(Parameter parameter, ParameterValue? value) => new(
        parameter.Name, L.T(parameter.Label), value?.Display, value is null ? null : Level(value.Chosen.Level),
        value?.Chosen.Cite, parameter.Values.Count, value?.Doubtful ?? false);

    /// <summary>An instrument in the list.</summary>
    public InstrumentEntry Entry(Instrument instrument, int uses) => new(
        instrument.Id, $"{L.T(instrument.Kind)} {instrument.Number}", L.T(instrument.Title), instrument.Issuer,
        instrument.Issued, instrument.InForce,
        instrument.Doubtful
            ? instrument.Note
            ?? L.T("Chưa đọc được nguyên văn; số liệu lấy từ nguồn khác.", "The text itself was not read; figures come from other sources.")
            : null,
        uses);

    /// <summary>The unit of a parameter in words.</summary>
    public string UnitWord(Parameter parameter) => parameter.Unit switch
    {
        "dong/month" => L.T("đồng/tháng", "đồng a month"),
        "dong" => L.T("đồng", "đồng"),
        "coefficient" => L.T("hệ số", "coefficient"),
        "years" => L.T("tuổi, năm", "years"),
        "months" => L.T("tháng", "months"),
        _ => parameter.Unit,
    };

    /// <summary>How levels combine, with its article.</summary>
    public string? Combination(Parameter parameter) => parameter.Combine == Combine.Max
        ? L.T("lấy mức cao hơn giữa các cấp", "the higher of the levels")
        + (parameter.Cite is { } cite ? $" ({office.Policy.Display(cite)})" : "")
        : null;

    /// <summary>A raw value as a height on a chart.</summary>
    public static decimal Height(Parameter parameter, long value) => (decimal)value / parameter.Scale;
}

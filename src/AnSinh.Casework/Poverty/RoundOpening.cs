using AnSinh.Basics;
using AnSinh.Register.Units;
using AnSinh.Rulebook;

namespace AnSinh.Casework.Poverty;

/// <summary>What is asked for when a review is opened, and why it may not be.</summary>
/// <param name="rounds">The reviews there are.</param>
/// <param name="asked">What is asked for.</param>
internal sealed class RoundOpening(PovertyRounds rounds, RoundOpened asked)
{
    private readonly Unit? _unit = rounds.Register.Units.FindOrNull(asked.Unit);

    /// <summary>Every reason, each at the field it is told in.</summary>
    public IReadOnlyList<Refusal> WhyNot(ReviewVersion? version, bool hasProcedure) =>
    [
        .. Unit(), .. version is null || !hasProcedure ? (Refusal[])[NoLaw()] : [], .. Days(), .. version is null ? [] : Year(), .. Twice(),
    ];

    private IEnumerable<Refusal> Unit()
    {
        if (_unit is null || _unit.Level != 3)
        {
            yield return new("round.unit", $"Chọn xã, thị trấn để mở đợt rà soát; '{OutsideText.Legible(asked.Unit)}' không phải.",
                RoundForms.UnitField) { English = $"Choose a commune to review; '{OutsideText.Legible(asked.Unit)}' is none." };
        }
        else if (!_unit.ExistsOn(asked.BaseDay))
        {
            yield return new("round.unit-not-then",
                $"{_unit.FullName} không tồn tại vào ngày {Vietnamese.Date(asked.BaseDay)}; chọn đơn vị của ngày ấy.", RoundForms.UnitField)
            {
                English = $"{_unit.FullName} was not there on {Vietnamese.Date(asked.BaseDay)}; choose a unit of that day.",
            };
        }
    }

    private Refusal NoLaw() => new("round.no-law",
        $"Chưa có quy định về rà soát cho kết quả áp dụng từ {Vietnamese.Date(asked.HoldsFrom)} (policy/vn/poverty_round).", "holds_from")
    {
        English = $"There is no law of reviews yet for results from {Vietnamese.Date(asked.HoldsFrom)} (policy/vn/poverty_round).",
    };

    private IEnumerable<Refusal> Days()
    {
        if (asked.BaseDay > rounds.Today.Day)
        {
            yield return new("round.days", $"Ngày lấy danh sách {Vietnamese.Date(asked.BaseDay)} chưa đến.", "base_day")
            {
                English = $"The day of the list, {Vietnamese.Date(asked.BaseDay)}, is still to come.",
            };
        }
        else if (asked.HoldsFrom < asked.BaseDay)
        {
            yield return new("round.days", $"Kết quả áp dụng từ {Vietnamese.Date(asked.HoldsFrom)}, trước ngày lấy danh sách "
                + $"{Vietnamese.Date(asked.BaseDay)}.", "holds_from")
            {
                English = $"The result holds from {Vietnamese.Date(asked.HoldsFrom)}, before the day of the list, "
                    + $"{Vietnamese.Date(asked.BaseDay)}.",
            };
        }
    }

    private IEnumerable<Refusal> Year()
    {
        var (year, from) = (asked.Year, asked.HoldsFrom);
        if (year < asked.BaseDay.Year || year > from.Year || from.Year > asked.BaseDay.Year + 1)
        {
            yield return new("round.year",
                $"Năm rà soát {year} phải là năm lấy danh sách ({asked.BaseDay.Year}) hoặc năm áp dụng kết quả ngay sau đó; "
                    + $"kết quả áp dụng từ {Vietnamese.Date(from)}.", "year")
            {
                English = $"The year of the review, {year}, must be that of its list ({asked.BaseDay.Year}) or the one after, from which "
                    + $"its result holds; the result holds from {Vietnamese.Date(from)}.",
            };
        }
    }

    private IEnumerable<Refusal> Twice()
    {
        if (_unit is null || InTheWay(_unit) is not { } other)
        {
            yield break;
        }

        var (name, opened) = (rounds.Register.Units.FindOrNull(other.Unit)?.FullName, other.File.Opened);
        yield return opened.BaseDay == asked.BaseDay && (asked.OnRequest || opened.OnRequest)
            ? new Refusal("round.twice", $"{name} đã có đợt rà soát số {other.Id} lấy danh sách cùng ngày "
                + $"{Vietnamese.Date(asked.BaseDay)}, chưa xong: làm tiếp đợt ấy, hoặc bỏ nó trước.", "base_day")
            {
                English = $"{name} has review no. {other.Id} with a list of the same day, {Vietnamese.Date(asked.BaseDay)}, not finished: "
                    + "go on with it, or give it up first.",
            }
            : new Refusal("round.twice", $"{name} đã có đợt rà soát định kỳ năm {asked.Year} (số {other.Id}).", "year")
            {
                English = $"{name} has a yearly review of {asked.Year} (no. {other.Id}).",
            };
    }

    // A commune that became part of another, or of which another became part, is the same ground: its people would be reviewed twice.
    private RoundInList? InTheWay(Unit unit)
    {
        var units = rounds.Register.Units;
        bool IsSameGround(RoundInList round) =>
            round.Unit == unit.Key || units.Resolve(round.Unit, asked.BaseDay)?.Key == unit.Key
            || units.Resolve(unit.Key, round.File.Opened.BaseDay)?.Key == round.Unit;
        return rounds.All(Scope.Everything).Where(IsSameGround).FirstOrDefault(r =>
            (!asked.OnRequest && !r.File.Opened.OnRequest && r.File.Opened.Year == asked.Year && r.File.Cancelled is null)
            || (r.File.IsOpen && r.File.Opened.BaseDay == asked.BaseDay));
    }
}

using System.CommandLine;
using AnSinh.Basics;
using AnSinh.Casework.Poverty;
using AnSinh.Host.Verbs;

namespace AnSinh.Host.Poverty;

/// <summary>
/// <c>poverty-check</c>: the list of poor and near-poor households of a month against other facts; on a demo, how many planted errors it
/// finds.
/// </summary>
internal static class PovertyCheckVerb
{
    public static Command Command()
    {
        var json = Session.JsonOption();
        var month = Arguments.MonthOption();
        var known = Arguments.KnownOption();
        var command = new Command("poverty-check",
            "Đối chiếu danh sách hộ nghèo, cận nghèo với dữ kiện khác (ô tô, lương hưu, lương); "
            + "sổ mẫu thì nêu độ chính xác, độ phủ") { month, known, json };
        command.SetAction(parse => Session.In(parse, session =>
        {
            var when = parse.GetValue(month);
            var office = session.Office;
            var inspection = office.Poverty.Inspection.Of(when, new AsKnown(parse.GetValue(known) ?? when.LastDay), Scope.Everything);
            var score = InspectionPages.PlantedOrNull(office) is { } planted ? PovertyInspection.Score(inspection, planted) : null;
            return parse.GetValue(json) ? Output.Print(Data(when, inspection, score)) : Print(inspection, score);
        }));
        return command;
    }

    private static object Data(Month month, Inspection inspection, InspectionScore? score) => new
    {
        month,
        poor = Households(inspection, PovertyClass.Poor, false), poorFlagged = Households(inspection, PovertyClass.Poor, true),
        nearPoor = Households(inspection, PovertyClass.NearPoor, false),
        nearPoorFlagged = Households(inspection, PovertyClass.NearPoor, true),
        checks = inspection.Checks.Select(
            c => new { check = c.Id, c.Strong, yes = inspection.Count(c.Id), unknown = inspection.CountUnknown(c.Id) }),
        score,
        households = inspection.Flagged.Select(
            h => new { household = h.Household.Id, h.Household.Unit, @class = h.Household.Class, h.Signs }),
    };

    private static int Print(Inspection inspection, InspectionScore? score)
    {
        string Number(string @class, bool flagged) => Vietnamese.Number(Households(inspection, @class, flagged));
        Output.Table(
            ["Dấu hiệu", "Sức nặng", "Hộ có", "Chưa biết"],
            inspection.Checks.Select(
                c => new[] { c.Label.Vi, c.Strong ? "rõ"
                    : "xem thêm", Vietnamese.Number(inspection.Count(c.Id)), Vietnamese.Number(inspection.CountUnknown(c.Id)) }));
        return Output.Print(
        [
            $"Hộ nghèo: {Number(PovertyClass.Poor, false)}, có dấu hiệu rõ {Number(PovertyClass.Poor, true)}",
            $"Hộ cận nghèo: {Number(PovertyClass.NearPoor, false)}, có dấu hiệu rõ {Number(PovertyClass.NearPoor, true)}",
            .. score is null ? Array.Empty<string>() :
            [
                $"Sổ mẫu cài sẵn {score.Planted} hộ sai: nêu {score.Flagged}, đúng {score.Hits}; "
                    + $"độ chính xác {score.PrecisionPerMille}‰, độ phủ {score.RecallPerMille}‰",
            ],
        ]);
    }

    private static int Households(Inspection inspection, string @class, bool flagged) =>
        (flagged ? inspection.Flagged : inspection.Households).Count(h => h.Household.Class == @class);
}

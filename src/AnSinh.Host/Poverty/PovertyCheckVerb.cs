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
            "Đối chiếu danh sách hộ nghèo, cận nghèo với dữ kiện khác (ô tô, lương hưu, lương); sổ mẫu thì nêu độ chính xác, độ phủ") { month, known, json };
        command.SetAction(parse => Session.In(parse, session =>
        {
            var when = parse.GetValue(month);
            var office = session.Office;
            var inspection = office.Poverty.Inspection.Of(when, new AsKnown(parse.GetValue(known) ?? when.LastDay), null);
            var score = InspectionPages.PlantedOrNull(office) is { } planted ? PovertyInspection.Score(inspection, planted) : null;
            int Households(string @class, bool flagged) =>
                (flagged ? inspection.Flagged : inspection.Households).Count(h => h.Household.Class == @class);
            if (parse.GetValue(json))
            {
                return Output.Print(new
                {
                    month = when,
                    poor = Households(PovertyClass.Poor, false), poorFlagged = Households(PovertyClass.Poor, true),
                    nearPoor = Households(PovertyClass.NearPoor, false), nearPoorFlagged = Households(PovertyClass.NearPoor, true),
                    checks = inspection.Checks.Select(
                        c => new { check = c.Id, c.Strong, yes = inspection.Count(c.Id), unknown = inspection.CountUnknown(c.Id) }),
                    score,
                    households = inspection.Flagged.Select(
                        h => new { household = h.Household.Id, h.Household.Unit, @class = h.Household.Class, h.Signs }),
                });
            }

            Output.Table(
                ["Dấu hiệu", "Sức nặng", "Hộ có", "Chưa biết"],
                inspection.Checks.Select(
                    c => new[] { c.Label.Vi, c.Strong ? "rõ"
                        : "xem thêm", Vietnamese.Number(inspection.Count(c.Id)), Vietnamese.Number(inspection.CountUnknown(c.Id)) }));
            return Output.Print(new[]
            {
                $"Hộ nghèo: {Vietnamese.Number(Households(PovertyClass.Poor, false))}, có dấu hiệu rõ {Vietnamese.Number(Households(PovertyClass.Poor, true))}",
                $"Hộ cận nghèo: {Vietnamese.Number(Households(PovertyClass.NearPoor, false))}, có dấu hiệu rõ {Vietnamese.Number(Households(PovertyClass.NearPoor, true))}",
            }.Concat(score is null ? []
                : [$"Sổ mẫu cài sẵn {score.Planted} hộ sai: nêu {score.Flagged}, đúng {score.Hits}; độ chính xác {score.PrecisionPerMille}‰, độ phủ {score.RecallPerMille}‰"]));
        }));
        return command;
    }
}

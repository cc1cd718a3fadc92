using System.CommandLine;
using System.Globalization;
using AnSinh.Basics;
using AnSinh.Determinations.Forecasting;
using AnSinh.Host.Verbs;

namespace AnSinh.Host.Forecasting;

/// <summary>
/// <c>forecast</c>: who starts, stops or changes in the months to come, with nothing new recorded and nothing new decided.
/// </summary>
internal static class ForecastVerb
{
    private const int MonthsLimit = 60;

    public static Command Command()
    {
        var json = Session.JsonOption();
        var from = Arguments.MonthOption("--from", "Tháng đầu (mặc định: sau tháng đã chạy gần nhất)");
        var months = new Option<int>("--months") { Description = "Số tháng", DefaultValueFactory = _ => 12 };
        var known = Arguments.KnownOption();
        var unit = new Option<string?>("--unit") { Description = "Chỉ tính đơn vị này (mã đơn vị)" };
        var people = new Option<bool>("--people") { Description = "Kèm danh sách người trong JSON" };
        var csv = new Option<string?>("--csv") { Description = "Ghi danh sách người ra tệp CSV" };
        var command = new Command("forecast",
            "Dự báo: ai bắt đầu, thôi hưởng hoặc đổi mức do đến tuổi, dữ kiện hết hạn, luật đã ban hành") { from, months,
                known, unit, people, csv, json };
        command.SetAction(parse => Session.In(parse, session =>
        {
            var count = parse.GetValue(months);
            if (count is < 1 or > MonthsLimit)
            {
                return Output.Refuse("forecast.months", $"Số tháng từ 1 đến {MonthsLimit}, không phải {count}.");
            }

            if (parse.GetValue(unit) is { } key && session.Register.Units.FindOrNull(key) is null)
            {
                return Output.Refuse("unit.unknown", $"Không có đơn vị mang mã '{key}'.");
            }

            var usual = session.Office.UsualTimes();
            var asKnown = new AsKnown(parse.GetValue(known) ?? usual.Known.Day);
            var first = parse.GetResult(from) is null ? usual.Month.Add(1) : parse.GetValue(from);
            var forecast = Make(session, asKnown, first, count, parse.GetValue(unit));
            if (parse.GetValue(csv) is { } file)
            {
                File.WriteAllLines(file, Lines(forecast));
            }

            return parse.GetValue(json) ? Output.Print(ForecastData.Of(forecast, parse.GetValue(people))) : Print(forecast);
        }));
        return command;
    }

    private static Forecast Make(Session session, AsKnown known, Month first, int months, string? unit) =>
        new Forecaster(session.Office.Determiner, known, session.Office.Decisions.Known(known)).Run(first, months).Within(
            unit is null ? Scope.Everything : session.Register.Units.ScopeOf(session.Register.Units.FindOrNull(unit)!),
            programme => session.Policy.ProgrammeOrNull(programme) is not { Sensitive: true });

    private static int Print(Forecast forecast)
    {
        Output.Print([$"Biết đến {Vietnamese.Date(forecast.Known.Day)}; không có gì mới được ghi nhận hay quyết định"]);
        return Output.Table(
            ["Tháng", "Bắt đầu", "Thôi hưởng", "Đổi mức", "Thành chưa rõ", "Đủ điều kiện, đồng", "Phải chi, đồng"],
            forecast.Months.Select(m => new[] { m.Month.ToVietnamese() }
                .Concat(Enum.GetValues<ForecastKind>().Select(kind => (long)m.Changes.Count(c => c.Kind == kind))
                    .Append(m.Costs.Sum(c => c.Amount)).Append(m.Costs.Sum(c => c.Payable)).Select(Vietnamese.Number)).ToArray()));
    }

    private static IEnumerable<string> Lines(Forecast forecast)
    {
        yield return "month,programme,person,unit,kind,decided,amount_before,amount_after,reason,day";
        foreach (var c in forecast.Months.SelectMany(m => m.Changes))
        {
            var reason = string.Join("; ", c.Reasons.Select(r => r.What.Vi)).Replace("\"", "\"\"", StringComparison.Ordinal);
            yield return string.Create(CultureInfo.InvariantCulture,
                $"{c.Month},{c.Programme},{c.PersonId},{c.Unit},{c.Kind.ToString().ToLowerInvariant()},{(c.Decided ? "yes" : "no")},"
                + $"{c.Before.Amount},{c.After.Amount},\"{reason}\",{c.Reasons.Select(r => r.Day).FirstOrDefault():yyyy-MM-dd}");
        }
    }
}

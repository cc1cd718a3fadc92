using System.CommandLine;
using System.Globalization;
using AnSinh.Basics;
using AnSinh.Determinations.Simulating;
using AnSinh.Host.Verbs;
using AnSinh.Register.Units;
using AnSinh.Rulebook;

namespace AnSinh.Host.WhatIf;

/// <summary><c>simulate</c>: the same people under today's law and a changed one, month by month. Nothing is written.</summary>
internal static class SimulateVerb
{
    private sealed record Asked(Month Month, Month To, AsKnown Known, string[] Settings, string? Against, string? Unit,
        string? Csv, bool People, bool Json);

    public static Command Command()
    {
        var json = Session.JsonOption();
        var month = Arguments.MonthOption();
        var to = Arguments.MonthOption("--to", "Tháng cuối (mặc định là --month)");
        var known = Arguments.KnownOption();
        var set = new Option<string[]>("--set") { Description =
            "Giá trị thử: tên_tham_số=giá_trị; thay giá trị đã phân giải của địa bàn trong các tháng được hỏi. Viết được nhiều lần",
            AllowMultipleArgumentsPerToken = false };
        var against = new Option<string?>("--against") { Description = "Thư mục luật khác để so sánh, thay cho --set" };
        var unit = new Option<string?>("--unit") { Description = "Chỉ tính đơn vị này (mã đơn vị)" };
        var csv = new Option<string?>("--csv") { Description = "Ghi danh sách người thay đổi ra tệp CSV" };
        var people = new Option<bool>("--people") { Description = "Kèm danh sách người thay đổi trong JSON" };
        var command = new Command("simulate", "Thử luật: cùng những người ấy, luật hiện nay và luật sửa; chi phí, ai được thêm, ai bị bớt")
        {
            set, month, to, known, against, unit, csv, people, json,
        };
        command.SetAction(parse => Session.In(parse, session =>
        {
            var first = parse.GetValue(month);
            var last = parse.GetResult(to) is null ? first : parse.GetValue(to);
            var asKnown = new AsKnown(parse.GetValue(known) ?? last.LastDay);
            return Run(session, new Asked(
                first, last, asKnown, parse.GetValue(set) ?? [], parse.GetValue(against), parse.GetValue(unit),
                parse.GetValue(csv), parse.GetValue(people), parse.GetValue(json)));
        }));
        return command;
    }

    private static int Run(Session session, Asked asked)
    {
        if (asked.To < asked.Month)
        {
            return Output.Refuse("simulate.months",
                $"Tháng cuối {asked.To.ToVietnamese()} đứng trước tháng đầu {asked.Month.ToVietnamese()}.");
        }

        if ((asked.Settings.Length == 0) == (asked.Against is null))
        {
            return Output.Refuse("simulate.what", "Cho biết luật sửa: --set tên=giá_trị (nhiều lần được), hoặc --against THƯ_MỤC_LUẬT.");
        }

        var scope = ScopeOf(session, asked.Unit);
        var after = Side(session, asked);
        if (!scope.Ok || !after.Ok)
        {
            return Output.Refuse([.. scope.Refusals, .. after.Refusals]);
        }

        var simulation = new Simulator(
            LawSide.Of(session.Office.Determiner, asked.Known), after.Value, session.Office.Decisions.Known(asked.Known),
            scope.Value.Keys).Run(asked.Month, asked.To);
        if (asked.Csv is { } file)
        {
            File.WriteAllLines(file, Lines(session, simulation));
        }

        return asked.Json ? Output.Print(Data(simulation, asked)) : Print(session, simulation, asked);
    }

    private static Outcome<(Scope Keys, string? Name)> ScopeOf(Session session, string? unit) =>
        unit is null ? (Scope.Everything, null)
        : session.Register.Units.FindOrNull(unit) is { } found ? (session.Register.Units.ScopeOf(found), found.FullName)
        : new Refusal("unit.unknown", $"Không có đơn vị mang mã '{unit}'.", "unit");

    private static Outcome<LawSide> Side(Session session, Asked asked)
    {
        if (asked.Against is null)
        {
            var tried = WhatIfLaw.Read(session.Policy, asked.Settings, asked.Month, asked.To);
            return tried.Ok ? new LawSide(session.Office.Determiner.Read(asked.Known), tried.Value)
                : Outcome<LawSide>.Refused(tried.Refusals);
        }

        var other = Policy.Load(asked.Against);
        return other.Ok ? LawSide.Of(other.Value, session.Register, asked.Known) : Outcome<LawSide>.Refused(other.Refusals);
    }

    private static object Data(Simulation simulation, Asked asked) => new
    {
        asKnown = simulation.Known,
        rulebookBefore = simulation.HashBefore,
        rulebookAfter = simulation.HashAfter,
        set = asked.Settings,
        against = asked.Against,
        unit = asked.Unit,
        total = SimulationData.Of(simulation.Total),
        months = simulation.Months.Select(m => SimulationData.Of(m, asked.People)),
    };

    private static int Print(Session session, Simulation simulation, Asked asked)
    {
        foreach (var month in simulation.Months)
        {
            Output.Print([$"Tháng {month.Month.ToVietnamese()}, biết đến {Vietnamese.Date(simulation.Known.Day)}"]);
            var rows = month.Programmes.Where(p => p.Entitled != default).Select(p => Row(p.Label.Vi, p.Entitled)).ToList();
            Output.Table(["Chế độ", "Người trước", "Người sau", "Được thêm", "Bị bớt", "Như cũ", "Đồng trước", "Đồng sau", "Chênh"],
                rows.Append(Row("Cộng (đủ điều kiện)", month.Total)).Append(Row("Cộng (phải chi)", month.Payable)));
            if (month.Total.Change != 0 || month.Total.Gainers + month.Total.Losers > 0)
            {
                Output.Table(
                    ["  Đơn vị", "Được thêm", "Bị bớt", "Chênh"],
                    month.TotalByUnit.Select(
                        u => new[] { "  " + (session.Office.UnitName(u.Key) is { Length: > 0 } name ? name : "(không cư trú)"),
                            Vietnamese.Number(u.Effect.Gainers), Vietnamese.Number(u.Effect.Losers), Vietnamese.Number(u.Effect.Change) }));
            }
        }

        var total = simulation.Total;
        return Output.Print(
        [
            $"Cả kỳ: {new Dong(total.Before.Amount)} → {new Dong(total.After.Amount)}; "
                + $"{Vietnamese.Number(total.Gainers)} người được thêm, {Vietnamese.Number(total.Losers)} người bị bớt",
            .. asked.Csv is null ? Array.Empty<string>() : [$"Danh sách: {asked.Csv}"],
        ]);
    }

    private static string[] Row(string name, Effect e) =>
        [name, .. new[] { e.Before.Entitled, e.After.Entitled, e.Gainers, e.Losers, e.Unchanged, e.Before.Amount,
            e.After.Amount, e.Change }.Select(Vietnamese.Number)];

    private static IEnumerable<string> Lines(Session session, Simulation simulation)
    {
        yield return "month,programme,person,unit,unit_name,kind,status_before,amount_before,status_after,amount_after,change";
        foreach (var month in simulation.Months)
        {
            foreach (var p in month.Programmes.SelectMany(programme => programme.Changes))
            {
                var unit = session.Office.UnitName(p.Unit).Replace("\"", "\"\"", StringComparison.Ordinal);
                yield return string.Create(CultureInfo.InvariantCulture,
                    $"{month.Month},{p.Programme},{p.PersonId},{p.Unit},\"{unit}\",{Word(p.Kind)},"
                    + $"{Word(p.Before.Status)},{p.Before.Amount},{Word(p.After.Status)},{p.After.Amount},{p.Change}");
            }
        }
    }

    private static string Word<T>(T word) where T : struct, Enum => word.ToString().ToLowerInvariant();
}

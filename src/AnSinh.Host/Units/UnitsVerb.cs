using System.CommandLine;
using AnSinh.Basics;
using AnSinh.Host.Verbs;
using AnSinh.Register.Units;

namespace AnSinh.Host.Units;

/// <summary><c>units list</c> and <c>units show</c>: administrative units on a day, and where one came from and went.</summary>
internal static class UnitsVerb
{
    public static Command Command() => new("units", "Đơn vị hành chính theo ngày") { List(), Show() };

    private static Command List()
    {
        var json = Session.JsonOption();
        var at = Arguments.DayOption("--at", "Bản đồ ngày");
        var under = new Option<string>("--under") { Description = "Mã đơn vị cấp trên, mặc định 272 (Phúc Thọ); 'vn' cho các tỉnh",
            DefaultValueFactory = _ => "272" };
        var command = new Command("list", "Các đơn vị trực thuộc, trên bản đồ một ngày") { under, at, json };
        command.SetAction(parse => Session.In(parse, session =>
        {
            var day = parse.GetValue(at) ?? session.Office.Clock.Today;
            var parent = parse.GetValue(under)!;
            var units = session.Register.Units;
            if (parent != "vn" && units.All.All(u => u.Code != parent))
            {
                return Output.Refuse("unit.unknown", $"Không có đơn vị mã '{parent}'.");
            }

            var found = parent == "vn"
                ? units.All.Where(u => u.Level == 1 && (u.From is null || u.From <= day) && (u.To is null || u.To >= day)).ToList()
                : units.Children(parent, day);
            return parse.GetValue(json)
                ? Output.Print(new { at = day, under = parent, count = found.Count, units = found.Select(Data) })
                : Output.Table(["Mã", "Tên", "Từ", "Đến"], found.Select(u => new[] { u.Code, u.FullName, Day(u.From), Day(u.To) }));
        }));
        return command;
    }

    private static Command Show()
    {
        var json = Session.JsonOption();
        var code = new Argument<string>("code") { Description = "Mã đơn vị" };
        var at = Arguments.DayOption("--at", "Bản đồ ngày");
        var command = new Command("show", "Một đơn vị: các bản theo ngày, đơn vị trước và sau") { code, at, json };
        command.SetAction(parse => Session.In(parse, session =>
        {
            var units = session.Register.Units;
            var versions = units.All.Where(u => u.Code == parse.GetValue(code)).ToList();
            if (parse.GetValue(at) is { } day)
            {
                versions = [.. versions.Where(v => units.At(v.Code, day)?.Key == v.Key)];
            }

            if (versions.Count == 0)
            {
                return Output.Refuse("unit.unknown",
                    $"Không có đơn vị mã '{parse.GetValue(code)}'{(parse.GetValue(at) is { } d ? $" ngày {Vietnamese.Date(d)}" : "")}.");
            }

            var data =
                versions.Select(
                    v => new { unit = Data(v), before = units.Predecessors(v).Select(Data), after = units.Successors(v).Select(Data) })
                        .ToList();
            return parse.GetValue(json)
                ? Output.Print(data)
                : Output.Print(versions.SelectMany(v => new[] { $"{v.Code} {v.FullName}, {Day(v.From)} – {Day(v.To)}" }
                    .Concat(units.Predecessors(v).Select(p => $"  trước: {p.Code} {p.FullName}"))
                    .Concat(units.Successors(v).Select(s => $"  sau:   {s.Code} {s.FullName}"))));
        }));
        return command;
    }

    private static object Data(Unit unit) =>
        new { key = unit.Key, code = unit.Code, name = unit.FullName, level = unit.Level, from = unit.From, to = unit.To };

    private static string Day(DateOnly? day) => day is { } d ? Vietnamese.Date(d) : "…";
}

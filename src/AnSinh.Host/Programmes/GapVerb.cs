using System.CommandLine;
using AnSinh.Basics;
using AnSinh.Host.Verbs;
using AnSinh.Ledger;

namespace AnSinh.Host.Programmes;

/// <summary>
/// <c>gap</c>: entitled → decided → paid for a programme and month, and the differences by commune or as a list of people.
/// </summary>
internal static class GapVerb
{
    private const int PageSize = 50;

    public static Command Command()
    {
        var json = Session.JsonOption();
        var programme = new Option<string>("--programme") { Description = "Chế độ", DefaultValueFactory = _ => "social_assistance" };
        var month = Arguments.MonthOption();
        var known = Arguments.KnownOption();
        var list = new Option<GapKind?>("--list") { Description = "Liệt kê người: missed, leak, unpaid, unknown, entitled, decided, paid" };
        var skip = new Option<int>("--skip") { Description = "Bỏ qua bấy nhiêu người" };
        var command = new Command("gap", "Lời hứa còn hở: đủ điều kiện → có quyết định → đã chi, và phần chênh") { programme,
            month, known, list, skip, json };
        command.SetAction(parse => Session.In(parse, session =>
        {
            var when = parse.GetValue(month);
            var asKnown = new AsKnown(parse.GetValue(known) ?? when.LastDay);
            var found = session.Office.Gaps.Of(parse.GetValue(programme)!, when, asKnown);
            if (!found.Ok)
            {
                return Output.Refuse(found.Refusals);
            }

            return parse.GetValue(list) is { } kind
                ? People(session, found.Value, kind, parse.GetValue(skip), parse.GetValue(json))
                : Units(session, found.Value, parse.GetValue(json));
        }));
        return command;
    }

    private static int People(Session session, MonthGap gap, GapKind kind, int skip, bool json)
    {
        var page = gap.People(kind, Scope.Everything, skip, PageSize);
        return json
            ? Output.Print(new
            {
                programme = gap.Programme, month = gap.Month, asKnown = gap.Known, kind, total = page.Total, people = page.Items,
            })
            : Output.Print(page.Items.Select(p => $"{p.PersonId,8}  {p.Name}  {session.Office.UnitName(p.Unit)}: {p.Reason}")
                .Append($"{page.Total} người"));
    }

    private static int Units(Session session, MonthGap gap, bool json)
    {
        var (total, units) = (gap.Total(Scope.Everything), gap.ByUnit(Scope.Everything));
        return json
            ? Output.Print(new { programme = gap.Programme, month = gap.Month, asKnown = gap.Known, total, units })
            : Output.Table(
                ["Đơn vị", "Đủ điều kiện", "Có quyết định", "Đã chi", "Bị sót", "Hưởng sai", "Chưa chi", "Chưa rõ"],
                units.Append(total).Select(u =>
                    new[] { u == total ? "Cộng" : session.Office.UnitName(u.Unit) is { Length: > 0 } name ? name : "(không cư trú)" }
                        .Concat(new[] { u.Entitled, u.Decided, u.Paid, u.Missed, u.Leak, u.Unpaid, u.Unknown }.Select(Vietnamese.Number))
                        .ToArray()));
    }
}

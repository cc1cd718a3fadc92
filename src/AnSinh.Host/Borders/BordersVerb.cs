using System.CommandLine;
using AnSinh.Basics;
using AnSinh.Host.Verbs;
using AnSinh.Intake.Borders;
using AnSinh.Register.Changes;
using AnSinh.Register.Units;

namespace AnSinh.Host.Borders;

/// <summary>
/// <c>borders</c>: reorganisations of units from a file — list, check, apply, undo — and the households of a commune that was split.
/// </summary>
internal static class BordersVerb
{
    public static Command Command() =>
        new("borders", "Sắp xếp đơn vị hành chính: kiểm tra tệp, áp dụng, hoàn tác, phân hộ của xã chia tách") { List(),
            Check(), Apply(), Undo(), Unassigned(), Assign() };

    private static Command List()
    {
        var json = Session.JsonOption();
        var command = new Command("list", "Các lần sắp xếp đã áp dụng trong sổ") { json };
        command.SetAction(parse => Session.In(parse, session =>
        {
            var events = session.Register.Batches.Latest(500, ReorganisationService.BatchKind)
                .Select(b => (Batch: b, What: BorderDetail.ReadOrNull(b)!)).Where(e => e.What is not null).ToList();
            return parse.GetValue(json)
                ? Output.Print(
                    events.Select(
                        e => new { batch = e.Batch.BatchId, e.What.Event, on = e.What.On, e.What.Instrument,
                            lines = e.What.Lines.Count, appliedAt = e.Batch.AppliedAt, by = e.Batch.Actor, undoneAt = e.Batch.UndoneAt }))
                : Output.Table(["Đợt", "Lần", "Từ ngày", "Ghi ngày", "Trạng thái", "Văn bản"], events.Select(e => new[]
                {
                    $"{e.Batch.BatchId}", e.What.Event, Vietnamese.Date(e.What.On), Vietnamese.Date(AsKnown.DayOf(e.Batch.AppliedAt)),
                    e.Batch.UndoneAt is { } undone ? "hoàn tác " + Vietnamese.Date(AsKnown.DayOf(undone))
                    : "đang áp dụng", e.What.Instrument,
                }));
        }));
        return command;
    }

    private static Command Check()
    {
        var (json, file) = (Session.JsonOption(), FileArgument());
        var command = new Command("check", "Kiểm tra tệp và xem trước; không ghi gì") { file, json };
        command.SetAction(parse => Session.In(parse, session => Planned(session, parse.GetValue(file)!, (service, plan) =>
        {
            var moved = service.Moved(plan);
            var effects = BorderEffects.Of(session.Office, plan);
            return parse.GetValue(json)
                ? Output.Print(new
                {
                    plan.Source.Event, on = plan.Source.On, ended = plan.Ended.Select(u => u.Key),
                    started = plan.Started.Select(u => u.Key),
                    moved = moved.Select(
                        m => new { unit = m.Unit.Key, name = m.Unit.FullName, to = m.To.Select(t => t.Key), m.Split,
                            m.People, m.Households }),
                    people = moved.Sum(m => m.People), households = moved.Sum(m => m.Households),
                    doubts = plan.Doubts.Select(d => d.ToString()), effects,
                })
                : Output.Print(
                [
                    $"{plan.Source.Event}, từ {Vietnamese.Date(plan.Source.On)}: "
                        + $"{plan.Ended.Count} đơn vị kết thúc, {plan.Started.Count} đơn vị bắt đầu",
                    .. moved.Select(Words),
                    .. plan.Doubts.Select(d => "  xem lại: " + d), .. effects.Select(e => $"  {e.What}: {e.Vi}"),
                    "Chưa ghi gì.",
                ]);
        })));
        return command;
    }

    private static string Words(MovedUnit m) => $"  {m.Unit.FullName} → {string.Join(", ", m.To.Select(t => t.FullName))}: "
        + $"{Vietnamese.Number(m.People)} người, {Vietnamese.Number(m.Households)} hộ{(m.Split ? " (chia tách: phải phân hộ)" : "")}";

    private static Command Apply()
    {
        var (json, file) = (Session.JsonOption(), FileArgument());
        var command = new Command("apply",
            "Áp dụng một tệp thành một đợt hoàn tác được; thôn đã nêu trong tệp thì phân hộ luôn") { file, json };
        command.SetAction(parse => Session.In(parse, session => Planned(session, parse.GetValue(file)!, (service, plan) =>
        {
            var applied = service.Apply(plan, Session.ActOf("borders.apply"));
            if (!applied.Ok)
            {
                return Output.Refuse(applied.Refusals);
            }

            var assigned = service.AssignHamlets(plan, Session.ActOf("borders.assign"));
            return parse.GetValue(json)
                ? Output.Print(
                    new { batch = applied.Value.BatchId, assigned = assigned.Where(a => a.Ok).Select(a => a.Value.BatchId),
                        refused = assigned.SelectMany(a => a.Refusals).Select(r => r.ToString()) })
                : Output.Print(
                    [$"Đã áp dụng {plan.Source.Event}: đợt {applied.Value.BatchId}.",
                        .. assigned.SelectMany(a => a.Refusals).Select(r => "  chưa phân hộ: " + r)]);
        })));
        return command;
    }

    private static Command Undo()
    {
        var batch = new Argument<long>("batch") { Description = "Số đợt" };
        var reason = new Option<string>("--reason") { Description = "Lý do", Required = true };
        var command = new Command("undo", "Hoàn tác một lần sắp xếp hoặc một đợt phân hộ") { batch, reason };
        command.SetAction(parse => Session.In(parse, session =>
        {
            if (session.Register.Batches.FindOrNull(parse.GetValue(batch)) is not { Kind: ReorganisationService.BatchKind
                or ReorganisationService.AssignmentKind } found)
            {
                return Output.Refuse("borders.no-batch", $"Đợt {parse.GetValue(batch)} không phải là sắp xếp đơn vị hay phân hộ.");
            }

            var undone = session.Register.Undo(found.BatchId, parse.GetValue(reason)!, Session.ActOf("borders.undo"));
            return undone.Ok ? Output.Print([$"Đã hoàn tác đợt {found.BatchId}: {found.Title}."]) : Output.Refuse(undone.Refusals);
        }));
        return command;
    }

    private static Command Unassigned()
    {
        var json = Session.JsonOption();
        var command = new Command("unassigned", "Các hộ của xã chia tách chưa phân về đơn vị mới") { json };
        command.SetAction(parse => Session.In(parse, session =>
        {
            var service = new ReorganisationService(session.Register);
            var rows = Own(session, service).SelectMany(s => service.Unassigned(s).Select(h => (Split: s, Household: h))).ToList();
            return parse.GetValue(json)
                ? Output.Print(
                    rows.Select(
                        r => new { from = r.Split.From.Key, to = r.Split.To.Select(u => u.Key), household = r.Household.HouseholdId,
                            r.Household.Hamlet, r.Household.Head, persons = r.Household.PersonIds }))
                : Output.Table(["Xã chia tách", "Hộ", "Thôn", "Chủ hộ", "Người"],
                    rows.Select(
                        r => new[] { r.Split.From.FullName, $"{r.Household.HouseholdId}", r.Household.Hamlet ?? "",
                            r.Household.Head, $"{r.Household.PersonIds.Count}" }));
        }));
        return command;
    }

    private static Command Assign()
    {
        var source = new Option<string>("--source") { Description = "Căn cứ: biên bản, quyết định", Required = true };
        var from = new Argument<string>("from") { Description = "Khóa của xã đã chia tách" };
        var to = new Argument<string>("to") { Description = "Khóa của đơn vị mới" };
        var hamlet = new Option<string?>("--hamlet") { Description = "Cả một thôn" };
        var household = new Option<long[]>("--household") { Description = "Từng hộ, theo số hộ" };
        var command = new Command("assign", "Phân hộ của xã chia tách về một đơn vị mới") { from, to, hamlet, household, source };
        command.SetAction(parse => Session.In(parse, session =>
        {
            var service = new ReorganisationService(session.Register);
            if (Own(session, service).FirstOrDefault(s => s.From.Key == parse.GetValue(from)) is not { } split
                || session.Register.Units.FindOrNull(parse.GetValue(to)!) is not { } unit)
            {
                return Output.Refuse("borders.no-split", $"Không có xã chia tách {parse.GetValue(from)} hoặc đơn vị {parse.GetValue(to)}.");
            }

            var ids = (parse.GetValue(household) ?? []).ToHashSet();
            var chosen = service.Unassigned(split)
                .Where(h => parse.GetValue(hamlet) is { } name ? h.Hamlet == name : h.HouseholdId is { } id && ids.Contains(id)).ToList();
            var assigned = service.Assign(split, unit, chosen, parse.GetValue(source)!, Session.ActOf("borders.assign"));
            return assigned.Ok
                ? Output.Print(
                    [$"Đã phân {chosen.Count} hộ về {unit.FullName}: đợt {assigned.Value.BatchId}. "
                        + $"Còn {service.Unassigned(split).Count} hộ."])
                        : Output.Refuse(assigned.Refusals);
        }));
        return command;
    }

    private static int Planned(Session session, string path, Func<ReorganisationService, ReorganisationPlan, int> use)
    {
        var read = ReorganisationFile.Read(path);
        if (!read.Ok)
        {
            return Output.Refuse(read.Refusals);
        }

        var service = new ReorganisationService(session.Register);
        var plan = service.Check(read.Value);
        return plan.Ok ? use(service, plan.Value) : Output.Refuse(plan.Refusals);
    }

    private static IEnumerable<SplitUnit> Own(Session session, ReorganisationService service) =>
        service.Splits().Where(s => session.Register.Area.Contains(s.From.Key));

    private static Argument<string> FileArgument() =>
        new("file") { Description = "Tệp CSV: mỗi dòng một đơn vị hoặc một phần đơn vị đi về đâu" };

}

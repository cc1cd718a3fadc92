using System.CommandLine;
using AnSinh.Basics;
using AnSinh.Host.Verbs;

namespace AnSinh.Host.Clock;

/// <summary><c>clock</c>: what day it is in the office; <c>clock move DAY</c>: the demo's goes on to a later day.</summary>
internal static class ClockVerb
{
    public static Command Command()
    {
        var json = Session.JsonOption();
        var command = new Command("clock",
            "Đồng hồ văn phòng: hôm nay là ngày nào; đồng hồ sổ mẫu đứng yên đến khi được chuyển") { json, Move() };
        command.SetAction(parse => Session.In(parse, session => Told(session, parse.GetValue(json))));
        return command;
    }

    private static Command Move()
    {
        var json = Session.JsonOption();
        var day = new Argument<string>("day") { Description = "Ngày mới, dạng yyyy-MM-dd; chỉ đi tới" };
        var command = new Command("move", "Chuyển đồng hồ sổ mẫu tới một ngày sau; ghi nhật ký, không quay lại được") { day, json };
        command.SetAction(parse => Session.In(parse, session =>
        {
            if (!DateOnly.TryParseExact(parse.GetValue(day), "yyyy-MM-dd", out var to))
            {
                return Output.Refuse("clock.day", $"'{parse.GetValue(day)}' không phải ngày. Viết yyyy-MM-dd, ví dụ 2026-12-31.");
            }

            var moved = session.Register.MoveClock(to, Session.ActOf("clock"));
            return moved.Ok ? Told(session, parse.GetValue(json)) : Output.Refuse(moved.Refusals);
        }));
        return command;
    }

    private static int Told(Session session, bool json)
    {
        var clock = session.Office.Clock;
        return json
            ? Output.Print(new { today = clock.Today, month = clock.Month, stands = clock.Stands })
            : Output.Print(
                [$"Hôm nay: {Vietnamese.Date(clock.Today)}"
                    + (clock.Stands ? " (đồng hồ sổ mẫu đứng ở ngày này; chuyển tới: ansinh clock move NGÀY)"
                        : " (theo giờ Việt Nam của máy)")]);
    }
}

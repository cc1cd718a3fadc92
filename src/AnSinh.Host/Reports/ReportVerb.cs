using System.CommandLine;
using AnSinh.Basics;
using AnSinh.Host.Verbs;
using AnSinh.Scoreboard.Reports;

namespace AnSinh.Host.Reports;

/// <summary><c>report term</c>: figures, targets and checks of a term, as JSON, Markdown or HTML.</summary>
internal static class ReportVerb
{
    public static Command Command() => new("report", "Báo cáo") { Term() };

    private static Command Term()
    {
        var json = Session.JsonOption();
        var unit = new Option<string>("--unit") { Description = "Mã đơn vị, ví dụ 272", Required = true };
        var term = new Option<string>("--term") { Description = "Nhiệm kỳ, ví dụ 2015-2020", Required = true };
        var month = Arguments.MonthOption(required: false);
        var known = Arguments.KnownOption();
        var html = new Option<bool>("--html") { Description = "In trang HTML" };
        var command = new Command("term", "Báo cáo nhiệm kỳ: chỉ tiêu, mục tiêu, kiểm tra số công bố (mặc định in Markdown)") { unit,
            term, month, known, json, html };
        command.SetAction(parse => Session.In(parse, session =>
        {
            var report = new TermReports(session.Office.Board).Build(
                parse.GetValue(unit)!,
                parse.GetValue(term)!,
                Scope.Everything,
                parse.GetResult(month) is null ? null : parse.GetValue(month),
                parse.GetValue(known) is { } day ? new AsKnown(day) : null);
            if (!report.Ok)
            {
                return Output.Refuse(report.Refusals);
            }

            return Output.Print(
                [parse.GetValue(json) ? TermReportJson.Write(report.Value)
                    : parse.GetValue(html) ? TermReportText.Html(report.Value) : TermReportText.Markdown(report.Value)]);
        }));
        return command;
    }
}

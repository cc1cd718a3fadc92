using System.CommandLine;
using AnSinh.Basics;
using AnSinh.Host.Verbs;
using AnSinh.Rulebook;
using AnSinh.Rulebook.Sql;

namespace AnSinh.Host.Rules;

/// <summary><c>policy sql</c>: a programme of a month as one SQL query, to be checked or used in another database.</summary>
internal static class PolicySqlVerb
{
    public static Command Command()
    {
        var json = Session.JsonOption();
        var id = new Argument<string>("programme") { Description = "Chế độ, ví dụ social_assistance" };
        var month = Arguments.MonthOption();
        var known = Arguments.KnownOption();
        var place = new Option<string>("--jurisdiction") { Description = "Địa bàn: vn, vn-01, vn-01-272",
            DefaultValueFactory = _ => Jurisdiction.PhucTho.Code };
        var dialect = new Option<string>("--dialect") { Description = "sqlite hoặc postgresql", DefaultValueFactory = _ => "sqlite" };
        dialect.AcceptOnlyFromAmong("sqlite", "postgresql");
        var command = new Command("sql", "Một chế độ của một tháng viết thành một câu SQL trên bảng people (mỗi người một dòng)") { id,
            month, known, place, dialect, json };
        command.SetAction(parse =>
        {
            var policy = Session.LawAsked(parse);
            if (!policy.Ok)
            {
                return Output.Refuse(policy.Refusals, Output.No);
            }

            var when = parse.GetValue(month);
            var asKnown = new AsKnown(parse.GetValue(known) ?? when.LastDay);
            var law = policy.Value.At(new Jurisdiction(parse.GetValue(place)!), when, asKnown);
            if (law.ProgrammeOrNull(parse.GetValue(id)!) is not { } programme)
            {
                return Output.Refuse("programme.unknown",
                    $"Không có chế độ '{parse.GetValue(id)}' trong {when.ToVietnamese()}. "
                    + $"Có: {string.Join(", ", law.Programmes.Select(p => p.Programme.Id))}.");
            }

            var query = SqlReader.Query(programme, parse.GetValue(dialect) == "sqlite" ? SqlDialect.Sqlite : SqlDialect.PostgreSql);
            return parse.GetValue(json)
                ? Output.Print(
                    new { programme = programme.Programme.Id, month = when, asKnown, dialect = parse.GetValue(dialect),
                        version = programme.Version.Id, rulebook = policy.Value.Hash, facts = query.Facts, table = query.Table,
                        sql = query.Text })
                : Output.Print([$"-- Bảng: {query.Table};", query.Text + ";"]);
        });
        return command;
    }
}

using System.Globalization;
using System.Text.Json;
using AnSinh.Register.Changes;
using AnSinh.Register.Units;

namespace AnSinh.Intake.Borders;

/// <summary>A reorganisation as its batch keeps it, so that it can be shown, and applied again after it was undone.</summary>
public static class BorderDetail
{
    /// <summary>The reorganisation as JSON.</summary>
    public static string Of(Reorganisation what) => JsonSerializer.Serialize(what);

    /// <summary>The reorganisation of a batch, or null if it is none.</summary>
    public static Reorganisation? ReadOrNull(Batch batch) =>
        batch.Kind == ReorganisationService.BatchKind && batch.Detail is { } detail
            ? JsonSerializer.Deserialize<Reorganisation>(detail) : null;

    /// <summary>The reorganisation as a file that <see cref="ReorganisationFile"/> reads.</summary>
    public static string ToCsv(Reorganisation what)
    {
        var lines = what.Lines.Select(l => string.Join(',', new[]
        {
            what.Event, Iso(what.On), what.Decided is { } decided ? Iso(decided) : "", l.Instrument ?? what.Instrument,
            l.To.Level?.ToString(CultureInfo.InvariantCulture), l.FromCode, l.FromName, l.ToCode, l.To.Name, l.To.FullName, l.To.Kind,
            l.To.ParentCode, l.Whole ? "whole" : "part", string.Join(';', l.Hamlets), l.Note,
        }.Select(Field)));
        return "event,effective_date,decided_date,instrument,level,from_code,from_name,"
            + "to_code,to_name,to_full_name,to_kind,to_parent_code,extent,hamlets,note\n" + string.Join('\n', lines) + "\n";
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Field(string? text) =>
        text is null ? "" : text.AsSpan().IndexOfAny(",\"\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}

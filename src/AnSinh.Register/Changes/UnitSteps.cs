using System.Data.Common;
using AnSinh.Basics;
using AnSinh.Register.Units;
using AnSinh.Register.Writing;
using AnSinh.Store.TwoTimes;
using Dapper;

namespace AnSinh.Register.Changes;

/// <summary>
/// Changes the map of units: what ends is superseded by the same version with its last day, what starts and the changes are added.
/// </summary>
internal sealed record ReorganiseUnits(ReorganisationPlan Plan) : ChangeStep
{
    public override string About => $"sắp xếp {Plan.Source.Event}";

    public override Outcome<long> Take(RegisterWriter writer, RowChecks checks, NewNumbers numbers)
    {
        if (UnitTable.MapNo(writer.Connection, writer.Transaction) != Plan.MapNo)
        {
            return new Refusal("borders.map-changed", "Bản đồ đơn vị đã được người khác thay đổi sau lúc xem trước; hãy xem trước lại.",
                Plan.Source.Lines[0].Place);
        }

        foreach (var ended in Plan.Ended)
        {
            writer.Replace(RegisterTables.Units, ended);
            writer.Note("unit.end", $"unit:{ended.Key}", Plan.Source.Event);
        }

        foreach (var started in Plan.Started)
        {
            writer.Insert(RegisterTables.Units, started);
            writer.Note("unit.start", $"unit:{started.Key}", Plan.Source.Event);
        }

        foreach (var link in Plan.Links)
        {
            writer.Insert(RegisterTables.UnitLinks, link);
        }

        UnitTable.CountMap(writer.Connection, writer.Transaction);
        return Plan.Links.Count;
    }
}

/// <summary>Takes back and restores versions of units. A unit that people were recorded in since cannot be gone.</summary>
internal sealed class UndoUnits() : UndoOf<Unit>(RegisterTables.Units, unit => $"{unit.FullName} đã được ghi lại sau đó")
{
    private const int RowsLimit = 10;

    public override IEnumerable<Refusal> TakeBack(RegisterWriter writer, long rowId)
    {
        // What a later batch superseded and its undoing brought back is the same version in another row.
        var row = Row(writer, rowId);
        var unit = row.Row;
        if (writer.Standing(RegisterTables.Units, row) is null)
        {
            return [new Refusal("borders.changed-since",
                $"{unit.FullName} ({unit.Key}) đã được thay đổi bởi lần sắp xếp sau; hãy hoàn tác lần ấy trước.", $"unit:{unit.Key}")];
        }

        // A version this batch only ended comes back with Restore; one it started would be gone.
        var used = unit.To is null ? Used(writer.Connection, writer.Transaction, unit) : [];
        if (used.Count > 0)
        {
            return used;
        }

        UnitTable.CountMap(writer.Connection, writer.Transaction);
        return base.TakeBack(writer, rowId);
    }

    private static List<Refusal> Used(DbConnection connection, DbTransaction transaction, Unit unit)
    {
        var homes = connection.Query<(long Person, string From)>(
            $"select person_id, cast(valid_from as text) from residence where unit_key = @Key and {Believed.Now()} order by row_id",
            new { unit.Key }, transaction).ToList();
        var facts =
            connection.ExecuteScalar<long>($"select count(*) from fact where unit_key = @Key and {Believed.Now()}",
                new { unit.Key }, transaction);
        var refusals = homes.Take(RowsLimit)
            .Select(h =>
                new Refusal("borders.lived-in",
                    $"Người số {h.Person} đã được ghi cư trú tại {unit.FullName} từ {h.From}; hãy hoàn tác hoặc đính chính việc ấy trước.",
                    $"person:{h.Person}")).ToList();
        if (homes.Count > RowsLimit)
        {
            refusals.Add(
                new Refusal("borders.lived-in", $"Còn {homes.Count - RowsLimit} dòng cư trú khác tại {unit.FullName}.",
                    $"unit:{unit.Key}"));
        }

        if (facts > 0)
        {
            refusals.Add(
                new Refusal("borders.facts", $"Đã ghi {facts} dữ kiện về {unit.FullName}; hãy hoàn tác hoặc đính chính trước.",
                    $"unit:{unit.Key}"));
        }

        return refusals;
    }
}

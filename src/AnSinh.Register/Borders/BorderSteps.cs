using System.Data.Common;
using AnSinh.Basics;
using Dapper;

namespace AnSinh.Register.Borders;

/// <summary>
/// Changes the map of units: what ends is superseded by the same version with its last day, what starts and the changes are added.
/// </summary>
internal sealed record ReorganiseUnits(ReorganisationPlan Plan) : ChangeStep
{
    public override string About => $"sắp xếp {Plan.Source.Event}";

    public override Outcome<long> Take(Pen pen, RegisterWrites tables, RowChecks checks, NewNumbers numbers)
    {
        var map = pen.Units();
        if (map.MapNo != Plan.MapNo)
        {
            return new Refusal("borders.map-changed", "Bản đồ đơn vị đã được người khác thay đổi sau lúc xem trước; hãy xem trước lại.",
                Plan.Source.Lines[0].Place);
        }

        foreach (var ended in Plan.Ended)
        {
            pen.SupersedeUnit(UnitTable.Versions, map.RowOf(ended.Key));
            pen.Insert(ended);
            pen.Note("unit.end", $"unit:{ended.Key}", Plan.Source.Event);
        }

        foreach (var started in Plan.Started)
        {
            pen.Insert(started);
            pen.Note("unit.start", $"unit:{started.Key}", Plan.Source.Event);
        }

        foreach (var link in Plan.Links)
        {
            pen.Insert(link);
        }

        pen.CountMap();
        return Plan.Links.Count;
    }
}

/// <summary>Takes back and restores versions of units. A unit that people were recorded in since cannot be gone.</summary>
internal sealed class UndoUnits : UndoOfTable
{
    private const int RowsLimit = 10;

    public override string Name => UnitTable.Versions;

    public override IEnumerable<Refusal> TakeBack(Pen pen, DbConnection connection, DbTransaction transaction, long rowId)
    {
        // What a later batch superseded and its undoing brought back is the same version in another row.
        var (unit, _) = Row(connection, transaction, rowId);
        if (UnitTable.Units(connection, transaction).FirstOrDefault(u => u.SupersededAt is null && u.Row == unit) is not { } standing)
        {
            return [new Refusal("borders.changed-since",
                $"{unit.FullName} ({unit.Key}) đã được thay đổi bởi lần sắp xếp sau; hãy hoàn tác lần ấy trước.", $"unit:{unit.Key}")];
        }

        // A version this batch only ended comes back with Restore; one it started would be gone.
        var used = unit.To is null ? Used(connection, transaction, unit) : [];
        if (used.Count > 0)
        {
            return used;
        }

        pen.SupersedeUnit(Name, standing.RowId);
        pen.CountMap();
        pen.Note("unit.undo", $"unit:{unit.Key}", $"row {rowId}");
        return [];
    }

    public override IEnumerable<Refusal> Restore(Pen pen, DbConnection connection, DbTransaction transaction, long rowId)
    {
        var (unit, _) = Row(connection, transaction, rowId);
        if (connection.ExecuteScalar<long>("select count(*) from unit_version where key = @Key and superseded_at is null",
            new { unit.Key }, transaction) > 0)
        {
            return [Taken($"unit:{unit.Key}", $"{unit.FullName} đã được ghi lại sau đó")];
        }

        pen.Insert(unit);
        pen.Note("unit.restore", $"unit:{unit.Key}", $"row {rowId}");
        return [];
    }

    private static List<Refusal> Used(DbConnection connection, DbTransaction transaction, Unit unit)
    {
        var homes = connection.Query<(long Person, string From)>(
            "select person_id, cast(valid_from as text) from residence where unit_key = @Key and superseded_at is null order by row_id",
            new { unit.Key }, transaction).ToList();
        var facts =
            connection.ExecuteScalar<long>("select count(*) from fact where unit_key = @Key and superseded_at is null",
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

    private static (Unit Unit, bool Superseded) Row(DbConnection connection, DbTransaction transaction, long rowId)
    {
        var row = UnitTable.Units(connection, transaction, rowId)[0];
        return (row.Row, row.SupersededAt is not null);
    }
}

/// <summary>Takes back and restores changes of units.</summary>
internal sealed class UndoLinks : UndoOfTable
{
    public override string Name => UnitTable.Links;

    public override IEnumerable<Refusal> TakeBack(Pen pen, DbConnection connection, DbTransaction transaction, long rowId)
    {
        var link = UnitTable.Changes(connection, transaction, rowId)[0].Row;
        if (UnitTable.Changes(connection, transaction).FirstOrDefault(c => c.SupersededAt is null && c.Row == link) is not { } standing)
        {
            return [Replaced($"unit:{link.FromKey}", rowId)];
        }

        pen.SupersedeUnit(Name, standing.RowId);
        return [];
    }

    public override IEnumerable<Refusal> Restore(Pen pen, DbConnection connection, DbTransaction transaction, long rowId)
    {
        pen.Insert(UnitTable.Changes(connection, transaction, rowId)[0].Row);
        return [];
    }
}

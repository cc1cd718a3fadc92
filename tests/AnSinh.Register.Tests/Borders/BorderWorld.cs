using System.Text;
using AnSinh.Intake.Borders;
using AnSinh.Register.Units;

namespace AnSinh.Register.Tests.Borders;

/// <summary>A district of three communes that has never been reorganised.</summary>
internal static class BorderWorld
{
    public static UnitMap Map { get; } = new(
    [
        new("01", "01", "Tỉnh Thử", "Tỉnh Thử", "tỉnh", 1, null, null, null, null),
        new("272", "272", "Thử", "Huyện Thử", "huyện", 2, "01", null, null, null),
        new("101", "101", "A", "Xã A", "xã", 3, "272", null, null, null),
        new("102", "102", "B", "Xã B", "xã", 3, "272", null, null, null),
        new("103", "103", "C", "Xã C", "xã", 3, "272", null, null, null),
    ],
    []);

    /// <summary>A reorganisation of lines <c>from>to</c>, or <c>from>to/part</c>, each new unit named after its code.</summary>
    public static Reorganisation Event(string name, DateOnly on, params string[] lines)
    {
        var text = new StringBuilder("event,effective_date,instrument,from_code,to_code,to_name,to_kind,extent\n");
        foreach (var line in lines)
        {
            var (from, rest) = (line.Split('>')[0], line.Split('>')[1]);
            var to = rest.Split('/')[0];
            text.Append(System.Globalization.CultureInfo.InvariantCulture,
                $"{name},{on:yyyy-MM-dd},NQ {name},{from},{to},X{to},xã,"
                + $"{(rest.Contains("/part", StringComparison.Ordinal) ? "part" : "whole")}\n");
        }

        return ReorganisationFile.Read(Encoding.UTF8.GetBytes(text.ToString()), name + ".csv").Value;
    }
}

using System.Text.Json;
using AnSinh.Basics.PolicyFiles;
using AnSinh.Rulebook.Access;

namespace AnSinh.Rulebook.Policies;

/// <summary>Reads policy/*/alerts: which readings are to be looked into.</summary>
internal static class AlertReader
{
    private static readonly Dictionary<string, AlertKind> Kinds = Enum.GetValues<AlertKind>()
        .ToDictionary(k => JsonNamingPolicy.SnakeCaseLower.ConvertName(k.ToString()), StringComparer.Ordinal);

    /// <summary>True of the path of a file this reads.</summary>
    public static bool IsOf(string path) => path.Split('/') is [_, "alerts", ..];

    public static void Read(PolicyDraft draft)
    {
        var places = new List<(string Name, string Place)>();
        foreach (var (_, map) in draft.Documents("alerts"))
        {
            var kind = map.Word("alert", Kinds);
            var rule = new AlertRule(kind, map.RequiredLocal("label"), map.RequiredLocal("why"), AtLeastOne(map, "days"));
            draft.Alerts.Add(kind switch
            {
                AlertKind.ManyFiles or AlertKind.LargeExport => rule with { AtLeast = AtLeastOne(map, "at_least") },
                AlertKind.AtNight => rule with { FromHour = Hour(map, "from_hour"), ToHour = Hour(map, "to_hour") },
                _ => rule,
            });
            if (kind == AlertKind.AtNight && draft.Alerts[^1] is var night && night.FromHour == night.ToHour)
            {
                map.Wrong("to_hour", "giờ đầu và giờ cuối của ban đêm phải khác nhau");
            }

            places.Add((map.Text("alert") ?? "", map.Place));
            map.Done();
        }

        draft.Problems.Unique(places, "cảnh báo");
    }

    private static int AtLeastOne(PolicyMap map, string key)
    {
        var number = map.RequiredWhole(key);
        if (map.Has(key) && number < 1)
        {
            map.Wrong(key, "phải là số từ 1 trở lên");
        }

        return number;
    }

    private static int Hour(PolicyMap map, string key)
    {
        var hour = map.RequiredWhole(key);
        if (hour is < 0 or > 23)
        {
            map.Wrong(key, "giờ là số từ 0 đến 23");
        }

        return hour;
    }
}

namespace AnSinh.Rulebook.Policies;

/// <summary>Reads policy/*/access: how small a group may be shown to who may not name people.</summary>
internal static class SmallCellReader
{
    public static void Read(PolicyDraft draft)
    {
        var places = new List<(string Name, string Place)>();
        foreach (var (_, map) in draft.Documents("access"))
        {
            var smallest = map.RequiredWhole("smallest_group");
            if (smallest < 1)
            {
                map.Wrong("smallest_group", $"'smallest_group: {smallest}' không hợp lệ; ghi số người, từ 1 trở lên");
            }

            draft.SmallestGroup = smallest;
            places.Add(("smallest_group", map.Place));
            map.Done();
        }

        draft.Problems.Unique(places, "nhóm nhỏ nhất");
    }
}

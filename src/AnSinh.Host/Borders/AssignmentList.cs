using AnSinh.Basics;
using AnSinh.Host.Web;
using AnSinh.Host.Web.WorkLists;
using AnSinh.Intake.Borders;

namespace AnSinh.Host.Borders;

/// <summary>
/// Households of a commune that was split, which are in none of its parts yet; by hamlet. They are assigned on their page.
/// </summary>
internal static class AssignmentList
{
    private const string All = "all";

    /// <summary>The list of a split.</summary>
    public static WorkList<UnassignedHousehold> Of(Office office, Visit visit, SplitUnit split)
    {
        var l = visit.Language;
        var waiting = new Lazy<IReadOnlyList<UnassignedHousehold>>(() => new ReorganisationService(office.Register).Unassigned(split));
        return new()
        {
            Id = "unassigned." + split.From.Key,
            Needs = Permission.ReadPeople,
            Path = ReorganisePages.AssignmentsAddress(split.From.Key),
            Section = "map",
            Title = new($"Hộ chưa phân của {split.From.FullName}", $"Households of {split.From.FullName} not assigned"),
            Empty = (new("Đã phân hết", "All assigned"),
                new("Không còn hộ nào của xã cũ chưa có đơn vị mới.", "No household of the old commune is left.")),
            FilterKey = ReorganisePages.HamletKey,
            Filters = () =>
            [
                new(All, "", new("Mọi thôn", "All hamlets"), waiting.Value.Count),
                .. waiting.Value.Where(h => h.Hamlet is { Length: > 0 }).GroupBy(h => h.Hamlet!)
                    .Select(g => new WorkFilter(g.Key, g.Key, new LocalText(g.Key), g.Count())),
            ],
            Query = ask => WorkPart<UnassignedHousehold>.Of(
                [.. waiting.Value.Where(h => ask.Filter == All || h.Hamlet == ask.Filter)], ask),
            Size = 50,
            Key = ReorganisePages.Name,
            People = x => x.PersonIds,
            Columns =
            [
                new("head", "Chủ hộ", "Head", 28, x => Cell.Link(x.Head, visit.Link("/nguoi/" + EventLinks.Id(x.PersonIds[0])))),
                new("hamlet", "Thôn", "Hamlet", 18, x => new(x.Hamlet)),
                new("household", "Số hộ", "Household", 14, x => new(x.Number)),
                new("people", "Số người", "People", 12, x => new(x.PersonIds.Count)) { IsNumber = true },
            ],
        };
    }
}

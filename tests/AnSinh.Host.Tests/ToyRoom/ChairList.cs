using AnSinh.Casework.Cases;
using AnSinh.Host.Cases;
using AnSinh.Host.Web;
using AnSinh.Host.Web.WorkLists;

namespace AnSinh.Host.Tests.ToyRoom;

/// <summary>Wheelchairs that are out: the cases of their procedure in the step from which they come back.</summary>
internal static class ChairList
{
    public static bool IsOut(CaseLine line) => (line.File.Procedure, line.Step) == ("wheelchair_loan", "lent");

    public static WorkList<CaseRow> Of(Office office, Visit visit)
    {
        var cases = new CaseLists(office, Sight.Of(office, visit).CaseActor, visit.Language);
        return new()
        {
            Id = "wheelchairs",
            Needs = Permission.Record,
            Path = ChairPages.Root,
            Section = "cases",
            Title = new("Xe lăn đang cho mượn", "Wheelchairs on loan"),
            Empty = (new("Không có xe nào", "No chairs"), new("Xe đã duyệt cho mượn hiện ở đây.", "Chairs show once approved.")),
            Query = ask => WorkPart<CaseRow>.Of([.. cases.Page(CaseFilter.Open, 0, int.MaxValue).Where(r => IsOut(r.Line))], ask),
            People = r => [r.Line.File.SubjectId],
            Columns =
            [
                new("name", "Người mượn", "Borrower", 28, r => new(r.Name)),
                new("since", "Từ ngày", "Since", 12, r => new(r.Line.Since)),
                new("due", "Hạn trả", "Due back", 12, r => new(r.Line.Due) { Tone = r.Line.Due < office.Clock.Today ? "bad" : null }),
            ],
            Deeds = r => [new(visit.Language.T("Nhận lại", "Take it back"), visit.Link(CasePages.Address(r.Line.File)))],
        };
    }
}

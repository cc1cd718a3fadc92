using AnSinh.Basics;
using AnSinh.Rulebook.Procedures;

namespace AnSinh.Casework.Cases;

/// <summary>The roles of procedures as people call them.</summary>
public static class RoleWords
{
    /// <summary>A role for people.</summary>
    public static LocalText Of(ProcedureRole role) => role switch
    {
        ProcedureRole.Applicant => new LocalText("người đề nghị", "the applicant"),
        ProcedureRole.OneStopClerk => new LocalText("bộ phận một cửa", "the one-stop desk"),
        ProcedureRole.CommuneOfficer => new LocalText("cán bộ xã", "the commune officer"),
        ProcedureRole.CommuneChair => new LocalText("Chủ tịch UBND xã", "the chair of the commune"),
        ProcedureRole.LawEditor => new LocalText("người soạn luật", "who drafts the law"),
        ProcedureRole.LawApprover => new LocalText("người duyệt luật", "who approves the law"),
        ProcedureRole.PovertyReviewer => new LocalText("cán bộ rà soát của xã, huyện", "who reviews poor households"),
        ProcedureRole.Accountant => new LocalText("kế toán", "the accountant"),
        ProcedureRole.DistrictOfficer => new LocalText("cán bộ Phòng cấp huyện", "the officer of the district division"),
        _ => new LocalText("Chủ tịch UBND huyện", "the chair of the district"),
    };
}

using System.Globalization;
using AnSinh.Basics;
using AnSinh.Host.SignIn;
using AnSinh.Host.Tests.Pages;
using AnSinh.Store.Acts;
using AnSinh.Testing;
using Dapper;

namespace AnSinh.Host.Tests.Security;

/// <summary>A site above the small district and <see cref="ProofDistrict"/>, on the 2nd of August 2021, with a clock that stands.</summary>
/// <param name="hidden">True if those of other communes than Xuân Đình are in it.</param>
/// <param name="facts">Further facts of people of Xuân Đình: whose, which kind, its value.</param>
internal sealed class ProofSite(bool hidden, params (long Subject, string Kind, string Value)[] facts) : Site
{
    private readonly FakeClock _clock = new(new DateOnly(2026, 11, 30));

    protected override TimeProvider Clock => _clock;

    protected override Office Open(string folder) => SmallDistrict.Open(folder, _clock, until: new DateOnly(2020, 12, 31));

    protected override void Prepare(Office office)
    {
        Assert.True(office.Register.MoveClock(new DateOnly(2021, 8, 2), Act.By("test")).Ok);
        ProofDistrict.Fill(office, hidden, facts);
        FactsGoOnFrom(office, 5000);
        office.AddOfficer("vanha", "Phùng Thị Vân", "social_officer", SmallDistrict.VanHa);
        office.AddOfficer("xuandinh2", "Đỗ Văn Hai", "social_officer", SmallDistrict.XuanDinh);
        var july = office.MonthRun.Run(new Month(2021, 7), Act.By("test"));
        Assert.True(july.Ok, string.Join("; ", july.Refusals));
        Officers.Draft(office, new Month(2021, 8));
    }

    // What is recorded later has the same number, whatever the register holds: how many rows others wrote can be counted from the numbers
    // of one's own, which is said in docs/security.md.
    private static void FactsGoOnFrom(Office office, long row)
    {
        using var connection = office.Register.Database.Connect();
        connection.Execute("update fact set row_id = @row where row_id = (select min(row_id) from fact)", new { row });
    }

    /// <summary>
    /// Lets the numbers of jobs go on from the same one, whatever was asked before: how many jobs others had can be counted from one's own
    /// numbers, which is said in docs/security.md.
    /// </summary>
    public void GoOnFrom(long job)
    {
        using var connection = Office.Register.Database.Connect();
        connection.Execute(
            """
            insert into job (job_id, kind, subject, owner, input, state, step, steps_done, steps_of, refusals, attempt, called_off,
                lease_until, enqueued_at, ended_at, closed_at)
            values (@job, 'test', '', 'test', '', 'Done', '', 0, 0, '[]', 0, 0, 0, 0, 0, 0)
            """,
            new { job });
    }

    /// <summary>
    /// Takes over what another site found when it compared all files: how sure a pair is was learned from all of the register, which is
    /// said in docs/security.md; who is shown must still be the same.
    /// </summary>
    public void LearnFrom(ProofSite other)
    {
        using var from = other.Office.Register.Database.Connect();
        using var to = Office.Register.Database.Connect();
        var found = from.QuerySingle<(string Owner, string Input, string Result)>(
            "select owner, input, result from job where kind = 'register.doubles' and state = 'Done'");
        to.Execute("update meta set value = @no where key = 'change_no'",
            new { no = other.Office.Register.ChangeNo.ToString(CultureInfo.InvariantCulture) });
        to.Execute(
            """
            insert into job (job_id, kind, subject, owner, input, state, step, steps_done, steps_of, refusals, attempt, called_off,
                lease_until, enqueued_at, ended_at, result)
            select coalesce(max(job_id), 0) + 1, 'register.doubles', '', @Owner, @Input, 'Done', '', 0, 0, '[]', 1, 0, 0, 0, 0, @Result
            from job
            """,
            new { found.Owner, found.Input, found.Result });
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Text;
using AnSinh.Basics;
using AnSinh.Intake.Lists.Mapping;
using AnSinh.Intake.Lists.Planning;
using AnSinh.Intake.Lists.Reading;
using AnSinh.Register;
using AnSinh.Register.People;
using AnSinh.Register.Units;
using AnSinh.Rulebook;
using AnSinh.Store.Acts;

namespace AnSinh.Bench;

/// <summary>
/// A list of 100,000 rows made of the demo's own people, read, planned (the dry run), applied and undone on a copy. The ratios are to one
/// reading of the register into memory, which any comparison of a list with it must pay.
/// </summary>
internal static class ListBench
{
    private const int Rows = 100_000;

    public static object? Run(Policy policy, string demo)
    {
        using var copy = DemoCopy.OfOrNull(policy, demo);
        if (copy is null)
        {
            return null;
        }

        var register = copy.Register;
        var bytes = Encoding.UTF8.GetBytes(List(register));
        var day = new DateOnly(2020, 8, 1);
        Memory();
        var before = Process.GetCurrentProcess().WorkingSet64;
        var (people, readRegister) = Timed(() => RegisterPeople.Read(register, day, []));
        var (book, readFile) = Timed(() => ListFile.Read("danh-sach.csv", bytes).Value);
        var opened = ListReader.Open(book).Value;
        var map = ListMap.Suggest("Danh sách đo", opened.Sheet, opened.Header, register.Facts) with { ValidFrom = day };
        var (list, readRows) = Timed(() => ListReader.Read(book, map, register.Facts, register.Units, day).Value);
        var (plan, planned) = Timed(() => ListPlan.Make(register, list, Scope.Everything, new Dictionary<int, RowChoice>()));
        var (set, made) = Timed(() => plan.ToChangeSet("danh-sach.csv", ""));
        var (applied, apply) = Timed(() => register.Apply(set, Act.By("bench")).Value);
        var (undone, undo) = Timed(() => register.Undo(applied.BatchId, "đo", Act.By("bench")).Value);
        GC.KeepAlive(people);
        return new
        {
            rows = list.Rows.Count,
            newPeople = plan.NewPeople,
            changed = plan.ChangedPeople,
            unchanged = plan.Unchanged,
            ask = plan.Count(RowState.Ask),
            wrong = plan.Count(RowState.Wrong),
            readRegisterMilliseconds = Whole(readRegister),
            readFileMilliseconds = Whole(readFile),
            readRowsMilliseconds = Whole(readRows),
            planMilliseconds = Whole(planned),
            dryRunMilliseconds = Whole(readFile + readRows + planned),
            applyMilliseconds = Whole(made + apply),
            rowsAdded = applied.RowsAdded,
            undoMilliseconds = Whole(undo),
            rowsBack = undone.RowsAdded,
            memoryMegabytes = (Process.GetCurrentProcess().WorkingSet64 - before) / 1024 / 1024,
            dryRunToRegister = Ratio(readFile + readRows + planned, readRegister),
            applyToDryRun = Ratio(made + apply, readFile + readRows + planned),
        };
    }

    private static string List(RegisterDb register)
    {
        var day = new DateOnly(2020, 8, 31);
        var people = new PeopleQueries(register);
        var known = new AsKnown(new DateOnly(2020, 9, 30));
        var ids = register.LoadHistory(known, []).PersonIds;
        var rows = people.List([.. ids.Where((_, i) => i % 2 == 0).Take(Rows - (Rows / 20))], Scope.Everything, day, known, 1, Rows).People;
        var text = new StringBuilder("STT,Họ và tên,Ngày sinh,Giới tính,Số CCCD,Xã,Mức độ khuyết tật\n");
        var number = 0;
        foreach (var person in rows)
        {
            number++;
            text.Append(CultureInfo.InvariantCulture,
                $"{number},{person.Name},{person.Birth},{(person.Sex == Sex.Male ? "Nam" : "Nữ")},{person.PersonalNumber},"
                + $"{person.Unit?.Code},{(number % 10 == 0 ? "Nặng" : "")}\n");
        }

        var unit = rows.First(p => p.Unit is not null).Unit!.Code;
        for (; number < Rows; number++)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"{number},Ngô Văn Mới {Word(number)},05/03/1980,Nam,"
                + $"{PersonalNumber.Create(PersonalNumber.SyntheticProvince, Sex.Male, 1980, number).Digits},{unit},\n");
        }

        return text.ToString();
    }

    private static string Word(int number) =>
        string.Concat(number.ToString(CultureInfo.InvariantCulture).Select(c => (char)('a' + c - '0')));

    private static (T Value, double Milliseconds) Timed<T>(Func<T> work)
    {
        var watch = Stopwatch.StartNew();
        var value = work();
        return (value, watch.Elapsed.TotalMilliseconds);
    }

    private static void Memory()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    private static decimal Ratio(double a, double b) => Math.Round((decimal)(a / b), 2);

    private static long Whole(double milliseconds) => (long)Math.Round(milliseconds);
}

using System.Data.Common;
using System.Globalization;
using AnSinh.Basics;
using AnSinh.Register.Writing;
using AnSinh.Store;
using Dapper;

namespace AnSinh.Register;

/// <summary>
/// The day on which the clock of a register stands, kept in the register: every process that opens it stands on
/// the same day, and only an act moves it on.
/// </summary>
internal static class OfficeDay
{
    // An office that jumps further has mistyped the year, and there is no way back.
    private const int YearsAtOnce = 1;
    private const string Key = "office_day";

    /// <summary>Sets the clock by what the register keeps: its day if it stands, and no earlier than what is recorded.</summary>
    public static void Read(Database database)
    {
        using var connection = database.Connect();
        if (OnOrNull(connection, null) is { } day)
        {
            database.Clock.StandOn(day);
        }

        database.Clock.NotBefore(Math.Max(RegisterWrites.Latest(connection, null), AuditLog.LastAt(connection)));
    }

    /// <summary>The day it stands on, or null if it goes with the machine's.</summary>
    public static DateOnly? OnOrNull(DbConnection connection, DbTransaction? transaction) =>
        RegisterDb.MetaOf(connection, Key, transaction) is { } text
        ? DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;

    /// <summary>Writes the day; the first time it is where the story of the register ends.</summary>
    public static void Write(DbConnection connection, DbTransaction transaction, DateOnly day) => connection.Execute(
        "insert into meta (key, value) values (@key, @value) on conflict (key) do update set value = excluded.value",
        new { key = Key, value = new AsKnown(day).ToString() },
        transaction);

    /// <summary>Why the clock cannot go from a day to another, or null.</summary>
    public static Refusal? Refuse(DateOnly? from, DateOnly to) => from switch
    {
        null => new Refusal("clock.goes", "Đồng hồ của sổ này đi theo giờ máy; chỉ đồng hồ của sổ mẫu mới đứng và chuyển được."),
        { } day when to <= day =>
            new Refusal("clock.back",
                $"Đồng hồ văn phòng đang đứng ở ngày {Vietnamese.Date(day)} và chỉ đi tới: hãy chọn ngày sau ngày ấy.",
                OfficeClockForm.DayField),
        { } day when to > day.AddYears(YearsAtOnce) =>
            new Refusal("clock.far",
                $"Mỗi lần chuyển đồng hồ nhiều nhất {YearsAtOnce} năm: đến {Vietnamese.Date(day.AddYears(YearsAtOnce))}.",
                OfficeClockForm.DayField),
        _ => null,
    };
}

using System.Globalization;
using AnSinh.Basics;
using AnSinh.Host.Components;
using AnSinh.Host.Web;
using AnSinh.Register.History;

namespace AnSinh.Host.History;

/// <summary>Says statements of a file in words.</summary>
internal sealed class HistoryWords(Office office, Visit visit)
{
    private Language L => visit.Language;

    /// <summary>What a statement is about.</summary>
    public string What(Statement said) => said.Kind switch
    {
        "residence" => said.Name == "permanent" ? L.T("Nơi thường trú", "Permanent home") : L.T("Nơi tạm trú", "Temporary home"),
        "membership" => L.T("Hộ", "Household"),
        "fact" => office.Register.Facts.FindOrNull(said.Name) is { } kind ? L.T(kind.Label) : said.Name,
        _ => said.Name switch
        {
            "name" => L.T("Họ tên", "Name"),
            "personal_number" => L.T("Số định danh", "Personal number"),
            "sex" => L.T("Giới tính", "Sex"),
            _ => L.T("Ngày sinh", "Birth date"),
        },
    };

    /// <summary>What a statement says; null for none.</summary>
    public string? Value(Statement? said) => said is null ? null : said.Kind switch
    {
        "residence" => office.UnitName(said.Value),
        "membership" => Household(said),
        "fact" => Facts.ValueText(office.Register.Facts.FindOrNull(said.Name), said.Value, L),
        _ => said.Name switch
        {
            "sex" => said.Value == nameof(Sex.Male) ? L.T("nam", "male")
                : said.Value == nameof(Sex.Female) ? L.T("nữ", "female") : L.T("chưa rõ", "unknown"),
            "birth" => DateOnly.TryParseExact(said.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                ? L.Date(day) : said.Value,
            _ => said.Value,
        },
    };

    /// <summary>Why it differs.</summary>
    public string Why(DifferenceWhy why) => why switch
    {
        DifferenceWhy.Correction => L.T("đính chính hoặc ghi muộn", "put right or recorded late"),
        DifferenceWhy.FirstKnown => L.T("mới vào sổ", "new in the register"),
        DifferenceWhy.Borders => L.T("đổi địa giới", "borders moved"),
        _ => L.T("đổi thật", "it became so"),
    };

    /// <summary>Why somebody came or went.</summary>
    public string Why(MoveWhy why, bool came) => why switch
    {
        MoveWhy.Birth => L.T("sinh", "born"),
        MoveWhy.Death => L.T("mất", "died"),
        MoveWhy.Borders => L.T("đổi địa giới", "borders moved"),
        MoveWhy.Correction => came ? L.T("ghi muộn hoặc đính chính", "recorded late or put right")
            : L.T("đính chính: hôm ấy không ở đây", "put right: was not here that day"),
        _ => came ? L.T("chuyển đến", "moved in") : L.T("chuyển đi", "moved out"),
    };

    private string Household(Statement said)
    {
        var parts = said.Value.Split(' ', 2);
        return $"{L.T("hộ số", "household")} {parts[0]}, {Facts.Role(parts[1], L)}";
    }
}

using System.Globalization;

namespace AnSinh.Register.Synthetic;

/// <summary>
/// The map of further districts (<i lang="vi">đơn vị hành chính của dữ liệu mẫu</i>): copies of the first with a number after the code,
/// <c>09727~2020-03-01</c> → <c>09727.2~2020-03-01</c>.
/// </summary>
public static class SyntheticUnits
{
    /// <summary>The code of a unit in a district copy; 0 is the real district.</summary>
    public static string CopyOfCode(string code, int district) => district == 0 ? code : string.Create(CultureInfo.InvariantCulture, $"{code}.{district + 1}");

    /// <summary>The key of a unit version in a district copy; 0 is the real district.</summary>
    public static string CopyOfKey(string key, int district)
    {
        var tilde = key.IndexOf('~', StringComparison.Ordinal);
        return tilde < 0 ? CopyOfCode(key, district) : CopyOfCode(key[..tilde], district) + key[tilde..];
    }
}

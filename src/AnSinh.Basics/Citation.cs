using System.Text;

namespace AnSinh.Basics;

/// <summary>
/// A place in a legal instrument (<i lang="vi">căn cứ pháp lý</i>), written <c>ND-20-2021/dieu-6/khoan-1/diem-e</c>:
/// the instrument's id in policy/, then article, clause and point.
/// </summary>
/// <param name="Text">The citation as written in policy/.</param>
public sealed record Citation(string Text)
{
    /// <summary>The instrument's id, the part before the first slash.</summary>
    public string Instrument => Text.Split('/')[0];

    /// <summary>
    /// The places inside the instrument in Vietnamese, e.g. <c>Điều 6 khoản 1 điểm e</c>; empty if the whole instrument is meant.
    /// </summary>
    public string Places
    {
        get
        {
            var spoken = new StringBuilder();
            foreach (var part in Text.Split('/').Skip(1))
            {
                var dash = part.IndexOf('-', StringComparison.Ordinal);
                var (word, number) = dash < 0 ? (part, "") : (part[..dash], part[(dash + 1)..]);
                var name = word switch
                {
                    "dieu" => "Điều",
                    "khoan" => "khoản",
                    "diem" => "điểm",
                    "phu" => "phụ lục",
                    "bang" => "bảng",
                    "mau" => "Mẫu số",
                    _ => word,
                };
                if (spoken.Length > 0)
                {
                    spoken.Append(' ');
                }

                spoken.Append($"{name} {(word == "phu" ? number.Replace("luc-", "", StringComparison.Ordinal) : number)}".TrimEnd());
            }

            return spoken.ToString();
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Text;
}

namespace AnSinh.Basics;

/// <summary>A text in Vietnamese and English; Vietnamese is always there.</summary>
/// <param name="Vi">Vietnamese, the official term where there is one.</param>
/// <param name="En">English; falls back to Vietnamese if absent.</param>
public sealed record LocalText(string Vi, string? En = null)
{
    /// <summary>The text in a language: <c>"en"</c> for English, anything else Vietnamese.</summary>
    public string In(string language) => language == "en" ? En ?? Vi : Vi;

    /// <summary>The Vietnamese text.</summary>
    public override string ToString() => Vi;
}

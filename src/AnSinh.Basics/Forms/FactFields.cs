namespace AnSinh.Basics.Forms;

/// <summary>Facts asked for in forms: what a kind of fact holds is declared in policy/, and the field follows from it.</summary>
public static class FactFields
{
    private static readonly FormChoice Unknown = new(FactKind.UnknownText, new("chưa rõ", "unknown"));
    private static readonly FormChoice Never = new("never", new("không có", "never"));

    /// <summary>The field that asks for a fact; left open it is not told.</summary>
    public static FormField Of(FactKind kind, string name) => new(name, kind.Label, kind.Type switch
    {
        FactType.Bool => FormFieldType.YesNo,
        FactType.Code => FormFieldType.Choice,
        FactType.Date => FormFieldType.Birth,
        FactType.Dong => FormFieldType.Dong,
        FactType.Person => FormFieldType.Person,
        _ => FormFieldType.Whole,
    })
    {
        Choices = kind.Type != FactType.Code ? []
            : [.. kind.Codes.Select(c => new FormChoice(c, kind.CodeLabels.GetValueOrDefault(c) ?? new LocalText(c)))],
    };

    /// <summary>The field in which a fact is recorded: that it is not known, or never was, is recorded too; a day is a whole one.</summary>
    public static FormField Recorded(FactKind kind, FormField asked)
    {
        var field = Of(kind, asked.Name);
        return asked with
        {
            Type = field.Type switch
            {
                FormFieldType.YesNo => FormFieldType.Choice,
                FormFieldType.Birth => FormFieldType.Day,
                var type => type,
            },
            Choices = kind.Type switch
            {
                FactType.Bool => [new("yes", new("có", "yes")), new("no", new("không", "no")), Unknown],
                FactType.Date => [Never, Unknown],
                _ => [.. field.Choices, Unknown],
            },
            Label = asked.Required ? kind.Label : asked.Label,
        };
    }
}

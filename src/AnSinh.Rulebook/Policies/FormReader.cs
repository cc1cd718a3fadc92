using AnSinh.Basics;
using AnSinh.Basics.Forms;
using AnSinh.Basics.PolicyFiles;

namespace AnSinh.Rulebook.Policies;

/// <summary>Reads policy/*/forms, and the fields that other content declares in the same way.</summary>
internal static class FormReader
{
    // What every deed asks beside its fields, and what the forms of pages carry: a field of that name would never be read.
    private static readonly HashSet<string> Taken = new(StringComparer.Ordinal) { "on", "khoa", "trang", "ai", "mau", "nguoi" };

    private static readonly Dictionary<string, FormFieldType> Types = new(StringComparer.Ordinal)
    {
        ["text"] = FormFieldType.Text,
        ["long_text"] = FormFieldType.LongText,
        ["day"] = FormFieldType.Day,
        ["month"] = FormFieldType.Month,
        ["dong"] = FormFieldType.Dong,
        ["whole"] = FormFieldType.Whole,
        ["yes_no"] = FormFieldType.YesNo,
        ["choice"] = FormFieldType.Choice,
    };

    public static void Read(PolicyDraft draft)
    {
        foreach (var (_, map) in draft.Documents("forms"))
        {
            var cite = draft.Cite(map, "cite", required: true);
            var form = new FormDefinition(map.Required("form"), map.RequiredLocal("label"),
                FieldsOf(draft, map) ?? Fields(map, draft.Problems), cite)
            {
                Doubtful = draft.Doubt(map, PolicyDraft.Checked(map), cite),
                Note = map.Text("note"),
            };
            map.Done();
            if (form.Fields.Count == 0 && !map.Has("fields_of"))
            {
                map.WrongWhole("policy.form", "biểu mẫu chưa có ô nào ('fields')");
            }

            if (!draft.Forms.TryAdd(form.Id, form))
            {
                draft.Problems.Add(PolicyFaults.Names, map.Place, $"biểu mẫu '{form.Id}' đã khai ở nơi khác");
            }
        }
    }

    // A form that asks what another form asks: an earlier edition, of which only the name is known, or one printed under another decree.
    private static IReadOnlyList<FormField>? FieldsOf(PolicyDraft draft, PolicyMap map)
    {
        if (map.Text("fields_of") is not { } other)
        {
            return null;
        }

        if (draft.Forms.TryGetValue(other, out var form))
        {
            return form.Fields;
        }

        draft.Problems.Add(Problems.Unknown, map.PlaceOf("fields_of"),
            $"không có biểu mẫu '{other}' đứng trước{Nearest.Hint(other, draft.Forms.Keys)}");
        return [];
    }

    /// <summary>The fields under the key <c>fields</c>.</summary>
    public static IReadOnlyList<FormField> Fields(PolicyMap map, PolicyFaults faults)
    {
        var fields = new List<FormField>();
        foreach (var declared in map.Maps("fields"))
        {
            var field = Field(declared);
            if (field.When is { Is.Length: > 0 } when && !Holds(fields.Find(f => f.Name == when.Field), when.Is))
            {
                declared.Wrong("when", $"'{when.Field}: {when.Is}' không phải là giá trị của một ô hỏi trước đó");
            }

            if (fields.Exists(f => f.Name == field.Name))
            {
                faults.Add(PolicyFaults.Names, declared.Place, $"ô '{field.Name}' khai hai lần trong một biểu mẫu");
            }

            fields.Add(field);
        }

        return fields;
    }

    /// <summary>True of a name that stands as it is in an address, a page and a style sheet.</summary>
    public static bool IsName(string text) => text is [>= 'a' and <= 'z', ..]
        && text.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_');

    private static FormField Field(PolicyMap map)
    {
        var field = new FormField(map.Required("field"), map.RequiredLocal("label"), map.Word("type", Types))
        {
            Required = map.Bool("required"),
            Hint = map.Local("hint"),
            Section = map.Local("section"),
            Choices = [.. map.Maps("choices").Select(Choice)],
            When = map.Map("when") is { } when ? Condition(when) : null,
        };
        if (!IsName(field.Name) || Taken.Contains(field.Name))
        {
            map.Wrong("field", $"tên ô '{field.Name}' viết bằng chữ thường a–z, số và '_', và không phải {string.Join(", ", Taken)}");
        }

        if (field.Choices.Select(c => c.Id).FirstOrDefault(id => !IsName(id) || field.Choices.Count(c => c.Id == id) > 1) is { } odd)
        {
            map.Wrong("choices", $"mục '{odd}' viết bằng chữ thường a–z, số và '_', mỗi mục một tên");
        }

        map.Ignore("note");
        map.Done();
        if (field.Type == FormFieldType.Choice != field.Choices.Count > 0)
        {
            map.Wrong("choices", "ô kiểu choice, và chỉ ô ấy, có danh sách 'choices'");
        }

        return field;
    }

    private static FormChoice Choice(PolicyMap map)
    {
        var choice = new FormChoice(map.Required("id"), map.RequiredLocal("label"));
        map.Done();
        return choice;
    }

    private static FormCondition Condition(PolicyMap map)
    {
        var condition = new FormCondition(map.Required("field"), map.Required("is"));
        map.Done();
        return condition;
    }

    private static bool Holds(FormField? field, string value) => field is not null && (field.Type switch
    {
        FormFieldType.YesNo => value is "yes" or "no",
        FormFieldType.Choice => field.Choices.Any(c => c.Id == value),
        _ => false,
    });
}

using AnSinh.Basics;
using AnSinh.Basics.PolicyFiles;

namespace AnSinh.Rulebook.Policies;

/// <summary>Reads what everything else stands on: jurisdictions, instruments, fact kinds.</summary>
internal static class FoundationReader
{
    private static readonly Dictionary<string, FactType> Types = new(StringComparer.Ordinal)
    {
        ["bool"] = FactType.Bool, ["whole"] = FactType.Whole, ["int"] = FactType.Whole, ["dong"] = FactType.Dong,
        ["date"] = FactType.Date, ["code"] = FactType.Code, ["person"] = FactType.Person,
    };

    public static void Jurisdictions(PolicyDraft draft)
    {
        foreach (var folder in draft.Folder.Jurisdictions)
        {
            foreach (var map in draft.Folder.Documents($"{folder}/jurisdiction.yaml", draft.Problems))
            {
                var level = new PolicyLevel(map.Required("code"), map.RequiredLocal("label"), map.Date("from"), map.Date("to"));
                map.Ignore("note", "cite");
                map.Done();
                if (level.To < level.From)
                {
                    map.Wrong("to", $"'to' {level.To:yyyy-MM-dd} trước 'from' {level.From:yyyy-MM-dd}");
                }

                if (draft.Levels.Any(l => l.Level.Code == level.Code))
                {
                    draft.Problems.Add(Problems.Levels, map.PlaceOf("code"), $"địa bàn '{level.Code}' đã được khai báo ở thư mục khác");
                    continue;
                }

                draft.Levels.Add((folder, level));
            }
        }

        draft.Levels.Sort((a, b) => (a.Level.Code.Length, a.Level.Code).CompareTo((b.Level.Code.Length, b.Level.Code)));
        if (draft.Levels.Count == 0)
        {
            draft.Problems.Add("policy.empty", "policy", "không thấy thư mục nào có jurisdiction.yaml");
        }
    }

    public static void Instruments(PolicyDraft draft)
    {
        foreach (var map in draft.Documents("instruments").Select(d => d.Map))
        {
            foreach (var item in map.Maps("instruments"))
            {
                Keep(draft, item, Instrument(item));
            }

            map.Done();
        }
    }

    private static Instrument Instrument(PolicyMap item)
    {
        var (number, kind, isChecked) = (item.Required("number"), item.RequiredLocal("kind"), PolicyDraft.Checked(item));
        var instrument = new Instrument(
            item.Required("id"), number, kind, item.RequiredLocal("title"), item.Local("issuer")?.Vi, Issued(item),
            item.Date("in_force"), isChecked,
            item.Bool("uncertain") | PolicyDraft.NotRead(isChecked), item.Text("short") ?? $"{kind.Vi} {number}",
            item.Text("note"), item.Place);
        item.Ignore("source", "amends", "replaces", "repealed", "expires", "to");
        item.Done();
        if (instrument.InForce < instrument.Issued)
        {
            item.Wrong("in_force",
                $"văn bản '{instrument.Id}' có hiệu lực ({instrument.InForce:yyyy-MM-dd}) "
                    + $"trước ngày ban hành ({instrument.Issued:yyyy-MM-dd})");
        }

        return instrument;
    }

    /// <summary>The day of issue; null only where the file says that it is not known.</summary>
    private static DateOnly? Issued(PolicyMap item)
    {
        if (item.Text("issued") is { } told)
        {
            return told == "unknown" ? null : item.Date("issued");
        }

        item.WrongWhole("policy.missing", "thiếu 'issued' (ngày ban hành); nếu chưa biết ghi 'issued: unknown'");
        return null;
    }

    private static void Keep(PolicyDraft draft, PolicyMap item, Instrument instrument)
    {
        if (instrument.Id.Contains('/', StringComparison.Ordinal) || instrument.Id.Contains(' ', StringComparison.Ordinal))
        {
            item.Wrong("id", $"mã văn bản '{instrument.Id}' không được có '/' hoặc dấu cách");
        }

        if (!draft.Instruments.TryAdd(instrument.Id, instrument))
        {
            draft.Problems.Add(Problems.Names, item.PlaceOf("id"),
                $"văn bản '{instrument.Id}' đã có ở {draft.Instruments[instrument.Id].Place}");
        }
    }

    public static void Facts(PolicyDraft draft)
    {
        var kinds = new Dictionary<string, (FactKind Kind, string Place)>(StringComparer.Ordinal);
        foreach (var map in draft.Documents("facts.yaml").Concat(draft.Documents("facts")).Select(d => d.Map))
        {
            foreach (var item in map.Maps("facts"))
            {
                var before = draft.Problems.All.Count;
                var kind = Fact(draft, item);
                if (draft.Problems.All.Count > before)
                {
                    draft.Broken.Add(kind.Name);
                }

                if (!kinds.TryAdd(kind.Name, (kind, item.Place)))
                {
                    draft.Problems.Add(Problems.Names, item.PlaceOf("name"), $"dữ kiện '{kind.Name}' đã có ở {kinds[kind.Name].Place}");
                }
            }

            map.Done();
        }

        draft.Facts = new FactVocabulary(kinds.Values.Select(k => k.Kind));
    }

    private static FactKind Fact(PolicyDraft draft, PolicyMap item)
    {
        var subject =
            item.Word("subject", true, "person", "household", "unit") switch { "household" => FactSubject.Household,
                "unit" => FactSubject.Unit, _ => FactSubject.Person };
        var type = Types[item.Word("type", true, [.. Types.Keys])];
        var codes = item.Texts("codes");
        if (type == FactType.Code != (codes.Count > 0) || codes.Distinct(StringComparer.Ordinal).Count() < codes.Count)
        {
            item.Wrong("codes", "'codes' là danh sách mã không lặp, và chỉ dùng cho loại code");
        }

        if (!item.Has("when_absent"))
        {
            item.Missing("when_absent");
        }

        var labels = CodeLabels(item, codes);
        draft.Cite(item, "cite", required: false);
        item.Ignore("note", "absent_note", "unit", "uncertain", "checked");
        var absent = item.Text("when_absent");
        var kind = new FactKind(
            item.Required("name"), subject, type, codes, absent == FactKind.UnknownText ? null : absent, item.Bool("sensitive"),
            item.RequiredLocal("label"), labels, item.Bool("intrinsic"));
        kind = kind with { Least = Bound(item, kind, "min"), Most = Bound(item, kind, "max") };
        item.Done();
        if (kind.Least > kind.Most)
        {
            item.Wrong("min", "'min' lớn hơn 'max'");
        }

        if (kind.WhenAbsent is { } value && kind.WhyNot(value) is not null)
        {
            item.Wrong("when_absent", $"'{value}' không phải là giá trị của dữ kiện '{kind.Name}'");
            kind = kind with { WhenAbsent = null };
        }

        return kind;
    }

    private static Dictionary<string, LocalText> CodeLabels(PolicyMap item, IReadOnlyList<string> codes)
    {
        var labels = new Dictionary<string, LocalText>(StringComparer.Ordinal);
        if (item.Map("code_labels") is { } map)
        {
            foreach (var code in map.Keys.ToList())
            {
                labels[code] = map.RequiredLocal(code);
                if (!codes.Contains(code))
                {
                    map.Wrong(code, $"'{code}' không có trong codes{Nearest.Hint(code, codes)}");
                }
            }
        }

        return labels;
    }

    // A number or a day without bounds lets 350,000 % in: whoever declares a kind says what can be true of it.
    private static long? Bound(PolicyMap item, FactKind kind, string key)
    {
        var text = item.Text(key);
        if (kind.Type is not (FactType.Whole or FactType.Dong or FactType.Date))
        {
            if (text is not null)
            {
                item.Wrong(key, $"'{key}' chỉ dùng cho loại whole, dong, date");
            }

            return null;
        }

        if (text is null)
        {
            if (!kind.Intrinsic)
            {
                item.Wrong("name", $"dữ kiện '{kind.Name}' thiếu '{key}': khoảng giá trị có thể có");
            }

            return null;
        }

        var bound = text is FactKind.UnknownText or "never" ? null : kind.Encode(text);
        if (bound is null)
        {
            item.Wrong(key, $"'{key}: {text}' không phải là giá trị của loại {kind.Type.ToString().ToLowerInvariant()}");
        }

        return bound;
    }
}

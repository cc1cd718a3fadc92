using AnSinh.Basics;

namespace AnSinh.Rulebook.Tests;

/// <summary>A small policy folder in memory, changed file by file, written to a temporary directory and read.</summary>
internal sealed class PolicyFiles
{
    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal)
    {
        ["vn/jurisdiction.yaml"] = "{code: vn, label: {vi: Cả nước}}\n",
        ["vn-01/jurisdiction.yaml"] = "{code: vn-01, label: {vi: Hà Nội}}\n",
        ["vn/instruments/all.yaml"] = """
            instruments:
              - {id: ND-1, number: "1/2015/NĐ-CP", kind: {vi: Nghị định}, title: {vi: Một}, short: NĐ 1/2015,
                 issued: 2014-12-01, in_force: 2015-01-01, checked: đã đọc}
              - {id: ND-2, number: "2/2026/NĐ-CP", kind: {vi: Nghị định}, title: {vi: Hai},
                 issued: 2026-08-21, in_force: 2026-10-05, checked: đã đọc}
              - {id: NQ-3, number: "3/NQ-HĐND", kind: {vi: Nghị quyết}, title: {vi: Ba}, short: NQ 3,
                 issued: 2021-12-01, in_force: 2022-01-01, checked: no}
            """,
        ["vn/facts.yaml"] = """
            facts:
              - {name: id, subject: person, type: person, when_absent: unknown, intrinsic: true, label: {vi: Người}}
              - {name: birth_date, subject: person, type: date, when_absent: unknown, intrinsic: true, label: {vi: Ngày sinh}}
              - {name: resident, subject: person, type: bool, when_absent: no, intrinsic: true, label: {vi: Cư trú trên địa bàn}}
              - {name: death_date, subject: person, type: date, min: 1900-01-01, max: 2100-12-31, when_absent: never, label: {vi: Ngày mất}}
              - {name: disability, subject: person, type: code, codes: [none, mild, severe], when_absent: none,
                 label: {vi: Mức độ khuyết tật}, code_labels: {none: {vi: không}, mild: {vi: nhẹ}, severe: {vi: nặng}}}
              - {name: pension, subject: person, type: code, codes: [none, retirement], when_absent: none, label: {vi: Lương hưu},
                 code_labels: {retirement: {vi: hưu trí}}}
              - {name: income, subject: person, type: dong, min: 0, max: 1000000000, when_absent: unknown, label: {vi: Thu nhập}}
              - {name: stable_income, subject: person, type: bool, when_absent: unknown, label: {vi: Có thu nhập ổn định}}
              - {name: percent, subject: person, type: whole, min: 0, max: 100, when_absent: unknown, label: {vi: Tỷ lệ}}
              - {name: raised_by, subject: person, type: person, when_absent: 0, label: {vi: Người nuôi}}
              - {name: poverty, subject: household, type: code, codes: [none, near_poor, poor], when_absent: none,
                 label: {vi: Diện hộ nghèo}, code_labels: {poor: {vi: hộ nghèo}, near_poor: {vi: hộ cận nghèo}}}
              - {name: criteria_met, subject: unit, type: bool, when_absent: unknown, label: {vi: Đạt tiêu chí}}
            """,
        ["vn/parameters/standard.yaml"] = """
            parameter: standard
            label: {vi: Mức chuẩn}
            unit: dong/month
            combine: max
            cite: ND-1/dieu-4/khoan-3
            values:
              - {from: 2015-01-01, value: 270000, cite: ND-1/dieu-4}
              - {from: 2021-07-01, to: 2026-06-30, value: 360000, cite: ND-1/dieu-4, issued: 2021-03-15, in_force: 2021-07-01}
              - {from: 2026-07-01, value: 540000, cite: ND-2/dieu-4}
            ---
            parameter: high_age
            label: {vi: Tuổi cao}
            unit: years
            values:
              - {from: 2015-01-01, value: 80, cite: ND-1/dieu-5}
            """,
        ["vn-01/parameters/standard.yaml"] = """
            parameter: standard
            values:
              - {from: 2015-01-01, to: 2021-12-31, value: 350000, cite: NQ-3/dieu-1, issued: 2014-10-31, in_force: 2015-01-01}
              - {from: 2022-01-01, value: 440000, cite: NQ-3/dieu-2}
            """,
        ["vn/tables/invalid.yaml"] = """
            table: invalid
            label: {vi: Mức thương binh}
            unit: dong/month
            key: whole
            editions:
              - {from: 2015-01-01, scaled_from: 2021-07-01, by: standard, round: 1000, cite: ND-1,
                 issued: 2014-12-01, in_force: 2015-01-01, uncertain: true, rows: {22: 788000}}
              - {from: 2021-07-01, cite: ND-1/phu-luc, issued: 2021-03-15, in_force: 2021-07-01,
                 rows: {21: 1094000, 22: 1147000, 24: 1249000}}
              - {from: 2026-07-01, scaled_from: 2021-07-01, by: standard, round: 1000, cite: ND-2, rows: {24: null}}
            ---
            table: monthly
            label: {vi: Mức hằng tháng}
            unit: dong/month
            key: code
            editions:
              - {from: 2021-07-01, cite: ND-1/phu-luc, issued: 2021-03-15, in_force: 2021-07-01, rows: {prisoner: 974000, helper: 955000}}
            """,
        ["vn/quantities/share.yaml"] = """
            quantity: share
            label: {vi: Mức hưởng, en: Share}
            type: percent
            versions:
              - id: first
                from: 2015-01-01
                cite: ND-1
                choose:
                  - {id: poor, when: "household.poverty == 'poor'", value: "100", cite: ND-1/dieu-22, say: {vi: Hộ nghèo, en: Poor}}
                  - {id: retired, when: "pension == 'retirement'", value: "95", cite: ND-1/dieu-22}
                  - {id: others, value: "80"}
            ---
            quantity: paid
            label: {vi: Quỹ trả}
            type: dong
            versions:
              - {id: first, from: 2015-01-01, cite: ND-1, choose: [{id: all, value: "percent(income, quantities.share)"}]}
            ---
            quantity: valid_to
            label: {vi: Hạn thẻ}
            type: date
            versions:
              - id: first
                from: 2015-01-01
                cite: ND-1
                define:
                  - {id: six, as: "add_months(birth_date, 72)"}
                choose:
                  - {id: before, when: "birth_date <= in_year(birth_date, '09-30')", value: "in_year(defs.six, '09-30')"}
                  - {id: after, value: "month_end(defs.six)"}
            """,
        ["vn/scorecards/sheet.yaml"] = """
            scorecard: sheet
            label: {vi: Phiếu B2}
            versions:
              - id: first
                from: 2015-01-01
                cite: ND-1
                max: 120
                items:
                  - {id: disabled, label: {vi: Có người khuyết tật}, points: 20, when: "members.exists(m, m.disability == 'severe')"}
                  - {id: assets, label: {vi: Tài sản}, value: "percent", max: 100}
                cuts: {deprived: 30}
            """,
        ["vn/programmes/aid.yaml"] = Aid,
    };

    public const string Aid = """
        programme: aid
        label: {vi: Trợ cấp, en: Aid}
        ledger: true
        versions:
          - id: v1
            from: 2015-01-01
            cite: ND-1
            holds: {day: any, levels: latest, cite: ND-1/dieu-8}
            define:
              - {id: children, as: "members.count(m, m.raised_by == id && age_at(m.birth_date, period.eve) < 16)"}
            require:
              - {id: resident, when: resident, cite: ND-1/dieu-8, say: {vi: Cư trú trên địa bàn}}
              - {id: alive, when: "death_date > period.eve", cite: ND-1/dieu-8, say: {vi: "Còn sống, hoặc mất trong tháng"}}
            routes:
              - id: parent
                label: {vi: Đơn thân nuôi con}
                starts: decision
                when: "household.poverty == 'poor' && defs.children >= 1"
                cite: ND-1/dieu-5/khoan-4
                rates:
                  - {id: each, coefficient: "1.0 * defs.children"}
              - id: old
                label: {vi: Người cao tuổi}
                when: "age_at(birth_date, period.end) >= parameters.high_age"
                cite: ND-1/dieu-5/khoan-5
                say: {vi: "Từ đủ {parameters.high_age} tuổi"}
                unless:
                  - {id: on_pension, when: "pension != 'none'", cite: ND-1/dieu-5, say: {vi: Đang hưởng lương hưu}}
                rates:
                  - {id: one, coefficient: "1.0", say: {vi: Hệ số một}}
              - id: disabled
                label: {vi: Người khuyết tật nặng}
                when: "disability == 'severe'"
                cite: ND-1/dieu-5/khoan-6
                rates:
                  - {id: adult, when: "age_at(birth_date, period.end) < 60", coefficient: "1.5"}
                  - {id: elder, when: "age_at(birth_date, period.end) >= 60", coefficient: "2"}
            base: parameters.standard
            select:
              rule: highest
              cite: ND-1/dieu-6
              say: {vi: Chỉ hưởng một mức cao nhất}
              together:
                - {route: parent, with: [old, disabled], cite: ND-1/dieu-6/khoan-2, say: {vi: Hưởng cả hai}}
        """;

    /// <summary>What expressions may name in the plain policy.</summary>
    public static Expressions.NameScope Names => new(PolicyDraft.Over(Plain).Names);

    /// <summary>With a file put in (or, with null, taken away).</summary>
    public PolicyFiles With(string path, string? text)
    {
        if (text is null)
        {
            _files.Remove(path);
        }
        else
        {
            _files[path] = text;
        }

        return this;
    }

    /// <summary>With a text of a file replaced; the text must be there.</summary>
    public PolicyFiles Change(string path, string old, string replacement)
    {
        Assert.Contains(old, _files[path]);
        _files[path] = _files[path].Replace(old, replacement, StringComparison.Ordinal);
        return this;
    }

    /// <summary>The line on which a text stands in a file, as refusals name it.</summary>
    public string Place(string path, string text)
    {
        var at = _files[path].IndexOf(text, StringComparison.Ordinal);
        Assert.True(at >= 0, text);
        return $"{path}:{_files[path][..at].Count(c => c == '\n') + 1}";
    }

    public Outcome<Policy> Load()
    {
        var folder = Directory.CreateTempSubdirectory("policy-");
        try
        {
            WriteTo(folder.FullName);
            return Policy.Load(folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public void WriteTo(string folder)
    {
        foreach (var (path, text) in _files)
        {
            var file = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }
    }

    public Policy Read() =>
        Load() is { Ok: true } read ? read.Value : throw new InvalidOperationException(string.Join("\n", Load().Refusals));

    public static Policy Plain { get; } = new PolicyFiles().Read();

    public static LawAt Law(int year, int month, string jurisdiction = "vn", string? known = null, Policy? policy = null)
    {
        var of = new Month(year, month);
        return (policy ?? Plain).At(new Jurisdiction(jurisdiction), of,
            new AsKnown(known is null ? of.LastDay : DateOnly.Parse(known, System.Globalization.CultureInfo.InvariantCulture)));
    }
}

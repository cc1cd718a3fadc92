using System.Text;
using AnSinh.Rulebook;

namespace AnSinh.Fuzz.Tests;

/// <summary>
/// A rulebook of a page with everything a rulebook can have: small, so that thousands of broken ones are read in a second.
/// </summary>
internal static class SmallLaw
{
    public static IReadOnlyDictionary<string, string> Files { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["vn/jurisdiction.yaml"] = "{code: vn, label: {vi: Cả nước}}\n",
        ["vn/instruments/all.yaml"] =
        "instruments:\n  - {id: ND-1, number: \"1/2015/NĐ-CP\", kind: {vi: Nghị định}, title: {vi: Một}, "
            + "issued: 2014-12-01, in_force: 2015-01-01, checked: đã đọc}\n",
        ["vn/facts.yaml"] = """
            facts:
              - {name: id, subject: person, type: person, when_absent: unknown, intrinsic: true, label: {vi: Người}}
              - {name: birth_date, subject: person, type: date, when_absent: unknown, intrinsic: true, label: {vi: Ngày sinh}}
              - {name: resident, subject: person, type: bool, when_absent: no, intrinsic: true, label: {vi: Cư trú trên địa bàn}}
              - {name: disability, subject: person, type: code, codes: [none, mild, severe], when_absent: none,
                 label: {vi: Mức độ khuyết tật}, code_labels: {none: {vi: không}, mild: {vi: nhẹ}, severe: {vi: nặng}}}
              - {name: pension, subject: person, type: code, codes: [none, retirement], when_absent: none, label: {vi: Lương hưu}}
              - {name: income, subject: person, type: dong, min: 0, max: 1000000000, when_absent: unknown, label: {vi: Thu nhập}}
              - {name: percent, subject: person, type: whole, min: 0, max: 1000, when_absent: unknown, label: {vi: Tỷ lệ}}
              - {name: raised_by, subject: person, type: person, when_absent: 0, label: {vi: Người nuôi}}
              - {name: poverty, subject: household, type: code, codes: [none, poor], when_absent: none, label: {vi: Diện hộ nghèo}}
              - {name: criteria_met, subject: unit, type: bool, when_absent: unknown, label: {vi: Đạt tiêu chí}}
            """,
        ["vn/parameters/all.yaml"] = """
            parameter: standard
            label: {vi: Mức chuẩn}
            unit: dong/month
            combine: max
            values:
              - {from: 2015-01-01, to: 2021-06-30, value: 270000, cite: ND-1/dieu-4}
              - {from: 2021-07-01, value: 360_000, cite: ND-1/dieu-4, issued: 2021-03-15, in_force: 2021-07-01, note: x}
            ---
            parameter: high_age
            label: {vi: Tuổi cao}
            unit: years
            values:
              - {from: 2015-01-01, value: 80, cite: ND-1/dieu-5}
            """,
        ["vn/tables/all.yaml"] =
        "table: invalid\nlabel: {vi: Bảng}\nunit: dong/month\nkey: whole\n"
            + "editions:\n  - {from: 2015-01-01, cite: ND-1, rows: {21: 1094000, 22: 1147000}}\n",
        ["vn/quantities/all.yaml"] =
        "quantity: share\nlabel: {vi: Mức hưởng}\ntype: percent\n"
            + "versions:\n  - id: v\n    from: 2015-01-01\n    cite: ND-1\n"
            + "    choose:\n      - {id: a, when: \"pension == 'retirement'\", value: \"95\"}\n      - {id: b, value: \"80\"}\n",
        ["vn/scorecards/all.yaml"] =
        "scorecard: b1\nlabel: {vi: Phiếu}\nversions:\n  - id: v\n    from: 2015-01-01\n    cite: ND-1\n    max: 30\n"
            + "    items:\n      - {id: a, label: {vi: A}, when: resident, points: 10}\n"
            + "      - {id: b, label: {vi: B}, value: \"min(percent, 20)\", max: 20}\n    cuts: {poor: 15}\n",
        ["vn/programmes/aid.yaml"] = """
            programme: aid
            label: {vi: Trợ cấp}
            ledger: true
            versions:
              - id: v1
                from: 2015-01-01
                cite: ND-1
                holds: {day: any, levels: latest, cite: ND-1/dieu-8}
                define:
                  - {id: children, as: "members.count(m, m.raised_by == id && age_at(m.birth_date, period.eve) < 16)"}
                require:
                  - {id: resident, when: resident, cite: ND-1/dieu-8, say: {vi: Cư trú}}
                base: parameters.standard
                routes:
                  - id: parent
                    label: {vi: Nuôi con}
                    when: "defs.children >= 1 && household.poverty == 'poor'"
                    cite: ND-1/dieu-5
                    rates:
                      - {id: each, coefficient: "1.0 * defs.children"}
                  - id: old
                    label: {vi: Người cao tuổi}
                    when: "age_at(birth_date, period.end) >= parameters.high_age"
                    say: {vi: "Từ đủ {parameters.high_age} tuổi"}
                    cite: ND-1/dieu-5/khoan-5
                    unless:
                      - {id: on_pension, when: "pension != 'none'", cite: ND-1/dieu-5, say: {vi: Có lương}}
                    rates:
                      - {id: one, coefficient: "1.0"}
                  - id: disabled
                    label: {vi: Khuyết tật}
                    starts: decision
                    when: "disability == 'severe' && score('b1') >= cut('b1', 'poor')"
                    cite: ND-1/dieu-5
                    rates:
                      - {id: adult, when: "age_at(birth_date, period.end) < 60",
                         amount: "percent(table('invalid', percent), quantities.share)"}
                      - {id: elder, when: "age_at(birth_date, period.end) >= 60", coefficient: "2"}
                select:
                  rule: highest
                  cite: ND-1/dieu-6
                  together:
                    - {route: parent, with: [old], cite: ND-1/dieu-6}
            """,
        ["vn/cases/all.yaml"] =
        "cases:\n  - {id: C-1, programme: aid, month: 2024-05, given: {birth_date: 1939-05-02, resident: yes}, "
            + "expect: {status: yes, amount: 360000, routes: [old]}}\n",
    };

    /// <summary>The law as it stands.</summary>
    public static Policy Policy { get; } = Load(new Dictionary<string, string>()) is { Ok: true } read ? read.Value
        : throw new InvalidOperationException(string.Join("\n", Load(new Dictionary<string, string>()).Refusals));

    /// <summary>The law with some files changed.</summary>
    public static Basics.Outcome<Policy> Load(IReadOnlyDictionary<string, string> changed)
    {
        var files = Rulebook.Policies.PolicyFolder.Empty.With(Files.Concat(changed).Select(f => (f.Key, Encoding.UTF8.GetBytes(f.Value))));
        return Policy.Load(files);
    }
}

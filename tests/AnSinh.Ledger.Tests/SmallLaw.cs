namespace AnSinh.Ledger.Tests;

/// <summary>
/// A small rulebook of our own: an allowance of three kinds, from 2025-07 a grant for the old that goes against it, a national standard
/// raised late and backwards, and a city that sets a higher one in 2026. Written into a folder of its own.
/// </summary>
internal static class SmallLaw
{
    public static string Write(params (string File, string Text)[] more)
    {
        var folder = Directory.CreateTempSubdirectory("ansinh-law-").FullName;
        foreach (var (file, text) in Files.Concat(more))
        {
            var path = Path.Combine(folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }

        return folder;
    }

    /// <summary>The text of one of the files.</summary>
    public static string Text(string file) => Files.Single(f => f.File == file).Text;

    /// <summary>The national standard: what is known of it on a day for a month.</summary>
    public static long Standard(string jurisdiction, string month, string known)
    {
        var national = string.CompareOrdinal(month, "2026-07") >= 0 && string.CompareOrdinal(known, "2026-08-21") >= 0
                && string.CompareOrdinal(Later(known, month + "-31"), "2026-10-05") >= 0 ? 540_000
            : string.CompareOrdinal(month, "2024-07") >= 0 ? 500_000
            : string.CompareOrdinal(month, "2021-07") >= 0 ? 360_000
            : 270_000;
        return jurisdiction != "vn" && string.CompareOrdinal(month, "2026-01") >= 0 ? Math.Max(650_000, national) : national;
    }

    private static string Later(string a, string b) => string.CompareOrdinal(a, b) >= 0 ? a : b;

    private static readonly (string File, string Text)[] Files =
    [
        ("vn/jurisdiction.yaml", "code: vn\nlabel: {vi: Việt Nam, en: Viet Nam}\n"),
        ("vn-01-city/jurisdiction.yaml", "code: vn-01\nlabel: {vi: Thành phố, en: City}\n"),
        ("vn/instruments/all.yaml", """
            instruments:
              - {id: ND-1, number: 1/NĐ-CP, short: NĐ 1/NĐ-CP, kind: {vi: Nghị định}, title: {vi: "Trợ cấp"},
                 issuer: Chính phủ, issued: 2013-10-21, in_force: 2014-01-01, checked: "ví dụ", uncertain: false}
              - {id: ND-335, number: 335/NĐ-CP, short: NĐ 335/NĐ-CP, kind: {vi: Nghị định}, title: {vi: "Nâng mức chuẩn"},
                 issuer: Chính phủ, issued: 2026-08-21, in_force: 2026-10-05, checked: "ví dụ", uncertain: false}
            """),
        ("vn-01-city/instruments/all.yaml", """
            instruments:
              - {id: NQ-63, number: 63/NQ-HĐND, short: NQ 63/NQ-HĐND, kind: {vi: Nghị quyết}, title: {vi: "Mức của thành phố"},
                 issuer: HĐND, issued: 2025-11-27, in_force: 2026-01-01, checked: "ví dụ", uncertain: false}
            """),
        ("vn/facts.yaml", """
            facts:
              - {name: id, subject: person, type: person, intrinsic: true, when_absent: unknown, sensitive: false, label: {vi: Người}}
              - {name: birth_date, subject: person, type: date, intrinsic: true, when_absent: unknown, sensitive: false,
                 label: {vi: Ngày sinh}}
              - {name: sex, subject: person, type: code, codes: [male, female], intrinsic: true, when_absent: unknown, sensitive: false,
                 label: {vi: Giới tính}}
              - {name: resident, subject: person, type: bool, intrinsic: true, when_absent: no, sensitive: false, label: {vi: Cư trú}}
              - {name: death_date, subject: person, type: date, min: 1900-01-01, max: 2100-12-31, when_absent: never, sensitive: false,
                 label: {vi: Ngày mất}}
              - {name: disability, subject: person, type: code, codes: [none, mild, severe, extremely_severe],
                 when_absent: none, sensitive: false, label: {vi: Mức độ khuyết tật},
                 code_labels: {none: {vi: không}, mild: {vi: nhẹ}, severe: {vi: nặng}, extremely_severe: {vi: đặc biệt nặng}}}
              - {name: pension, subject: person, type: code, codes: [none, retirement], when_absent: none, sensitive: false,
                 label: {vi: Lương hưu}, code_labels: {none: {vi: không}, retirement: {vi: hưu trí}}}
              - {name: poverty, subject: household, type: code, codes: [none, near_poor, poor], when_absent: none, sensitive: false,
                 label: {vi: Hộ nghèo}, code_labels: {none: {vi: không}, near_poor: {vi: cận nghèo}, poor: {vi: nghèo}}}
            """),
        ("vn/parameters/standard.yaml", """
            parameter: aid.standard
            label: {vi: Mức chuẩn}
            unit: dong/month
            combine: max
            cite: ND-1/dieu-4
            values:
              - {from: 2015-01-01, value: 270000, cite: ND-1/dieu-4, issued: 2013-10-21, in_force: 2014-01-01}
              - {from: 2021-07-01, value: 360000, cite: ND-1/dieu-4, issued: 2021-03-15, in_force: 2021-07-01}
              - {from: 2024-07-01, value: 500000, cite: ND-1/dieu-4, issued: 2024-07-01, in_force: 2024-07-01}
              - {from: 2026-07-01, value: 540000, cite: ND-335/dieu-4, issued: 2026-08-21, in_force: 2026-10-05}
            """),
        ("vn/parameters/grant.yaml", """
            parameter: grant.amount
            label: {vi: Mức trợ cấp tuổi già}
            unit: dong/month
            values:
              - {from: 2025-07-01, value: 500000, cite: ND-1/dieu-9, issued: 2025-06-30, in_force: 2025-07-01}
            """),
        ("vn-01-city/parameters/standard.yaml", """
            parameter: aid.standard
            level: vn-01
            values:
              - {from: 2026-01-01, value: 650000, cite: NQ-63/dieu-2, issued: 2025-11-27, in_force: 2026-01-01}
            """),
        ("vn/programmes/aid.yaml", """
            programme: aid
            label: {vi: Trợ cấp hằng tháng}
            short: {vi: Trợ cấp}
            applies_to: person
            period: month
            ledger: true
            versions:
              - id: v1
                from: 2015-01-01
                issued: 2013-10-21
                in_force: 2014-01-01
                cite: ND-1
                uncertain: false
                rounding: 1
                holds: {day: any, levels: latest, cite: ND-1/dieu-8}
                require:
                  - {id: resident, when: "resident", cite: ND-1/dieu-1, say: {vi: Cư trú trên địa bàn}}
                  - {id: alive, when: "death_date > period.eve", cite: ND-1/dieu-8, say: {vi: Còn sống}}
                routes:
                  - id: disabled
                    label: {vi: Người khuyết tật nặng}
                    starts: condition
                    when: "disability in ['severe', 'extremely_severe']"
                    cite: ND-1/dieu-5/khoan-6
                    say: {vi: Có giấy xác nhận khuyết tật nặng}
                    unless:
                      - {id: pensioner, when: "pension != 'none'", cite: ND-1/dieu-5, say: {vi: Đang hưởng lương hưu}}
                    rates:
                      - {id: severe, when: "disability == 'severe'", coefficient: "1.5", cite: ND-1/dieu-6, say: {vi: Nặng}}
                      - {id: extreme, when: "disability == 'extremely_severe'", coefficient: "2.0", cite: ND-1/dieu-6,
                         say: {vi: Đặc biệt nặng}}
                  - id: old
                    label: {vi: Người từ đủ 80 tuổi}
                    starts: condition
                    when: "age_at(birth_date, period.end) >= 80 && pension == 'none'"
                    cite: ND-1/dieu-5/khoan-5
                    say: {vi: Từ đủ 80 tuổi}
                    rates:
                      - {id: one, when: "true", coefficient: "1.0", cite: ND-1/dieu-6, say: {vi: Hệ số 1}}
                  - id: poor
                    label: {vi: Người thuộc hộ nghèo}
                    starts: decision
                    when: "household.poverty == 'poor'"
                    cite: ND-1/dieu-5/khoan-8
                    say: {vi: Thuộc hộ nghèo}
                    rates:
                      - {id: one, when: "true", coefficient: "1.0", cite: ND-1/dieu-6, say: {vi: Hệ số 1}}
                base: parameters.aid.standard
                select: {rule: highest, cite: ND-1/dieu-6, say: {vi: Một mức cao nhất}}
            """),
        ("vn/programmes/grant.yaml", """
            programme: grant
            label: {vi: Trợ cấp tuổi già}
            short: {vi: Tuổi già}
            applies_to: person
            period: month
            ledger: true
            versions:
              - id: g1
                from: 2025-07-01
                issued: 2025-06-30
                in_force: 2025-07-01
                cite: ND-1/dieu-9
                uncertain: false
                rounding: 1
                holds: {day: any, levels: latest, cite: ND-1/dieu-9}
                require:
                  - {id: resident, when: "resident", cite: ND-1/dieu-9, say: {vi: Cư trú trên địa bàn}}
                  - {id: alive, when: "death_date > period.eve", cite: ND-1/dieu-9, say: {vi: Còn sống}}
                routes:
                  - id: g75
                    label: {vi: Người từ đủ 75 tuổi}
                    starts: decision
                    when: "age_at(birth_date, period.end) >= 75 && pension == 'none'"
                    cite: ND-1/dieu-9
                    say: {vi: "Từ đủ 75 tuổi, không lương hưu"}
                    rates:
                      - {id: full, when: "true", amount: "parameters.grant.amount", cite: ND-1/dieu-9, say: {vi: Một mức}}
                select: {rule: highest, cite: ND-1/dieu-9, say: {vi: Một mức}}
            """),
        ("vn/interactions/one.yaml", """
            interaction: grant_or_aid
            rule: highest
            sides: [[grant], [aid]]
            from: 2025-07-01
            cite: ND-1/dieu-10
            say: {vi: Chỉ hưởng chế độ cao hơn}
            """),
    ];
}

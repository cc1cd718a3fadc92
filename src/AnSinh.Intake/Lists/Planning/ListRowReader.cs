using System.Globalization;
using AnSinh.Basics;
using AnSinh.Intake.Lists.Cleaning;
using AnSinh.Intake.Lists.Mapping;
using AnSinh.Intake.Lists.Reading;
using AnSinh.Register.People.Names;
using AnSinh.Register.Units;

namespace AnSinh.Intake.Lists.Planning;

/// <summary>Reads one row after another.</summary>
internal sealed class ListRowReader(ListCells cells, ListColumns columns, ListMap map, UnitNames units, DateOnly today)
{
    private static readonly string[] HamletWords = ["thon ", "xom ", "to dan pho"];
    private readonly ListFactReader _facts = new(cells);

    public ListRow Read(int row, string? section)
    {
        cells.Begin();
        var name = Name(row, out var remark, out var damage);
        var (number, old) = Number(row);
        var (birth, sexOfBirth) = Birth(row);
        var sex = Sex(row, sexOfBirth);
        birth = CenturyOfNumber(birth, number);
        CheckIdentity(row, number, birth, sex);
        var from = cells.Day(row, columns[Targets.From]) ?? FromOfList(birth, row);
        var facts = Facts(row, from, cells.Day(row, columns[Targets.Until], last: true));
        return new ListRow(row, cells.Sheet.Place(row))
        {
            Name = name,
            NameDamage = damage,
            Number = number,
            OldNumber = old,
            PersonId = PersonId(row),
            Birth = birth,
            Sex = sex,
            Unit = Unit(row),
            HouseholdNumber = HouseholdNumber(row),
            Hamlet = Hamlet(row, section),
            Role = Role(row),
            From = from ?? today,
            Facts = facts,
            SaysDead = Dead(row, remark),
            Refusals = cells.Refusals,
            Doubts = cells.Doubts,
        };
    }

    // Number, birth date and sex must not contradict one another, and a birth must be one.
    private void CheckIdentity(int row, string? number, BirthDate? birth, Sex sex)
    {
        if (number is not null && PersonalNumber.TryParse(number, out var personal) && !personal.AgreesWith(sex, birth?.Earliest.Year))
        {
            Doubt("number.disagrees",
                $"Số {personal} nói {(personal.Sex == Basics.Sex.Male ? "nam" : "nữ")} sinh năm {personal.BirthYear}, "
                + "khác giới tính hoặc năm sinh của hàng.", row, columns[Targets.Number]);
        }

        if (LifeSpan.Of(birth, null, today) is { } never)
        {
            Refuse(never.Code, never.Message, row, columns[Targets.Birth]);
        }
        else if (birth is { } born && LifeSpan.IsVeryOld(born, null, today))
        {
            Doubt("birth.very-old", $"Sinh {born}: tuổi khó có; kiểm tra năm sinh.", row, columns[Targets.Birth]);
        }
    }

    private List<ListFact> Facts(int row, DateOnly? from, DateOnly? until)
    {
        var facts = columns.Facts.Select(f => _facts.Read(f, row, from, until)).OfType<ListFact>().ToList();
        foreach (var twice in facts.GroupBy(f => f.Kind.Name).Where(g => g.Select(f => f.Value).Distinct().Count() > 1))
        {
            cells.Refusals.Add(new Refusal("fact.two-values",
                $"Hàng đánh dấu hai giá trị của “{twice.First().Kind.Label.Vi}”.", twice.Last().Place));
        }

        return facts;
    }

    // The day of the whole list is no statement about one row: a child born after it is told of from its birth.
    private DateOnly? FromOfList(BirthDate? birth, int row)
    {
        if (map.ValidFrom is { } from && birth is { } born && born.Earliest > from)
        {
            Doubt("from.birth", $"Người này sinh {born}, sau ngày của danh sách: ghi từ ngày sinh.", row, columns[Targets.Birth]);
            return born.Earliest;
        }

        return map.ValidFrom;
    }

    private string Name(int row, out string? remark, out string? damage)
    {
        var (whole, surname, given) = (columns[Targets.Name], columns[Targets.Surname], columns[Targets.GivenName]);
        var place = whole >= 0 ? whole : given;
        var text = whole >= 0 ? Text(row, whole) : $"{Text(row, surname)} {Text(row, given)}".Trim();
        (remark, damage) = (null, null);
        if (string.IsNullOrWhiteSpace(text))
        {
            if (place >= 0)
            {
                Refuse("name.missing", "Thiếu họ tên.", row, place);
            }

            return "";
        }

        var read = NameText.Read(text);
        (remark, damage) = (read.Remark, read.Damage.Count > 0 ? string.Join("; ", read.Damage) : null);
        if (read.Name.Length == 0)
        {
            Refuse("name.missing", $"Ô họ tên ghi “{text}”: không có họ tên trong đó.", row, place);
        }

        if (damage is not null)
        {
            Doubt("name.damaged", $"“{text}”: {damage}.", row, place);
        }

        DoubtName(read, row, place);
        return read.Name;
    }

    private void DoubtName(ReadName read, int row, int place)
    {
        if (read.Odd is { } odd)
        {
            Doubt("name.odd", odd, row, place);
        }

        if (read.Remark is { } said)
        {
            Doubt("name.remark", $"Ô họ tên có lời ghi “{said}”, không lấy vào tên.", row, place);
        }
    }

    private string? HouseholdNumber(int row) =>
        Text(row, columns[Targets.HouseholdNumber]) is { } text && !HouseholdRoleWords.IsNoHousehold(text) ? text : null;

    private string? Hamlet(int row, string? section) => Text(row, columns[Targets.Hamlet])
        ?? (HamletWords.Any(w => VietnameseText.Fold(section ?? "").StartsWith(w, StringComparison.Ordinal)) ? section : null);

    private (string? Number, string? Old) Number(int row)
    {
        var column = columns[Targets.Number];
        if (column < 0 || cells.At(row, column) is not { IsBlank: false } cell || Says(cell, "khong", "chua co", "0", "-", "chua"))
        {
            return (null, null);
        }

        var read = NumberText.Identity(cell);
        if (!read.Ok)
        {
            Refuse(read.Refusals[0].Code, read.Refusals[0].Message, row, column);
            return (null, null);
        }

        cells.Assumed(read.Value.Code, read.Value.Assumed, row, column);
        return read.Value.Value.Length == 12 ? (read.Value.Value, null) : (null, read.Value.Value);
    }

    private (BirthDate?, Sex) Birth(int row)
    {
        (string Target, Sex Sex)[] targets =
        [
            (Targets.Birth, Basics.Sex.Unknown), (Targets.BirthMale, Basics.Sex.Male), (Targets.BirthFemale, Basics.Sex.Female),
        ];
        foreach (var (target, sex) in targets)
        {
            var column = columns[target];
            if (column >= 0 && cells.At(row, column) is { IsBlank: false } cell && !Says(cell, "x", "-", "khong ro"))
            {
                return (cells.Date(cell, row, column)?.Date, sex);
            }
        }

        return (null, Basics.Sex.Unknown);
    }

    // A year of two digits is settled by the number, which tells the century.
    private BirthDate? CenturyOfNumber(BirthDate? birth, string? number)
    {
        if (birth is not { } read || !PersonalNumber.TryParse(number, out var personal)
            || personal.BirthYear == read.Earliest.Year || (personal.BirthYear - read.Earliest.Year) % 100 != 0
            || cells.Doubts.FindIndex(d => d.Code == "date.two-digit-year") is not (>= 0 and var at))
        {
            return birth;
        }

        cells.Doubts[at] = cells.Doubts[at] with
        {
            Message = string.Create(CultureInfo.InvariantCulture,
                $"Năm chỉ có hai chữ số; hiểu là {personal.BirthYear} theo số định danh."),
        };
        return read with { Earliest = read.Earliest.AddYears(personal.BirthYear - read.Earliest.Year) };
    }

    private Sex Sex(int row, Sex known)
    {
        var (words, male, female) = (columns[Targets.Sex], columns[Targets.Male], columns[Targets.Female]);
        var said = known;
        if (words >= 0 && cells.At(row, words) is { IsBlank: false } cell)
        {
            said = VietnameseText.Fold(cell.Text.Trim()) switch
            {
                "nam" or "m" or "male" or "trai" or "1" => Basics.Sex.Male,
                "nu" or "f" or "female" or "gai" or "0" or "2" => Basics.Sex.Female,
                _ => Basics.Sex.Unknown,
            };
            if (said == Basics.Sex.Unknown)
            {
                Refuse("sex.unreadable", $"“{cell.Text}” không phải Nam hay Nữ.", row, words);
            }
        }

        var (marksMale, marksFemale) = (male >= 0 && !cells.At(row, male).IsBlank, female >= 0 && !cells.At(row, female).IsBlank);
        if (marksMale && marksFemale)
        {
            Refuse("sex.both", "Đánh dấu cả cột Nam và cột Nữ.", row, female);
        }

        return marksMale ? Basics.Sex.Male
            : marksFemale ? Basics.Sex.Female
            : said == Basics.Sex.Unknown && female >= 0 && words < 0 && male < 0 ? Basics.Sex.Male
            : said;
    }

    private long? PersonId(int row)
    {
        if (Text(row, columns[Targets.PersonId]) is not { } text)
        {
            return null;
        }

        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0)
        {
            return id;
        }

        Refuse("person.bad-id", $"“{text}” không phải số người trong sổ.", row, columns[Targets.PersonId]);
        return null;
    }

    private Unit? Unit(int row)
    {
        var text = Text(row, columns[Targets.Unit]) ?? map.Unit;
        var unit = text is null ? null : units.Find(text);
        if (text is not null && unit is null && units.FindFormer(text) is { } now)
        {
            Doubt("unit.former", $"“{text}” nay thuộc {now.FullName}.", row, columns[Targets.Unit]);
            unit = now;
        }

        if (text is not null && unit is null)
        {
            Refuse("unit.unknown", $"“{text}” không phải tên hay mã của đúng một xã.", row, columns[Targets.Unit]);
        }

        return unit;
    }

    private string Role(int row)
    {
        if (Text(row, columns[Targets.Role]) is not { } text)
        {
            return "other";
        }

        if (HouseholdRoleWords.RoleOf(text) is { } role)
        {
            return role;
        }

        Doubt("role.other", $"Quan hệ “{text}” ghi là “khác”.", row, columns[Targets.Role]);
        return "other";
    }

    private string? Dead(int row, string? remark)
    {
        if (Text(row, columns[Targets.Note]) is { } told && NameText.SaysDead(told))
        {
            return cells.Place(row, columns[Targets.Note]);
        }

        var notes = cells.Sheet.Notes;
        foreach (var (place, note) in notes.Count == 0 ? [] : notes.Where(n => n.Key.Row == row))
        {
            Doubt("cell.note", $"Ô có lời ghi kèm: “{note}”.", row, place.Column);
            if (NameText.SaysDead(note.Contains(':', StringComparison.Ordinal) ? note[(note.LastIndexOf(':') + 1)..] : note))
            {
                return cells.Place(row, place.Column);
            }
        }

        return remark is not null && NameText.SaysDead(remark) ? cells.Place(row, Math.Max(columns[Targets.Name], 0)) : null;
    }

    private string? Text(int row, int column) => cells.Text(row, column);

    private static bool Says(SheetCell cell, params string[] words) => words.Contains(VietnameseText.Fold(cell.Text.Trim()));

    private void Refuse(string code, string message, int row, int column) => cells.Refuse(code, message, row, column);

    private void Doubt(string code, string message, int row, int column) => cells.Doubt(code, message, row, column);
}

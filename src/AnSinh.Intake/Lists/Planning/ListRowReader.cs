using System.Globalization;
using AnSinh.Basics;
using AnSinh.Intake.Lists.Cleaning;
using AnSinh.Intake.Lists.Mapping;
using AnSinh.Intake.Lists.Reading;
using AnSinh.Register.People.Names;
using AnSinh.Register.Units;

namespace AnSinh.Intake.Lists.Planning;

/// <summary>Reads one row after another: every cell that cannot be read and everything that had to be assumed is said with its address.</summary>
internal sealed class ListRowReader(Sheet sheet, ListColumns columns, ListMap map, UnitNames units, DateOnly today)
{
    private readonly DateText _dates = new(map.Pivot, today);
    private List<Refusal> _refusals = [];
    private List<Doubt> _doubts = [];

    public bool Names(int row) => columns.NamesRow(sheet, row);

    public ListRow Read(int row, string? section)
    {
        (_refusals, _doubts) = ([], []);
        var name = Name(row, out var remark, out var damage);
        var (number, old) = Number(row);
        var (birth, sexOfBirth) = Birth(row);
        var sex = Sex(row, sexOfBirth);
        birth = CenturyOfNumber(birth, number);
        if (number is not null && PersonalNumber.TryParse(number, out var personal) && !personal.AgreesWith(sex, birth?.Earliest.Year))
        {
            Doubt("number.disagrees", $"Số {personal} nói {(personal.Sex == Basics.Sex.Male ? "nam" : "nữ")} sinh năm {personal.BirthYear}, khác giới tính hoặc năm sinh của hàng.", row, columns[Targets.Number]);
        }

        if (LifeSpan.Of(birth, null, today) is { } never)
        {
            Refuse(never.Code, never.Message, row, columns[Targets.Birth]);
        }
        else if (birth is { } born && LifeSpan.IsVeryOld(born, null, today))
        {
            Doubt("birth.very-old", $"Sinh {born}: tuổi khó có; kiểm tra năm sinh.", row, columns[Targets.Birth]);
        }

        var from = Day(row, columns[Targets.From]) ?? FromOfList(birth, row);
        var until = Day(row, columns[Targets.Until], last: true);
        var facts = columns.Facts.Select(f => Fact(f, row, from, until)).OfType<ListFact>().ToList();
        foreach (var twice in facts.GroupBy(f => f.Kind.Name).Where(g => g.Select(f => f.Value).Distinct().Count() > 1))
        {
            _refusals.Add(new Refusal("fact.two-values", $"Hàng đánh dấu hai giá trị của “{twice.First().Kind.Label.Vi}”.", twice.Last().Place));
        }

        return new ListRow(row, sheet.Place(row))
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
            Hamlet = Text(row, columns[Targets.Hamlet]) ?? (section is not null && VietnameseText.Fold(section) is var s && (s.StartsWith("thon ", StringComparison.Ordinal) || s.StartsWith("xom ", StringComparison.Ordinal) || s.StartsWith("to dan pho", StringComparison.Ordinal)) ? section : null),
            Role = Role(row),
            From = from ?? today,
            Facts = facts,
            SaysDead = Dead(row, remark),
            Refusals = _refusals,
            Doubts = _doubts,
        };
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
        remark = read.Remark;
        if (read.Name.Length == 0)
        {
            Refuse("name.missing", $"Ô họ tên ghi “{text}”: không có họ tên trong đó.", row, place);
        }

        damage = read.Damage.Count > 0 ? string.Join("; ", read.Damage) : null;
        if (damage is not null)
        {
            Doubt("name.damaged", $"“{text}”: {damage}.", row, place);
        }

        if (read.Odd is { } odd)
        {
            Doubt("name.odd", odd, row, place);
        }

        if (read.Remark is { } said)
        {
            Doubt("name.remark", $"Ô họ tên có lời ghi “{said}”, không lấy vào tên.", row, place);
        }

        return read.Name;
    }

    private string? HouseholdNumber(int row) => Text(row, columns[Targets.HouseholdNumber]) is { } text && !RoleWords.IsNoHousehold(text) ? text : null;

    private (string? Number, string? Old) Number(int row)
    {
        var column = columns[Targets.Number];
        if (column < 0 || sheet.At(row, column) is not { IsBlank: false } cell || Says(cell, "khong", "chua co", "0", "-", "chua"))
        {
            return (null, null);
        }

        var read = NumberText.Identity(cell);
        if (!read.Ok)
        {
            Refuse(read.Refusals[0].Code, read.Refusals[0].Message, row, column);
            return (null, null);
        }

        Assumed(read.Value.Code, read.Value.Assumed, row, column);
        return read.Value.Value.Length == 12 ? (read.Value.Value, null) : (null, read.Value.Value);
    }

    private (BirthDate?, Sex) Birth(int row)
    {
        foreach (var (target, sex) in new[] { (Targets.Birth, Basics.Sex.Unknown), (Targets.BirthMale, Basics.Sex.Male), (Targets.BirthFemale, Basics.Sex.Female) })
        {
            var column = columns[target];
            if (column >= 0 && sheet.At(row, column) is { IsBlank: false } cell && !Says(cell, "x", "-", "khong ro"))
            {
                return (Date(cell, row, column)?.Date, sex);
            }
        }

        return (null, Basics.Sex.Unknown);
    }

    // A year of two digits is settled by the number, which tells the century.
    private BirthDate? CenturyOfNumber(BirthDate? birth, string? number)
    {
        if (birth is not { } read || !PersonalNumber.TryParse(number, out var personal) || personal.BirthYear == read.Earliest.Year || (personal.BirthYear - read.Earliest.Year) % 100 != 0
            || _doubts.FindIndex(d => d.Code == "date.two-digit-year") is not (>= 0 and var at))
        {
            return birth;
        }

        _doubts[at] = _doubts[at] with { Message = string.Create(CultureInfo.InvariantCulture, $"Năm chỉ có hai chữ số; hiểu là {personal.BirthYear} theo số định danh.") };
        return read with { Earliest = read.Earliest.AddYears(personal.BirthYear - read.Earliest.Year) };
    }

    private Sex Sex(int row, Sex known)
    {
        var (words, male, female) = (columns[Targets.Sex], columns[Targets.Male], columns[Targets.Female]);
        var said = known;
        if (words >= 0 && sheet.At(row, words) is { IsBlank: false } cell)
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

        var (marksMale, marksFemale) = (male >= 0 && !sheet.At(row, male).IsBlank, female >= 0 && !sheet.At(row, female).IsBlank);
        if (marksMale && marksFemale)
        {
            Refuse("sex.both", "Đánh dấu cả cột Nam và cột Nữ.", row, female);
        }

        return marksMale ? Basics.Sex.Male : marksFemale ? Basics.Sex.Female : said == Basics.Sex.Unknown && female >= 0 && words < 0 && male < 0 ? Basics.Sex.Male : said;
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

        if (RoleWords.RoleOf(text) is { } role)
        {
            return role;
        }

        Doubt("role.other", $"Quan hệ “{text}” ghi là “khác”.", row, columns[Targets.Role]);
        return "other";
    }

    private ListFact? Fact(FactColumn column, int row, DateOnly? rowFrom, DateOnly? rowUntil)
    {
        var cell = sheet.At(row, column.Column);
        if (cell.IsBlank || cell.Text.Trim() is "-" or "–")
        {
            return null;
        }

        if (cell.Kind == CellKind.Error)
        {
            Refuse("cell.error", $"Ô báo lỗi {cell.Text}.", row, column.Column);
            return null;
        }

        var value = Value(column, cell, row);
        var from = column.From >= 0 ? Day(row, column.From) : rowFrom;
        var until = column.Until >= 0 ? Day(row, column.Until, last: true) : rowUntil;
        if (value is not null && from is null)
        {
            Refuse("fact.no-day", $"Không biết “{column.Kind.Label.Vi}” đúng từ ngày nào: thêm cột Từ ngày, hoặc ghi valid_from trong bản đồ cột.", row, column.Column);
        }

        if (until < from)
        {
            Refuse("fact.end-before-start", $"Ngày kết thúc {Vietnamese.Date(until!.Value)} trước ngày bắt đầu {Vietnamese.Date(from!.Value)}.", row, column.Column);
            return null;
        }

        return value is null || from is null ? null : new ListFact(column.Kind, value, new DateInterval(from.Value, until), sheet.Place(row, column.Column));
    }

    private string? Value(FactColumn column, Cell cell, int row)
    {
        var (kind, plain) = (column.Kind, HeaderWords.Plain(cell.Text));
        if (column.Values.TryGetValue(plain, out var told) || column.Values.TryGetValue("*", out told))
        {
            return told;
        }

        switch (kind.Type)
        {
            case FactType.Bool:
                if (ColumnValues.YesOrNo(cell.Text) is { } yes)
                {
                    return yes ? "yes" : "no";
                }

                break;
            case FactType.Code:
                if (kind.Codes.Contains(cell.Text.Trim()))
                {
                    return cell.Text.Trim();
                }

                var like = kind.CodeLabels.Where(l => HeaderWords.Plain(l.Value.Vi) == plain).Select(l => l.Key).ToList();
                if (like.Count == 1)
                {
                    return like[0];
                }

                break;
            case FactType.Date:
                return Date(cell, row, column.Column) is { } date ? InRange(kind, date.Date.Earliest.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), row, column.Column) : null;
            default:
                var number = NumberText.Whole(cell);
                if (number.Ok)
                {
                    return InRange(kind, number.Value.Value.ToString(CultureInfo.InvariantCulture), row, column.Column);
                }

                Refuse(number.Refusals[0].Code, number.Refusals[0].Message, row, column.Column);
                return null;
        }

        var allowed = kind.Type == FactType.Bool ? "Có, Không" : string.Join(", ", kind.Codes.Select(c => kind.CodeLabels.GetValueOrDefault(c)?.Vi ?? c));
        Refuse("fact.value", $"“{cell.Text.Trim()}” không phải giá trị của “{kind.Label.Vi}” (có: {allowed}). Thêm vào phần values của bản đồ cột nếu danh sách viết cách khác.", row, column.Column);
        return null;
    }

    private string? InRange(FactKind kind, string value, int row, int column)
    {
        if (kind.WhyNot(value) is not { } why)
        {
            return value;
        }

        Refuse("fact.out-of-range", why, row, column);
        return null;
    }

    private string? Dead(int row, string? remark)
    {
        foreach (var target in new[] { Targets.Note })
        {
            if (Text(row, columns[target]) is { } note && NameText.SaysDead(note))
            {
                return sheet.Place(row, columns[target]);
            }
        }

        foreach (var (place, note) in sheet.Notes.Count == 0 ? [] : sheet.Notes.Where(n => n.Key.Row == row))
        {
            Doubt("cell.note", $"Ô có lời ghi kèm: “{note}”.", row, place.Column);
            if (NameText.SaysDead(note.Contains(':', StringComparison.Ordinal) ? note[(note.LastIndexOf(':') + 1)..] : note))
            {
                return sheet.Place(row, place.Column);
            }
        }

        return remark is not null && NameText.SaysDead(remark) ? sheet.Place(row, Math.Max(columns[Targets.Name], 0)) : null;
    }

    private DateOnly? Day(int row, int column, bool last = false)
    {
        if (column < 0 || sheet.At(row, column) is not { IsBlank: false } cell || Date(cell, row, column) is not { } read)
        {
            return null;
        }

        var first = read.Date.Earliest;
        return !last || read.Date.Precision == DatePrecision.Day ? first : read.Date.Precision == DatePrecision.Month ? first.AddMonths(1).AddDays(-1) : new DateOnly(first.Year, 12, 31);
    }

    private ReadDate? Date(Cell cell, int row, int column)
    {
        var read = _dates.Read(cell);
        if (!read.Ok)
        {
            Refuse(read.Refusals[0].Code, read.Refusals[0].Message, row, column);
            return null;
        }

        Assumed(read.Value.Code, read.Value.Assumed, row, column);
        return read.Value;
    }

    private string? Text(int row, int column) => column >= 0 && sheet.At(row, column) is { IsBlank: false } cell ? cell.Text.Trim() : null;

    private static bool Says(Cell cell, params string[] words) => words.Contains(VietnameseText.Fold(cell.Text.Trim()));

    private void Assumed(string? code, string? message, int row, int column) =>
        _doubts.AddRange(code is null ? [] : [new Doubt(code, message!, Place(row, column))]);

    private void Refuse(string code, string message, int row, int column) => _refusals.Add(new Refusal(code, message, Place(row, column)));

    private void Doubt(string code, string message, int row, int column) => _doubts.Add(new Doubt(code, message, Place(row, column)));

    private string Place(int row, int column) => column < 0 ? sheet.Place(row) : sheet.Place(row, column);
}

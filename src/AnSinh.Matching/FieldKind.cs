using AnSinh.Basics;

namespace AnSinh.Matching;

/// <summary>What a column of a list is about; it decides how two values of it are compared.</summary>
public enum FieldKind
{
    /// <summary>Not compared.</summary>
    Ignored,

    /// <summary>Names the row in its own list (a line number, a key); carried along, never compared.</summary>
    RecordKey,

    /// <summary>Full name, family name first or last.</summary>
    Name,

    /// <summary>Given name alone.</summary>
    GivenName,

    /// <summary>Family name alone.</summary>
    Surname,

    /// <summary>Date of birth, also year only.</summary>
    BirthDate,

    /// <summary>A number one person has: identity, social insurance, health card.</summary>
    IdNumber,

    /// <summary>Telephone number; people of a house may share it.</summary>
    Phone,

    /// <summary>Sex.</summary>
    Sex,

    /// <summary>Street, hamlet or whole address.</summary>
    Address,

    /// <summary>Number of a house.</summary>
    HouseNumber,

    /// <summary>Suburb, commune, town, province.</summary>
    Place,

    /// <summary>Postcode or code of a unit.</summary>
    Postcode,

    /// <summary>Anything else that people of two lists may have in common.</summary>
    Other,
}

/// <summary>One thing that is compared.</summary>
/// <param name="Name">How the list calls it, e.g. its column header.</param>
/// <param name="Kind">What it is about.</param>
public sealed record MatchField(string Name, FieldKind Kind);

/// <summary>Words and habits of the kinds of fields.</summary>
public static class FieldKinds
{
    /// <summary>The word a map file uses: <c>birth_date</c>.</summary>
    public static string Word(this FieldKind kind) => kind switch
    {
        FieldKind.RecordKey => "record_key",
        FieldKind.Name => "name",
        FieldKind.GivenName => "given_name",
        FieldKind.Surname => "surname",
        FieldKind.BirthDate => "birth_date",
        FieldKind.IdNumber => "id_number",
        FieldKind.Phone => "phone",
        FieldKind.Sex => "sex",
        FieldKind.Address => "address",
        FieldKind.HouseNumber => "house_number",
        FieldKind.Place => "place",
        FieldKind.Postcode => "postcode",
        FieldKind.Other => "other",
        _ => "ignored",
    };

    /// <summary>The kind a map file names; null if there is none of this word.</summary>
    public static FieldKind? Parse(string word) =>
        Enum.GetValues<FieldKind>().Cast<FieldKind?>().FirstOrDefault(k => k!.Value.Word() == word.Trim());

    /// <summary>What officers call it.</summary>
    public static LocalText Label(this FieldKind kind) => kind switch
    {
        FieldKind.RecordKey => new("mã dòng", "row key"),
        FieldKind.Name => new("họ và tên", "full name"),
        FieldKind.GivenName => new("tên", "given name"),
        FieldKind.Surname => new("họ", "surname"),
        FieldKind.BirthDate => new("ngày sinh", "birth date"),
        FieldKind.IdNumber => new("số giấy tờ", "number"),
        FieldKind.Phone => new("điện thoại", "telephone"),
        FieldKind.Sex => new("giới tính", "sex"),
        FieldKind.Address => new("địa chỉ", "address"),
        FieldKind.HouseNumber => new("số nhà", "house number"),
        FieldKind.Place => new("địa phương", "place"),
        FieldKind.Postcode => new("mã vùng", "postcode"),
        FieldKind.Other => new("thông tin khác", "other"),
        _ => new("không so", "not compared"),
    };

    /// <summary>True for what people under one roof share: however much of it agrees, it says where, not who.</summary>
    internal static bool OfTheHouse(this FieldKind kind) =>
        kind is FieldKind.Address or FieldKind.HouseNumber or FieldKind.Place or FieldKind.Postcode or FieldKind.Phone;

    internal static bool Compared(this FieldKind kind) => kind is not (FieldKind.Ignored or FieldKind.RecordKey);
}

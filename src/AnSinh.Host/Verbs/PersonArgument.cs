using System.Globalization;
using AnSinh.Basics;

namespace AnSinh.Host.Verbs;

/// <summary>A person named on the command line.</summary>
internal static class PersonArgument
{
    /// <summary>The person meant by a register number or a 12-digit personal number.</summary>
    public static Outcome<long> Find(Session session, string asked, AsKnown known)
    {
        if (PersonalNumber.TryParse(asked, out var number))
        {
            var found = session.Office.People.Search(number.Digits, Scope.Everything, known.Day, known, 1, 2);
            return found.Total == 1
                ? found.People[0].PersonId
                : new Refusal("person.unknown",
                    $"Không có đúng một người mang số {number} trong sổ, theo những gì biết đến {Vietnamese.Date(known.Day)}.");
        }

        return long.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id
            : new Refusal("person.bad-number",
                $"'{asked}' không phải mã số người trong sổ hay số định danh 12 chữ số. Tìm người: ansinh people TÊN.");
    }
}

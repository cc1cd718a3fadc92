using AnSinh.Basics;
using AnSinh.Host.Web.Problems;
using AnSinh.Register.Units;

namespace AnSinh.Host.Web.Requests;

/// <summary>
/// A commune chosen in an address, laid over what the viewer may see. A commune outside the scope is refused; one inside narrows it.
/// </summary>
/// <param name="Unit">The commune chosen, or null for all that may be seen.</param>
/// <param name="Scope">Residence keys to ask for.</param>
/// <param name="Refusal">The answer to give if the choice is not allowed or does not exist.</param>
internal sealed record Places(Unit? Unit, Scope Scope, IResult? Refusal)
{
    /// <summary>Name of the commune in the address of a page.</summary>
    public const string Key = "don-vi";

    /// <summary>Name of the commune in the address of the API.</summary>
    public const string ApiKey = "unit";

    /// <summary>The commune's name, or null.</summary>
    public string? Name => Unit?.FullName;

    /// <summary>True if people of this unit version are asked for.</summary>
    public bool Sees(string key) => Scope.Contains(key);

    /// <summary>Reads the commune of an address.</summary>
    public static Places Ask(Office office, Visit visit, string? key)
    {
        var scope = visit.Viewer.Scope;
        if (string.IsNullOrEmpty(key))
        {
            return new Places(null, scope, null);
        }

        if (office.Units.FindOrNull(key) is not { } unit)
        {
            return new Places(null, scope,
                ProblemPages.Refused(visit, new Refusal("unit.unknown", $"Không có đơn vị mang mã “{key}”.", visit.IsApi ? ApiKey : Key)));
        }

        var own = office.Units.ScopeOf(unit);
        if (!own.IsWithin(scope))
        {
            return new Places(unit, scope, ProblemPages.Forbidden(visit));
        }

        return new Places(unit, own, null);
    }

    /// <summary>Communes the viewer may choose from on the map of the month.</summary>
    public static IReadOnlyList<(string Key, string Name)> Choices(Office office, Visit visit)
    {
        var day = visit.Month.LastDay;
        var top = visit.Viewer.Unit;
        var communes = top.Level == 3 ? [.. new[] { office.Units.Resolve(top.Key, day) ?? top }] : office.Units.Children(top.Code, day);
        return [.. communes.Where(visit.Viewer.MaySee).Select(unit => (unit.Key, unit.FullName))];
    }
}

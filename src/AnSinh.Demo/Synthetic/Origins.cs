using AnSinh.Register.History;

namespace AnSinh.Demo.Synthetic;

/// <summary>Finds the household in which someone may have grown up: a mother of the right age whose other births leave room.</summary>
internal sealed class Origins
{
    private readonly World _world;
    private readonly Dice _dice;
    private readonly List<Home>[] _byCommune;
    private readonly List<Home> _all = [];

    public Origins(World world, Dice dice)
    {
        (_world, _dice) = (world, dice);
        _byCommune = [.. world.Communes.Select(_ => new List<Home>())];
        foreach (var home in world.Homes)
        {
            if (home.Wife is { } wife && wife.AgeOn(world.Census) is >= 36 and <= 80 && home.Members.Count <= 6)
            {
                _byCommune[home.Commune].Add(home);
                _all.Add(home);
            }
        }
    }

    /// <summary>
    /// A household of a commune (of any if null), not <paramref name="not"/>, with a possible mother; null if none was met.
    /// </summary>
    public Home? Find(int birth, int? commune, Home? not)
    {
        var homes = commune is { } one ? _byCommune[one] : _all;
        for (var tries = 0; homes.Count > 0 && tries < _world.Calibration.Lives.OriginTries; tries++)
        {
            var home = homes[_dice.Below(homes.Count)];
            var mother = home.Wife!;
            if (home != not && home.Moves is null && mother.Stays.Count == 1 && mother.First.From == _world.Start
                && mother.Death == Day.Open && !mother.Settled
                && Fits(mother, birth) && (mother.Children is null || mother.Children.TrueForAll(c => Math.Abs(c.Birth - birth) >= 300)))
            {
                return home;
            }
        }

        return null;
    }

    /// <summary>True if this parent was of a parent's age at a birth.</summary>
    public bool Fits(Villager? parent, int birth)
    {
        if (parent is null)
        {
            return false;
        }

        var figures = _world.Calibration.Households;
        var age = (birth - parent.Birth) / 365.25;
        return parent.Sex == Basics.Sex.Female ? age >= figures.MotherGapMin && age <= figures.MotherGapMax
            : age >= figures.FatherGapMin && age <= figures.FatherGapMax;
    }
}

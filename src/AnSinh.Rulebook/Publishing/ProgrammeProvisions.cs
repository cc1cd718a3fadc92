using AnSinh.Basics;

namespace AnSinh.Rulebook.Publishing;

/// <summary>A programme taken apart: the versions with their conditions, routes and rates.</summary>
internal static class ProgrammeProvisions
{
    public static IEnumerable<Provision> Of(Programme programme) =>
        programme.Versions.SelectMany(version => new Parts(programme, version).All());

    private sealed class Parts(Programme programme, ProgrammeVersion version)
    {
        public IEnumerable<Provision> All() =>
        [
            Provisions.Version(new ProvisionSubject(ProvisionOwner.Programme, programme.Id, programme.Label), version.Id, version,
                new ProvisionGround(version.Cite, version.Doubtful, version.Place),
                Provisions.Joined(version.Base?.Text ?? "", version.Rounding)),
            .. version.Defines.Select(d => One(
                ProvisionKind.Definition, d.Id, d.Say, d.As, new ProvisionGround(null, false, d.As.Place), d.As.Text)),
            .. version.Requirements.Select(c => Clause(ProvisionKind.Requirement, c.Id, c)),
            .. version.Routes.SelectMany(Route),
            .. Selection(),
        ];

        private IEnumerable<Provision> Route(Route route) =>
        [
            One(ProvisionKind.Route, route.Id,
                route.Say is { } say ? new LocalText($"{route.Label.Vi}: {say.Vi}", $"{route.Label.In("en")}: {say.In("en")}")
                    : route.Label,
                route.When, new ProvisionGround(route.Cite, route.Doubtful, route.Place),
                Provisions.Joined(route.When.Text, route.Starts)),
            .. route.Unless.Select(u => Clause(ProvisionKind.Unless, $"{route.Id}/{u.Id}", u)),
            .. route.Rates.Select(r => One(
                ProvisionKind.Rate, $"{route.Id}/{r.Id}", Rate(route, r), r.When ?? r.Amount,
                new ProvisionGround(r.Cite, r.Doubtful, r.Place),
                Provisions.Joined(r.When?.Text ?? "", r.Coefficient?.Text ?? r.Amount.Text))),
        ];

        private static LocalText Rate(Route route, Rate rate)
        {
            var figure = rate.Coefficient is { } coefficient ? $"hệ số {coefficient}" : rate.Amount.ToString();
            var what = rate.Say?.Vi ?? rate.When?.ToString() ?? route.Label.Vi;
            return new LocalText($"{what}: {figure}", rate.Say?.En is { } en ? $"{en}: {figure}" : null);
        }

        private IEnumerable<Provision> Selection()
        {
            var select = version.Select;
            if (select.Cite is not null || select.Say is not null)
            {
                yield return new Provision(
                    ProvisionOwner.Programme, programme.Id, programme.Label, ProvisionKind.Selection, version.Id, "select",
                    select.Say ?? new LocalText("Khi thuộc nhiều diện", "Where several routes hold"),
                    Provisions.Joined(select.Rule, select.Cite?.Text ?? ""), select.Cite, false, version.Place);
            }

            foreach (var together in select.Together)
            {
                var with = $"{together.Route} + {string.Join(", ", together.With)}";
                yield return new Provision(
                    ProvisionOwner.Programme, programme.Id, programme.Label, ProvisionKind.Selection, version.Id, with,
                    together.Say ?? new LocalText(with), Provisions.Joined(with, together.Cite?.Text ?? ""), together.Cite,
                    false, version.Place);
            }
        }

        private Provision Clause(ProvisionKind kind, string id, Clause clause) => One(
            kind, id, clause.Say, clause.When, new ProvisionGround(clause.Cite, clause.Doubtful, clause.Place), clause.When.Text);

        private Provision One(
            ProvisionKind kind, string id, LocalText? say, Expression condition, ProvisionGround ground, string content) => new(
            ProvisionOwner.Programme, programme.Id, programme.Label, kind, version.Id, id, say ?? new LocalText(condition.ToString()),
            Provisions.Joined(content, ground.Cite?.Text ?? "", Provisions.Doubt(ground.Doubtful)),
            ground.Cite, ground.Doubtful, ground.Place);
    }
}

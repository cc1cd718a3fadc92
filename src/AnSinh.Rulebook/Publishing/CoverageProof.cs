using AnSinh.Rulebook.Cases;

namespace AnSinh.Rulebook.Publishing;

/// <summary>A clause and the worked cases that prove it.</summary>
/// <param name="Clause">The clause.</param>
/// <param name="Yes">Ids of passing cases decided by its holding.</param>
/// <param name="No">Ids of passing cases decided by its not holding; of an exclusion, empty.</param>
public sealed record ClauseProof(Provision Clause, IReadOnlyList<string> Yes, IReadOnlyList<string> No)
{
    /// <summary>True if some case rests on it.</summary>
    public bool IsTouched => Yes.Count + No.Count > 0;
}

/// <summary>
/// Which worked cases prove which clauses (<i lang="vi">ca mẫu</i>): computed by running every case, never written by hand.
/// </summary>
public sealed class CoverageProof
{
    private static readonly ProvisionKind[] Proven =
        [ProvisionKind.Requirement, ProvisionKind.Route, ProvisionKind.Unless, ProvisionKind.Rate, ProvisionKind.Choice,
            ProvisionKind.Item];

    private readonly Dictionary<string, (List<string> Yes, List<string> No)> _touched = new(StringComparer.Ordinal);
    private readonly ILookup<(ProvisionOwner, string), Provision> _provisions;

    private CoverageProof(Policy policy, IReadOnlyList<CaseResult> results)
    {
        Policy = policy;
        _provisions = Provisions.Of(policy).ToLookup(p => (p.Of, p.Owner));
        foreach (var result in results.Where(r => r.Passed))
        {
            Touch(result);
        }
    }

    /// <summary>The law.</summary>
    public Policy Policy { get; }

    /// <summary>Proofs of a policy by the results of its cases.</summary>
    public static CoverageProof Of(Policy policy, IReadOnlyList<CaseResult> results) => new(policy, results);

    /// <summary>The clauses of a programme, quantity or scorecard in their order, each with its cases.</summary>
    public IReadOnlyList<ClauseProof> Clauses(ProvisionOwner of, string owner) =>
        [.. _provisions[(of, owner)].Where(p => Proven.Contains(p.Kind))
        .Select(p => _touched.TryGetValue(p.Key, out var cases) ? new ClauseProof(p, cases.Yes, cases.No) : new ClauseProof(p, [], []))];

    /// <summary>What is doubtful of a programme, quantity or scorecard: its own provisions, and values of the parameters it uses.</summary>
    public IReadOnlyList<Provision> Doubtful(ProvisionOwner of, string owner)
    {
        IEnumerable<Expression> expressions = of switch
        {
            ProvisionOwner.Programme => Policy.ProgrammeOrNull(owner)?.Versions.SelectMany(v => v.Expressions) ?? [],
            ProvisionOwner.Quantity => Policy.QuantityOrNull(owner)?.Versions.SelectMany(v => v.Clauses)
                .SelectMany(c => c.When is null ? [c.Value] : new[] { c.When, c.Value }) ?? [],
            _ => [],
        };
        return [.. _provisions[(of, owner)].Where(p => p.Doubtful && p.Kind != ProvisionKind.Definition),
            .. expressions.SelectMany(e => e.ParametersUsed).Distinct().SelectMany(name => _provisions[(ProvisionOwner.Parameter, name)])
                .Where(p => p.Doubtful)];
    }

    private void Touch(CaseResult result)
    {
        var worked = result.Case;
        var law = Policy.At(worked.Jurisdiction, worked.Month, worked.Known);
        if (worked.Programme is { } programme && result.Explanation is { } answer && law.ProgrammeOrNull(programme) is { } at)
        {
            Programme(worked, at, answer);
        }
        else if (worked.Quantity is { } quantity && law.Quantity(quantity) is { } asked)
        {
            if (law.Explain(asked, CaseTable.Of(worked, Policy.Facts), 0).Clause is { } clause)
            {
                var version = $"{asked.Version.Id}@{asked.Version.Level}";
                Note(Provision.KeyOf(ProvisionOwner.Quantity, quantity, ProvisionKind.Choice, version, clause), worked.Id, true);
            }
        }
        else if (worked.Scorecard is { } card && law.Scorecard(card) is { } sheet)
        {
            var filled = law.Fill(sheet, CaseTable.Of(worked, Policy.Facts), 0);
            var version = $"{sheet.Version.Id}@{sheet.Version.Level}";
            foreach (var (item, points) in sheet.Version.Items.Zip(filled.Items))
            {
                if (points is not null)
                {
                    Note(Provision.KeyOf(ProvisionOwner.Scorecard, card, ProvisionKind.Item, version, item.Id), worked.Id, points != 0);
                }
            }
        }
    }

    /// <summary>
    /// Yes is decided by every requirement, the routes that pay and their rates. No is decided by the requirements that fail, else by every
    /// route that does not hold: by its condition, or by the exclusion that knocks it out.
    /// </summary>
    private void Programme(PolicyCase worked, ProgrammeAt at, Explanation answer)
    {
        var (programme, version) = (at.Programme.Id, at.Version);
        void Told(ProvisionKind kind, string id, bool holds) =>
            Note(Provision.KeyOf(ProvisionOwner.Programme, programme, kind, version.Id, id), worked.Id, holds);
        var decided = answer.Clauses.ToHashSet(StringComparer.Ordinal);
        foreach (var requirement in version.Requirements.Where(r => answer.Status is Truth.Yes or Truth.No && decided.Contains(r.Id)))
        {
            Told(ProvisionKind.Requirement, requirement.Id, answer.Status == Truth.Yes);
        }

        var byRequirement = answer.Status == Truth.No && answer.Clauses.Count > 0;
        var table = CaseTable.Of(worked, Policy.Facts);
        foreach (var route in version.Routes.Where(_ => !byRequirement))
        {
            if (answer.Status == Truth.Yes && decided.Contains(route.Id))
            {
                Told(ProvisionKind.Route, route.Id, true);
                foreach (var rate in route.Rates.Where(r => decided.Contains($"{route.Id}/{r.Id}")))
                {
                    Told(ProvisionKind.Rate, $"{route.Id}/{rate.Id}", true);
                }
            }
            else if (at.Law.Evaluate(route.When, table, 0) == 1)
            {
                foreach (var unless in route.Unless.Where(u => at.Law.Evaluate(u.When, table, 0) == 1))
                {
                    Told(ProvisionKind.Unless, $"{route.Id}/{unless.Id}", true);
                }
            }
            else if (answer.Status == Truth.No)
            {
                Told(ProvisionKind.Route, route.Id, false);
            }
        }
    }

    private void Note(string key, string worked, bool holds)
    {
        if (!_touched.TryGetValue(key, out var cases))
        {
            _touched[key] = cases = ([], []);
        }

        (holds ? cases.Yes : cases.No).Add(worked);
    }
}

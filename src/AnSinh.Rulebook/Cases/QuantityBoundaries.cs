using System.Globalization;
using AnSinh.Basics;
using AnSinh.Rulebook.Checking.Logic;
using AnSinh.Rulebook.Expressions;

namespace AnSinh.Rulebook.Cases;

/// <summary>
/// Cases on both sides of every threshold of a quantity's clauses, as <see cref="Boundaries"/> makes them for programmes.
/// </summary>
public static class QuantityBoundaries
{
    /// <summary>The turning points of a quantity in a jurisdiction, in the first month of each of its versions.</summary>
    public static BoundarySet Of(Policy policy, Quantity quantity, Jurisdiction jurisdiction)
    {
        var (cases, unpaired) = (new List<PolicyCase>(), new List<string>());
        foreach (var version in quantity.Versions)
        {
            var law = policy.At(jurisdiction, Month.Of(version.From), new AsKnown(DateOnly.MaxValue.AddDays(-1)));
            if (law.Quantity(quantity.Name)?.Version != version)
            {
                continue;
            }

            var finder = new Finder(law, quantity, cases, unpaired);
            Node before = Constant.Yes;
            foreach (var clause in version.Clauses.Where(c => c.When is not null))
            {
                var bound = Binding.Bind(clause.When!.Root, law);
                finder.Clause($"{quantity.Name}/{version.Id}/{clause.Id}", bound, before);

                // Earlier clauses are to fail, and most people draw nothing from the programmes they read: spelled out, those would be
                // millions of conditions.
                before = new And(before, new Not(WithoutResults(bound)));
            }
        }

        return new BoundarySet(cases, unpaired);
    }

    /// <summary>Adds what is found in one version to the cases.</summary>
    private sealed class Finder(LawAt law, Quantity quantity, List<PolicyCase> cases, List<string> unpaired)
    {
        public void Clause(string id, Node bound, Node before)
        {
            var when = Boundaries.OverFacts(bound, law);
            var variables = new Variables();
            var (turns, context) = (variables.Take(ConstantFolding.Fold(when)), variables.Take(ConstantFolding.Fold(before)));
            foreach (var (variable, low, high) in Boundaries.TurningPoints(turns).Distinct().ToList())
            {
                if (variables.All[variable].Kind is not { } kind
                    || Boundaries.Person(variables, turns, context, variable, low, high) is not { } given)
                {
                    unpaired.Add(
                        $"{id}: {variables.All[variable].Kind?.Name ?? "members"} "
                            + "(không tách riêng được, hoặc phụ thuộc người khác trong hộ)");
                    continue;
                }

                foreach (var value in new[] { low, high })
                {
                    Add(id, kind, new Dictionary<string, string>(given) { [Boundaries.Key(kind)] = kind.Decode(value) });
                }
            }
        }

        private void Add(string id, FactKind kind, Dictionary<string, string> facts)
        {
            var asked = new PolicyCase(
                $"{id}/{kind.Name}={facts[Boundaries.Key(kind)]}", "", null, null, quantity.Name, null,
                law.Jurisdiction, law.Month, law.Known, facts, [],
                new CaseExpectation(null, null, null, null, null), null, "boundary", null, "");
            var told = law.Explain(law.Quantity(quantity.Name)!, CaseTable.Of(asked, law.Policy.Facts), 0);
            if (cases.TrueForAll(c => c.Id != asked.Id))
            {
                var expected = told.Value is { } value ? ValueCases.Written(quantity, value) : "unknown";
                cases.Add(asked with { Expect = asked.Expect with { Value = expected } });
            }
        }
    }

    private static Node WithoutResults(Node node) =>
        ConstantFolding.Fold(
            node.Rewrite(
                n => n is FactNode { Type.Kind: ExpressionType.Bool } fact && Variables.IsResult(fact.Kind.Name) ? Constant.No : n));
}

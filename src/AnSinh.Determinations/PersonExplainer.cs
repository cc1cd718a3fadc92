using AnSinh.Basics;
using AnSinh.Rulebook;
using AnSinh.Rulebook.Results;

namespace AnSinh.Determinations;

/// <summary>Builds the explanation of one person: each programme's own tree, and above it the rule between programmes.</summary>
internal sealed class PersonExplainer(Policy policy, Reading reading)
{
    public Outcome<PersonExplanation> Explain(long personId, string programme, Month month)
    {
        if (HouseholdSlice.Around(reading.SnapshotOf(month), personId) is not { } slice)
        {
            return new Refusal("person.unknown",
                $"Không có người mang mã số {personId} trong cơ sở dữ liệu, tính đến ngày {Vietnamese.Date(reading.Known.Day)}.", "person");
        }

        var law = reading.LawOf(month);
        var tied = Ties.Of(law, [programme], said: true);
        var row = slice.RowOf(personId);
        var (results, table) =
            OneRow.Answers(law, law.Programmes.Where(p => tied.Contains(p.Programme.Id)), Reading.Table(slice, null, []), row);
        var result = new MonthResult(law, slice, results, policy.Hash);
        if (result.FindOrNull(programme) is not { } asked)
        {
            return policy.Programmes.Any(p => p.Id == programme)
                ? new Refusal("programme.not-in-month",
                    $"Tháng {month.ToVietnamese()} chưa có hoặc không còn chế độ '{programme}' tại địa bàn này.", "programme")
                : new Refusal("programme.unknown", $"Không có chế độ nào tên '{programme}'.", "programme");
        }

        var own = asked.Law.Explain(table, row);
        var (rivals, rule) = Rivals(result, asked, table, row, own);
        var status = (Truth)asked.Status[row];
        var unit = slice.UnitOf[row] is >= 0 and var u ? slice.Units[u] : null;
        return new PersonExplanation(
            personId, month, reading.Known, programme, asked.Law.Programme.Label, asked.Law.Version.Id, status,
            status == Truth.Yes ? new Dong(asked.Amount[row]) : null, unit, own, rivals, rule ?? own.Root, result.RulebookHash)
        {
            AtMost = asked.AtMostOf(row),
        };
    }

    /// <summary>
    /// The rule that took the money if one did, else the first that had something to compare; what is drawn together is said last.
    /// </summary>
    private static (IReadOnlyList<Rival> Rivals,
        ExplainNode? Rule) Rivals(MonthResult result, ProgrammeResult asked, FactTable table, int row, Explanation own)
    {
        var lost = asked.OutrankedBy.TryGetValue(row, out var by);
        if (own.Status != Truth.Yes && !lost)
        {
            return ([], null);
        }

        var positions = lost ? [by] : Enumerable.Range(0, result.Law.Interactions.Count);
        foreach (var (interaction, citation) in positions.Select(i => result.Law.Interactions[i])
            .OrderBy(i => i.Interaction.Rule == InteractionRule.Adds))
        {
            if (interaction.Sides.FirstOrDefault(s => s.Contains(asked.Name)) is not { } mySide)
            {
                continue;
            }

            var others = interaction.Sides.Where(s => s != mySide).SelectMany(s => s).Select(result.FindOrNull).OfType<ProgrammeResult>()
                .Select(p => (Programme: p, Own: p.Law.Explain(table, row)))
                .Where(p => p.Own.Status == Truth.Yes)
                .ToList();
            if (others.Count == 0)
            {
                continue;
            }

            var rivals =
                others.Select(
                    o => new Rival(o.Programme.Name, o.Programme.Law.Programme.Label, o.Own.Amount ?? Dong.Zero,
                        o.Programme.Status[row] == ProgrammeResult.Yes)).ToList();
            var compared = others.Select(o => Compared(o.Programme, o.Own)).Prepend(Compared(asked, own));
            return (rivals,
                new ExplainNode(lost ? Truth.No : (Truth)asked.Status[row], interaction.Say, citation, null, null,
                    interaction.Doubtful, [.. compared]));
        }

        return ([], null);
    }

    private static ExplainNode Compared(ProgrammeResult programme, Explanation own)
    {
        var label = programme.Law.Programme.Label;
        var amount = own.Amount ?? Dong.Zero;
        return own.Root with { Text = new LocalText($"{label.Vi}: {amount}", $"{label.In("en")}: {amount}"), Children = [own.Root] };
    }
}

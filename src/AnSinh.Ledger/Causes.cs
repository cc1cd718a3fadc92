using AnSinh.Basics;
using AnSinh.Casework;
using AnSinh.Determinations;
using AnSinh.Register;
using AnSinh.Rulebook;
using AnSinh.Rulebook.Explaining;

namespace AnSinh.Ledger;

/// <summary>
/// Finds why a line differs from what was posted. First the law: the same facts under the law as it was visible at the last run; the
/// part of the difference that this explains is laid to the changed parameter or version. What remains is laid to the facts, the
/// homes, the household and the decisions recorded since, as far as the programme reads them.
/// </summary>
internal sealed class Causes(Determiner determiner, Decisions decisions, Reading reading)
{
    private static readonly Dictionary<string, string> Roles = new(StringComparer.Ordinal)
    {
        ["head"] = "chủ hộ",
        ["spouse"] = "vợ, chồng",
        ["child"] = "con",
        ["parent"] = "cha, mẹ",
        ["grandchild"] = "cháu",
        ["other"] = "khác",
    };

    private readonly Dictionary<AsKnown, (RegisterChanges Register, ILookup<(long, string), Decision> Decisions)> _since = [];

    /// <summary>Puts the causes into the lines of a month.</summary>
    public void Explain(Difference difference)
    {
        var law = LawChange.Between(reading.LawOf(difference.Month, difference.Before.Known), difference.Now.Law);
        var byRecords = difference.Lines.Where(l => ByLaw(difference, l) != l.Amount).Select(l => l.PersonId).Distinct().ToList();
        if (byRecords.Count > 0)
        {
            var register = Since(difference.Before.Known).Register;
            register.Read(FactSubject.Person, byRecords);
            register.Read(FactSubject.Household, byRecords.Select(p => Household(difference.Now, p).Household).OfType<long>());
        }

        foreach (var line in difference.Lines)
        {
            line.Causes = Explain(difference, law, line);
        }
    }

    private List<Cause> Explain(Difference difference, IReadOnlyList<LawChange> law, Line line)
    {
        var causes = new List<Cause>();
        var byLaw = ByLaw(difference, line);
        if (byLaw != 0)
        {
            var (before, now) = Amounts(difference, line);
            var changes = LawChange.Behind(law, line.Programme, before, now);
            causes.AddRange(changes.Select(c => c.ToCause(determiner.Policy, changes.Count == 1 ? byLaw : null)));
        }

        if (byLaw != line.Amount)
        {
            causes.AddRange(ByRecords(difference, line));
        }

        causes.AddRange(byLaw == line.Amount ? [] : ByMerges(difference, line));
        if (causes.Count == 0)
        {
            causes.Add(difference.Before.RulebookHash != determiner.Policy.Hash
                ? new Cause("rulebook", "Bộ quy tắc được sửa kể từ kỳ chi trả trước", null, Short(difference.Before.RulebookHash), Short(determiner.Policy.Hash))
                : new Cause("other", "Không tìm thấy dữ kiện nào thay đổi kể từ kỳ chi trả trước"));
        }

        return causes;
    }

    // What two files had each is one person's now, or again two people's.
    private IEnumerable<Cause> ByMerges(Difference difference, Line line)
    {
        var (before, now) = (difference.Before.Known, reading.Known);
        foreach (var merge in MergeMap.Changed(determiner.Register.Database, before, now).Where(m => m.PersonId == line.PersonId || m.IntoId == line.PersonId))
        {
            var (isNew, undone) = (merge.RecordedAt > before.Instant, merge.SupersededAt <= now.Instant);
            if (isNew != undone)
            {
                yield return new Cause(
                    "merge", $"{(isNew ? "Gộp" : "Bỏ gộp")} hồ sơ số {merge.PersonId} vào hồ sơ số {merge.IntoId}",
                    Recorded: AsKnown.DayOf(isNew ? merge.RecordedAt : merge.SupersededAt!.Value), PersonId: merge.PersonId == line.PersonId ? null : merge.PersonId);
            }
        }
    }

    /// <summary>The part of a line that the law alone makes.</summary>
    private static long ByLaw(Difference difference, Line line)
    {
        var (before, now) = Amounts(difference, line);
        return checked(now - before);
    }

    /// <summary>What the facts of now give under the law seen at the last run and under that of now; the same where either is unknown.</summary>
    private static (long Before, long Now) Amounts(Difference difference, Line line)
    {
        if (difference.UnderOldLaw is not { } old || difference.Now.Snapshot.RowOf(line.PersonId) is not (>= 0 and var row))
        {
            return (0, 0);
        }

        var (before, now) = (old.FindOrNull(line.Programme), difference.Now.FindOrNull(line.Programme));
        return (before?.IsUnknown(row) ?? false) || (now?.IsUnknown(row) ?? false) ? (0, 0) : (before?.Amount[row] ?? 0, now?.Amount[row] ?? 0);
    }

    private IEnumerable<Cause> ByRecords(Difference difference, Line line)
    {
        var (register, decided) = Since(difference.Before.Known);
        var programmes = Connected(difference.Now, line.Programme);
        var read = programmes.Select(difference.Now.FindOrNull).OfType<ProgrammeResult>().SelectMany(p => p.Law.FactsUsed).Select(FactName.Bare)
            .Append("resident").Append("household").ToHashSet(StringComparer.Ordinal);

        // A closed programme reads nothing now; what was read when it was open is what any of them reads.
        var kinds = difference.Now.FindOrNull(line.Programme) is null ? null : read;
        var own = Relevant(register.Of(FactSubject.Person, line.PersonId), kinds, difference, null);
        var (household, members) = Household(difference.Now, line.PersonId);
        var causes = own
            .Concat(household is { } h ? Relevant(register.Of(FactSubject.Household, h), kinds, difference, null) : [])
            .Concat(programmes.SelectMany(p => Latest(decided[(line.PersonId, p)])).Select(d => ToCause(d, difference.Before.Known)))
            .Distinct()
            .ToList();
        if (causes.Exists(c => c.Kind != "household"))
        {
            // Who moves or dies leaves the household too: that is no reason of its own.
            causes.RemoveAll(c => c.Kind == "household");
        }

        // Only where nothing about the person changed are the other members' facts the reason (a child of a single parent, say).
        return causes.Count > 0
            ? causes
            : members.SelectMany(m => Relevant(register.Of(FactSubject.Person, m), kinds, difference, m));
    }

    private IEnumerable<Cause> Relevant(IReadOnlyList<RegisterChange> changes, HashSet<string>? kinds, Difference difference, long? member)
    {
        // What was told and taken back between the two runs was believed by neither.
        var believed = changes.Where(c => !(c.IsNew(difference.Before.Known) && c.SupersededAt <= reading.Known.Instant));
        foreach (var group in believed.Where(c => kinds is null || kinds.Contains(c.Kind)).GroupBy(c => (c.Table, c.Kind)))
        {
            var touching = group.Where(c => c.Touches(difference.Month)).ToLookup(c => c.IsNew(difference.Before.Known), c => c.Value);
            var (told, gone) = (touching[true].ToHashSet(StringComparer.Ordinal), touching[false].ToHashSet(StringComparer.Ordinal));

            // Told anew with the same value for this month (a home left only later): no news about it.
            if (told.SetEquals(gone))
            {
                continue;
            }

            var fresh = group.Where(c => c.IsNew(difference.Before.Known)).ToList();
            var before = group.LastOrDefault(c => c.SupersededAt is not null && c.Touches(difference.Month));
            var shown = fresh.Where(c => c.Touches(difference.Month)).ToList() is { Count: > 0 } about ? about : fresh.Count > 0 ? fresh : [.. group];

            // A row cut short says for its remaining days what it said before: the news is in the others.
            shown = shown.Where(c => c.Value != before?.Value).ToList() is { Count: > 0 } news ? news : shown;
            foreach (var change in shown)
            {
                yield return ToCause(change, ReferenceEquals(before, change) ? null : before, change.IsNew(difference.Before.Known), member);
            }
        }
    }

    private Cause ToCause(RegisterChange change, RegisterChange? before, bool isNew, long? member)
    {
        var kind = determiner.Policy.Facts.FindOrNull(change.Kind);
        var label = change.Table switch { "residence" => "Nơi cư trú", "household" => "Thành viên hộ", _ => kind?.Label.Vi ?? change.Kind };
        var (was, value) = (before is null ? null : Say(change.Table, kind, before.Value), Say(change.Table, kind, change.Value));
        if (kind is { Sensitive: true })
        {
            // A line is read by many and kept for ever: neither the kind nor the paper of a protected fact is written there.
            return new Cause(change.Table, ProtectedGrounds.Fact.Vi, Recorded: AsKnown.DayOf(isNew ? change.RecordedAt : change.SupersededAt!.Value), PersonId: member);
        }

        if (!isNew)
        {
            (was, value) = (value, null);
        }
        else if (was == value)
        {
            // The same as before, but for other days: the days are the news.
            was = null;
        }

        return new Cause(
            change.Table, label, change.Kind, was, value, change.From, change.To,
            AsKnown.DayOf(isNew ? change.RecordedAt : change.SupersededAt!.Value), change.Source, member);
    }

    private string Say(string table, FactKind? kind, string value) => kind switch
    {
        _ when table == "residence" => determiner.Register.Units.FindOrNull(value)?.FullName ?? value,
        _ when table == "household" => Roles.GetValueOrDefault(value, value),
        _ when value == FactKind.UnknownText => "chưa rõ",
        { Type: FactType.Bool } => value == "yes" ? "có" : value == "no" ? "không" : value,
        { Type: FactType.Date } when DateOnly.TryParseExact(value, "yyyy-MM-dd", out var day) => Vietnamese.Date(day),
        { } when kind.CodeLabels.TryGetValue(value, out var label) => label.Vi,
        _ => value,
    };

    /// <summary>Of a decision that was replaced, the row that replaced it.</summary>
    private static IEnumerable<Decision> Latest(IEnumerable<Decision> changed) => changed.GroupBy(d => d.DecisionId).Select(g => g.MaxBy(d => d.RecordedAt)!);

    private static Cause ToCause(Decision decision, AsKnown before)
    {
        var isNew = decision.RecordedAt > before.Instant;
        var what = decision.End is { } end && isNew
            ? $"Quyết định {decision.Number} thôi hưởng sau tháng {end.ToVietnamese()} ({decision.EndReason})"
            : $"Quyết định {decision.Number} ký ngày {Vietnamese.Date(decision.SignedOn)}";
        return new Cause(
            "decision", isNew ? what : what + " bị thay thế", decision.Programme, null, decision.Number, decision.SignedOn, null,
            AsKnown.DayOf(isNew ? decision.RecordedAt : decision.SupersededAt!.Value), decision.Source);
    }

    private static string[] Connected(MonthResult result, string programme) =>
        [.. result.Law.Interactions.SelectMany(i => i.Interaction.Sides.SelectMany(s => s).ToList() is var all && all.Contains(programme) ? all : []).Prepend(programme).Distinct()];

    private static (long? Household, IReadOnlyList<long> Members) Household(MonthResult result, long personId)
    {
        var snapshot = result.Snapshot;
        if (snapshot.RowOf(personId) is not (>= 0 and var row))
        {
            return (null, []);
        }

        if (snapshot.HouseholdOf[row] is not (>= 0 and var household))
        {
            // Whoever left the household during the month still has its facts and its members as possible reasons.
            return (null, Sharing(snapshot, row));
        }

        var members = snapshot.HouseholdMembers[snapshot.HouseholdStart[household]..snapshot.HouseholdStart[household + 1]];
        return (snapshot.HouseholdIds[household], [.. members.Where(m => m != row).Select(m => snapshot.PersonIds[m])]);
    }

    /// <summary>Who else was in the household on some day of the month.</summary>
    private static long[] Sharing(Snapshot snapshot, int row)
    {
        if (snapshot.States is not { } states || states.Find(row) is not (>= 0 and var at))
        {
            return [];
        }

        var persons = states.PersonOfStretch();
        return [.. states.HouseholdOf[states.Start[at]..states.Start[at + 1]].Where(h => h >= 0)
            .SelectMany(h => states.HouseholdMembers[states.HouseholdStart[h]..states.HouseholdStart[h + 1]])
            .Select(s => persons[s]).Where(p => p != row).Distinct().Select(p => snapshot.PersonIds[p])];
    }

    private (RegisterChanges Register, ILookup<(long, string), Decision> Decisions) Since(AsKnown before)
    {
        if (!_since.TryGetValue(before, out var changes))
        {
            changes = (
                new RegisterChanges(determiner.Register.Database, before, reading.Known),
                decisions.Changed(before, reading.Known).ToLookup(d => (d.PersonId, d.Programme)));
            _since[before] = changes;
        }

        return changes;
    }

    private static string Short(string hash) => hash.Length > 12 ? hash[..12] : hash;
}

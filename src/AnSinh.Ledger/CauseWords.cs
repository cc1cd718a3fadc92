using AnSinh.Basics;
using AnSinh.Casework;
using AnSinh.Determinations;
using AnSinh.Register.Writing;
using AnSinh.Rulebook.Explaining;

namespace AnSinh.Ledger;

/// <summary>Says what changed in the register or in the decisions, as a cause of a line.</summary>
internal sealed class CauseWords(Determiner determiner, AsKnown now)
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

    /// <summary>
    /// What was recorded or withdrawn of one kind about one subject since the last run, as far as it says something about the month.
    /// </summary>
    public IEnumerable<Cause> Of(IReadOnlyList<RegisterChange> changes, Month month, AsKnown since, long? member)
    {
        // What was told and taken back between the two runs was believed by neither.
        var believed = changes.Where(c => !(c.IsNew(since) && c.SupersededAt <= now.Instant)).ToList();
        var fresh = believed.Where(c => c.IsNew(since)).ToList();
        var before = believed.LastOrDefault(c => c.SupersededAt <= now.Instant && c.Touches(month));
        var shown = fresh.Where(c => c.Touches(month)).ToList() is { Count: > 0 } about ? about : fresh.Count > 0 ? fresh : believed;

        // A row cut short says for its remaining days what it said before: the news is in the others.
        shown = shown.Where(c => c.Value != before?.Value).ToList() is { Count: > 0 } news ? news : shown;
        return shown.Select(change => ToCause(change, ReferenceEquals(before, change) ? null : before, change.IsNew(since), member));
    }

    private Cause ToCause(RegisterChange change, RegisterChange? before, bool isNew, long? member)
    {
        var kind = determiner.Policy.Facts.FindOrNull(change.Kind);
        var label = change.Table switch { "residence" => "Nơi cư trú", "household" => "Thành viên hộ", _ => kind?.Label.Vi ?? change.Kind };
        var (was, value) = (before is null ? null : Say(change.Table, kind, before.Value), Say(change.Table, kind, change.Value));
        if (kind is { Sensitive: true })
        {
            // A line is read by many and kept for ever: neither the kind nor the paper of a protected fact is written there.
            return new Cause(change.Table, ProtectedGrounds.Fact.Vi,
                Recorded: AsKnown.DayOf(isNew ? change.RecordedAt : change.SupersededAt!.Value), PersonId: member);
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

    /// <summary>A decision recorded or replaced since the last run.</summary>
    public static Cause Of(Decision decision, AsKnown since)
    {
        var isNew = decision.RecordedAt > since.Instant;
        var what = decision.End is { } end && isNew
            ? $"Quyết định {decision.Number} thôi hưởng sau tháng {end.ToVietnamese()} ({decision.EndReason})"
            : $"Quyết định {decision.Number} ký ngày {Vietnamese.Date(decision.SignedOn)}";
        return new Cause(
            "decision", isNew ? what : what + " bị thay thế", decision.Programme, null, decision.Number, decision.SignedOn, null,
            AsKnown.DayOf(isNew ? decision.RecordedAt : decision.SupersededAt!.Value), decision.Source);
    }

    /// <summary>What two files had each is one person's now, or again two people's.</summary>
    public static Cause Of(PersonMerge merge, long person, AsKnown since)
    {
        var isNew = merge.RecordedAt > since.Instant;
        return new Cause(
            "merge", $"{(isNew ? "Gộp" : "Bỏ gộp")} hồ sơ số {merge.PersonId} vào hồ sơ số {merge.IntoId}",
            Recorded: AsKnown.DayOf(isNew ? merge.RecordedAt : merge.SupersededAt!.Value),
            PersonId: merge.PersonId == person ? null : merge.PersonId);
    }
}

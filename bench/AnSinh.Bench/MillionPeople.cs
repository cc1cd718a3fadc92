using AnSinh.Basics;
using AnSinh.Rulebook;

namespace AnSinh.Bench;

/// <summary>
/// A million invented people in columns, with shares like those of the demo district: what the kernel and the hand-written
/// loop both read. Deterministic.
/// </summary>
internal static class MillionPeople
{
    /// <param name="facts">The facts there are.</param>
    /// <param name="people">How many people.</param>
    /// <param name="used">The facts that get a column, besides those the register itself holds: a column of everything would be
    /// gigabytes.</param>
    public static FactTable Make(FactVocabulary facts, int people, IReadOnlySet<string> used)
    {
        var chance = new Chance(20200909);
        var columns = facts.All.Where(f => f.Intrinsic || used.Contains(f.Name))
            .ToDictionary(f => f.Name, f => Filled(people, f.Intrinsic ? 0 : f.Absent), StringComparer.Ordinal);
        var householdOf = new int[people];
        var starts = new List<int> { 0 };
        for (var row = 0; row < people;)
        {
            var size = Math.Min(1 + chance.Below(7), people - row);
            var poverty = chance.Below(1000) switch { < 13 => "poor", < 33 => "near_poor", _ => "none" };
            for (var member = 0; member < size; member++, row++)
            {
                householdOf[row] = starts.Count - 1;
                Person(row, poverty);
            }

            starts.Add(row);
        }

        return new FactTable(people, columns, householdOf, [.. starts], [.. Enumerable.Range(0, people)]);

        void Person(int row, string poverty)
        {
            var age = chance.Below(100) is var band && band < 26 ? chance.Below(16)
                : band < 86 ? 16 + chance.Below(44) : 60 + chance.Below(38);
            Set("id", row, row + 1);
            Set("birth_date", row, new DateOnly(2022 - age, 1 + chance.Below(12), 1 + chance.Below(28)).DayNumber);
            Set("sex", row, chance.Below(2));
            Set("resident", row, chance.Below(100) < 98 ? 1 : 0);
            Code("poverty", row, poverty);
            Code("disability", row, chance.Below(1000) switch { < 3 => "extremely_severe", < 12 => "severe", < 30 => "mild", _ => "none" });
            Code("pension", row, age >= 55 && chance.Below(100) < 20 ? "retirement" : "none");
            Code("merit", row, chance.Below(1000) < 11 ? "war_invalid" : "none");
            Code("marital_status", row, age < 20 ? "never_married" : chance.Below(10) < 8 ? "married" : "widowed");
            Code("education", row,
                age is >= 6 and < 18 ? "general" : age is >= 18 and < 22 && chance.Below(2) == 0 ? "university" : "none");
            Code("child_without_support", row, age < 16 && chance.Below(1000) < 2 ? "both_dead" : "none");
            if (age >= 60 && chance.Below(100) < 3)
            {
                Set("no_supporter", row, 1);
            }

            if (chance.Below(100_000) < 20)
            {
                Set("hiv", row, 1);
            }

            if (age < 16 && chance.Below(100) < 4 && row > 0)
            {
                Set("raised_by", row, row);
            }
        }

        void Set(string fact, int row, long value)
        {
            if (columns.TryGetValue(fact, out var column))
            {
                column[row] = value;
            }
        }

        void Code(string fact, int row, string code) =>
            Set(fact, row, facts[fact].Encode(code) ?? throw new InvalidOperationException($"{fact}: {code}"));
    }

    private static long[] Filled(int people, long value)
    {
        var column = new long[people];
        Array.Fill(column, value);
        return column;
    }

    /// <summary>SplitMix64: the same numbers on every machine and version.</summary>
    private sealed class Chance(ulong seed)
    {
        private ulong _state = seed;

        public int Below(int limit)
        {
            unchecked
            {
                _state += 0x9E3779B97F4A7C15;
                var z = _state;
                z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
                z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
                z ^= z >> 31;
                return (int)((z >> 33) % (ulong)limit);
            }
        }
    }
}

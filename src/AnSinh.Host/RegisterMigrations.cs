using AnSinh.Casework;
using AnSinh.Casework.Cases;
using AnSinh.Casework.LawChanges;
using AnSinh.Casework.Poverty;
using AnSinh.Determinations;
using AnSinh.Intake.Comparing;
using AnSinh.Intake.Lists;
using AnSinh.Ledger;
using AnSinh.Register;
using AnSinh.Scoreboard.Figures;
using AnSinh.Store;
using AnSinh.Store.Documents;
using AnSinh.Store.Jobs;
using AnSinh.Store.Messages;

namespace AnSinh.Host;

/// <summary>Every migration this program knows, of all modules: what a backup may hold, and what restoring one makes.</summary>
internal static class RegisterMigrations
{
    /// <summary>All of them; a test holds the list against the modules.</summary>
    public static IReadOnlyList<Migration> All { get; } =
    [
        .. new[]
        {
            RegisterDb.Migrations, DeterminationStore.Migrations, Decisions.Migrations, LawChangeStore.Migrations, PovertyRounds.Migrations,
            LedgerSchema.Migrations, ScoreEngine.Migrations, AccessSchema.Migrations, SentLists.Migrations,
            CaseBooks.Migrations, JobTable.Migrations, DocumentTable.Migrations, MessageTable.Migrations, ListComparisons.Migrations,
        }
        .SelectMany(m => m).DistinctBy(m => m.Id),
    ];
}

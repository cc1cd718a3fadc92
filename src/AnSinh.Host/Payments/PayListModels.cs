using AnSinh.Basics;
using AnSinh.Ledger;

namespace AnSinh.Host.Payments;

/// <summary>The list by which a run is handed out (<i lang="vi">danh sách chi trả, ký nhận</i>).</summary>
/// <param name="Draft">The draft the run was posted from.</param>
/// <param name="Run">The run.</param>
/// <param name="Communes">What is handed out by commune, within the viewer's scope.</param>
/// <param name="Unit">Key of the commune whose list is shown, or null.</param>
/// <param name="UnitName">Its name.</param>
/// <param name="Hamlets">The list of that commune, by hamlet.</param>
public sealed record PayListModel(RunDraft Draft, LedgerRun Run, IReadOnlyList<PayListCommune> Communes, string? Unit, string? UnitName,
    IReadOnlyList<PayListOfHamlet> Hamlets);

/// <summary>What is handed out in a commune.</summary>
/// <param name="Key">Key of the commune; empty of those who live in none.</param>
/// <param name="Name">Its name.</param>
/// <param name="Persons">To how many.</param>
/// <param name="Amount">How much, đồng.</param>
public sealed record PayListCommune(string Key, string Name, int Persons, long Amount);

/// <summary>What is handed out in a hamlet.</summary>
/// <param name="Hamlet">The hamlet; empty if it is not known.</param>
/// <param name="Rows">To whom.</param>
public sealed record PayListOfHamlet(string Hamlet, IReadOnlyList<PayListRow> Rows);

/// <summary>Somebody who signs for what they are handed.</summary>
/// <param name="No">Number in the list of the commune, from 1.</param>
/// <param name="PersonId">Whose; 0 if the viewer may not see them today.</param>
/// <param name="Name">Name.</param>
/// <param name="Birth">Birth date as known.</param>
/// <param name="What">Programmes, and months if other than the run's.</param>
/// <param name="Amount">How much, đồng.</param>
public sealed record PayListRow(int No, long PersonId, string Name, BirthDate? Birth, string What, long Amount);

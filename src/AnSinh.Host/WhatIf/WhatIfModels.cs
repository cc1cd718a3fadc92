using AnSinh.Basics;
using AnSinh.Determinations.Simulating;
using AnSinh.Host.People;

namespace AnSinh.Host.WhatIf;

/// <summary>A parameter that can be tried, as a tab.</summary>
/// <param name="Name">Name in policy/.</param>
/// <param name="Label">Name for people.</param>
/// <param name="Value">The value in force as people write it.</param>
/// <param name="IsOpen">True for the one on the slider.</param>
public sealed record TriableParameter(string Name, string Label, string Value, bool IsOpen);

/// <summary>The form with which a value is tried.</summary>
/// <param name="Programme">The programme in policy/.</param>
/// <param name="Parameters">What it can be tried with.</param>
/// <param name="Slider">The slider of the open parameter; null if the programme reads none with a value.</param>
/// <param name="Unit">Commune chosen, by key.</param>
public sealed record WhatIfForm(string Programme, IReadOnlyList<TriableParameter> Parameters, SliderRange? Slider, string? Unit);

/// <summary>What the tried value does.</summary>
/// <param name="Slider">What was tried.</param>
/// <param name="Entitled">By law and facts, this programme.</param>
/// <param name="Payable">Of this what is decided; null unless month runs pay it.</param>
/// <param name="Others">Programmes tied to it by rules, whose effect is not nothing.</param>
/// <param name="Total">This and the others together, each person once.</param>
/// <param name="Communes">By commune.</param>
/// <param name="Households">True if households are counted.</param>
/// <param name="Milliseconds">How long the computing took.</param>
public sealed record WhatIfOutcome(
    SliderRange Slider, Effect Entitled, Effect? Payable, IReadOnlyList<(string Name, Effect Effect)> Others, Effect Total,
    IReadOnlyList<CommuneShift> Communes, bool Households, long Milliseconds);

/// <summary>The shift in one commune.</summary>
/// <param name="Key">Key of the commune.</param>
/// <param name="Name">Its name.</param>
/// <param name="Effect">The effect there.</param>
public sealed record CommuneShift(string Key, string Name, Effect Effect);

/// <summary>The page of a trial: form, outcome, and the people behind one of its figures.</summary>
/// <param name="ProgrammeName">Name of the programme.</param>
/// <param name="Form">The form.</param>
/// <param name="Outcome">What comes of it; null before a value is tried.</param>
/// <param name="Kind">Which people are listed.</param>
/// <param name="Entries">They, one page of them.</param>
/// <param name="Total">How many they are.</param>
/// <param name="Page">Page shown.</param>
/// <param name="Size">Rows on a page.</param>
/// <param name="UnitName">Name of the commune chosen.</param>
public sealed record WhatIfModel(
    string ProgrammeName, WhatIfForm Form, WhatIfOutcome? Outcome, ChangeKind Kind, IReadOnlyList<ChangedPerson> Entries,
    long Total, int Page, int Size, string? UnitName);

/// <summary>A person whose answer changes.</summary>
/// <param name="Person">The person.</param>
/// <param name="Before">What the law as it is gives, in words.</param>
/// <param name="After">What the tried law gives, in words.</param>
/// <param name="Change">The difference in đồng.</param>
public sealed record ChangedPerson(PersonLine Person, string Before, string After, long Change);

/// <summary>The fragment that replaces the outcome while the slider is turned.</summary>
/// <param name="Outcome">What comes of it.</param>
/// <param name="Form">The form, to bring its other control in line.</param>
/// <param name="Turned">Which control was turned: the other one is sent along.</param>
public sealed record WhatIfFragmentModel(WhatIfOutcome Outcome, WhatIfForm Form, string? Turned);

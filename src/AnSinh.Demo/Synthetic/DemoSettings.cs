using AnSinh.Basics;
using AnSinh.Register;

namespace AnSinh.Demo.Synthetic;

/// <summary>What demo is wanted (<i lang="vi">dữ liệu mẫu</i>).</summary>
/// <param name="Seed">The same seed gives the same bytes.</param>
/// <param name="Scale">How many districts, at least 1; from the second on with unit codes of their own.</param>
/// <param name="Jurisdiction">Under whose law the register is kept; the people are the same.</param>
public sealed record DemoSettings(long Seed, int Scale, Jurisdiction Jurisdiction)
{
    /// <summary>
    /// Only these communes, by code; null for all. Ages and rates are then scaled to their people: for fast tests and small samples.
    /// </summary>
    public IReadOnlyCollection<string>? Communes { get; init; }

    /// <summary>
    /// Under what the register is kept: further districts lie beside the first, so a district's register would not hold them and the
    /// province's is kept instead.
    /// </summary>
    public Jurisdiction KeptUnder =>
        Scale > 1 && Jurisdiction.Code.Split('-') is [var country, var province, _] ? new Jurisdiction($"{country}-{province}")
        : Jurisdiction;

    /// <summary>Checks the settings; a scale below 1 is refused.</summary>
    public void Check() => ArgumentOutOfRangeException.ThrowIfLessThan(Scale, 1, nameof(Scale));
}

/// <summary>How far the making of a demo is.</summary>
/// <param name="Stage">What is being made, for people.</param>
/// <param name="Done">Part done, 0 to 1.</param>
public readonly record struct DemoProgress(LocalText Stage, double Done);

/// <summary>Where the demo puts its rows (<i lang="vi">dữ liệu mẫu</i>); within a district the rows of one table come together.</summary>
public interface IRegisterSink
{
    /// <summary>Takes a statement of who a person is.</summary>
    void Add(PersonRow row);

    /// <summary>Takes a household.</summary>
    void Add(HouseholdRow row);

    /// <summary>Takes a membership of a household.</summary>
    void Add(MembershipRow row);

    /// <summary>Takes a residence.</summary>
    void Add(ResidenceRow row);

    /// <summary>Takes a dated fact.</summary>
    void Add(FactRow row);
}

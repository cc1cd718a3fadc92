using System.Collections.Concurrent;
using AnSinh.Basics;
using AnSinh.Basics.Forms;
using AnSinh.Store;
using AnSinh.Store.Acts;

namespace AnSinh.Host.Web.WorkLists;

/// <summary>Something done to several rows at once (<i lang="vi">làm cho nhiều dòng</i>).</summary>
/// <param name="Kind">Kind of the act.</param>
/// <param name="Form">What is asked once for all of them; its id names the deed.</param>
/// <param name="Do">
/// Does it to the rows of these keys, under the act; the answer is where that led, if anywhere. With <see cref="EachAlone"/> it gets one
/// row at a time and an act of its own, whose answer it tells.
/// </param>
public sealed record BulkDeed(string Kind, FormDefinition Form, Func<IReadOnlyList<string>, FormValues, Act, Outcome<string>> Do)
{
    /// <summary>Most rows at once.</summary>
    public const int RowsLimit = 200;

    /// <summary>What it needs.</summary>
    public required Permission Needs { get; init; }

    /// <summary>Name of the deed.</summary>
    public string Id => Form.Id;

    /// <summary>
    /// True if each row is an act of its own: those refused are told with the reason, the others are done. Else it is one act, all or
    /// nothing.
    /// </summary>
    public bool EachAlone { get; init; }

    /// <summary>Does it once, however often it is asked for; <paramref name="act"/> keeps the answer.</summary>
    public Outcome<BulkResult> Run(Database database, IReadOnlyList<BulkRow> rows, FormValues told, Act act)
    {
        if (!EachAlone)
        {
            var whole = Do([.. rows.Select(r => r.Key)], told, act);
            return whole.Ok ? new BulkResult([.. rows.Select(r => (r, whole.Value))], []) : Outcome<BulkResult>.Refused(whole.Refusals);
        }

        var (done, refused) = (new List<(BulkRow, string)>(), new List<(BulkRow, string)>());
        foreach (var row in rows)
        {
            var own = new Act(act.Actor, act.Kind)
            {
                RequestKey = $"{act.RequestKey}-{row.Key}", Source = act.Source, Purpose = act.Purpose,
            };
            var outcome = Do([row.Key], told, own);
            if (outcome.Ok || own.IsRepeat)
            {
                done.Add((row, own.Answer ?? outcome.Value));
            }
            else
            {
                refused.Add((row, string.Join(" ", outcome.Refusals.Select(r => r.Message))));
            }
        }

        var result = new BulkResult(done, refused);
        return database.Attempt(act, () => result);
    }
}

/// <summary>A row something is done to.</summary>
/// <param name="Key">What it is chosen by.</param>
/// <param name="Name">What the list calls it.</param>
public sealed record BulkRow(string Key, string Name);

/// <summary>What came of a deed done to several rows.</summary>
/// <param name="Done">Rows it was done to, each with where it led.</param>
/// <param name="Refused">The others, each with why not.</param>
public sealed record BulkResult(IReadOnlyList<(BulkRow Row, string Href)> Done, IReadOnlyList<(BulkRow Row, string Why)> Refused);

/// <summary>
/// What came of deeds done to several rows, told to their owner on the page of the list, in the memory of this server: what was written is
/// in the register and in its audit log.
/// </summary>
public sealed class BulkResults
{
    /// <summary>Name of a result in an address.</summary>
    public const string Key = "ket-qua";

    private const int Capacity = 200;
    private readonly ConcurrentDictionary<string, (string Login, BulkResult Result)> _kept = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _order = new();

    /// <summary>Keeps what came of the deed of a request key.</summary>
    public void Keep(string login, string key, BulkResult result)
    {
        _kept[key] = (login, result);
        _order.Enqueue(key);
        if (_order.Count > Capacity && _order.TryDequeue(out var oldest))
        {
            _kept.TryRemove(oldest, out _);
        }
    }

    /// <summary>What came of it, for its owner; null if it is not known any more.</summary>
    public BulkResult? FindOrNull(string login, string? key) =>
        key is { Length: > 0 } && _kept.TryGetValue(key, out var kept) && kept.Login == login ? kept.Result : null;
}

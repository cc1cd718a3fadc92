using AnSinh.Basics;
using AnSinh.Host.Web.Limits;
using AnSinh.Host.Web.Problems;
using AnSinh.Host.Web.Requests;
using Microsoft.AspNetCore.Mvc;

namespace AnSinh.Host.Web.WorkLists;

/// <summary>What is to be done to several rows, before it is done.</summary>
/// <param name="List">The list they are of.</param>
/// <param name="Deed">What is to be done.</param>
/// <param name="Rows">The rows.</param>
/// <param name="Filter">Word of the filter they were chosen in.</param>
/// <param name="Back">Address of the list.</param>
/// <param name="Key">Key of the form.</param>
public sealed record BulkModel(IWorkList List, BulkDeed Deed, IReadOnlyList<WorkRow> Rows, string Filter, string Back, string Key);

/// <summary>Rows of a work list are chosen, what will be done is shown, then done: once, and told on the page of the list.</summary>
internal static class BulkPages
{
    /// <summary>Names in the address: rows chosen, all of them, what to do, and the filter they were chosen in.</summary>
    public const string ChosenKey = "chon", AllKey = "tat-ca", DeedKey = "viec", FilterKey = "loc";

    private const string Root = "/viec-chon";

    public static void MapBulkPages(this IEndpointRouteBuilder pages)
    {
        var own = pages.ForEverybody();
        own.MapGet(Root + "/{list}", Confirm).Reads(FilterKey, DeedKey, ChosenKey, AllKey, Places.Key).ShowsForms();
        own.MapPost(Root + "/{list}", Do);
    }

    /// <summary>Where rows of a list are sent to have something done to them.</summary>
    public static string Address(IWorkList list) => $"{Root}/{Uri.EscapeDataString(list.Id)}";

    private static IResult Confirm(Office office, IWorkLists lists, Visit visit, FormDrafts drafts, string list)
    {
        var tried = drafts.FindOrNull(visit);
        string[] Typed(string name) => tried?.Told.GetValueOrDefault(name)?.Split(',') ?? [];
        string? Named(string name) => visit.Query.TryGetValue(name, out var value) ? value.ToString() : Typed(name).FirstOrDefault();
        string[] keys = [.. visit.Query[ChosenKey].OfType<string>()];
        var asked = Find(
            office, lists, visit,
            new(list, Named(FilterKey), Named(DeedKey), keys.Length > 0 ? keys : Typed(ChosenKey), visit.Query[AllKey] == "true"));
        return asked.Refusal ?? View.Of<BulkConfirmView, BulkModel>(asked.Model!);
    }

    private static IResult Do(Office office, IWorkLists lists, BulkResults results, [AsParameters] SentForm sent, string list)
    {
        var (form, visit) = (sent.Form, sent.Visit);
        var asked = Find(
            office, lists, visit, new(list, form[FilterKey], form[DeedKey], [.. form[ChosenKey].OfType<string>()], false));
        if (asked.Refusal is not null)
        {
            return asked.Refusal;
        }

        var (model, page) = (asked.Model!, visit.Link(Address(asked.Model!.List), (Places.Key, visit.Query[Places.Key])));
        var gone = form[ChosenKey].Distinct().Count() - model.Rows.Count;
        if (gone > 0)
        {
            return sent.Again(page,
                [new Refusal("bulk.gone", $"{gone} dòng đã chọn không còn trong danh sách: xem lại những dòng còn lại.", ChosenKey)]);
        }

        var mark = model.Back.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        IReadOnlyList<BulkRow> rows = [.. model.Rows.Select(r => new BulkRow(r.Key, Name(model.List, r, visit)))];
        return sent.OnceTo(model.Deed.Kind, model.Deed.Form, page, (told, act) =>
        {
            var outcome = model.Deed.Run(office.Register.Database, rows, told, act);
            if (outcome.Ok)
            {
                results.Keep(visit.Viewer.Login, sent.Key, outcome.Value);
            }

            return outcome;
        }, _ => $"{model.Back}{mark}{BulkResults.Key}={Uri.EscapeDataString(sent.Key)}");
    }

    // Whom a deed is done to is looked up anew: a row somebody may no longer see, or that was dealt with meanwhile, is not there.
    private static (BulkModel? Model, IResult? Refusal) Find(
        Office office, IWorkLists lists, Visit visit, Choice chosen, Permission? needed = null)
    {
        if (lists.FindOrNull(visit, chosen.List, needed) is not { } list)
        {
            return (null, ProblemPages.NotFound(visit));
        }

        // The commune asked for may lie outside of where the deed is theirs.
        if (Places.Ask(office, visit, visit.Query[Places.Key]).Refusal is { } beyond)
        {
            return (null, beyond);
        }

        var answer = list.Ask(visit, chosen.Filter, 1, Visit.ExcelRowsLimit);
        if (!answer.Ok)
        {
            return (null, ProblemPages.Refused(visit, answer.Refusals));
        }

        if (answer.Value.Bulk.FirstOrDefault(d => d.Id == chosen.Deed) is not { } deed)
        {
            return (null, ProblemPages.NotFound(visit));
        }

        // Of those listed, only those to whom they may do it.
        if (needed is null && visit.Viewer.Posts.Count > 1)
        {
            return Find(office, lists, visit, chosen, deed.Needs);
        }

        var rows = chosen.All ? answer.Value.Rows : [.. answer.Value.Rows.Where(r => chosen.Keys.Contains(r.Key))];
        if (Number(rows.Count) is { } refusal)
        {
            return (null, ProblemPages.Refused(visit, refusal));
        }

        var back = visit.Link(list.Path, (list.FilterKey, answer.Value.Filter?.Word), (Places.Key, visit.Query[Places.Key]));
        return (new BulkModel(list, deed, rows, answer.Value.Filter?.Word ?? "", back, Press.NewKey()), null);
    }

    private static Refusal? Number(int rows) => rows switch
    {
        0 => new Refusal("bulk.none", "Chưa chọn dòng nào, hoặc các dòng ấy không còn trong danh sách: chọn lại.", ChosenKey),
        > BulkDeed.RowsLimit =>
            new Refusal("bulk.many", $"Mỗi lần làm với nhiều nhất {BulkDeed.RowsLimit} dòng; đang chọn {rows}.", ChosenKey),
        _ => null,
    };

    private static string Name(IWorkList list, WorkRow row, Visit visit) =>
        row.Cells[list.Columns.Select((c, i) => (c, i)).First(c => c.c.Place == ColumnPlace.Own).i].Text(visit.Language);

    /// <summary>The rows somebody chose.</summary>
    /// <param name="List">The list they are of.</param>
    /// <param name="Filter">The filter they were chosen in.</param>
    /// <param name="Deed">What is to be done to them.</param>
    /// <param name="Keys">Keys of those ticked.</param>
    /// <param name="All">True for all rows instead.</param>
    private sealed record Choice(string List, string? Filter, string? Deed, IReadOnlyCollection<string> Keys, bool All);
}

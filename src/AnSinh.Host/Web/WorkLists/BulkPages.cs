using AnSinh.Basics;
using AnSinh.Host.Exports;
using AnSinh.Host.Pages.Problems;
using AnSinh.Host.Web.Limits;
using Microsoft.AspNetCore.Mvc;

namespace AnSinh.Host.Web.WorkLists;

/// <summary>What is to be done to several rows, before it is done.</summary>
/// <param name="List">The list they are of.</param>
/// <param name="Deed">What is to be done.</param>
/// <param name="Rows">The rows.</param>
/// <param name="Filter">Word of the filter they were chosen in.</param>
/// <param name="Back">Address of the list.</param>
/// <param name="Tried">What was tried and refused.</param>
/// <param name="Key">Key of the form.</param>
public sealed record BulkModel(IWorkList List, BulkDeed Deed, IReadOnlyList<WorkRow> Rows, string Filter, string Back, FormDraft? Tried,
    string Key);

/// <summary>Rows of a work list are chosen, what will be done is shown, then done: once, and told on the page of the list.</summary>
internal static class BulkPages
{
    /// <summary>Names in the address: rows chosen, all of them, what to do, and the filter they were chosen in.</summary>
    public const string ChosenKey = "chon", AllKey = "tat-ca", DeedKey = "viec", FilterKey = "loc";

    private const string Root = "/viec-chon";

    public static void MapBulkPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(Root + "/{list}", (Office office, IWorkLists lists, Visit visit, FormDrafts drafts, string list,
            [FromQuery(Name = FilterKey)] string? filter, [FromQuery(Name = DeedKey)] string? deed,
            [FromQuery(Name = FormDrafts.Key)] string? draft) =>
        {
            var tried = drafts.FindOrNull(visit.Viewer.Login, draft);
            string[] Typed(string name) => tried?.Told.GetValueOrDefault(name)?.Split(',') ?? [];
            string[] keys = [.. visit.Query[ChosenKey].OfType<string>()];
            var asked = Find(
                office, lists, visit, list, filter ?? Typed(FilterKey).FirstOrDefault(), deed ?? Typed(DeedKey).FirstOrDefault(),
                keys.Length > 0 ? keys : Typed(ChosenKey), visit.Query[AllKey] == "true");
            return asked.Refusal ?? View.Of<BulkConfirmView, BulkModel>(asked.Model! with { Tried = tried });
        }).Reads(ChosenKey, AllKey, Places.Key);
        pages.MapPost(Root + "/{list}", Do);
    }

    /// <summary>Where rows of a list are sent to have something done to them.</summary>
    public static string Address(IWorkList list) => $"{Root}/{Uri.EscapeDataString(list.Id)}";

    private static IResult Do(Office office, IWorkLists lists, Visit visit, FormDrafts drafts, BulkResults results, string list,
        IFormCollection form)
    {
        var key = form[FormDrafts.FormKey].ToString();
        var asked = Find(office, lists, visit, list, form[FilterKey], form[DeedKey], [.. form[ChosenKey].OfType<string>()], false);
        if (asked.Refusal is not null || key.Length == 0)
        {
            return asked.Refusal ?? ProblemPages.Of(StatusCodes.Status400BadRequest, visit);
        }

        var gone = form[ChosenKey].Distinct().Count() - asked.Model!.Rows.Count;
        var (model, act) = (asked.Model!, Press.ActOf(visit, asked.Model!.Deed.Kind, key));
        IResult Again(IReadOnlyList<Refusal> refusals) =>
            drafts.KeepOrNull(visit.Viewer.Login, form, visit.Link(Address(model.List)), model.Deed.Id, refusals) is { } again
                ? TypedResults.LocalRedirect(again) : ProblemPages.Refused(visit, refusals);
        var told = model.Deed.Form.Read(model.Deed.Form.Fields.Where(f => form.ContainsKey(f.Name))
            .ToDictionary(f => f.Name, f => form[f.Name].ToString(), StringComparer.Ordinal));
        if (gone > 0 || !told.Ok)
        {
            return Again(gone == 0 ? told.Refusals
                : [new Refusal("bulk.gone", $"{gone} dòng đã chọn không còn trong danh sách: xem lại những dòng còn lại.", ChosenKey)]);
        }

        var mark = model.Back.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        IReadOnlyList<BulkRow> rows = [.. model.Rows.Select(r => new BulkRow(r.Key, Name(model.List, r, visit)))];
        return Press.Once(act, $"{model.Back}{mark}{BulkResults.Key}={Uri.EscapeDataString(key)}", _ =>
        {
            var outcome = model.Deed.Run(office.Register.Database, rows, told.Value, act);
            if (outcome.Ok)
            {
                results.Keep(visit.Viewer.Login, key, outcome.Value);
                drafts.Drop(key);
            }

            return outcome;
        }, Again);
    }

    // Whom a deed is done to is looked up anew: a row somebody may no longer see, or that was dealt with meanwhile, is not there.
    private static (BulkModel? Model, IResult? Refusal) Find(Office office, IWorkLists lists, Visit visit, string id, string? filter,
        string? deedId, IReadOnlyCollection<string> keys, bool all)
    {
        if (Places.Ask(office, visit, visit.Query[Places.Key]).Refusal is { } elsewhere)
        {
            return (null, elsewhere);
        }

        if (lists.FindOrNull(visit, id) is not { } list)
        {
            return (null, ProblemPages.NotFound(visit));
        }

        var answer = list.Ask(visit, filter, 1, ExcelExport.RowsLimit);
        if (!answer.Ok)
        {
            return (null, ProblemPages.Refused(visit, answer.Refusals));
        }

        if (answer.Value.Bulk.FirstOrDefault(d => d.Id == deedId) is not { } deed)
        {
            return (null, ProblemPages.NotFound(visit));
        }

        IReadOnlyList<WorkRow> rows = all ? answer.Value.Rows : [.. answer.Value.Rows.Where(r => keys.Contains(r.Key))];
        if (rows.Count is 0 or > BulkDeed.RowsLimit)
        {
            return (null, ProblemPages.Refused(visit, rows.Count == 0
                ? new Refusal("bulk.none", "Chưa chọn dòng nào, hoặc các dòng ấy không còn trong danh sách: chọn lại.", ChosenKey)
                : new Refusal("bulk.many", $"Mỗi lần làm với nhiều nhất {BulkDeed.RowsLimit} dòng; đang chọn {rows.Count}.", ChosenKey)));
        }

        var back = visit.Link(list.Path, (list.FilterKey, answer.Value.Filter?.Word), (Places.Key, visit.Query[Places.Key]));
        return (new BulkModel(list, deed, rows, answer.Value.Filter?.Word ?? "", back, null, Press.NewKey()), null);
    }

    private static string Name(IWorkList list, WorkRow row, Visit visit) =>
        row.Cells[list.Columns.Select((c, i) => (c, i)).First(c => c.c.Place == ColumnPlace.Own).i].Text(visit.Language);
}

using AnSinh.Host.Web;
using AnSinh.Host.Web.Requests;
using AnSinh.Host.Web.WorkLists;
using AnSinh.Intake.Lists.Writing;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AnSinh.Host.Exports;

/// <summary>
/// Gives the list of a page as an Excel file if its address asks for it (<c>?tai=xlsx</c>). The page's own handler has answered first: who
/// may see what, which month, which filter is decided in one place for both.
/// </summary>
internal sealed class ListExport(IHttpContextAccessor accessor) : IEndpointFilter
{
    /// <inheritdoc/>
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var result = await next(context);
        var services = (accessor.HttpContext ?? context.HttpContext).RequestServices;
        var visit = services.GetRequiredService<Visit>();
        if (visit.ViewerOrNull is null || !visit.WantsExcel || result is not RazorComponentResult page
            || page.Parameters.GetValueOrDefault("Model") is not { } model)
        {
            return result;
        }

        var office = services.GetRequiredService<Office>();
        if ((model as WorkAnswer ?? (model as IListed)?.Listed) is { } list)
        {
            visit.Reading.Shows(list.Rows.SelectMany(r => r.People));
            return File(office, visit, list);
        }

        if (ListTables.Of(office, visit, model) is not { } table)
        {
            return result;
        }

        visit.Reading.Shows(table.People);
        return ExcelExport.File(office, visit, table.Title, table.Columns, table.Rows, table.About);
    }

    private static IResult File(Office office, Visit visit, WorkAnswer answer) => ExcelExport.File(
        office, visit, visit.Language.T(answer.List.Title),
        [.. answer.List.Columns.Select(c => new XlsxColumn(visit.Language.T(c.Header), c.Width))],
        answer.Rows.Select(r => r.Cells.Select(c => c.InFile).ToList()),
        answer.Filter is { } filter ? [visit.Language.T(filter.Name)] : []);
}

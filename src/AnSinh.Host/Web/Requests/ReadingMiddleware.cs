using System.Globalization;
using AnSinh.Basics;
using AnSinh.Store;
using AnSinh.Store.Readings;
using Microsoft.AspNetCore.Diagnostics;

namespace AnSinh.Host.Web.Requests;

/// <summary>
/// Notes what a visit showed of people, and what was refused to somebody signed in, once for every request and after its answer: who, when,
/// from where, under which address, whom. A page that names people says so to <see cref="Visit.Reading"/> and has nothing else to do.
/// </summary>
internal sealed class ReadingMiddleware(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context, Office office, Visit visit)
    {
        try
        {
            await next(context);
        }
        finally
        {
            if (visit.ViewerOrNull is { } viewer && Told(context, visit) is { } told)
            {
                office.Register.Database.Readings.Note(
                    new AuditRecord(office.Clock.Now(), viewer.Login, told.Action, told.Subject, told.Detail)
                    {
                        Lines = visit.Reading.Export?.Rows, Source = SignInNotes.From(context),
                    },
                    visit.Reading.People);
            }
        }
    }

    private static (string Action, string Subject, string Detail)? Told(HttpContext context, Visit visit)
    {
        var (reading, address) = (visit.Reading, visit.Path + Words(context.Request.QueryString));
        if (context.Response.StatusCode == StatusCodes.Status403Forbidden)
        {
            return context.Features.Get<IStatusCodeReExecuteFeature>() is null ? (ReadingKinds.Refused, visit.Path, address) : null;
        }

        return reading.Export is { } export ? (ReadingKinds.Export, visit.Path, $"{export.Title}: {export.Rows} rows; {address}")
            : reading.File is { } file ? (ReadingKinds.File, "person:" + file.ToString(CultureInfo.InvariantCulture), address)
            : reading.Kind is { } kind ? (kind, visit.Path, address)
            : reading.People.Count > 0 ? (ReadingKinds.List, visit.Path, address) : null;
    }

    // What was searched for is kept readable; the people shown stand in brackets behind it, and nothing else does.
    private static string Words(QueryString query) =>
        OutsideText.Legible(Uri.UnescapeDataString((query.Value ?? "").Replace('+', ' ')).Replace('[', '(').Replace(']', ')'));
}

using AnSinh.Basics;
using AnSinh.Basics.Forms;
using AnSinh.Host.Web.Problems;
using AnSinh.Store.Acts;

namespace AnSinh.Host.Web.Requests;

/// <summary>
/// A form of a page that was sent: read by its declaration, done once and led on to its result. Refused, it is led back to its page, an
/// address of its own, with what was typed: Back leads to a page and not to a question of the browser.
/// </summary>
/// <param name="Visit">Who sent it.</param>
/// <param name="Drafts">Where it is kept if it is refused.</param>
/// <param name="Form">What was sent.</param>
internal sealed record SentForm(Visit Visit, FormDrafts Drafts, IFormCollection Form)
{
    /// <summary>Name of the button that looks for a person by what was typed and writes nothing.</summary>
    public const string FindButton = "tim";

    /// <summary>
    /// What is added to the name of a field of one person, or of several: the box beside the people that were found holds what was typed
    /// to find them.
    /// </summary>
    public const string FoundBy = "~tim", FoundManyBy = "~them";

    /// <summary>Key of the form.</summary>
    public string Key => Form[FormDrafts.FormKey].ToString();

    /// <summary>What a field or hidden word holds; empty if nothing.</summary>
    public string this[string name] => Form[name].ToString().Trim();

    /// <summary>The page it was shown on, as its seal says; null if it says nothing that can be believed.</summary>
    public string? Page => Drafts.PageOrNull(Visit.Viewer.Login, Form);

    /// <summary>Names of what every form carries.</summary>
    public static bool IsCarried(string name) =>
        name is FormDrafts.FormKey or FormDrafts.NameField or FormDrafts.OwnerField or "__RequestVerificationToken";

    /// <summary>What was typed, by field: of the people that were found, those that were chosen.</summary>
    public static Dictionary<string, string> Told(IFormCollection form) => form
        .Where(f => !IsCarried(f.Key) && !f.Key.EndsWith(FoundBy, StringComparison.Ordinal)
            && !f.Key.EndsWith(FoundManyBy, StringComparison.Ordinal))
        .ToDictionary(f => f.Key, f => Text(form, f.Key), StringComparer.Ordinal);

    /// <summary>What was typed into the fields of a form, and the names of files that were sent.</summary>
    public Dictionary<string, string> Told(IReadOnlyList<FormField> fields) => Told(Form)
        .Concat(Form.Files.Where(f => f.Length > 0).Select(f => KeyValuePair.Create(f.Name, Path.GetFileName(f.FileName))))
        .Where(t => fields.Any(f => f.Name == t.Key)).DistinctBy(t => t.Key)
        .ToDictionary(t => t.Key, t => t.Value, StringComparer.Ordinal);

    /// <summary>A file that was sent, with its name; null if none was, or an empty one.</summary>
    public (string Name, byte[] Bytes)? FileOrNull(string field)
    {
        if (Form.Files.GetFile(field) is not { Length: > 0 } file)
        {
            return null;
        }

        using var memory = new MemoryStream();
        file.CopyTo(memory);
        return (Path.GetFileName(file.FileName), memory.ToArray());
    }

    /// <summary>True if people are to be looked for by what was typed, and nothing written.</summary>
    public bool Finds => Form.ContainsKey(FindButton);

    /// <summary>Does once what the form asks for and goes on; refused, its page is shown again with what was typed.</summary>
    /// <param name="kind">The kind of act.</param>
    /// <param name="form">The declaration.</param>
    /// <param name="page">The page it stands on.</param>
    /// <param name="work">The work, which writes under the act.</param>
    /// <param name="to">Where to go on, by what was written.</param>
    public IResult Once<T>(string kind, FormDefinition form, string page, Func<FormValues, Act, Outcome<T>> work, Func<T, string> to) =>
        Once(kind, form, page, (told, act) => Press.Once(act, doing => work(told, doing), to, refusals => Again(page, refusals)));

    /// <summary>The same where what was typed says where to go on.</summary>
    public IResult OnceTo<T>(string kind, FormDefinition form, string page, Func<FormValues, Act, Outcome<T>> work,
        Func<FormValues, string> to) =>
        Once(kind, form, page, (told, act) => Press.Once(act, to(told), doing => work(told, doing), refusals => Again(page, refusals)));

    /// <summary>Keeps once what was typed; who goes back and types something else into the same form has that kept too.</summary>
    public IResult Edit<T>(string kind, FormDefinition form, string page, Func<FormValues, Act, Outcome<T>> work,
        Func<FormValues, string> to) =>
        Read(form, page, Press.EditOf(Visit, kind, Form.Select(f => KeyValuePair.Create(f.Key, f.Value.ToString()))),
            (told, act) => Press.Once(act, to(told), doing => work(told, doing), refusals => Again(page, refusals)));

    private IResult Once(string kind, FormDefinition form, string page, Func<FormValues, Act, IResult> press) =>
        Read(form, page, Press.ActOf(Visit, kind, Key), press);

    private IResult Read(FormDefinition form, string page, Act act, Func<FormValues, Act, IResult> press)
    {
        var read = form.Read(Told(form.Fields));
        if (Finds || !read.Ok)
        {
            return Again(page, Finds ? [] : read.Refusals);
        }

        var answer = press(read.Value, act);
        Written(act);
        return answer;
    }

    /// <summary>The draft of a form is forgotten once what it held is written.</summary>
    public void Written(Act act)
    {
        if (act.Answer is not null)
        {
            Drafts.Drop(Visit.Viewer.Login, Key);
        }
    }

    /// <summary>Leads back to the page of the form with what was typed, and what was wrong with it if anything.</summary>
    public IResult Again(string page, IReadOnlyList<Refusal> refusals) =>
        Drafts.KeepOrNull(Visit.Viewer.Login, Form, page, FormDrafts.NameOf(Form, Visit.Path), refusals) is { } again ? new SeeOther(again)
        : ProblemPages.Refused(
            Visit, refusals.Count > 0 ? refusals : [new Refusal("form.key", "Biểu mẫu đã cũ. Mở lại trang rồi gửi lại.")]);

    /// <summary>Leads to the page that answers a question; nothing is written, and Back leads to the question.</summary>
    public IResult Answered(string page, IReadOnlyDictionary<string, string> told) =>
        Drafts.AskOrNull(Visit.Viewer.Login, Key, page, FormDrafts.NameOf(Form, Visit.Path), told) is { } answer ? new SeeOther(answer)
        : ProblemPages.Refused(Visit, new Refusal("form.key", "Biểu mẫu đã cũ hoặc quá dài. Mở lại trang rồi gửi lại."));

    private static string Text(IFormCollection form, string name)
    {
        var values = form[name];
        if (form.TryGetValue(name + FoundBy, out var searched) || form.TryGetValue(name + FoundManyBy, out searched))
        {
            var (typed, chosen) = (values[0]?.Trim() ?? "", values.Skip(1).Where(v => v?.Length > 0));
            var isNew = typed.Length > 0 && typed != searched.ToString();
            return !isNew && chosen.Any() ? string.Join(',', chosen)
                : isNew && form.ContainsKey(name + FoundManyBy) ? string.Join(',', chosen.Append(typed)) : typed;
        }

        return string.Join(',', values.Where(v => v?.Length > 0));
    }
}

/// <summary>Leads a browser that sent something on to a page it opens anew (303).</summary>
internal sealed class SeeOther(string address) : IResult
{
    public Task ExecuteAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = address;
        return Task.CompletedTask;
    }
}

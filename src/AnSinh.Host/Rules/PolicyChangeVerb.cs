using System.CommandLine;
using AnSinh.Basics;
using AnSinh.Casework.LawChanges;
using AnSinh.Host.Explaining;
using AnSinh.Host.Verbs;
using AnSinh.Host.Web;
using AnSinh.Rulebook.Procedures;
using AnSinh.Rulebook.Publishing;
using AnSinh.Store.Acts;

namespace AnSinh.Host.Rules;

/// <summary>
/// The law kept as a folder in Git: compared with the law in force, handed in for two people to publish, its versions, written out again.
/// </summary>
internal static class PolicyChangeVerb
{
    public static Command Diff()
    {
        var (folder, json) = (Folder("Thư mục luật để so với luật đang áp dụng"), Session.JsonOption());
        var command = new Command("diff",
            "Giá trị và điều khoản khác nhau giữa luật đang áp dụng và một thư mục luật, bằng lời") { folder, json };
        command.SetAction(parse => Session.In(parse, session =>
        {
            var other = RulebookFiles.Read(parse.GetValue(folder)!, []);
            var law = other.Ok ? other.Value.Load() : null;
            if (law is not { Ok: true })
            {
                return Output.Refuse(law?.Refusals ?? other.Refusals);
            }

            var differences = LawDifferences.Between(session.Policy, law.Value);
            var files = session.Office.Law!.Files.Differences(other.Value).Select(d => d.Path).ToList();
            return parse.GetValue(json)
                ? Output.Print(new
                {
                    version = session.Office.Law.Version,
                    hash = session.Policy.Hash,
                    other = law.Value.Hash,
                    files,
                    differences = differences.Select(Data),
                })
                : Output.Print(
                [
                    $"Luật đang áp dụng: {Version(session.Office.Law.Version)}, {session.Policy.Hash[..12]}; "
                        + $"thư mục: {law.Value.Hash[..12]}",
                    .. files.Select(f => "  tệp khác: " + f),
                    .. differences.Select(d => $"{d.Provision.OwnerLabel.Vi}: {d.Sentence}"),
                    differences.Count == 0 ? "Không có gì khác về nội dung." : $"{differences.Count} chỗ khác.",
                ]);
        }));
        return command;
    }

    private static object Data(LawDifference d) => new
    {
        kind = d.Before is null ? "added" : d.After is null ? "removed" : "changed",
        of = d.Provision.Of, owner = d.Provision.Owner, clause = d.Provision.Kind, d.Provision.Version,
        d.Provision.Id, say = d.Provision.Say.Vi,
        before = d.Before?.Content, after = d.After?.Content, cite = d.Provision.Cite?.Text, place = d.Provision.Place,
    };

    public static Command Publish()
    {
        var folder = Folder("Thư mục luật đã sửa, thường là bản nhánh trong Git");
        var by = new Option<string>("--by") { Description = "Tài khoản người soạn", Required = true };
        var note = new Option<string>("--note") { Description = "Về việc gì", Required = true };
        var json = Session.JsonOption();
        var command = new Command("publish",
            "Đưa luật của một thư mục ra duyệt: phải hết lỗi, mọi ca mẫu đạt. Duyệt và công bố do hai tài khoản làm trên trang") { folder,
                by, note, json };
        command.SetAction(parse => Session.In(parse, session =>
        {
            var (office, author) = (session.Office, parse.GetValue(by)!.Trim());
            var edits = Edits(office.Law!, parse.GetValue(folder)!);
            var viewer = Person(office, author);
            if (!viewer.Ok || !edits.Ok)
            {
                return Output.Refuse([.. viewer.Refusals, .. edits.Refusals]);
            }

            var review = office.Review(office.Law!, edits.Value);
            if (!review.Passes)
            {
                return Output.Refuse(review.Refusals, Output.No);
            }

            var prepared = Prepare(office, edits.Value, review, viewer.Value, parse.GetValue(note)!);
            return !prepared.Ok ? Output.Refuse(prepared.Refusals)
                : parse.GetValue(json) ? Output.Print(Data(prepared.Value, review))
                : Output.Print(Words(prepared.Value, review, author));
        }));
        return command;
    }

    private static object Data(LawChange change, ChangeReview review) => new
    {
        change = change.Id, status = "submitted", page = Links.LawChange(change.Id), hash = review.Hash,
        files = change.Files.Select(f => f.Path), differences = review.Differences.Count, cases = review.Cases.Count,
    };

    private static IEnumerable<string> Words(LawChange change, ChangeReview review, string author)
    {
        yield return $"Đã đưa ra duyệt bản soạn số {change.Id}: {change.Files.Count} tệp, {review.Differences.Count} chỗ khác, "
            + $"{review.Cases.Count} ca mẫu đạt. Chưa công bố.";
        yield return $"Một tài khoản khác {author} duyệt, rồi một tài khoản khác người duyệt công bố, "
            + $"ở trang {Links.LawChange(change.Id)}.";
    }

    public static Command Versions()
    {
        var json = Session.JsonOption();
        var command = new Command("versions", "Các bản luật đã công bố") { json };
        command.SetAction(parse => Session.In(parse, session =>
        {
            var publications = session.Office.Publications.All();
            if (parse.GetValue(json))
            {
                return Output.Print(new
                {
                    current = new { version = session.Office.Law!.Version, hash = session.Policy.Hash },
                    publications = publications.Select(
                        p => new { p.Version, p.Hash, p.At, p.DraftedBy, p.ApprovedBy, p.Note, change = p.ChangeId,
                            files = p.Files.Select(f => f.Path) }),
                });
            }

            Output.Print([$"Đang áp dụng: {Version(session.Office.Law!.Version)}, {session.Policy.Hash}"]);
            return publications.Count == 0 ? Output.Print(["Chưa công bố thay đổi nào."])
                : Output.Table(["Bản", "Công bố lúc", "Soạn", "Duyệt", "Dấu", "Về việc"], publications.Reverse().Select(p => new[]
                {
                    Vietnamese.Number(p.Version), Language.Vietnamese.Instant(p.At), p.DraftedBy, p.ApprovedBy, p.Hash[..12], p.Note,
                }));
        }));
        return command;
    }

    public static Command Export()
    {
        var folder = Folder("Thư mục để ghi ra; phải trống hoặc chưa có");
        var command = new Command("export",
            "Ghi bộ luật đang áp dụng (thư mục và mọi bản công bố) ra một thư mục, để đưa vào Git") { folder };
        command.SetAction(parse => Session.In(parse, session =>
        {
            var to = parse.GetValue(folder)!;
            if (Directory.Exists(to) && Directory.EnumerateFileSystemEntries(to).Any())
            {
                return Output.Refuse("export.not-empty", $"Thư mục '{to}' không trống; không ghi đè. Chọn thư mục khác.");
            }

            var files = session.Office.Law!.Files;
            files.WriteTo(to);
            return Output.Print(
                [$"Đã ghi {files.Paths.Count} tệp của {Version(session.Office.Law.Version)} ({files.Hash[..12]}) vào {to}."]);
        }));
        return command;
    }

    private static Argument<string> Folder(string description) => new("folder") { Description = description };

    private static string Version(long number) => number == 0 ? "bản gốc" : $"bản số {number}";

    private static Outcome<Viewer> Person(Office office, string login) => office.Accounts.FindOrNull(login) is not { EndedOn: null } account
        ? new Refusal("change.nobody", $"Không có tài khoản '{login}'.", "--by")
        : Viewer.OfOrNull(account, office) is { } viewer && viewer.May(Permission.ChangeLaw) ? viewer
        : new Refusal("change.nobody", $"Tài khoản '{login}' không được soạn hay duyệt luật.", "--by");

    /// <summary>
    /// What the folder has otherwise, as a change. Only law is published; whatever else differs belongs into the folder itself.
    /// </summary>
    private static Outcome<IReadOnlyList<EditedFile>> Edits(LawInForce law, string folder)
    {
        var other = RulebookFiles.Read(folder, []);
        if (!other.Ok)
        {
            return Outcome<IReadOnlyList<EditedFile>>.Refused(other.Refusals);
        }

        var (edits, refusals) = (new List<EditedFile>(), new List<Refusal>());
        foreach (var (path, _, text) in law.Files.Differences(other.Value))
        {
            if (text is null)
            {
                refusals.Add(
                    new Refusal("publish.removed",
                        "tệp có trong luật đang áp dụng mà thư mục không có. "
                        + "Luật không bị xoá: nó hết áp dụng bằng ngày 'to' hoặc bằng phiên bản mới", path));
            }
            else if (!law.Files.IsLaw(path))
            {
                refusals.Add(
                    new Refusal("publish.not-law",
                        "tệp này không phải luật (chỉ tiêu, đơn vị, dữ liệu mẫu…); sửa thẳng trong thư mục policy/ thay vì công bố", path));
            }
            else
            {
                edits.Add(new EditedFile(path, law.Files.HashOf(path), text));
            }
        }

        return refusals.Count > 0 ? Outcome<IReadOnlyList<EditedFile>>.Refused(refusals)
            : edits.Count == 0 ? new Refusal("publish.nothing", "Thư mục không khác luật đang áp dụng; không có gì để công bố.", folder)
            : edits;
    }

    /// <summary>
    /// The first steps of the pages. The author is named, not proved: whoever approves and whoever publishes sign in, and are two.
    /// </summary>
    private static Outcome<LawChange> Prepare(Office office, IReadOnlyList<EditedFile> edits, ChangeReview review,
        Viewer author, string note)
    {
        var act = new Act(author.Login, "verb.policy") { Source = $"ansinh policy publish, {Session.LocalAccount}" };
        return office.Register.Database.Do<LawChange>(act, (_, _) =>
        {
            var begun = office.LawChanges.Begin(note, author.CaseActor, act);
            var edited = begun.Ok ? office.LawChanges.Edit(begun.Value, edits, act) : Outcome<LawChange>.Refused(begun.Refusals);
            return edited is not { Ok: true, Value: var change } ? edited
                : office.LawChanges.Do(
                    new LawDeed(change.Id, change.Case.Entries.Count, KindDeeds.Submit,
                        new Dictionary<string, string> { [KindDeeds.Content] = change.ContentHash, [KindDeeds.Unproved] = "yes" }),
                    author.CaseActor, act, new LawLook(office.Law!, review));
        });
    }
}

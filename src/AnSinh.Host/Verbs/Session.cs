using System.CommandLine;
using AnSinh.Basics;
using AnSinh.Demo;
using AnSinh.Register;
using AnSinh.Rulebook;
using AnSinh.Store;
using AnSinh.Store.Acts;

namespace AnSinh.Host.Verbs;

/// <summary>What most verbs need: the policy read and checked, and the register opened.</summary>
internal sealed class Session : IDisposable
{
    private Session(Office office) => Office = office;

    /// <summary>Address of the register: option, else <c>ANSINH_REGISTER</c>, else a file under the current folder.</summary>
    public static Option<string?> RegisterOption { get; } = NewRegisterOption();

    /// <summary>Folder of the law: option, else <c>ANSINH_POLICY</c>, else <c>policy/</c> here or above the program.</summary>
    public static Option<string?> PolicyOption { get; } = new("--policy")
    {
        Description = "Thư mục luật (mặc định policy/)",
        Recursive = true,
    };

    /// <summary>The clock of the machine. Here, and nowhere else, it comes in.</summary>
    public static TimeProvider Time => TimeProvider.System;

    /// <summary>The act of a verb that writes: of the local account of whoever is signed in to the machine.</summary>
    public static Act ActOf(string verb, string? purpose = null) =>
        new(LocalAccount, "verb." + verb) { Source = "ansinh " + verb, Purpose = purpose ?? "" };

    /// <summary>The local account of this machine: it signs in nowhere, and its name says where it acts.</summary>
    public static string LocalAccount => $"dòng lệnh ({Environment.UserName})";

    /// <summary>Print data as JSON.</summary>
    public static Option<bool> JsonOption() => new("--json") { Description = "In dữ liệu dạng JSON" };

    /// <summary>The engines over register and law.</summary>
    public Office Office { get; }

    public Policy Policy => Office.Policy;

    public RegisterDb Register => Office.Register;

    /// <summary>The address asked for.</summary>
    public static string Address(ParseResult parse) =>
        RegisterAddress.Of(parse.GetValue(RegisterOption));

    /// <summary>Reads and checks the policy folder.</summary>
    public static Outcome<Policy> LoadPolicy(ParseResult parse, bool search = false) =>
        PolicyFolder(parse) is { } folder && Directory.Exists(folder)
        ? Policy.Load(folder, search)
        : new Refusal("policy.missing", "Không thấy thư mục luật. Chỉ ra bằng --policy.", PolicyFolder(parse) ?? "policy/");

    /// <summary>
    /// The law a question is about: that in force in the register named on the command line, its publications included; else the folder's.
    /// </summary>
    public static Outcome<Policy> LawAsked(ParseResult parse)
    {
        if (parse.GetValue(RegisterOption) is null)
        {
            return LoadPolicy(parse);
        }

        var session = Open(parse);
        if (!session.Ok)
        {
            return Outcome<Policy>.Refused(session.Refusals);
        }

        using (session.Value)
        {
            return session.Value.Office.Policy;
        }
    }

    /// <summary>The folder of the law asked for, or null if none is found.</summary>
    public static string? PolicyFolder(ParseResult parse) =>
        parse.GetValue(PolicyOption) ?? Environment.GetEnvironmentVariable("ANSINH_POLICY") ?? FindPolicy();

    /// <summary>
    /// Opens both; if there is no register at the default place yet, the demo is made first, so that every verb works on a fresh machine.
    /// </summary>
    public static Outcome<Session> Open(ParseResult parse)
    {
        var folder = PolicyFolder(parse);
        if (folder is null || !Directory.Exists(folder))
        {
            return Outcome<Session>.Refused(LoadPolicy(parse).Refusals);
        }

        var address = Address(parse);
        if (parse.GetValue(RegisterOption) is null && Environment.GetEnvironmentVariable(RegisterAddress.Variable) is null
            && !File.Exists(address))
        {
            var refusals = MakeDemo(folder, address);
            if (refusals.Count > 0)
            {
                return Outcome<Session>.Refused(refusals);
            }
        }

        var database = Database.Open(address, Time);
        Outcome<Office> office;
        try
        {
            office = OfficeHolder.Open(folder, database);
        }
        catch (Exception thrown) when ((database.TroubleOf(thrown) ?? DamagedFile.OrNull(database)) is { } trouble)
        {
            database.Dispose();
            throw trouble;
        }

        if (!office.Ok)
        {
            var damage = office.Refusals.Any(r => r.Code is "register.none" or "register.unfinished") ? DamagedFile.OrNull(database) : null;
            database.Dispose();
            return damage is null ? Outcome<Session>.Refused(office.Refusals) : throw damage;
        }

        return new Session(office.Value);
    }

    private static IReadOnlyList<Refusal> MakeDemo(string folder, string address)
    {
        Console.Error.WriteLine("Chưa có sổ: lập sổ mẫu lần đầu (dữ liệu giả lập, không có người thật).");
        var policy = Policy.Load(folder, search: false);
        if (!policy.Ok)
        {
            return policy.Refusals;
        }

        var bar = new ProgressBar();
        var made = DemoRegister.Make(policy.Value, folder, address, DemoOptions.Usual, Time, bar);
        bar.Finish();
        return made.Refusals;
    }

    /// <summary>Runs a verb in a session; refusals and an unreadable database become exit codes in this one place.</summary>
    public static int In(ParseResult parse, Func<Session, int> verb)
    {
        try
        {
            var session = Open(parse);
            if (!session.Ok)
            {
                return Output.Refuse(session.Refusals);
            }

            using (session.Value)
            {
                return Do(session.Value, verb);
            }
        }
        catch (StoreException trouble)
        {
            Console.Error.WriteLine(trouble.Message);
            return Output.Unable;
        }
    }

    // A page of the file may be damaged where only one verb reads.
    private static int Do(Session session, Func<Session, int> verb)
    {
        try
        {
            return verb(session);
        }
        catch (Exception thrown)
        when ((session.Register.Database.TroubleOf(thrown) ?? DamagedFile.OrNull(session.Register.Database)) is { } trouble)
        {
            throw trouble;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Register.Database.Dispose();

    private static Option<string?> NewRegisterOption()
    {
        var option = new Option<string?>("--register")
        {
            Description =
            "Địa chỉ sổ: PATH, sqlite:PATH, postgres:CHUỖI KẾT NỐI không mật khẩu, hoặc file:TỆP giữ địa chỉ (mặc định var/register.db)",
            Recursive = true,
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Select(token => RegisterAddress.Refuse(token.Value)).OfType<string>().FirstOrDefault() is { } refusal)
            {
                result.AddError(refusal);
            }
        });
        return option;
    }

    private static string? FindPolicy()
    {
        if (Directory.Exists("policy"))
        {
            return "policy";
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "policy");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }
}

using System.CommandLine;
using AnSinh.Basics;
using AnSinh.Host.Web;

namespace AnSinh.Host;

/// <summary>The words of <c>serve</c> about the office directory. Its secret never comes by the command line.</summary>
internal sealed class DirectoryArguments
{
    private readonly Option<string?> _authority = new("--directory")
    {
        Description = "Danh bạ cơ quan (OpenID Connect) mà cán bộ dùng để đăng nhập: https://… (hoặc ANSINH_DIRECTORY); bí mật ở biến "
            + DirectoryOptions.SecretVariable,
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("ANSINH_DIRECTORY") is { Length: > 0 } address ? address : null,
    };

    private readonly Option<string?> _client = new("--directory-client")
    {
        Description = "Tên của An Sinh ở danh bạ (hoặc ANSINH_DIRECTORY_CLIENT)",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("ANSINH_DIRECTORY_CLIENT") is { Length: > 0 } name ? name : null,
    };

    /// <summary>Adds them to a verb.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_authority);
        command.Options.Add(_client);
    }

    /// <summary>How the pages are reached, with the directory that was asked for.</summary>
    public Outcome<WebOptions> With(ParseResult parse, Outcome<WebOptions> reached)
    {
        var secret = Environment.GetEnvironmentVariable(DirectoryOptions.SecretVariable) is { Length: > 0 } held
            ? RegisterAddress.Read(held, isSecret: true) : null;
        var directory = DirectoryOptions.Read(parse.GetValue(_authority), parse.GetValue(_client), secret);
        return reached.Ok && directory.Ok ? reached.Value with { Directory = directory.Value }
            : Outcome<WebOptions>.Refused([.. reached.Refusals, .. directory.Refusals]);
    }
}

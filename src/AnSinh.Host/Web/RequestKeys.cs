using System.Security.Cryptography;
using Dapper;

namespace AnSinh.Host.Web;

/// <summary>Keys that make a repeated request harmless: the first use counts, all others change nothing.</summary>
internal static class RequestKeys
{
    /// <summary>A fresh key for a form.</summary>
    public static string New() => RandomNumberGenerator.GetHexString(24, lowercase: true);

    /// <summary>True the first time a key is used; a request without a key is not carried out.</summary>
    public static bool Take(Office office, string? key, Visit visit)
    {
        if (string.IsNullOrWhiteSpace(key) || key.Length > 80)
        {
            return false;
        }

        using var connection = office.Register.Database.Connect();
        return connection.Execute(
            """
            insert into request_key (request_key, login, address, at) select @key, @login, @address, @at
            where not exists (select 1 from request_key where request_key = @key)
            """,
            new { key, login = visit.Viewer.Login, address = visit.Path, at = office.Clock.SystemNow }) > 0;
    }
}

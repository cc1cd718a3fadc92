using System.Buffers.Text;
using System.Data.Common;
using System.Formats.Cbor;
using System.Security.Cryptography;
using System.Text.Json;
using AnSinh.Basics;
using AnSinh.Store;
using AnSinh.Store.Acts;
using Dapper;
using Fido2NetLib;
using Fido2NetLib.Objects;

namespace AnSinh.Access.Factors;

/// <summary>
/// Passkeys (<i lang="vi">khóa truy cập</i>, WebAuthn): a key a phone, a machine or a stick keeps, opened there by a finger, a face or a
/// PIN. The register holds its public half. It opens for the name of this server alone: there is nothing to be typed on a false page.
/// </summary>
public sealed class Passkeys(Database database)
{
    /// <summary>Passkeys one account may have.</summary>
    public const int Limit = 20;

    private const int HandleBytes = 32;
    private const int AnswerLimit = 20_000;

    // A page that asks stays open over a cup of tea, not over a night.
    private static readonly TimeSpan BegunLifetime = TimeSpan.FromMinutes(10);

    /// <summary>The tables of this room.</summary>
    public static IReadOnlyList<Migration> Migrations { get; } =
    [
        new("0912-passkeys", """
            create table passkey (
                credential_id text not null primary key,
                login text not null references account (login) on delete cascade,
                user_handle text not null,
                public_key text not null,
                sign_count bigint not null,
                name text not null,
                made_at bigint not null,
                used_at bigint);
            create index passkey_login on passkey (login);
            create table passkey_begun (
                login text not null primary key references account (login) on delete cascade,
                options text not null,
                name text not null,
                until_at bigint not null);
            """),
    ];

    /// <summary>Passkeys of an account, the oldest first.</summary>
    public IReadOnlyList<Passkey> Of(string login)
    {
        using var connection = database.Connect();
        return [.. connection.Query<Passkey>(
            """
            select credential_id as "Id", name as "Name", made_at as "MadeAt", used_at as "UsedAt" from passkey
            where login = @login order by made_at, credential_id
            """,
            new { login })];
    }

    /// <summary>True if anybody has one: else the door need not ask.</summary>
    public bool AreThere()
    {
        using var connection = database.Connect();
        return connection.ExecuteScalar<long>("select count(*) from (select 1 from passkey limit 1) p") > 0;
    }

    /// <summary>Makes the question to a browser that is to make a passkey.</summary>
    /// <param name="of">Whose it will be.</param>
    /// <param name="name">What its owner calls it.</param>
    /// <param name="site">The site it will open.</param>
    /// <param name="now">When, by the machine's clock.</param>
    /// <param name="act">The act, of the owner.</param>
    public Outcome<bool> Begin(Account of, string name, PasskeySite site, DateTimeOffset now, Act act)
    {
        var own = Rows(of.Login);
        if (own.Count >= Limit)
        {
            return new Refusal("passkey.limit", $"Một tài khoản có nhiều nhất {Limit} khóa; bỏ bớt một khóa trước.", PasskeyForms.NameField)
            {
                English = $"An account has at most {Limit} passkeys; remove one first.",
            };
        }

        var handle = own.Count > 0 ? Bytes(own[0].UserHandle) : RandomNumberGenerator.GetBytes(HandleBytes);
        var options = site.Fido.RequestNewCredential(new RequestNewCredentialParams
        {
            User = new Fido2User { Id = handle, Name = of.Login, DisplayName = of.Name },
            ExcludeCredentials = [.. own.Select(k => new PublicKeyCredentialDescriptor(Bytes(k.CredentialId)))],
            AuthenticatorSelection = new AuthenticatorSelection
            {
                ResidentKey = ResidentKeyRequirement.Required,
                UserVerification = UserVerificationRequirement.Required,
            },
            AttestationPreference = AttestationConveyancePreference.None,
        }).ToJson();
        return database.Do(act, (connection, transaction) =>
        {
            connection.Execute("delete from passkey_begun where login = @Login", new { of.Login }, transaction);
            connection.Execute("insert into passkey_begun (login, options, name, until_at) values (@Login, @options, @name, @until)",
                new { of.Login, options, name, until = (now + BegunLifetime).ToUnixTimeMilliseconds() }, transaction);
            Note(connection, transaction, act, "account.passkey-begin", of.Login, name);
            return Outcome<bool>.Of(true);
        });
    }

    /// <summary>The question that was begun, as JSON for the browser; null if there is none, or no more.</summary>
    public string? BegunOrNull(string login, DateTimeOffset now)
    {
        using var connection = database.Connect();
        return connection.QuerySingleOrDefault<string>("select options from passkey_begun where login = @login and until_at > @at",
            new { login, at = now.ToUnixTimeMilliseconds() });
    }

    /// <summary>Keeps the passkey a browser answers with.</summary>
    public async Task<Outcome<string>> AddAsync(string login, string answer, PasskeySite site, DateTimeOffset now, Act act)
    {
        if (BegunOrNull(login, now) is not { } options)
        {
            return Because("over", "Lần tạo khóa này đã quá lâu; làm lại từ đầu.", "This took too long; begin again.");
        }

        var made = await TriedAsync(answer, async () => await site.Fido.MakeNewCredentialAsync(new MakeNewCredentialParams
        {
            AttestationResponse = JsonSerializer.Deserialize<AuthenticatorAttestationRawResponse>(answer)!,
            OriginalOptions = CredentialCreateOptions.FromJson(options),
            IsCredentialIdUniqueToUserCallback = (asked, _) => Task.FromResult(RowOrNull(Text(asked.CredentialId)) is null),
        }));
        if (!made.Ok)
        {
            return Outcome<string>.Refused(made.Refusals);
        }

        var key = made.Value;
        return database.Do(act, (connection, transaction) =>
        {
            connection.Execute(
                """
                insert into passkey (credential_id, login, user_handle, public_key, sign_count, name, made_at, used_at)
                select @id, login, @handle, @key, @count, name, @at, null from passkey_begun where login = @login
                """,
                new
                {
                    id = Text(key.Id), login, handle = Text(key.User.Id), key = Text(key.PublicKey), count = (long)key.SignCount,
                    at = now.ToUnixTimeMilliseconds(),
                },
                transaction);
            connection.Execute("delete from passkey_begun where login = @login", new { login }, transaction);
            Note(connection, transaction, act, "account.passkey-add", login, Text(key.Id));
            return Outcome<string>.Of(Text(key.Id));
        });
    }

    /// <summary>Removes a passkey; refused if the account has none of this id.</summary>
    public Outcome<bool> Remove(string login, string id, Act act) => database.Do(act, (connection, transaction) =>
    {
        if (connection.Execute("delete from passkey where login = @login and credential_id = @id", new { login, id }, transaction) == 0)
        {
            return new Refusal("passkey.gone", "Khóa này đã được bỏ rồi.", PasskeyForms.KeyField)
            {
                English = "That passkey was removed already.",
            };
        }

        Note(connection, transaction, act, "account.passkey-remove", login, id);
        return Outcome<bool>.Of(true);
    });

    /// <summary>Removes all passkeys of an account, as part of another act.</summary>
    public static void RemoveAll(DbConnection connection, DbTransaction transaction, string login)
    {
        connection.Execute("delete from passkey where login = @login", new { login }, transaction);
        connection.Execute("delete from passkey_begun where login = @login", new { login }, transaction);
    }

    /// <summary>The question at the door, as JSON for the browser: any passkey of this site, opened by its owner.</summary>
    public static string Ask(PasskeySite site) => site.Fido.GetAssertionOptions(new GetAssertionOptionsParams
    {
        AllowedCredentials = [],
        UserVerification = UserVerificationRequirement.Required,
    }).ToJson();

    /// <summary>Whose passkey answered the question; refused if it is nobody's, or the answer is not one to this question.</summary>
    /// <param name="question">The question, as it was asked.</param>
    /// <param name="answer">The answer of the browser, JSON.</param>
    /// <param name="site">The site.</param>
    /// <param name="now">When, by the machine's clock.</param>
    /// <param name="source">Where it came from.</param>
    public async Task<Outcome<string>> OwnerAsync(string question, string answer, PasskeySite site, DateTimeOffset now, string source)
    {
        PasskeyRow? row = null;
        var proved = await TriedAsync(answer, async () =>
        {
            var told = JsonSerializer.Deserialize<AuthenticatorAssertionRawResponse>(answer)!;
            row = RowOrNull(Text(told.RawId)) ?? throw new Fido2VerificationException("Nobody has this passkey.");
            return await site.Fido.MakeAssertionAsync(new MakeAssertionParams
            {
                AssertionResponse = told,
                OriginalOptions = AssertionOptions.FromJson(question),
                StoredPublicKey = Bytes(row.PublicKey),
                StoredSignatureCounter = (uint)row.SignCount,
                IsUserHandleOwnerOfCredentialIdCallback = (asked, _) => Task.FromResult(Text(asked.UserHandle) == row.UserHandle),
            });
        });
        if (!proved.Ok || row is not { } known)
        {
            return Outcome<string>.Refused(proved.Refusals);
        }

        return database.Do(new Act(known.Login, "account.passkey") { Source = source }, (connection, transaction) =>
        {
            connection.Execute("update passkey set sign_count = @count, used_at = @at where credential_id = @CredentialId",
                new { count = (long)proved.Value.SignCount, at = now.ToUnixTimeMilliseconds(), known.CredentialId }, transaction);
            return Outcome<string>.Of(known.Login);
        });
    }

    // What a browser sends is anybody's: however it is not an answer, it is refused.
    private static async Task<Outcome<T>> TriedAsync<T>(string answer, Func<Task<T>> work)
    {
        try
        {
            return answer.Length is > 0 and <= AnswerLimit ? await work() : NotOurs;
        }
        catch (Exception wrong) when (wrong is Fido2VerificationException or JsonException or FormatException or ArgumentException
            or InvalidOperationException or CryptographicException or CborContentException or NullReferenceException
            or IndexOutOfRangeException or OverflowException)
        {
            return NotOurs;
        }
    }

    private static Refusal NotOurs => Because("wrong", "Khóa truy cập không được nhận; thử lại, hoặc dùng mật khẩu.",
        "The passkey was not taken; try again, or use the password.");

    private static Refusal Because(string code, string vi, string en) => new("passkey." + code, vi) { English = en };

    private List<PasskeyRow> Rows(string login)
    {
        using var connection = database.Connect();
        return [.. connection.Query<PasskeyRow>($"select {PasskeyRow.Columns} from passkey where login = @login", new { login })];
    }

    private PasskeyRow? RowOrNull(string id)
    {
        using var connection = database.Connect();
        return connection.QuerySingleOrDefault<PasskeyRow>(
            $"select {PasskeyRow.Columns} from passkey where credential_id = @id", new { id });
    }

    private void Note(DbConnection connection, DbTransaction transaction, Act act, string what, string login, string detail) =>
        new AuditLog(database).Append(connection, transaction, act, act.Note(database.Clock.Now(), what, $"account:{login}", detail));

    private static string Text(byte[]? bytes) => Base64Url.EncodeToString(bytes);

    private static byte[] Bytes(string text) => Base64Url.DecodeFromChars(text);

    private sealed record PasskeyRow(string CredentialId, string Login, string UserHandle, string PublicKey, long SignCount)
    {
        public const string Columns =
            """
            credential_id as "CredentialId", login as "Login", user_handle as "UserHandle", public_key as "PublicKey",
            sign_count as "SignCount"
            """;
    }
}

/// <summary>A passkey, as its owner sees it.</summary>
/// <param name="Id">By which it is named.</param>
/// <param name="Name">What its owner calls it.</param>
/// <param name="MadeAt">When it was made, Unix milliseconds.</param>
/// <param name="UsedAt">When it last opened the door; null if never.</param>
public sealed record Passkey(string Id, string Name, long MadeAt, long? UsedAt);

/// <summary>The site a passkey opens: a name, and the address under which a browser shows it.</summary>
/// <param name="Host">The name, such as <c>localhost</c>; passkeys are made for names, not for numbers.</param>
/// <param name="Origin">Scheme, name and port, as browsers write it.</param>
public sealed record PasskeySite(string Host, string Origin)
{
    internal Fido2 Fido { get; } = new(new Fido2Configuration
    {
        RPID = Host,
        RPName = "An Sinh",
        Origins = new HashSet<string>(StringComparer.Ordinal) { Origin },
    }, null);
}

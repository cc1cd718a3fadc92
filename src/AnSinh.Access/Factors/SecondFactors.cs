using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using AnSinh.Basics;
using AnSinh.Store;
using AnSinh.Store.Acts;
using Dapper;
using Microsoft.AspNetCore.DataProtection;
using OtpNet;

namespace AnSinh.Access.Factors;

/// <summary>
/// Codes of an app on one's phone (<i lang="vi">mã xác nhận</i>, TOTP of RFC 6238), asked at the door after the password. The secret the
/// app and the register share is kept protected by the keys of the server: whoever reads the register alone can make no code. Recovery
/// codes are used instead, each once.
/// </summary>
public sealed class SecondFactors(Database database, IDataProtectionProvider protection)
{
    private const int SecretBytes = 20;
    private const int StepSeconds = 30;
    private const int Digits = 6;

    // A clock that is half a minute off, and a code typed as it changes.
    private static readonly VerificationWindow Window = new(previous: 1, future: 1);

    private readonly IDataProtector _protector = protection.CreateProtector("an-sinh.second-factor");

    /// <summary>The tables of this room.</summary>
    public static IReadOnlyList<Migration> Migrations { get; } =
    [
        new("0911-second-factors", """
            create table second_factor (
                login text not null primary key references account (login) on delete cascade,
                secret text not null,
                begun_at bigint not null,
                confirmed_at bigint,
                last_step bigint not null,
                salt text not null);
            create table recovery_code (
                login text not null references account (login) on delete cascade,
                code_hash text not null,
                used_at bigint,
                primary key (login, code_hash));
            """),
    ];

    /// <summary>How it stands with an account.</summary>
    public SecondFactor Of(string login)
    {
        using var connection = database.Connect();
        var row = RowOrNull(connection, null, login);
        var left = connection.ExecuteScalar<long>(
            "select count(*) from recovery_code where login = @login and used_at is null", new { login });
        return new SecondFactor(row?.ConfirmedAt, row is { ConfirmedAt: null } ? OpenedOrNull(row.Secret, login) : null, (int)left);
    }

    /// <summary>Makes a secret for an app, not asked for before a code of it has come back.</summary>
    public Outcome<bool> Begin(string login, DateTimeOffset now, Act act)
    {
        var secret = Protector(login).Protect(Base32Encoding.ToString(RandomNumberGenerator.GetBytes(SecretBytes)));
        var salt = RecoveryCodes.NewSalt();
        return database.Do(act, (connection, transaction) =>
        {
            if (RowOrNull(connection, transaction, login) is { ConfirmedAt: not null })
            {
                return Because("on", "Mã xác nhận đã bật; tắt rồi bật lại để đổi điện thoại.",
                    "Codes are on already; turn them off and on again for another phone.");
            }

            connection.Execute("delete from second_factor where login = @login", new { login }, transaction);
            connection.Execute(
                """
                insert into second_factor (login, secret, begun_at, confirmed_at, last_step, salt)
                values (@login, @secret, @at, null, 0, @salt)
                """,
                new { login, secret, at = now.ToUnixTimeMilliseconds(), salt }, transaction);
            Note(connection, transaction, act, "account.factor-begin", login, "");
            return Outcome<bool>.Of(true);
        });
    }

    /// <summary>Turns codes on once one has come back; the answer is the recovery codes, shown once and kept nowhere.</summary>
    public Outcome<IReadOnlyList<string>> Confirm(string login, string code, DateTimeOffset now, Act act)
    {
        using var reading = database.Connect();
        if (RowOrNull(reading, null, login) is not { ConfirmedAt: null } row)
        {
            return Because("not-begun", "Chưa bắt đầu bật mã xác nhận, hoặc đã bật rồi.", "This has not been begun, or is on already.");
        }

        if (StepOrNull(row, login, code, now) is not { } step)
        {
            return WrongCode;
        }

        var (codes, hashes) = RecoveryCodes.Make(row.Salt);
        return database.Do(act, (connection, transaction) =>
        {
            connection.Execute(
                "update second_factor set confirmed_at = @at, last_step = @step where login = @login and confirmed_at is null",
                new { login, at = now.ToUnixTimeMilliseconds(), step }, transaction);
            Replace(connection, transaction, login, hashes);
            Note(connection, transaction, act, "account.factor-on", login, "");
            return Outcome<IReadOnlyList<string>>.Of(codes);
        });
    }

    /// <summary>Makes new recovery codes; the old ones are worth nothing.</summary>
    public Outcome<IReadOnlyList<string>> RenewCodes(string login, Act act)
    {
        using var reading = database.Connect();
        if (RowOrNull(reading, null, login) is not { ConfirmedAt: not null } row)
        {
            return Because("off", "Mã xác nhận đang tắt.", "Codes are off.");
        }

        var (codes, hashes) = RecoveryCodes.Make(row.Salt);
        return database.Do(act, (connection, transaction) =>
        {
            Replace(connection, transaction, login, hashes);
            Note(connection, transaction, act, "account.recovery-codes", login, "");
            return Outcome<IReadOnlyList<string>>.Of(codes);
        });
    }

    /// <summary>Turns codes off; the recovery codes go with them.</summary>
    public Outcome<bool> TurnOff(string login, Act act) => database.Do(act, (connection, transaction) =>
    {
        if (RowOrNull(connection, transaction, login) is null)
        {
            return Because("off", "Mã xác nhận đang tắt.", "Codes are off.");
        }

        RemoveAll(connection, transaction, login);
        Note(connection, transaction, act, "account.factor-off", login, "");
        return Outcome<bool>.Of(true);
    });

    /// <summary>Removes what an account has besides its password, as part of another act: a phone that was lost.</summary>
    public static void RemoveAll(DbConnection connection, DbTransaction transaction, string login)
    {
        connection.Execute("delete from recovery_code where login = @login", new { login }, transaction);
        connection.Execute("delete from second_factor where login = @login", new { login }, transaction);
    }

    /// <summary>Takes a code at the door: one of the app, or a recovery code. Taken, it is worth nothing a second time.</summary>
    /// <returns>True if it was a recovery code; refused if it is neither, or was used.</returns>
    public Outcome<bool> Take(string login, string typed, DateTimeOffset now, Act act)
    {
        using var reading = database.Connect();
        if (RowOrNull(reading, null, login) is not { ConfirmedAt: not null } row)
        {
            return WrongCode;
        }

        var step = StepOrNull(row, login, typed, now);
        var hash = step is null ? RecoveryCodes.HashOrNull(typed, row.Salt) : null;
        if (step is null && hash is null)
        {
            return OpenedOrNull(row.Secret, login) is not null ? WrongCode
                : Because("key-lost", "Máy chủ không đọc được khóa của mã xác nhận; dùng mã dự phòng, hoặc báo người quản trị.",
                    "The server cannot read the key of the codes; use a recovery code, or tell the administrator.");
        }

        return database.Do(act, (connection, transaction) =>
        {
            // Whoever comes second with the same code changes no row.
            var taken = step is not null
                ? connection.Execute("update second_factor set last_step = @step where login = @login and last_step < @step",
                    new { login, step }, transaction)
                : connection.Execute(
                    "update recovery_code set used_at = @at where login = @login and code_hash = @hash and used_at is null",
                    new { login, hash, at = now.ToUnixTimeMilliseconds() }, transaction);
            if (taken == 0)
            {
                return WrongCode;
            }

            Note(connection, transaction, act, act.Kind, login, step is not null ? "app" : "recovery");
            return Outcome<bool>.Of(step is null);
        });
    }

    private static Refusal WrongCode => Because("wrong", "Mã không đúng, đã dùng rồi, hoặc đã hết hạn; chờ mã sau rồi gõ lại.",
        "The code is wrong, was used, or is over; wait for the next one and type that.");

    private static Refusal Because(string code, string vi, string en) => new("factor." + code, vi, FactorForms.CodeField) { English = en };

    // The step of time a code is of, if it is one of this secret and of now.
    private long? StepOrNull(FactorRow row, string login, string typed, DateTimeOffset now)
    {
        var code = new string([.. typed.Where(char.IsAsciiDigit)]);
        return code.Length == Digits && typed.All(c => char.IsAsciiDigit(c) || c == ' ') && OpenedOrNull(row.Secret, login) is { } secret
            && new Totp(Base32Encoding.ToBytes(secret), StepSeconds, OtpHashMode.Sha1, Digits)
                .VerifyTotp(now.UtcDateTime, code, out var step, Window) ? step : null;
    }

    private string? OpenedOrNull(string secret, string login)
    {
        try
        {
            return Protector(login).Unprotect(secret);
        }
        catch (CryptographicException)
        {
            // The keys of the server are others than those it was protected with.
            return null;
        }
    }

    private IDataProtector Protector(string login) => _protector.CreateProtector(login);

    private static void Replace(DbConnection connection, DbTransaction transaction, string login, IReadOnlyList<string> hashes)
    {
        connection.Execute("delete from recovery_code where login = @login", new { login }, transaction);
        connection.Execute("insert into recovery_code (login, code_hash, used_at) values (@login, @hash, null)",
            hashes.Select(hash => new { login, hash }), transaction);
    }

    private void Note(DbConnection connection, DbTransaction transaction, Act act, string what, string login, string detail) =>
        new AuditLog(database).Append(connection, transaction, act, act.Note(database.Clock.Now(), what, $"account:{login}", detail));

    private static FactorRow? RowOrNull(DbConnection connection, DbTransaction? transaction, string login) =>
        connection.QuerySingleOrDefault<FactorRow>(
            """
            select secret as "Secret", confirmed_at as "ConfirmedAt", last_step as "LastStep", salt as "Salt"
            from second_factor where login = @login
            """,
            new { login }, transaction);

    private sealed record FactorRow(string Secret, long? ConfirmedAt, long LastStep, string Salt);
}

/// <summary>How it stands with the codes of an account.</summary>
/// <param name="Since">Since when they are asked at the door, Unix milliseconds; null if they are not.</param>
/// <param name="Begun">The secret, while it waits for its first code; null otherwise.</param>
/// <param name="CodesLeft">Recovery codes that were not used.</param>
public sealed record SecondFactor(long? Since, string? Begun, int CodesLeft)
{
    /// <summary>True if a code is asked at the door.</summary>
    public bool IsOn => Since is not null;

    /// <summary>Tells how it stands, never the secret.</summary>
    public override string ToString() => $"SecondFactor, on: {IsOn.ToString(CultureInfo.InvariantCulture)}";
}

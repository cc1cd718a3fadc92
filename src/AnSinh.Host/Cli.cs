using System.CommandLine;
using System.Globalization;
using System.Text;
using AnSinh.Host.Administration;
using AnSinh.Host.Audit;
using AnSinh.Host.Borders;
using AnSinh.Host.Cases;
using AnSinh.Host.Clock;
using AnSinh.Host.Compare;
using AnSinh.Host.Entitled;
using AnSinh.Host.Events;
using AnSinh.Host.Forecasting;
using AnSinh.Host.Lists;
using AnSinh.Host.Mandates;
using AnSinh.Host.Payments;
using AnSinh.Host.People;
using AnSinh.Host.Poverty;
using AnSinh.Host.Programmes;
using AnSinh.Host.Quality;
using AnSinh.Host.Reports;
using AnSinh.Host.Rules;
using AnSinh.Host.Units;
using AnSinh.Host.Verbs;
using AnSinh.Host.WhatIf;

namespace AnSinh.Host;

/// <summary>The command line: every verb of the program. Without a verb it serves the pages.</summary>
internal static class Cli
{
    public static async Task<int> RunAsync(string[] args)
    {
        // Numbers and dates are written by our own formats; nothing depends on the machine's language.
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
        Console.OutputEncoding = Encoding.UTF8;
        var root = Root();
        var parse = root.Parse(args.Length == 0 ? ["serve"] : args);
        if (parse.Errors.Count > 0)
        {
            // An unknown word is one mistake, not the two or three the parser tells of it.
            foreach (var message in parse.UnmatchedTokens.Count > 0 ? parse.UnmatchedTokens.Select(word => $"Không hiểu '{word}'.")
                : parse.Errors.Select(error => error.Message))
            {
                Console.Error.WriteLine(Store.Secrets.Hide(message));
            }

            Console.Error.WriteLine("Xem: ansinh --help");
            return Output.Refused;
        }

        try
        {
            return await parse.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (Exception trouble) when (Output.Trouble(trouble) is { } words)
        {
            Console.Error.WriteLine(words);
            return Output.Unable;
        }
    }

    /// <summary>Every verb, for the command line and for the test that reads what messages and documents call verbs.</summary>
    internal static RootCommand Root()
    {
        var root = new RootCommand(
            "An Sinh: an sinh xã hội của một địa bàn từ một sổ, đúng từng điều luật / "
            + "local social protection from one register, by the letter of the law")
        {
            ServeVerb.Command(),
            DemoVerb.Command(),
            AccountVerb.Command(),
            MandateVerb.Command(),
            ClockVerb.Command(),
            MonthVerb.Command(),
            SettleVerb.Command(),
            ExplainVerb.Command(),
            PeopleVerb.Command(),
            GapVerb.Command(),
            PovertyCheckVerb.Command(),
            QualityVerb.Command(),
            SimulateVerb.Command(),
            ForecastVerb.Command(),
            EntitledVerb.Command(),
            ReportVerb.Command(),
            PolicyVerb.Command(),
            UnitsVerb.Command(),
            BordersVerb.Command(),
            LedgerVerb.Command(),
            AuditVerb.Command(),
            MessageVerb.Command(),
            BackupVerb.Backup(),
            BackupVerb.Restore(),
            ImportVerb.Command(),
            MatchVerb.Command(),
            EventVerb.Command(),
            CaseVerb.Command(),
        };
        root.Options.Add(Session.RegisterOption);
        root.Options.Add(Session.PolicyOption);
        return root;
    }
}

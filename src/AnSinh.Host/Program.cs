using AnSinh.Host.Verbs;

return await Cli.RunAsync(args);

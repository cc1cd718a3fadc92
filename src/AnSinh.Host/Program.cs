using AnSinh.Host;

return await Cli.RunAsync(args);

using Momento.Emulator;

try
{
    await using var emulator = EmulatorApplication.Create(args);
    await emulator.RunUntilStoppedAsync();
    return 0;
}
catch (StartupException exception)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 1;
}

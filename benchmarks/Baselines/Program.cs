// What the services are measured against: each mode is the least that does the same work. Started by the other programs here.
using CourseComments.Benchmarks.Baselines;

return args is [] && Environment.GetEnvironmentVariable("Mode") is { } mode
    ? await (mode switch
    {
        "handler" => BareHandler.RunAsync(),
        "call" => BareCall.RunAsync(),
        "proxy" => BareProxy.RunAsync(),
        "collector" => Collector.RunAsync(),
        "page" => StaticPage.RunAsync(),
        _ => EmptyService.RunAsync(),
    })
    : 1;

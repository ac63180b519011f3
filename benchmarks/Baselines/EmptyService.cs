using CourseComments.ServiceDefaults;
using CourseComments.ServiceDefaults.Configuration;

namespace CourseComments.Benchmarks.Baselines;

/// <summary>What every service is before it does anything.</summary>
internal static class EmptyService
{
    public static async Task<int> RunAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.AddServiceDefaults();
        var app = builder.Build();
        app.UseServiceDefaults();
        return await app.RunServiceAsync();
    }
}

using IsmsPlatform.Application.Accounts;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Web.Commands;

/// <summary><c>./isms admin</c>: what only whoever runs the server may do.</summary>
internal static class Admin
{
    internal static Task<int> RunAsync(string[] args) => args switch
    {
        ["operator", .. var rest] => Operator(new Options(rest, ["--email", "--name", "--data"], ["--embedded"])),
        ["reset-second-factor", .. var rest] => Reset(new Options(rest, ["--email", "--data"], ["--embedded"])),
        ["sign-up", "on" or "off", .. var rest] => Switch(args[1] == "on", new Options(rest, ["--data"], ["--embedded"])),
        _ => throw new UsageException("./isms admin operator --email ADDRESS | reset-second-factor --email ADDRESS | sign-up on|off"),
    };

    private static Task<int> Operator(Options options)
        => ServerConsole.WithServicesAsync(options, services => Send(services, new AppointOperator(options.Required("--email"), options["--name"] ?? options.Required("--email"))));

    private static Task<int> Reset(Options options)
        => ServerConsole.WithServicesAsync(options, async services =>
        {
            var result = await Send(services, new ResetSecondFactor(options.Required("--email")));
            return result.Error is { } error ? error : "The second factor is off; the next sign-in asks for the password only.";
        });

    private static Task<int> Switch(bool on, Options options)
        => ServerConsole.WithServicesAsync(options, async services =>
        {
            var result = await Send(services, new SwitchSignUp(on));
            return result.Error is { } error ? error : $"Sign-up of organisations is {(on ? "on" : "off")}.";
        });

    private static async Task<TAnswer> Send<TAnswer>(IServiceProvider services, ICommand<TAnswer> command)
    {
        services.GetRequiredService<RequestScope>().SignIn(Actor.Job("console"));
        return await services.GetRequiredService<ISender>().Send(command);
    }
}

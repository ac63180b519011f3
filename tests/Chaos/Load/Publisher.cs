using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using CourseComments.Chaos.Processes;
using CourseComments.Contracts;
using CourseComments.History;
using Momento.Client;
using Momento.Sdk;
using Momento.Sdk.Auth.AccessControl;
using Momento.Sdk.Config;
using Momento.Sdk.Exceptions;
using Momento.Sdk.Responses;

namespace CourseComments.Chaos.Load;

/// <summary>A learner who publishes one comment after the other, with a disposable token of their own.</summary>
[SuppressMessage("Security", "CA5394:Do not use insecure randomness", Justification = "It must be repeatable.")]
internal sealed class Publisher(int number, int seed, Uri emulator, Backlog? backlog, HistoryRecorder history, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(80);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    private readonly string _tokenId = string.Create(CultureInfo.InvariantCulture, $"learner-{number}");
    private readonly Random _random = new(unchecked((seed * 31) + number));
    private TopicClient? _client;
    private int _comments;

    /// <summary>Publishes until told to stop; what was begun is ended.</summary>
    public async Task PublishAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            if (backlog is { HasRoom: false })
            {
                await PauseAsync(RetryAfter, cancellationToken);
                continue;
            }

            await TryPublishAsync(cancellationToken);
            await PauseAsync(Interval * 2 * _random.NextDouble(), cancellationToken);
        }
    }

    /// <summary>Publishes until one was accepted.</summary>
    public async Task PublishOneAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested && await TryPublishAsync(cancellationToken) != PublishOutcome.Accepted)
        {
            await PauseAsync(RetryAfter, cancellationToken);
        }
    }

    public void Dispose() => _client?.Dispose();

    /// <returns>Null when it could not even sign in.</returns>
    private async Task<PublishOutcome?> TryPublishAsync(CancellationToken cancellationToken)
    {
        if ((_client ??= await SignInAsync()) is not { } client)
        {
            await PauseAsync(RetryAfter, cancellationToken);
            return null;
        }

        var comment = new CommentKey(_tokenId, Courses.Any(_random), string.Create(CultureInfo.InvariantCulture, $"{_tokenId} #{++_comments}"));
        var text = JsonSerializer.Serialize(new CommentMessage(comment.CourseId, comment.Text), ContractsJsonContext.Default.CommentMessage);
        var publish = history.PublishBegan(comment);
        var outcome = OutcomeOf(await client.PublishAsync(ProcessSettings.CacheName, ProcessSettings.TopicName, text));
        history.PublishEnded(publish, outcome);
        if (outcome == PublishOutcome.Accepted)
        {
            backlog?.Published(comment);
        }
        else
        {
            // The emulator may be another process by now, to which the token is worth nothing.
            client.Dispose();
            _client = null;
        }

        return outcome;
    }

    private async Task<TopicClient?> SignInAsync()
    {
        var connection = ProcessSettings.ConnectionString(emulator);
        using var auth = new AuthClient(
            AuthConfigurations.Default.Latest(), MomentoConnection.Parse(connection).CreateCredentialProvider());
        var minted = await auth.GenerateDisposableTokenAsync(
            DisposableTokenScopes.TopicPublishOnly(ProcessSettings.CacheName, ProcessSettings.TopicName), ExpiresIn.Minutes(60), _tokenId);
        return minted is GenerateDisposableTokenResponse.Success { AuthToken: var token }
            ? new TopicClient(
                TopicConfigurations.Laptop.latest().WithClientTimeout(Timeout),
                MomentoConnection.Parse($"Endpoint={emulator.GetLeftPart(UriPartial.Authority)};ApiKey={token}").CreateCredentialProvider())
            : null;
    }

    /// <summary>Only what says that it did not happen is taken to mean that it did not happen.</summary>
    private static PublishOutcome OutcomeOf(TopicPublishResponse response) => response switch
    {
        TopicPublishResponse.Success => PublishOutcome.Accepted,
        TopicPublishResponse.Error
        {
            ErrorCode: MomentoErrorCode.AUTHENTICATION_ERROR or MomentoErrorCode.PERMISSION_ERROR
                or MomentoErrorCode.INVALID_ARGUMENT_ERROR or MomentoErrorCode.NOT_FOUND_ERROR
        } => PublishOutcome.Refused,
        _ => PublishOutcome.Unknown,
    };

    private async Task PauseAsync(TimeSpan pause, CancellationToken cancellationToken) =>
        await Task.Delay(pause, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}

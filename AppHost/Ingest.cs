namespace CourseComments.AppHost;

/// <summary>How published comments come to the service that stores them.</summary>
internal enum Ingest
{
    /// <summary>Momento posts each message to the gateway, once.</summary>
    Webhook,

    /// <summary>The relay subscribes to the topic and posts each message until it is stored.</summary>
    Relay,
}

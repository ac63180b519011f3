namespace CourseComments.Chaos.Planning;

/// <summary>What a fault hits.</summary>
internal enum Target
{
    Emulator,
    FirstWebhookService,
    SecondWebhookService,
    Relay,
}

namespace Momento.Emulator.Auth;

/// <summary>What a call does to a topic.</summary>
internal enum TopicAccess
{
    Publish,
    Subscribe,
}

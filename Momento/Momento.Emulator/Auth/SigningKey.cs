using System.Security.Cryptography;
using Google.Protobuf;
using Momento.Emulator.Persistence;

namespace Momento.Emulator.Auth;

/// <summary>What keys and tokens are signed with. Kept with the data, so that they are worth as much after a restart.</summary>
internal sealed class SigningKey(Journal journal)
{
    private byte[] _current = RandomNumberGenerator.GetBytes(HMACSHA256.HashSizeInBytes);

    public byte[] Current => Volatile.Read(ref _current);

    /// <summary>Revokes everything that was signed so far.</summary>
    public void Replace()
    {
        journal.EnterChange();
        try
        {
            Volatile.Write(ref _current, RandomNumberGenerator.GetBytes(HMACSHA256.HashSizeInBytes));
            journal.Append(Snapshot());
        }
        finally
        {
            journal.ExitChange();
        }
    }

    public void Restore(ByteString key) => _current = key.ToByteArray();

    public JournalEntry Snapshot() => new() { SigningKey = ByteString.CopyFrom(Current) };
}

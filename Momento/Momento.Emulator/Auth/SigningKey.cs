using System.Security.Cryptography;
using Google.Protobuf;
using Momento.Emulator.Persistence;

namespace Momento.Emulator.Auth;

/// <summary>What keys and tokens are signed with. Kept with the data, so that they are worth as much after a restart.</summary>
internal sealed class SigningKey(Journal journal)
{
    private byte[] _current = New();

    public byte[] Current => Volatile.Read(ref _current);

    public static byte[] New() => RandomNumberGenerator.GetBytes(HMACSHA256.HashSizeInBytes);

    /// <summary>Revokes everything that was signed with another one.</summary>
    public void Replace(byte[] key)
    {
        journal.EnterChange();
        try
        {
            Volatile.Write(ref _current, key);
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

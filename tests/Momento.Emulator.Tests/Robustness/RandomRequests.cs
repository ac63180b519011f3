using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Momento.Emulator.Tests.Robustness;

/// <summary>Requests nobody would write, though the seed decides which: well-formed with odd values, damaged, or noise.</summary>
internal sealed class RandomRequests(int seed)
{
    private const int MaximumDepth = 3;

    private static readonly string[] Texts = ["", " ", RunningEmulator.CacheName, RunningEmulator.OtherCacheName, "key", "list", "\0", "ä/?#\n", new('x', 300)];
    private static readonly ulong[] Numbers = [0, 1, 2, 1_000, 86_400_000, 86_400_001, int.MaxValue, uint.MaxValue, long.MaxValue, ulong.MaxValue];
    private static readonly double[] Scores = [0, -1, 1.5, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, double.MaxValue];

    private readonly Random _random = new(seed);

    public string CacheHeader() => _random.Next(12) == 0 ? Texts[2 + _random.Next(3)] : RunningEmulator.CacheName;

    public string? Key() => _random.Next(12) switch
    {
        0 => null,
        1 => "no key",
        2 => RunningEmulator.ReadWriteKey,
        _ => RunningEmulator.SuperUserKey,
    };

    public T Choose<T>(IReadOnlyList<T> choices) => choices[_random.Next(choices.Count)];

    public byte[] For(MessageDescriptor type) => _random.Next(10) switch
    {
        0 => Noise(),
        < 4 => Damage(Message(type, 0).ToByteArray()),
        _ => Message(type, 0).ToByteArray(),
    };

    private byte[] Noise()
    {
        var noise = new byte[_random.Next(80)];
        _random.NextBytes(noise);
        return noise;
    }

    private byte[] Damage(byte[] message)
    {
        for (var damages = _random.Next(1, 4); damages > 0 && message.Length > 0; damages--)
        {
            message[_random.Next(message.Length)] = (byte)_random.Next(256);
        }

        return message[..(message.Length - _random.Next(Math.Min(3, message.Length + 1)))];
    }

    private IMessage Message(MessageDescriptor type, int depth)
    {
        var message = (IMessage)Activator.CreateInstance(type.ClrType)!;
        foreach (var field in type.Fields.InDeclarationOrder())
        {
            if (_random.Next(5) == 0 || (field.FieldType == FieldType.Message && depth == MaximumDepth))
            {
                continue;
            }

            if (field.IsRepeated)
            {
                var values = (System.Collections.IList)field.Accessor.GetValue(message);
                for (var count = _random.Next(4); count > 0; count--)
                {
                    values.Add(Value(field, depth));
                }
            }
            else
            {
                field.Accessor.SetValue(message, Value(field, depth));
            }
        }

        return message;
    }

    private object Value(FieldDescriptor field, int depth) => field.FieldType switch
    {
        FieldType.Message => Message(field.MessageType, depth + 1),
        FieldType.Bytes => Bytes(),
        FieldType.String => Choose(Texts),
        FieldType.Bool => _random.Next(2) == 0,
        FieldType.Double => Choose(Scores),
        FieldType.Float => (float)Choose(Scores),
        FieldType.Enum => Enum.ToObject(field.EnumType.ClrType, _random.Next(8) - 1),
        FieldType.UInt64 or FieldType.Fixed64 => Choose(Numbers),
        FieldType.UInt32 or FieldType.Fixed32 => unchecked((uint)Choose(Numbers)),
        FieldType.Int64 or FieldType.SInt64 or FieldType.SFixed64 => unchecked((long)Choose(Numbers) * Sign()),
        FieldType.Int32 or FieldType.SInt32 or FieldType.SFixed32 => unchecked((int)Choose(Numbers) * Sign()),
        _ => throw new NotSupportedException($"A field of type {field.FieldType}."),
    };

    private int Sign() => _random.Next(2) == 0 ? 1 : -1;

    private ByteString Bytes() => _random.Next(400) switch
    {
        0 => ByteString.CopyFrom(new byte[6_000_000]),
        < 4 => ByteString.CopyFrom(new byte[140_000]),
        < 40 => ByteString.CopyFrom(Noise()),
        _ => ByteString.CopyFromUtf8(Choose(Texts)),
    };
}

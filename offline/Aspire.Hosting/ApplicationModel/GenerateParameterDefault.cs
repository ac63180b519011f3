using System.Security.Cryptography;
using Aspire.Hosting.Publishing;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A random value from the character classes asked for; look-alikes are left out, as in the real one.</summary>
public sealed class GenerateParameterDefault : ParameterDefault
{
    private const string LowerCharacters = "abcdefghjkmnpqrstuvwxyz";
    private const string UpperCharacters = "ABCDEFGHJKMNPQRSTUVWXYZ";
    private const string NumericCharacters = "0123456789";
    private const string SpecialCharacters = "-_.{}~()*+!";

    public int MinLength { get; set; } = 22;

    public bool Lower { get; set; } = true;

    public bool Upper { get; set; } = true;

    public bool Numeric { get; set; } = true;

    public bool Special { get; set; } = true;

    public int MinLower { get; set; }

    public int MinUpper { get; set; }

    public int MinNumeric { get; set; }

    public int MinSpecial { get; set; }

    /// <summary>How to make a value; what is not written is as by default.</summary>
    public override void WriteToManifest(ManifestPublishingContext context)
    {
        var writer = context.Writer;
        writer.WriteStartObject("generate");
        writer.WriteNumber("minLength", MinLength);
        (string Name, bool Allowed)[] classes = [("lower", Lower), ("upper", Upper), ("numeric", Numeric), ("special", Special)];
        foreach (var (name, _) in classes.Where(entry => !entry.Allowed))
        {
            writer.WriteBoolean(name, false);
        }

        (string Name, int Minimum)[] minima = [("minLower", MinLower), ("minUpper", MinUpper), ("minNumeric", MinNumeric), ("minSpecial", MinSpecial)];
        foreach (var (name, minimum) in minima.Where(entry => entry.Minimum != 0))
        {
            writer.WriteNumber(name, minimum);
        }

        writer.WriteEndObject();
    }

    public override string GetDefaultValue()
    {
        (bool Allowed, string Characters, int Minimum)[] classes =
        [
            (Lower, LowerCharacters, MinLower),
            (Upper, UpperCharacters, MinUpper),
            (Numeric, NumericCharacters, MinNumeric),
            (Special, SpecialCharacters, MinSpecial),
        ];
        if (classes.Any(entry => !entry.Allowed && entry.Minimum > 0) || !classes.Any(entry => entry.Allowed))
        {
            throw new InvalidOperationException("A generated value needs a character class, and a class with a minimum must be allowed.");
        }

        var value = string.Concat(classes.Where(entry => entry.Minimum > 0)
            .Select(entry => RandomNumberGenerator.GetString(entry.Characters, entry.Minimum)));
        var allowed = string.Concat(classes.Where(entry => entry.Allowed).Select(entry => entry.Characters));
        var characters = (value + RandomNumberGenerator.GetString(allowed, Math.Max(0, MinLength - value.Length))).ToCharArray();
        RandomNumberGenerator.Shuffle<char>(characters);
        return new string(characters);
    }
}

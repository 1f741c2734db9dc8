using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace IsmsPlatform.Domain.LossExposure;

/// <summary>
/// Four xoshiro256+ generators side by side (Blackman and Vigna, 2018). The same key gives the same numbers on each machine and thread, which
/// <see cref="Random"/> does not promise from one release to the next.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal struct RandomStream
{
    private const ulong GoldenGamma = 0x9E3779B97F4A7C15;
    private Vector256<ulong> _a, _b, _c, _d;

    internal RandomStream(ulong key)
    {
        _a = Seeds(ref key);
        _b = Seeds(ref key);
        _c = Seeds(ref key);
        _d = Seeds(ref key);
    }

    /// <summary>A key for a part of what another key stands for.</summary>
    internal static ulong Key(ulong key, ulong part)
    {
        key ^= BitOperations.RotateLeft(part * GoldenGamma, 29);
        return SplitMix(ref key);
    }

    /// <summary>Four numbers of 64 bits; the lowest are the weakest.</summary>
    internal Vector256<ulong> Next()
    {
        var result = _a + _d;
        var shifted = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= shifted;
        _d = (_d << 45) | (_d >>> 19);
        return result;
    }

    /// <summary>Four numbers from 0 to below 1.</summary>
    internal Vector256<double> NextUniform() => ((Next() >>> 12) | Vector256.Create(0x3FF0000000000000UL)).AsDouble() - Vector256<double>.One;

    private static Vector256<ulong> Seeds(ref ulong key) => Vector256.Create(SplitMix(ref key), SplitMix(ref key), SplitMix(ref key), SplitMix(ref key));

    private static ulong SplitMix(ref ulong state)
    {
        var z = state += GoldenGamma;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}

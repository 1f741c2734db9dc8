using System.Runtime.Intrinsics;

namespace IsmsPlatform.Domain.LossExposure;

/// <summary>
/// Functions of four numbers at a time by plain multiplication and addition, exact to about 1e-9. Those of <see cref="Vector256"/> fuse operations where the
/// compiler's stage and the machine allow it, so that the last bits of a result would depend on how warm the program is.
/// </summary>
internal static class VectorMath
{
    private const double Ln2 = 0.6931471805599453;

    /// <param name="x">Within ±700.</param>
    internal static Vector256<double> Exp(Vector256<double> x)
    {
        // e^x = 2^n · e^r with |r| ≤ ln 2 / 2; 2^n is written into the exponent's bits.
        var n = Vector256.Round(x * Vector256.Create(1 / Ln2));
        var r = x - n * Vector256.Create(Ln2);
        var p = Polynomial(r, 1 / 40320.0, 1 / 5040.0, 1 / 720.0, 1 / 120.0, 1 / 24.0, 1 / 6.0, 0.5, 1, 1);
        var power = (Vector256.ConvertToInt64(n) + Vector256.Create(1023L)) << 52;
        return p * power.AsDouble();
    }

    /// <param name="x">Above 0, not denormal.</param>
    internal static Vector256<double> Log(Vector256<double> x)
    {
        // x = 2^n · m with m from √½ to √2; ln m = 2·artanh((m − 1)/(m + 1)).
        var bits = x.AsInt64() - Vector256.Create(0x3FE6A09E00000000L);
        var n = bits >> 52;
        var m = ((bits & Vector256.Create(0x000FFFFFFFFFFFFFL)) + Vector256.Create(0x3FE6A09E00000000L)).AsDouble();
        var s = (m - Vector256<double>.One) / (m + Vector256<double>.One);
        return Vector256.ConvertToDouble(n) * Vector256.Create(Ln2) + s * Polynomial(s * s, 2 / 11.0, 2 / 9.0, 2 / 7.0, 2 / 5.0, 2 / 3.0, 2);
    }

    /// <summary>Sine and cosine of a part of a whole turn.</summary>
    /// <param name="turn">From 0 to 1.</param>
    internal static (Vector256<double> Sin, Vector256<double> Cos) SinCos(Vector256<double> turn)
    {
        var quarter = Vector256.Round(turn * Vector256.Create(4.0));
        var r = (turn - quarter * Vector256.Create(0.25)) * Vector256.Create(Math.Tau);
        var square = r * r;
        var sin = r * Polynomial(square, 1 / 362880.0, -1 / 5040.0, 1 / 120.0, -1 / 6.0, 1);
        var cos = Polynomial(square, -1 / 3628800.0, 1 / 40320.0, -1 / 720.0, 1 / 24.0, -0.5, 1);
        var q = Vector256.ConvertToInt64(quarter);
        var swaps = Vector256.Equals(q & Vector256<long>.One, Vector256<long>.One).AsDouble();
        var signOfSin = ((q & Vector256.Create(2L)) << 62).AsDouble();
        var signOfCos = (((q + Vector256<long>.One) & Vector256.Create(2L)) << 62).AsDouble();
        return (Vector256.ConditionalSelect(swaps, cos, sin) ^ signOfSin, Vector256.ConditionalSelect(swaps, sin, cos) ^ signOfCos);
    }

    // By Horner, the highest power first.
    private static Vector256<double> Polynomial(Vector256<double> x, params ReadOnlySpan<double> coefficients)
    {
        var sum = Vector256.Create(coefficients[0]);
        for (var i = 1; i < coefficients.Length; i++) { sum = sum * x + Vector256.Create(coefficients[i]); }
        return sum;
    }
}

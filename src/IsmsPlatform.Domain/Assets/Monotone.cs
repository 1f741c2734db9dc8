namespace IsmsPlatform.Domain.Assets;

/// <summary>Strictly rising whole numbers nearest to the wanted ones (pooled adjacent violators).</summary>
internal static class Monotone
{
    public static int[] Nearest(IReadOnlyList<double> wanted)
    {
        // wanted − i need only not fall; a pool is a run of equal values, its value the mean.
        var pools = new Stack<(double Sum, int Count)>();
        for (var i = 0; i < wanted.Count; i++)
        {
            var pool = (Sum: wanted[i] - i, Count: 1);
            while (pools.TryPeek(out var before) && before.Sum / before.Count > pool.Sum / pool.Count)
            {
                pools.Pop();
                pool = (before.Sum + pool.Sum, before.Count + pool.Count);
            }
            pools.Push(pool);
        }
        return [.. pools.Reverse().SelectMany(p => Enumerable.Repeat((int)Math.Floor((p.Sum / p.Count) + 0.5), p.Count)).Select((row, i) => row + i)];
    }
}

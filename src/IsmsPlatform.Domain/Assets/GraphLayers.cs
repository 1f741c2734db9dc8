using System.Runtime.InteropServices;

namespace IsmsPlatform.Domain.Assets;

/// <summary>
/// The layered drawing of Sugiyama: columns by longest path, bends where a link crosses a column, barycentre sweeps, rows that
/// keep neighbours level. Vertices are the assets, then the bends.
/// </summary>
internal sealed class GraphLayers
{
    private const int Sweeps = 12;

    private readonly List<int> _column = [];
    private readonly List<List<int>> _left = [];
    private readonly List<List<int>> _right = [];
    private readonly List<int>[] _layers;
    private readonly int[] _row;

    public GraphLayers(int assets, (int Upper, int Lower)[] ends)
    {
        var byLongestPath = ColumnsOf(assets, ends);
        Columns = byLongestPath.Max() + 1;
        for (var n = 0; n < assets; n++) { AddVertex(byLongestPath[n]); }
        Chains = [.. ends.Select(Chain)];
        _layers = [.. Enumerable.Range(0, Columns).Select(c => Enumerable.Range(0, _column.Count).Where(v => _column[v] == c).ToList())];
        _row = new int[_column.Count];
        Number();
        ReduceCrossings();
        Level();
        Rows = _row.Max() + 1;
    }

    public int Columns { get; }

    public int Rows { get; }

    /// <summary>Per link its vertices from the upper asset over its bends to the lower one.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Chains { get; }

    public int ColumnOf(int vertex) => _column[vertex];

    public int RowOf(int vertex) => _row[vertex];

    private static int[] ColumnsOf(int assets, (int Upper, int Lower)[] ends)
    {
        var index = new LinkIndex(assets, ends);
        var column = new int[assets];
        var isNeeded = new bool[assets];
        foreach (var upper in index.UppersFirst())
        {
            foreach (var link in index.LinksBelow(upper))
            {
                var lower = ends[link].Lower;
                column[lower] = Math.Max(column[lower], column[upper] + 1);
                isNeeded[lower] = true;
            }
        }
        // What nobody needs stands beside what it needs, not at the far left.
        for (var n = 0; n < assets; n++)
        {
            var below = index.LinksBelow(n);
            if (isNeeded[n] || below.IsEmpty) { continue; }
            var nearest = int.MaxValue;
            foreach (var link in below) { nearest = Math.Min(nearest, column[ends[link].Lower]); }
            column[n] = nearest - 1;
        }
        return column;
    }

    private int AddVertex(int column)
    {
        _column.Add(column);
        _left.Add([]);
        _right.Add([]);
        return _column.Count - 1;
    }

    private List<int> Chain((int Upper, int Lower) link)
    {
        List<int> chain = [link.Upper];
        for (var c = _column[link.Upper] + 1; c < _column[link.Lower]; c++) { chain.Add(AddVertex(c)); }
        chain.Add(link.Lower);
        foreach (var (from, to) in chain.Zip(chain.Skip(1)))
        {
            _right[from].Add(to);
            _left[to].Add(from);
        }
        return chain;
    }

    // Rows are first of all places in the order of a layer.
    private void Number()
    {
        foreach (var layer in _layers)
        {
            for (var i = 0; i < layer.Count; i++) { _row[layer[i]] = i; }
        }
    }

    private void ReduceCrossings()
    {
        var best = Array.ConvertAll(_layers, l => l.ToArray());
        var fewest = Crossings();
        for (var sweep = 0; sweep < Sweeps && fewest > 0; sweep++)
        {
            var toTheRight = sweep % 2 == 0;
            foreach (var c in toTheRight ? Enumerable.Range(0, Columns) : Enumerable.Range(0, Columns).Reverse())
            {
                var neighbours = toTheRight ? _left : _right;
                var sorted = _layers[c].OrderBy(v => Mean(neighbours[v], _row[v])).ThenBy(v => _row[v]).ToList();
                _layers[c] = sorted;
                for (var i = 0; i < sorted.Count; i++) { _row[sorted[i]] = i; }
            }
            var crossings = Crossings();
            if (crossings >= fewest) { continue; }
            (fewest, best) = (crossings, Array.ConvertAll(_layers, l => l.ToArray()));
        }
        for (var c = 0; c < Columns; c++) { _layers[c] = [.. best[c]]; }
        Number();
    }

    private long Crossings() => _layers.Sum(layer =>
    {
        var passed = new List<int>();
        var crossings = 0L;
        foreach (var v in layer)
        {
            var rows = _right[v].Select(w => _row[w]).Order().ToList();
            foreach (var row in rows) { crossings += passed.Count - UpperBound(passed, row); }
            foreach (var row in rows) { passed.Insert(UpperBound(passed, row), row); }
        }
        return crossings;
    });

    private static int UpperBound(List<int> sorted, int value)
    {
        var i = CollectionsMarshal.AsSpan(sorted).BinarySearch(value);
        if (i < 0) { return ~i; }
        while (i < sorted.Count && sorted[i] == value) { i++; }
        return i;
    }

    // Each vertex as near as its layer allows to the mean of its neighbours; the order found above stays.
    private void Level()
    {
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            for (var i = 0; i < Columns; i++)
            {
                var c = sweep % 2 == 0 ? i : Columns - 1 - i;
                var layer = _layers[c];
                var wanted = layer.ConvertAll(v => Mean([.. _left[v], .. _right[v]], _row[v]));
                var rows = Monotone.Nearest(wanted);
                for (var n = 0; n < layer.Count; n++) { _row[layer[n]] = rows[n]; }
            }
        }
        var top = _row.Min();
        for (var v = 0; v < _row.Length; v++) { _row[v] -= top; }
    }

    private double Mean(List<int> vertices, int otherwise) => vertices.Count == 0 ? otherwise : vertices.Average(v => _row[v]);
}

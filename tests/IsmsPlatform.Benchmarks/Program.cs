using System.Globalization;
using IsmsPlatform.Benchmarks;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

// "floor" is the program that the others are compared with; it runs as a process of its own, so that its CPU can be told apart.
if (args is ["floor", var connection, var port]) { await Floor.RunAsync(connection, int.Parse(port)); }
else { await Bench.RunAsync(args); }

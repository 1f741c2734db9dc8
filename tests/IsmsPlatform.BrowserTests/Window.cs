using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace IsmsPlatform.BrowserTests;

/// <summary>A browser window that keeps account of what must not happen: policy violations, script errors.</summary>
public sealed class Window : IAsyncDisposable
{
    private readonly IBrowserContext _context;

    private Window(IBrowserContext context, IPage page) => (_context, Page) = (context, page);

    public IPage Page { get; }

    /// <summary>Violations of the content security policy and errors of scripts.</summary>
    public List<string> Faults { get; } = [];

    internal static async Task<Window> OpenAsync(IBrowserContext context)
    {
        var window = new Window(context, await context.NewPageAsync());
        window.Page.Console += (_, m) =>
        {
            // A refusal of a form (409, 422) and a missing page are answers, which Chromium reports as errors, too.
            if (m.Type == "error" && !m.Text.StartsWith("Failed to load resource", StringComparison.Ordinal)) { window.Faults.Add(m.Text); }
        };
        window.Page.PageError += (_, e) => window.Faults.Add(e);
        return window;
    }

    /// <summary>Violations of WCAG 2.2 AA and best practice, one line each.</summary>
    /// <param name="colours">Only what colours can break.</param>
    public async Task<IReadOnlyList<string>> AxeAsync(bool colours = false)
    {
        var before = Faults.Count;
        var rules = colours ? new RunOnlyOptions { Type = "rule", Values = ["color-contrast", "link-in-text-block"] }
            : new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] };
        var found = await Page.RunAxe(new AxeRunOptions { RunOnly = rules });
        Faults.RemoveRange(before, Faults.Count - before); // axe itself inserts an empty style, which the policy refuses
        return [.. found.Violations.SelectMany(v => v.Nodes.Select(n => $"{v.Id}: {n.Html}"))];
    }

    /// <summary>The same page in another look, without loading it again.</summary>
    public async Task LookAsync(Look look)
    {
        await Page.EmulateMediaAsync(new() { ColorScheme = look.Scheme(), ReducedMotion = ReducedMotion.Reduce });
        await Page.SetViewportSizeAsync(look.Size().Width, look.Size().Height);
        // Until it is painted and no colour is on its way any more.
        await Page.EvaluateAsync("""
            async () => {
              await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
              await Promise.allSettled(document.getAnimations().filter(a => a instanceof CSSTransition).map(a => a.finished));
            }
            """);
    }

    /// <summary>How far the page is wider than the window.</summary>
    public async Task<int> OverflowAsync()
        => await Page.EvaluateAsync<int>("() => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)");

    public ValueTask DisposeAsync() => _context.DisposeAsync();
}

using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace IsmsPlatform.Application.Shared;

/// <summary>
/// A question that pages ask again and again in the same words: read and translated once instead of with each call, which costs more than
/// most answers. Once per model, of which each database of a process has its own.
/// </summary>
/// <typeparam name="TQuestion">What <c>EF.CompileAsyncQuery</c> gives.</typeparam>
/// <param name="compile">Calls it.</param>
internal sealed class Compiled<TQuestion>(Func<TQuestion> compile)
    where TQuestion : Delegate
{
    private readonly ConditionalWeakTable<IModel, TQuestion> _byModel = [];

    internal TQuestion For(DbContext db) => _byModel.GetValue(db.Model, _ => compile());
}

/// <summary>The same for a question that is composed of choices, as a list is of its order and its columns: each composition is translated once.</summary>
/// <typeparam name="TChoice">
/// All by which compositions differ, and few values of each: whatever else a composition takes from its surroundings stays what it was
/// when it was first asked. The organisation is no choice: the context that asks tells it.
/// </typeparam>
/// <typeparam name="TRow">Of the answer.</typeparam>
internal sealed class CompiledChoices<TChoice, TRow>
    where TChoice : notnull
{
    private readonly ConditionalWeakTable<IModel, ConcurrentDictionary<TChoice, Func<IsmsDbContext, IAsyncEnumerable<TRow>>>> _byModel = [];

    internal IAsyncEnumerable<TRow> Ask(IsmsDbContext db, TChoice choice, Func<IQueryable<TRow>> compose)
    {
        var known = _byModel.GetOrCreateValue(db.Model);
        if (known.TryGetValue(choice, out var question)) { return question(db); }
        // It is translated when it is first asked, and reads the context that it was composed with: others must not see it before.
        question = Compile(compose());
        var answer = question(db);
        known.TryAdd(choice, question);
        return answer;
    }

    private static Func<IsmsDbContext, IAsyncEnumerable<TRow>> Compile(IQueryable<TRow> question)
        => EF.CompileAsyncQuery(Expression.Lambda<Func<IsmsDbContext, IQueryable<TRow>>>(question.Expression, Expression.Parameter(typeof(IsmsDbContext))));
}

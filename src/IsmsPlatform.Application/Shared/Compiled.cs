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

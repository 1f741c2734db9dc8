using System.Linq.Expressions;
using FluentValidation;
using IsmsPlatform.Application.Shared.Tenancy;
using Microsoft.EntityFrameworkCore.Query;

namespace IsmsPlatform.Application.Shared;

/// <summary>Whom a filter asks for: a person's id, "me" for whoever reads the list (such an address can be shared and kept), or "none" where a row may have nobody.</summary>
public static class Whom
{
    public const string Me = "me", None = "none";

    /// <summary>Null where nobody is asked for; an id of nobody where who is no person asks for "me": a key of the API answers for nothing.</summary>
    internal static Guid? PersonOf(string? whom, RequestScope scope)
        => whom == Me ? scope.PersonId ?? Guid.Empty : Guid.TryParse(whom, out var id) ? id : null;

    /// <summary>Those that have this person there; all of them where nobody is asked for.</summary>
    internal static IQueryable<T> With<T>(this IQueryable<T> rows, string? whom, RequestScope scope, Expression<Func<T, Guid?>> person)
    {
        var asked = PersonOf(whom, scope);
        if (asked is null && whom != None) { return rows; }
        Expression<Func<Guid?, bool>> matches = asked is null ? there => there == null : there => there == asked;
        return rows.Where(Expression.Lambda<Func<T, bool>>(ReplacingExpressionVisitor.Replace(matches.Parameters[0], person.Body, matches.Body), person.Parameters));
    }

    internal static void NamesSomebody<T>(this IRuleBuilder<T, string?> rule)
        => rule.Must(w => string.IsNullOrEmpty(w) || w == Me || Guid.TryParse(w, out _)).WithErrorCode("unknown-value").WithMessage("Give the person's id, or “me”.");

    internal static void NamesSomebodyOrNone<T>(this IRuleBuilder<T, string?> rule)
        => rule.Must(w => string.IsNullOrEmpty(w) || w is Me or None || Guid.TryParse(w, out _)).WithErrorCode("unknown-value").WithMessage("Give the person's id, “me” or “none”.");
}

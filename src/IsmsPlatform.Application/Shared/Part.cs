using System.Linq.Expressions;
using System.Reflection;

namespace IsmsPlatform.Application.Shared;

/// <summary>
/// A part that several questions have in common is said once, as an expression in a static field. Where a question says <c>Of</c>, <see cref="In{TQuestion}"/> puts the part itself:
/// one that is compiled calls no method, and one that is composed becomes the same SQL.
/// </summary>
internal static class Part
{
    internal static TAnswer Of<T1, T2, TAnswer>(this Expression<Func<T1, T2, TAnswer>> part, T1 one, T2 two) => throw Unread();

    internal static TAnswer Of<T1, T2, T3, TAnswer>(this Expression<Func<T1, T2, T3, TAnswer>> part, T1 one, T2 two, T3 three) => throw Unread();

    internal static Expression<TQuestion> In<TQuestion>(Expression<TQuestion> question) => (Expression<TQuestion>)new Putting().Visit(question);

    private static InvalidOperationException Unread() => new("A part stands in an expression that Part.In has read.");

    private sealed class Putting : ExpressionVisitor
    {
        protected override Expression VisitMethodCall(MethodCallExpression node)
        {
            if (node.Method.DeclaringType != typeof(Part)) { return base.VisitMethodCall(node); }
            var part = (LambdaExpression)((FieldInfo)((MemberExpression)node.Arguments[0]).Member).GetValue(null)!;
            return new Naming(part.Parameters.Zip(Visit([.. node.Arguments.Skip(1)])).ToDictionary()).Visit(part.Body);
        }
    }

    private sealed class Naming(Dictionary<ParameterExpression, Expression> given) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => given.GetValueOrDefault(node, node);
    }
}

using System.Collections;
using System.Reflection;

namespace JwtKit.Tests;

/// <summary>All that an object tells: its text and that of everything behind its public properties; bytes as text, hexadecimal and base64.</summary>
internal static class ObjectGraph
{
    public static IReadOnlyList<string> TextsOf(object root)
    {
        List<string> texts = [];
        Walk(root, texts, new HashSet<object>(ReferenceEqualityComparer.Instance));
        return texts;
    }

    private static void Walk(object? value, List<string> texts, HashSet<object> seen)
    {
        // What reflection and the run time tell of the code holds nothing of its data.
        if (value is null or MemberInfo or Module or Assembly or Delegate || value.GetType().IsPrimitive || !seen.Add(value))
        {
            return;
        }

        texts.Add(value.ToString() ?? string.Empty);
        if (value is byte[] bytes)
        {
            texts.AddRange([System.Text.Encoding.UTF8.GetString(bytes), Convert.ToHexString(bytes), Convert.ToBase64String(bytes)]);
        }
        else if (value is not string)
        {
            WalkInside(value, texts, seen);
        }
    }

    private static void WalkInside(object value, List<string> texts, HashSet<object> seen)
    {
        if (value is IEnumerable elements)
        {
            foreach (object? element in elements)
            {
                Walk(element, texts, seen);
            }
        }

        foreach (PropertyInfo property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.GetIndexParameters().Length == 0 && !property.PropertyType.IsByRefLike)
            {
                Walk(property.GetValue(value), texts, seen);
            }
        }
    }
}

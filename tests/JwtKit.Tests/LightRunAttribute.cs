using JwtKit.Tests;
using NUnit.Framework;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

[assembly: LightRun]

namespace JwtKit.Tests;

/// <summary>With JWTKIT_LIGHT set, ignores the tests of the category Heavy: what takes long, needs other programs, or sees what a tool adds to the assemblies.</summary>
/// <remarks>A filter would do, but the mutation run takes tests that are filtered out for tests that never ended.</remarks>
[AttributeUsage(AttributeTargets.Assembly)]
internal sealed class LightRunAttribute : Attribute, ITestAction
{
    private static readonly bool IsLight = Environment.GetEnvironmentVariable("JWTKIT_LIGHT") is { Length: > 0 };

    public ActionTargets Targets => ActionTargets.Test;

    public void BeforeTest(ITest test)
    {
        if (IsLight && IsHeavy(test))
        {
            Assert.Ignore("A heavy test, and JWTKIT_LIGHT is set.");
        }
    }

    public void AfterTest(ITest test)
    {
    }

    private static bool IsHeavy(ITest? test) =>
        test is not null && (test.Properties[PropertyNames.Category].Contains("Heavy") || IsHeavy(test.Parent));
}

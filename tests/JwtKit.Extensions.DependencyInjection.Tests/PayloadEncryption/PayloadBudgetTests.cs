using NUnit.Framework;

namespace JwtKit.Extensions.DependencyInjection.Tests;

[TestFixture]
internal sealed class PayloadBudgetTests
{
    [TestCase(PayloadUse.Request)]
    [TestCase(PayloadUse.Response)]
    public void Takes_what_fits_exactly(PayloadUse use)
    {
        PayloadBudget budget = new();
        long most = use == PayloadUse.Request ? PayloadBudget.DefaultLimit / 4 * 3 : PayloadBudget.DefaultLimit;
        budget.TryTake(1, use);

        Assert.That((budget.TryTake(most, use), budget.TryTake(most - 1, use), budget.Taken), Is.EqualTo((false, true, most)));
    }

    [Test]
    public void Adds_nothing_that_it_refuses()
    {
        PayloadBudget budget = new();
        budget.TryTake(1, PayloadUse.Request);

        // The sum would wrap around and look as if it fitted, if it were made before it is compared.
        Assert.That((budget.TryTake(long.MaxValue, PayloadUse.Request), budget.Taken), Is.EqualTo((false, 1)));
    }
}

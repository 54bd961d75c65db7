// One node of several behind a load balancer: validates the one-time tokens it reads from its input, one a line after a number, all at once, and answers
// each with its number and "accepted" or the code of the failure. Its arguments are the table and the tokens' issuer, its environment has the secrets.
using JwtKit;
using Npgsql;

await using NpgsqlDataSource dataSource = NpgsqlDataSource.Create(Environment.GetEnvironmentVariable("NODE_DATABASE")!);
await using PostgreSqlReplayStore store = new(dataSource, new PostgreSqlReplayOptions { Table = args[0], Timeout = TimeSpan.FromMinutes(1) });
using SigningKey key = SigningKey.Hs256(Secret.FromText(Environment.GetEnvironmentVariable("NODE_SECRET")!));
JwtValidator validator = new(new ValidationPolicy
{
    Keys = [key.VerificationKey],
    Issuer = args[1],
    Audience = Expected.NotChecked,
    Use = TokenUse.OneTime(store),
});
TextWriter output = TextWriter.Synchronized(Console.Out);
output.WriteLine("ready");
List<Task> answers = [];
while (await Console.In.ReadLineAsync() is { } line)
{
    answers.Add(Task.Run(() => AnswerAsync(line)));
}

await Task.WhenAll(answers);

async Task AnswerAsync(string line)
{
    int space = line.IndexOf(' ', StringComparison.Ordinal);
    ValidationOutcome outcome = await validator.ValidateAsync(line[(space + 1)..]);
    output.WriteLine($"{line[..space]} {(outcome.Succeeded ? "accepted" : outcome.Failure.Code)}");
}

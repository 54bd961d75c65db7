using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using NUnit.Framework;

namespace JwtKit.Conventions.Tests;

/// <summary>No public type shares its simple name with one that an ASP.NET Core project has in scope anyway: <c>using JwtKit;</c> makes nothing ambiguous.</summary>
[TestFixture]
internal sealed class SimpleNameTests
{
    /// <summary>What ImplicitUsings of a web project imports, and what code about tokens imports beside it.</summary>
    private static readonly HashSet<string> Imported = new(StringComparer.Ordinal)
    {
        "Microsoft.AspNetCore.Builder",
        "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.Http",
        "Microsoft.AspNetCore.Routing",
        "Microsoft.Extensions.Configuration",
        "Microsoft.Extensions.DependencyInjection",
        "Microsoft.Extensions.Hosting",
        "Microsoft.Extensions.Logging",
        "System",
        "System.Collections.Generic",
        "System.IO",
        "System.Linq",
        "System.Net.Http",
        "System.Net.Http.Json",
        "System.Threading",
        "System.Threading.Tasks",
        "System.ComponentModel.DataAnnotations",
        "System.Security.Claims",
        "System.Security.Cryptography",
        "System.Security.Cryptography.X509Certificates",
        "Microsoft.AspNetCore.Authentication",
        "Microsoft.AspNetCore.Authorization",
    };

    private static readonly HashSet<string> Taken = [.. Assemblies.SelectMany(PublicNames)];

    private static IEnumerable<string> Assemblies => new[] { typeof(object), typeof(Microsoft.AspNetCore.Builder.WebApplication) }
        .SelectMany(static type => Directory.EnumerateFiles(Path.GetDirectoryName(type.Assembly.Location)!, "*.dll"));

    [Test]
    public void None_is_taken() => Assert.That(Packages.PublicTypes.Where(static type => Taken.Contains(type.Name)), Is.Empty);

    [Test]
    public void None_is_there_twice() => Assert.That(Packages.PublicTypes.Select(static type => type.Name), Is.Unique);

    /// <summary>Each in an assembly of its own, as the names are: one of a reference only would say nothing.</summary>
    [Test]
    public void Reads_the_names_of_both_frameworks() => Assert.That(
        Taken, Has.Count.GreaterThan(900).And.SupersetOf(new[] { "List`1", "HttpClient", "Task", "RSA", "WebApplication", "ILogger", "IResult", "JsonContent", "RequiredAttribute", "Claim" }));

    private static List<string> PublicNames(string file)
    {
        using FileStream stream = File.OpenRead(file);
        using PEReader portable = new(stream);
        if (!portable.HasMetadata)
        {
            return [];
        }

        MetadataReader metadata = portable.GetMetadataReader();
        return
        [
            .. metadata.TypeDefinitions.Select(metadata.GetTypeDefinition)
                .Where(type => (type.Attributes & System.Reflection.TypeAttributes.VisibilityMask) == System.Reflection.TypeAttributes.Public)
                .Where(type => Imported.Contains(metadata.GetString(type.Namespace)))
                .Select(type => metadata.GetString(type.Name)),
        ];
    }
}

using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtKit.Conventions.Tests;

/// <summary>
/// What the source files of a package say: which types they declare, and which types they name. The compiler binds each name, so that constants, values of
/// enumerations and <c>nameof</c> count too, which leave no reference in the compiled form.
/// </summary>
internal sealed class SourceTypes
{
    /// <summary>The folder of the files that several packages need.</summary>
    public const string Shared = "Shared";

    private const string Implicit =
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;";

    private static readonly ConcurrentDictionary<string, Lazy<SourceTypes>> Read = new(StringComparer.Ordinal);

    /// <summary>What is missing here because a generator writes it: bodies of partial methods, and the JSON contexts' members.</summary>
    private static readonly HashSet<string> Generated = new(StringComparer.Ordinal) { "CS8795", "CS0534", "CS0117", "CS7036" };

    private readonly string package;
    private readonly CSharpCompilation compilation;
    private readonly Dictionary<string, string> folders = new(StringComparer.Ordinal);
    private readonly List<(string File, string Type)> declared = [];
    private readonly Lazy<(string File, string Folder, string Known)[]> arrows;

    private SourceTypes(string package)
    {
        this.package = package;
        SyntaxTree[] files = [.. Files(package).Select(static file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview), file))];
        arrows = new Lazy<(string File, string Folder, string Known)[]>(() => [.. FindArrows()]);
        compilation = CSharpCompilation.Create(
            package,
            files.Append(CSharpSyntaxTree.ParseText(Implicit, CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview))),
            References(package),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));
        foreach (SyntaxTree file in files)
        {
            SemanticModel model = compilation.GetSemanticModel(file);
            foreach (MemberDeclarationSyntax member in file.GetRoot().DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax).OfType<MemberDeclarationSyntax>())
            {
                if (member is not BaseNamespaceDeclarationSyntax && model.GetDeclaredSymbol(member) is INamedTypeSymbol type)
                {
                    declared.Add((file.FilePath, type.MetadataName));
                    folders[type.MetadataName] = FolderOf(file.FilePath);
                }
            }
        }
    }

    /// <summary>The files of a package; the core has those of <c>src/Shared</c> too.</summary>
    public static IEnumerable<string> Files(string package) => (package == Packages.Core ? [package, Shared] : new[] { package })
        .SelectMany(static folder => Directory.EnumerateFiles(Packages.PathOf("src", folder), "*.cs", SearchOption.AllDirectories))
        .Where(static file => !file.Split(Path.DirectorySeparatorChar).Any(static part => part is "bin" or "obj"));

    public static SourceTypes Of(string package) => Read.GetOrAdd(package, static name => new Lazy<SourceTypes>(() => new SourceTypes(name))).Value;

    /// <summary>The outermost types that the package declares, by their names in metadata.</summary>
    public IReadOnlyCollection<string> Names => folders.Keys;

    /// <summary>The folders that have files, the empty text for those in none.</summary>
    public IEnumerable<string> Folders => Files(package).Select(FolderOf).Distinct();

    /// <summary>What the compiler does not understand, but for what a generator would add.</summary>
    public IEnumerable<Diagnostic> Errors => compilation.GetDiagnostics().Where(static found => found.Severity == DiagnosticSeverity.Error && !Generated.Contains(found.Id));

    /// <summary>The outermost types of a file, by their names in metadata.</summary>
    public IReadOnlyCollection<string> TypesIn(string file) => [.. declared.Where(found => found.File == file).Select(static found => found.Type).Distinct()];

    /// <summary>The folder of a type's file; null for a type that no file declares.</summary>
    public string? FolderOfType(string metadataName) => folders.GetValueOrDefault(metadataName);

    /// <summary>Each file with each type that it names, both of this package.</summary>
    public IReadOnlyList<(string File, string Folder, string Known)> Arrows => arrows.Value;

    private IEnumerable<(string File, string Folder, string Known)> FindArrows()
    {
        foreach (SyntaxTree file in compilation.SyntaxTrees.Where(static file => file.FilePath.Length > 0))
        {
            SemanticModel model = compilation.GetSemanticModel(file);
            IEnumerable<ISymbol> named = file.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>().SelectMany(name => Symbols(model.GetSymbolInfo(name)));
            foreach (string known in named.Select(OutermostType).OfType<string>().Distinct())
            {
                yield return (Path.GetFileNameWithoutExtension(file.FilePath), FolderOf(file.FilePath), known);
            }
        }
    }

    private static ImmutableArray<ISymbol> Symbols(SymbolInfo info) => info.Symbol is { } symbol ? [symbol] : info.CandidateSymbols;

    private string? OutermostType(ISymbol symbol)
    {
        INamedTypeSymbol? type = symbol as INamedTypeSymbol ?? symbol.ContainingType;
        while (type?.ContainingType is { } outer)
        {
            type = outer;
        }

        return type is not null && SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly) ? type.MetadataName : null;
    }

    private static string FolderOf(string file)
    {
        string[] parts = Path.GetRelativePath(Packages.PathOf("src"), file).Split(Path.DirectorySeparatorChar);
        return parts[0] == Shared ? Shared : string.Join('/', parts[1..^1]);
    }

    private static IEnumerable<MetadataReference> References(string package) => ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator)
        .Where(file => Path.GetFileNameWithoutExtension(file) != package)
        .Select(static file => MetadataReference.CreateFromFile(file));
}

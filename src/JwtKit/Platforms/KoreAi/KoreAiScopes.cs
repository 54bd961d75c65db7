using System.Diagnostics.CodeAnalysis;

namespace JwtKit;

/// <summary>The 23 scopes of Kore.ai's public APIs (its guide "API Scopes", List of Available API Scopes), with names and descriptions as the platform shows them.</summary>
public static class KoreAiScopes
{
    /// <summary>Assign this scope to allow intent and entity detection from an utterance using secured APIs.</summary>
    public static KoreAiScope IntentAndEntityDetection { get; } = new("Intent and Entity Detection", "Assign this scope to allow intent and entity detection from an utterance using secured APIs.");

    /// <summary>To retrieve the user engagement trend.</summary>
    public static KoreAiScope UserEngagementTrend { get; } = new("User Engagement Trend", "To retrieve the user engagement trend.");

    /// <summary>To execute Batch Test Suites and get results.</summary>
    public static KoreAiScope BatchTestsExecution { get; } = new("Batch Tests Execution", "To execute Batch Test Suites and get results.");

    /// <summary>To create, modify, and delete Batch Test Suites and results.</summary>
    public static KoreAiScope BatchTestsManagement { get; } = new("Batch Tests Management", "To create, modify, and delete Batch Test Suites and results.");

    /// <summary>Assign this scope to retrieve chat transcripts using secured APIs.</summary>
    public static KoreAiScope ChatHistory { get; } = new("Chat History", "Assign this scope to retrieve chat transcripts using secured APIs.");

    /// <summary>Assign this scope to retrieve debug logs using secured APIs.</summary>
    public static KoreAiScope DebugLogs { get; } = new("Debug Logs", "Assign this scope to retrieve debug logs using secured APIs.");

    /// <summary>Export definition of a selected agent.</summary>
    public static KoreAiScope BotExport { get; } = new("Bot Export", "Export definition of a selected agent.");

    /// <summary>Assign this scope to import variables using secured APIs.</summary>
    public static KoreAiScope ImportVariables { get; } = new("Import Variables", "Assign this scope to import variables using secured APIs.");

    /// <summary>Assign this scope to export variables using secured APIs.</summary>
    public static KoreAiScope ExportVariables { get; } = new("Export Variables", "Assign this scope to export variables using secured APIs.");

    /// <summary>To proactively send messages to end-users via supported channels.</summary>
    public static KoreAiScope ProactiveMessages { get; } = new("Proactive Messages", "To proactively send messages to end-users via supported channels.");

    /// <summary>To match a given utterance against the NL model to identify intents and entities.</summary>
    public static KoreAiScope TrainMl { get; } = new("Train ML", "To match a given utterance against the NL model to identify intents and entities.");

    /// <summary>To match a given FAQ against the FAQ model.</summary>
    public static KoreAiScope TrainFaq { get; } = new("Train FAQ", "To match a given FAQ against the FAQ model.");

    /// <summary>To import utterances for a task.</summary>
    public static KoreAiScope UtterancesImport { get; } = new("Utterances Import", "To import utterances for a task.");

    /// <summary>To export utterances for a task.</summary>
    public static KoreAiScope UtterancesExport { get; } = new("Utterances Export", "To export utterances for a task.");

    /// <summary>To retrieve the change logs for the particular AI Agent.</summary>
    public static KoreAiScope LogsHistory { get; } = new("Logs History", "To retrieve the change logs for the particular AI Agent.");

    /// <summary>Assign this scope to retrieve conversation sessions.</summary>
    public static KoreAiScope BotSessions { get; } = new("Bot Sessions", "Assign this scope to retrieve conversation sessions.");

    /// <summary>Assign this scope to retrieve billing sessions.</summary>
    public static KoreAiScope BillingSessions { get; } = new("Billing Sessions", "Assign this scope to retrieve billing sessions.");

    /// <summary>To retrieve data associated with custom widgets and reports.</summary>
    public static KoreAiScope CustomReports { get; } = new("Custom Reports", "To retrieve data associated with custom widgets and reports.");

    /// <summary>Assign this scope for opting in users to RCS Business Messaging and sending broadcast messages.</summary>
    public static KoreAiScope RcsMessageEvents { get; } = new("RCS Message Events", "Assign this scope for opting in users to RCS Business Messaging and sending broadcast messages.");

    /// <summary>Assign this scope to retrieve Metrics information related to Intents Found, Intents not Found, Failed Tasks, Successful Tasks, and Performance Logs.</summary>
    public static KoreAiScope Metrics { get; } = new("Metrics", "Assign this scope to retrieve Metrics information related to Intents Found, Intents not Found, Failed Tasks, Successful Tasks, and Performance Logs.");

    /// <summary>To export the complete definition of the Knowledge Graph.</summary>
    public static KoreAiScope ManageKnowledgeGraph { get; } = new("Manage Knowledge Graph", "To export the complete definition of the Knowledge Graph.");

    /// <summary>Assign this scope to update NLP thresholds and configurations.</summary>
    public static KoreAiScope NlpConfigurations { get; } = new("NLP Configurations", "Assign this scope to update NLP thresholds and configurations.");

    /// <summary>Assign this scope to update FAQ Responses and FAQ Status.</summary>
    public static KoreAiScope UpdateFaqs { get; } = new("Update FAQs", "Assign this scope to update FAQ Responses and FAQ Status.");

    /// <summary>All of them, in the order of the platform's list.</summary>
    public static IReadOnlyList<KoreAiScope> All { get; } =
    [
        IntentAndEntityDetection,
        UserEngagementTrend,
        BatchTestsExecution,
        BatchTestsManagement,
        ChatHistory,
        DebugLogs,
        BotExport,
        ImportVariables,
        ExportVariables,
        ProactiveMessages,
        TrainMl,
        TrainFaq,
        UtterancesImport,
        UtterancesExport,
        LogsHistory,
        BotSessions,
        BillingSessions,
        CustomReports,
        RcsMessageEvents,
        Metrics,
        ManageKnowledgeGraph,
        NlpConfigurations,
        UpdateFaqs,
    ];

    /// <summary>Finds a scope by its name. Names compare ordinally, so case counts.</summary>
    /// <param name="name">Such as <c>Chat History</c>.</param>
    /// <param name="scope">The scope.</param>
    /// <returns>False if there is no scope of this name.</returns>
    public static bool TryFind(string? name, [NotNullWhen(true)] out KoreAiScope? scope)
    {
        scope = All.FirstOrDefault(known => known.Name == name);
        return scope is not null;
    }
}

namespace JwtKit;

/// <summary>Encrypts the requests of an HTTP client and decrypts the answers before anyone reads them.</summary>
internal sealed class PayloadEncryptionHandler(string name, Reloadable<EnvelopeProfile> slot, JwtKitTelemetry telemetry) : DelegatingHandler
{
    /// <exception cref="NotSupportedException">Always: the synchronous way would go round the encryption.</exception>
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        throw new NotSupportedException("A client with payload encryption sends asynchronously only; use SendAsync.");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        Lease<EnvelopeProfile> envelope = slot.Enter()
            ?? throw new InvalidOperationException($"The payload encryption '{name}' was taken out of the configuration.");
        try
        {
            // The same configuration from the request to its answer, whatever changes meanwhile.
            return await SendAsync(request, envelope.Value, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            envelope.Leave();
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, EnvelopeProfile envelope, CancellationToken cancellationToken)
    {
        Uri address = request.RequestUri ?? throw new InvalidOperationException("The request has no address.");
        EncryptionKey receiver = envelope.RecipientKey
            ?? throw new InvalidOperationException($"The payload encryption '{name}' has no {nameof(EnvelopeOptions.RecipientKeyFile)}, so there is no key to encrypt requests for.");
        RequestSealer sealer = new(envelope, receiver, address, PayloadHeaders.NewRequestId());
        HttpMethod method = request.Method;
        HttpContent? content = request.Content;
        using HttpContent? encrypted = await sealer.SealAsync(request, cancellationToken).ConfigureAwait(false);
        request.Content = encrypted;
        List<KeyValuePair<string, string[]>> taken = MessageHeaders.Strip(request.Headers);
        string outcome = "unanswered";
        try
        {
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            outcome = "refused";

            // As the request was sealed: a handler that follows redirects makes a GET of a POST, and its response answers another request.
            HttpResponseMessage opened = await new ResponseOpener(envelope, method, address, sealer.RequestId).OpenAsync(response, cancellationToken).ConfigureAwait(false);
            outcome = opened.Content is OpenedContent ? "completed" : "plain";
            return opened;
        }
        catch (OperationCanceledException)
        {
            outcome = "unanswered";
            throw;
        }
        finally
        {
            telemetry.Exchanged(name, TelemetryNames.Client, outcome);

            // What the caller gave is the caller's again, also for another attempt.
            request.Method = method;
            request.Content = content;
            MessageHeaders.Restore(request.Headers, taken);
        }
    }
}

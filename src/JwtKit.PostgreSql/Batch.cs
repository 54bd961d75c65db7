namespace JwtKit;

/// <summary>Calls that share a round trip. Of those with the same id, the first speaks for all: the others come after it, and so find the id recorded.</summary>
internal sealed class Batch
{
    private readonly List<Submission> sorted;

    public Batch(List<Submission> submissions)
    {
        submissions.Sort(Submission.Compare);
        sorted = submissions;
        List<Submission> distinct = new(submissions.Count);
        foreach (Submission submission in submissions)
        {
            if (distinct.Count == 0 || Submission.CompareIds(distinct[^1].Id, submission.Id) != 0)
            {
                distinct.Add(submission);
            }
        }

        Ids = [.. distinct.Select(static submission => submission.Id)];
        Expires = [.. distinct.Select(static submission => submission.Expires)];
    }

    /// <summary>The ids, sorted, none of them twice.</summary>
    public byte[][] Ids { get; }

    /// <summary>Until when each of <see cref="Ids"/> must live: the longest of those that were asked for.</summary>
    public DateTime[] Expires { get; }

    /// <summary>Tells each caller its answer. A caller whose id the server did not name was too late.</summary>
    public void Complete(RecordResult answer)
    {
        SortedIds recorded = new(answer.Recorded);
        SortedIds over = new(answer.Over);
        byte[]? previous = null;
        foreach (Submission submission in sorted)
        {
            bool isFirst = previous is null || Submission.CompareIds(previous, submission.Id) != 0;
            previous = submission.Id;
            submission.Complete(
                over.Contains(submission.Id) ? ReplayOutcome.Expired
                : isFirst && recorded.Contains(submission.Id) ? ReplayOutcome.Recorded
                : ReplayOutcome.AlreadyRecorded);
        }
    }

    /// <summary>Refuses all.</summary>
    public void Refuse() => sorted.ForEach(static submission => submission.Complete(ReplayOutcome.Unavailable));

    /// <summary>Sorted ids that are asked for in the same order, so that all questions together pass over them once.</summary>
    private struct SortedIds(byte[][] ids)
    {
        private int position;

        public bool Contains(byte[] id)
        {
            while (position < ids.Length && Submission.CompareIds(ids[position], id) < 0)
            {
                position++;
            }

            return position < ids.Length && Submission.CompareIds(ids[position], id) == 0;
        }
    }
}

/// <summary>One call that waits for its answer.</summary>
internal sealed class Submission(byte[] id, DateTime expires)
{
    // Its continuations are callers' code, which must not run inside the loop that serves the others.
    private readonly TaskCompletionSource<ReplayOutcome> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool abandoned;

    public byte[] Id => id;

    public DateTime Expires => expires;

    public Task<ReplayOutcome> Answer => answer.Task;

    /// <summary>Whether nobody waits any more, so that there is no use in recording the id.</summary>
    public bool IsAbandoned => abandoned;

    public void Abandon() => abandoned = true;

    public void Complete(ReplayOutcome outcome) => answer.TrySetResult(outcome);

    /// <summary>The order of the server's ids; the one that lives longest before others with the same id.</summary>
    public static int Compare(Submission left, Submission right)
    {
        int order = CompareIds(left.Id, right.Id);
        return order != 0 ? order : right.Expires.CompareTo(left.Expires);
    }

    public static int CompareIds(byte[] left, byte[] right) => left.AsSpan().SequenceCompareTo(right);
}

namespace CourseComments.WebhookService.Tests.Storing;

/// <summary>
/// Which of the things that can happen next does, at each step. Walks through all of them: a path is replayed up to its
/// last decision that has a choice left, which is then taken.
/// </summary>
internal sealed class Schedule
{
    private readonly List<(int Choice, int Of)> _decisions = [];
    private int _step;

    /// <returns>A number below <paramref name="choices"/>.</returns>
    public int Next(int choices)
    {
        if (_step == _decisions.Count)
        {
            _decisions.Add((0, choices));
        }

        Assert.Equal(choices, _decisions[_step].Of);
        return _decisions[_step++].Choice;
    }

    /// <summary>Goes to the next path.</summary>
    /// <returns>False when there are no more.</returns>
    public bool Advance()
    {
        _step = 0;
        while (_decisions.Count > 0)
        {
            var (choice, of) = _decisions[^1];
            if (choice + 1 < of)
            {
                _decisions[^1] = (choice + 1, of);
                return true;
            }

            _decisions.RemoveAt(_decisions.Count - 1);
        }

        return false;
    }

    public override string ToString() => string.Join(' ', _decisions.Select(decision => decision.Choice));
}

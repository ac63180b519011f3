namespace CourseComments.TokenService.Publishing;

/// <param name="Comment">1 to 2,000 characters, and at most 4 KB as a topic message.</param>
internal sealed record PublishRequest(string? Comment);

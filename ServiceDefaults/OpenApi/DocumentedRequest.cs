namespace CourseComments.ServiceDefaults.OpenApi;

/// <summary>A request's JSON body.</summary>
/// <param name="Type">What it is read as.</param>
/// <param name="Description">What it says.</param>
/// <param name="Example">A body, serialized as the service would do it.</param>
internal sealed record DocumentedRequest(Type Type, string Description, object Example);

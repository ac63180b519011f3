using Microsoft.AspNetCore.Authorization;

namespace CourseComments.TokenService.Administration;

/// <summary>The caller has the role <see cref="AdministrationOptions.RequiredRole"/>.</summary>
internal sealed class AdministratorRequirement : IAuthorizationRequirement;

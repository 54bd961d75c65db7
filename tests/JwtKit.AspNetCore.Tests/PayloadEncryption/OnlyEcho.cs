using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Mvc.Controllers;

namespace JwtKit.AspNetCore.Tests;

/// <summary>Makes one controller known.</summary>
internal sealed class OnlyEcho : IApplicationFeatureProvider<ControllerFeature>
{
    public void PopulateFeature(IEnumerable<ApplicationPart> parts, ControllerFeature feature) => feature.Controllers.Add(typeof(EchoController).GetTypeInfo());

    [ApiController]
    [Route("controller")]
    internal sealed class EchoController : ControllerBase
    {
        [HttpPost]
        public ActionResult<JsonNode> Echo(JsonNode body) => Ok(body);
    }
}

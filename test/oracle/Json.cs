// Objects of the pipeline as JSON, cut at a small depth: enough for a test to look at what a script wrote.
using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text.Json.Nodes;

namespace Oracle;

internal static class Json
{
    private const int MaxDepth = 6;

    internal static JsonNode? Of(object? value, int depth = 0)
    {
        var inner = value is PSObject wrapped && wrapped.BaseObject is not PSCustomObject ? wrapped.BaseObject : value;
        return inner switch
        {
            null => null,
            string text => text,
            char character => character.ToString(),
            bool flag => flag,
            SwitchParameter flag => flag.IsPresent,
            DateTime time => time.ToString("O", CultureInfo.InvariantCulture),
            sbyte or byte or short or ushort or int or uint or long => JsonValue.Create(Convert.ToInt64(inner, CultureInfo.InvariantCulture)),
            double number when double.IsFinite(number) => number,
            float or ulong or decimal => JsonValue.Create(Convert.ToDouble(inner, CultureInfo.InvariantCulture)),
            IDictionary map when depth < MaxDepth => OfMap(map, depth),
            IEnumerable list when depth < MaxDepth => new JsonArray([.. list.Cast<object?>().Select(item => Of(item, depth + 1))]),
            PSObject custom when depth < MaxDepth => OfProperties(custom, depth),
            _ => Convert.ToString(inner, CultureInfo.InvariantCulture),
        };
    }

    private static JsonObject OfMap(IDictionary map, int depth)
    {
        var result = new JsonObject();
        foreach (DictionaryEntry entry in map) result[Convert.ToString(entry.Key, CultureInfo.InvariantCulture) ?? ""] = Of(entry.Value, depth + 1);
        return result;
    }

    private static JsonObject OfProperties(PSObject custom, int depth)
    {
        var result = new JsonObject();
        foreach (var property in custom.Properties) result[property.Name] = Of(property.Value, depth + 1);
        return result;
    }
}

// What the real parser makes of a text: errors, tokens, string constants and commands.
using System.Management.Automation.Language;
using System.Text.Json.Nodes;

namespace Oracle;

internal static class ParseText
{
    internal static JsonObject Answer(string text)
    {
        var script = Parser.ParseInput(text, out var tokens, out var errors);
        return new JsonObject
        {
            ["errors"] = List(errors, error => new JsonObject
            {
                ["id"] = error.ErrorId,
                ["message"] = error.Message,
                ["incomplete"] = error.IncompleteInput,
                ["start"] = error.Extent.StartOffset,
                ["end"] = error.Extent.EndOffset,
            }),
            ["tokens"] = List(tokens, token => new JsonObject
            {
                ["kind"] = token.Kind.ToString(),
                ["flags"] = token.TokenFlags.ToString(),
                ["text"] = token.Text,
                ["value"] = ValueOf(token),
                ["nested"] = token is StringExpandableToken { NestedTokens: { } nested } ? nested.Count : 0,
                ["start"] = token.Extent.StartOffset,
                ["end"] = token.Extent.EndOffset,
            }),
            ["strings"] = List(script.FindAll(ast => ast is StringConstantExpressionAst, true), ast => new JsonObject
            {
                ["kind"] = ((StringConstantExpressionAst)ast).StringConstantType.ToString(),
                ["value"] = ((StringConstantExpressionAst)ast).Value,
                ["start"] = ast.Extent.StartOffset,
                ["end"] = ast.Extent.EndOffset,
            }),
            ["commands"] = List(script.FindAll(ast => ast is CommandAst, true), ast => new JsonObject
            {
                ["name"] = ((CommandAst)ast).GetCommandName(),
                ["elements"] = List(((CommandAst)ast).CommandElements.Skip(1), Element),
                ["start"] = ast.Extent.StartOffset,
                ["end"] = ast.Extent.EndOffset,
            }),
        };
    }

    private static JsonObject Element(CommandElementAst element) =>
        element is CommandParameterAst parameter
            ? new JsonObject { ["parameter"] = parameter.ParameterName, ["text"] = element.Extent.Text, ["value"] = ConstantOf(parameter.Argument) }
            : new JsonObject { ["parameter"] = null, ["text"] = element.Extent.Text, ["value"] = ConstantOf(element) };

    private static JsonNode? ConstantOf(Ast? ast) =>
        ast is ConstantExpressionAst constant ? Json.Of(constant.Value) : null;

    private static JsonNode? ValueOf(Token token) => token switch
    {
        StringToken text => text.Value,
        NumberToken number => Json.Of(number.Value),
        ParameterToken parameter => parameter.ParameterName,
        VariableToken variable => variable.VariablePath.UserPath,
        LabelToken label => label.LabelText,
        _ => null,
    };

    private static JsonArray List<T>(IEnumerable<T> items, Func<T, JsonNode> make) => new([.. items.Select(make)]);
}

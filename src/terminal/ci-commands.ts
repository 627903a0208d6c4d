// Build servers read commands out of what a job prints. A name from a server must not become one.

/**
 * One line of output, with what a build server would obey escaped: `::` at the start of the line (GitHub Actions, blanks before it do not matter)
 * becomes `\x3a:`, and `##[`, `##vso[`, `##teamcity[` anywhere (Azure Pipelines and older GitHub runners search the whole line) become `\x23#[` and so on.
 * Every other line comes back unchanged. Sources: actions/runner, ActionCommand.cs; microsoft/azure-pipelines-agent, Command.cs.
 */
export function withoutCiCommands(line: string): string {
  return withoutCiMarkers(line).replace(/^(\s*):(?=:)/, '$1\\x3a');
}

/** The same for a piece of text that is not the start of a line. */
export function withoutCiMarkers(text: string): string {
  return text.includes('##') ? text.replace(/##(?=\w*\[)/g, '\\x23#') : text;
}

// The entrance: words to one cmdlet. What most runs do not need is loaded only when it is.
import {bindWords, objectBinder} from './bind-cmdlet.ts';
import {findCommand, suggestCommand, type Found} from './cmdlets/find-command.ts';
import type {Cmdlet, Values} from './cmdlets/cmdlet.ts';
import type {Context} from './cmdlets/context.ts';
import {getStatus} from './cmdlets/status/get-status.ts';
import {commonParameters} from './cmdlets/common-parameters.ts';
import {findPreferred, withPreferred, type PreferredOutcome} from './cmdlets/preferences/preferred.ts';
import {makeContext, wantsPlain} from './cmdlets/make-context.ts';
import type {Problem} from './cmdlets/refuse.ts';
import {screens} from './load-screens.ts';
import {exitCodes, type ExitCode} from './model/exit-codes.ts';
import {findPaths} from './settings/paths.ts';
import {workingFolder} from './settings/project-file.ts';
import {crashText} from './terminal/crash-text.ts';
import {directOutput, isTerminal} from './terminal/direct-output.ts';
import {formatProblem} from './terminal/error-text.ts';
import {makeSafe} from './terminal/make-safe.ts';
import {createOutput} from './terminal/output.ts';
import {version} from './version.ts';

async function main(argv: readonly string[]): Promise<ExitCode> {
  if (argv.length === 1 && argv[0] === '--version') {
    directOutput(1).write(`${version}\n`);
    return exitCodes.done;
  }
  if (argv[0] === '__complete') return complete(argv.slice(1));
  const found = await find(argv);
  const output = createOutput({
    stdout: directOutput(1),
    stderr: directOutput(2),
    env: process.env,
    exit: endWithoutReader,
  });
  const usage: Usage = (what, why, todo, errorId) => {
    output.message(formatProblem({what, why, todo}));
    const error = {exitCode: exitCodes.usage, what, why, do: todo, ...(errorId === undefined ? {} : {errorId})};
    if (asksForJson(argv)) output.data(`${JSON.stringify({schemaVersion: 1, error})}\n`);
    return exitCodes.usage;
  };
  if (found.kind === 'help' || (found.kind === 'cmdlet' && asksForHelp(found.rest))) {
    const words = found.kind === 'help' ? found.words : (found.cmdlet.command ?? [found.cmdlet.name]);
    return runWith(await help(), new Map([['Topic', words]]), output);
  }
  if (found.kind === 'version') {
    output.data(`${version}\n`);
    return exitCodes.done;
  }
  if (found.kind === 'unknown') {
    const guess = suggestCommand(await table(), found.words);
    return usage(
      `There is no command "${found.words.join(' ')}"`,
      'nothing was run',
      guess === null ? 'See: cmproxy help' : `Did you mean ${guess}? See: cmproxy help`,
    );
  }
  if (found.kind === 'none') return startWithoutCommand(found.rest, output);
  return bindAndRun(found.cmdlet, found.rest, output, usage);
}

/** All cmdlets. Loaded only when another one than `status` is asked for. */
async function table(): Promise<readonly Cmdlet[]> {
  return (await import('./cmdlets/index.ts')).cmdlets();
}

/** `status` is what is run most, and is found without the table; another command with those of its group alone. */
async function find(argv: readonly string[]): Promise<Found> {
  const status = findCommand([getStatus], argv);
  if (status.kind !== 'unknown' && status.kind !== 'help') return status;
  const {cmdlets, cmdletsFor} = await import('./cmdlets/index.ts');
  const near = findCommand(await cmdletsFor(argv[0] ?? ''), argv);
  return near.kind === 'cmdlet' ? near : findCommand(await cmdlets(), argv);
}

/** A shell asks at a Tab. Whatever goes wrong, it gets nothing rather than an error into the line that is being typed. */
async function complete(argv: readonly string[]): Promise<ExitCode> {
  const output = createOutput({
    stdout: directOutput(1),
    stderr: directOutput(2),
    env: process.env,
    exit: endWithoutReader,
  });
  const context = makeContext({values: new Map(), given: new Map(), process, version, screens, output});
  const {answerShell} = await import('./cmdlets/completion/answer-shell.ts');
  await answerShell(argv, context, await table());
  return exitCodes.done;
}

async function help(): Promise<Cmdlet> {
  const cmdlet = (await table()).find(item => item.name === 'Get-Help');
  if (cmdlet === undefined) throw new Error('there is no help in the table of cmdlets');
  return cmdlet;
}

/** Nobody reads any more. A run that listens to signals finishes the server in hand first; anything else ends at once. */
function endWithoutReader(code: number): void {
  if (process.listenerCount('SIGTERM') > 0) process.emit('SIGTERM');
  else process.exit(code);
}

type Output = ReturnType<typeof createOutput>;

/** `errorId`: PowerShell's FullyQualifiedErrorId, for example `NamedParameterNotFound,Set-CMSiteSystemServer`. */
type Usage = (what: string, why: string, todo: string, errorId?: string) => ExitCode;

async function bindAndRun(cmdlet: Cmdlet, argv: readonly string[], output: Output, usage: Usage): Promise<ExitCode> {
  const {binding: bound, asksForObjects} = bindWords(cmdlet, argv);
  const command = (cmdlet.command ?? [cmdlet.name]).join(' ');
  const mayWait = bound.kind === 'refused' && bound.id === 'MissingMandatoryParameter';
  if (cmdlet.pipeline !== undefined && (asksForObjects || mayWait)) {
    const code = await runForObjects(cmdlet, argv, asksForObjects, output);
    if (code !== null) return code;
  }
  if (bound.kind === 'refused') {
    const named = bound.parameter === undefined ? undefined : whyNotOffered(cmdlet, bound.parameter);
    return usage(
      `${cmdlet.command === undefined ? cmdlet.name : `The command ${command}`} was not run`,
      (named ?? bound.message).replace(/[.\s]+$/, ''),
      bound.suggestion === undefined ? `See: cmproxy ${command} --help` : `Did you mean ${bound.suggestion}?`,
      `${bound.id},${cmdlet.name}`,
    );
  }
  for (const warning of bound.warnings) output.message(makeSafe(`WARNING: ${warning}`));
  return runWith(cmdlet, bound.values, output);
}

/** The reason why a parameter of the module's cmdlet is not taken here, whatever its case. */
function whyNotOffered(cmdlet: Cmdlet, parameter: string): string | undefined {
  const wanted = parameter.replace(/^-+/, '').toLowerCase();
  const found = Object.entries(cmdlet.notOffered ?? {}).find(([name]) => name.toLowerCase() === wanted);
  return found === undefined ? undefined : `-${found[0]} is not taken: ${found[1]}`;
}

/** null where there are no objects, and what is missing is missing. */
async function runForObjects(
  cmdlet: Cmdlet,
  argv: readonly string[],
  isAsked: boolean,
  output: Output,
): Promise<ExitCode | null> {
  const binder = await objectBinder(cmdlet, argv);
  if (binder === null) return null;
  const {runPiped} = await import('./cmdlets/run-piped.ts');
  const preferred = preferredHere();
  const problem = whyNotNow(cmdlet, binder.words, preferred);
  if (problem !== null) output.message(formatProblem(problem));
  if (problem !== null || preferred.kind === 'refused') return exitCodes.failed;
  const words = withPreferred(binder.words, preferred.all, parameter => takes(cmdlet, parameter));
  const context = makeContext({values: words, given: binder.words, process, version, screens, output});
  return runPiped(context, {cmdlet, ...binder, words, isAsked});
}

/** What tells or changes preferences, and what only tells of the program, works whatever they are. */
const withoutPreferences = new Set([
  'Get-Help',
  'Get-CMProxyCompletion',
  'Set-CMProxyPreference',
  'Remove-CMProxyPreference',
  'Get-CMProxyPath',
]);

function preferredHere(): PreferredOutcome {
  const {env, platform} = process;
  return findPreferred({env, folder: workingFolder(), paths: findPaths(env, platform), uid: process.getuid?.()});
}

/** Settings that cannot be read may say read-only, so until they can be nothing is written. */
function whyNotNow(cmdlet: Cmdlet, values: Values, preferred: PreferredOutcome): Problem | null {
  if (preferred.kind === 'refused') return preferred;
  return cmdlet.supportsShouldProcess === true && values.get('WhatIf') !== true ? preferred.unread : null;
}

function takes(cmdlet: Cmdlet, parameter: string): boolean {
  return [...cmdlet.parameters, ...commonParameters].some(({name}) => name === parameter);
}

async function runWith(cmdlet: Cmdlet, values: Values, output: Output): Promise<ExitCode> {
  const preferred = withoutPreferences.has(cmdlet.name) ? null : preferredHere();
  const problem = preferred === null ? null : whyNotNow(cmdlet, values, preferred);
  if (problem !== null) output.message(formatProblem(problem));
  if (problem !== null || preferred?.kind === 'refused') return exitCodes.failed;
  const all = preferred === null ? values : withPreferred(values, preferred.all, parameter => takes(cmdlet, parameter));
  return cmdlet.run(all, makeContext({values: all, given: values, process, version, screens, output}));
}

async function startWithoutCommand(argv: readonly string[], output: Output): Promise<ExitCode> {
  const plain = argv.includes('--plain') || wantsPlain(process.env);
  const interactive =
    isTerminal(0) && isTerminal(1) && (process.env['TERM'] !== 'dumb' || plain) && !argv.includes('--no-input');
  if (interactive) {
    const screen = {...getStatus, run: (_: Values, context: Context) => screens.status(context)};
    return bindAndRun(screen, argv, output, usageOf(output));
  }
  const code = await bindAndRun(getStatus, argv, output, usageOf(output));
  if (!argv.includes('--quiet') && !argv.includes('-q'))
    output.message(
      'There is no terminal here, so this is the plain status. See: cmproxy help; to be asked in lines: cmproxy --plain',
    );
  return code;
}

function usageOf(output: Output): Usage {
  return (what, why, todo) => {
    output.message(formatProblem({what, why, todo}));
    return exitCodes.usage;
  };
}

const helpWord = /^(?:-h|--?help|-\?)(?:[=:]\$?true)?$/i;

function asksForHelp(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  return (end < 0 ? argv : argv.slice(0, end)).some(word => helpWord.test(word));
}

function asksForJson(argv: readonly string[]): boolean {
  return argv.some(
    (word, index) =>
      word === '--json' ||
      word === '--output=json' ||
      (/^(--output|-o|-OutputFormat|--output-format|-Output)$/i.test(word) && argv[index + 1] === 'json'),
  );
}

function failed(error: unknown): ExitCode {
  directOutput(2).write(crashText(error, process.argv));
  return exitCodes.failed;
}

/** Ends at once, also where a call to a provider is still pending after a second Ctrl+C; all output is already out. */
function finish(code: ExitCode): void {
  process.exitCode = code;
  process.exit();
}

main(process.argv.slice(2)).then(
  code => finish(code),
  (error: unknown) => finish(failed(error)),
);

// `cmproxy wizard`: the four steps on a terminal. What it writes, it writes by running `cmproxy apply`.
import {exitCodes, type ExitCode} from '../model/exit-codes.ts';
import {listOf, type Cmdlet, type Values} from './cmdlet.ts';
import type {Context} from './context.ts';
import {openAndRead} from './open-site.ts';
import {refused} from './refuse.ts';

export const startWizard = (): Cmdlet => ({
  name: 'Start-CMProxyWizard',
  command: ['wizard'],
  synopsis: 'Sets the proxy of one or several site system servers in four steps. Nothing is written before the review.',
  examples: [
    {command: 'cmproxy wizard', about: ''},
    {
      command: 'cmproxy wizard --plain',
      about: 'as questions in lines: for screen readers, and where there is no full terminal',
    },
    {command: 'cmproxy wizard PS1/CM01.contoso.com PS2/DP21', about: 'with two servers marked'},
  ],
  parameters: [
    {
      name: 'Server',
      completes: 'server',
      type: 'String[]',
      position: 0,
      valueName: 'SERVER...',
      help: 'Servers to mark at the start, as SERVER or SITE/SERVER.',
    },
  ],
  run: start,
});

async function start(values: Values, context: Context): Promise<ExitCode> {
  if (context.plain && !context.noInput) return startPlainly(values, context);
  const terminal = context.interactive && context.onTerminal;
  if (!terminal) {
    return refused(context, exitCodes.usage, {
      what: 'The wizard needs a terminal',
      why: 'standard input or output is none, or TERM is dumb',
      todo: 'Use: cmproxy plan --server SERVER --set proxy.serverName=HOST --out FILE, then: cmproxy apply FILE --yes. Where lines can be typed: cmproxy wizard --plain',
    });
  }
  const opened = await openAndRead(context);
  return opened.kind === 'refused'
    ? opened.exitCode
    : context.screens.wizard(context, opened.value, listOf(values, 'Server'));
}

/** Works wherever a line can be read: a remote PowerShell session, `ssh -T`, TERM=dumb. */
async function startPlainly(values: Values, context: Context): Promise<ExitCode> {
  const opened = await openAndRead(context);
  return opened.kind === 'refused'
    ? opened.exitCode
    : context.screens.plainWizard(context, opened.value, listOf(values, 'Server'));
}

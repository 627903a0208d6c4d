// Every example of the help, the README, the docs and the ready-made answer files runs as it stands there, and ends and prints as is said there.
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {bindWords} from '../../src/bind-cmdlet.ts';
import {allCmdlets} from '../cmdlets/all-cmdlets.ts';
import {commonParameters} from '../../src/cmdlets/common-parameters.ts';
import {exitsOf} from '../../src/cmdlets/help/command-exits.ts';
import {findCommand} from '../../src/cmdlets/find-command.ts';
import {kebabOf} from '../../src/cmdlets/kebab.ts';
import {exitCodes} from '../../src/model/exit-codes.ts';
import {bin, freshHome, type Home} from './cmproxy.ts';
import {ofDocuments, ofHelp, shownOptions} from './shown-examples.ts';

/** What stands for something that the reader has, and days that will be past one day. */
const standsFor: readonly (readonly [RegExp, string])[] = [
  [/\[(FILE|RUN\|FILE)\]/, '$1'],
  [/\bRUN\|FILE\b/, 'RUN'],
  [/cmproxy replay (?=--)/, 'cmproxy replay branch.yaml '],
  [/account=OLD (.*)=NEW/, "account='CONTOSO\\svc-proxy' $1=system"],
  [/cmproxy status --against$/, 'cmproxy status --against before.json'],
  [/--against FILE/, '--against before.json'],
  [/replay FILE/, 'replay branch.yaml'],
  [/FILE$/, 'contoso.json'],
  [/add NAME/, 'add other'],
  [/(select|remove) NAME/, '$1 contoso'],
  [/account=NAME/, "account='CONTOSO\\svc-proxy'"],
  [/profile NAME/, 'profile standby --server PS1/DP05'],
  [/KEY VALUE/, 'output json'],
  [/KEY/, 'output'],
  [/ MS$/, ' 50'],
  [/ ID$/, ' 4f1c2a9be07d'],
  [/PLAN --expect-hash \.\.\./, 'move.json'],
  [/ COMMAND/, ' plan'],
  [/add\|clear\|list/, 'list'],
  [/bash\|zsh\|fish\|powershell/, 'fish'],
  [/--until \d{4}/, '--until 2999'],
  [/--site-systems 5000/, '--site-systems 50'],
];

/** How those end that do not end with 0; the first that fits counts. */
const ends: readonly (readonly [RegExp, number])[] = [
  // They ask, and nobody sits here.
  [/^cmproxy wizard/, 64],
  [/^cmproxy (?:apply move\.json|apply --resume|undo|undo \[RUN\|FILE\])$/, 64],
  [/^cmproxy apply --(?:where account=OLD .*|profile NAME)$/, 64],
  [/^cmproxy replay (?!--)\S+$/, 64],
  // Something differs, or could not be read.
  [/^cmproxy replay .*(?:back-to-system-account|fail-back|fail-over-to-standby)\.yaml --what-if$/, 3],
  [/^cmproxy (?:replay|profile apply) .*--what-if$/, 2],
  [/^cmproxy account switch .* --what-if$/, 3],
  [/^cmproxy profile compare/, 2],
  [/^cmproxy status --against/, 2],
  [/^cmproxy status --exit-code$/, 3],
  [/^cmproxy (?:plan|endpoints) --(?:where proxy\.serverName=|role )/, 3],
  [/^cmproxy plan --where account=NAME/, 3],
  [/^cmproxy plan --server/, 2],
  [/\| cmproxy plan - /, 2],
  // There is no such lock.
  [/^cmproxy site unlock/, 1],
];

/** What has to be undone of the preparation, so that an example is new there. */
const beforehand: readonly (readonly [RegExp, string])[] = [
  [/ profile save standby/, 'cmproxy profile remove standby'],
  [/ site add contoso/, 'cmproxy site remove contoso'],
  [/ --out (\S+)| lab export \[?([\w.]+)/, 'rm -f move.json change.json before.json contoso.json'],
];

/** Beginnings of commands, shown as such. */
const fragments = new Set(['cmproxy plan --out']);

const own = resolve(import.meta.dirname, '../..');
const places: string[] = [];
let prepared: Home;
let run = '';

/** A home in which each example finds what it names. */
beforeAll(async () => {
  prepared = freshHome();
  const {folder} = prepared;
  const inFolder = (...words: string[]) => prepared.runWith({cwd: folder}, ...words);
  cpSync(join(own, 'wizards'), join(folder, 'wizards'), {recursive: true});
  writeFileSync(join(folder, 'branch.yaml'), 'schema: cmproxy/answers@1\nservers: [PS1/CM01]\nproxy: {port: 3128}\n');
  writeFileSync(join(folder, 'secret'), 'an example of a password\n');
  await inFolder('lab', 'export', 'before.json');
  await inFolder('lab', 'export', 'contoso.json');
  await inFolder('site', 'add', 'contoso', '--snapshot', 'contoso.json');
  await inFolder('profile', 'save', 'other', '--set', 'proxy.port=3128');
  await inFolder('profile', 'export', '--out', 'profiles.json');
  await inFolder('profile', 'remove', 'other');
  await inFolder(
    'profile',
    'save',
    'standby',
    '--set',
    'proxy.serverName=proxy-b.contoso.com',
    '--set',
    'proxy.port=3128',
  );
  await inFolder('finding', 'accept', 'CMP107', '--server', 'PS1/SUP01');
  await prepared.runWith(
    {stdin: 'pipe', input: 'x\n'},
    'account',
    'add',
    'CONTOSO\\svc-old',
    '--site',
    'PS1',
    '--password-stdin',
  );
  await inFolder('apply', '--server', 'PS2/DP21', '--set', 'proxy.port=3999', '--yes');
  const undo = readdirSync(join(folder, 'cmproxy', 'journal')).find(name => name.startsWith('undo-')) ?? '';
  run = undo.slice('undo-'.length, -'.yaml'.length);
  cpSync(join(folder, 'cmproxy', 'journal', undo), join(folder, undo));
  for (const file of ['move.json', 'change.json'])
    await inFolder('plan', '--server', 'PS1/CM01', '--set', 'proxy.port=3128', '--out', file);
}, 60_000);

afterAll(() => {
  prepared[Symbol.dispose]();
  for (const place of places) rmSync(place, {recursive: true, force: true});
});

function runnable(command: string): string {
  const filled = standsFor.reduce((text, [stands, thing]) => text.replace(stands, thing), command);
  return filled.replaceAll(/\bRUN\b|20261123T100000Z-1a2b3c/g, run);
}

interface Ended {
  readonly code: number | null;
  readonly text: string;
}

/** In a shell of its own; a watch is stopped when it has spoken. */
async function runIn(place: string, command: string, script: string): Promise<Ended> {
  const functions = 'cmproxy() { "$NODE" "$BIN" "$@"; }; ssh() { shift; "$@"; }';
  const child = spawn('bash', ['-c', `exec 2>&1; ${functions}; ${script}`], {
    cwd: place,
    env: {...prepared.env, CMPROXY_HOME: join(place, 'cmproxy'), NODE: process.execPath, BIN: bin, COLUMNS: '80'},
    stdio: ['ignore', 'pipe', 'ignore'],
    detached: true,
  });
  let text = '';
  child.stdout.on('data', chunk => {
    text += String(chunk);
    if (command.includes('--watch')) process.kill(-(child.pid ?? 0), 'SIGINT');
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return {code: command.includes('--watch') ? exitCodes.done : code, text};
}

/** In a copy of the prepared home. */
async function runExample(command: string): Promise<Ended> {
  const place = newPlace();
  cpSync(prepared.folder, place, {recursive: true});
  const first = beforehand.filter(([is]) => is.test(command)).map(([, script]) => `${script} >/dev/null; `);
  return runIn(place, command, `${first.join('')}${runnable(command)}`);
}

function newPlace(): string {
  const place = mkdtempSync(join(tmpdir(), 'cmproxy-example-'));
  places.push(place);
  return place;
}

function endOf(command: string): number {
  return ends.find(([is]) => is.test(command))?.[1] ?? exitCodes.done;
}

/** What the text tells to run next, after a colon. Words in capitals stand for what the reader has. */
function suggested(text: string): readonly string[] {
  return [...text.matchAll(/: (?<next>cmproxy (?!\d)[^;()]*?)(?:\.|, then|, and|;|$)/gm)].map(
    ({groups}) => groups?.['next'] ?? '',
  );
}

/** null where it can be run; else why not. */
function whyNotRunnable(command: string): string | null {
  const words = [...command.matchAll(/'(?<quoted>[^']*)'|(?<bare>\S+)/g)].map(
    ({groups}) => groups?.['quoted'] ?? groups?.['bare'] ?? '',
  );
  const found = findCommand(allCmdlets, words.slice(1));
  if (found.kind === 'unknown') return `no command: ${command}`;
  if (found.kind !== 'cmdlet') return null;
  const {binding} = bindWords(found.cmdlet, found.rest);
  return binding.kind === 'refused' && binding.id !== 'MissingMandatoryParameter'
    ? `${command}: ${binding.message}`
    : null;
}

/** What may not be in what a command printed: empty when all is well. */
function wrongIn(command: string, code: number | null, text: string): readonly string[] {
  const found = findCommand(
    allCmdlets,
    command
      .replace(/^ssh \S+ /, '')
      .split(' ')
      .slice(1),
  );
  const told = found.kind === 'cmdlet' ? exitsOf(found.cmdlet).map(name => exitCodes[name]) : [];
  // Help tells of commands in prose, and a table breaks lines.
  const isProse = /help|--output table/i.test(command);
  return [
    ...(isProse ? [] : suggested(text).flatMap(next => whyNotRunnable(next) ?? [])),
    ...(code !== exitCodes.usage || /terminal|standard input is empty/.test(text) ? [] : ['refused as it stands']),
    ...(told.length === 0 || command.includes(' | ') || told.some(item => item === code)
      ? []
      : [`its help does not tell of ${String(code)}`]),
  ];
}

/** Runs, times and places are others each time. */
function comparable(text: string): string {
  return text
    .replaceAll(/\d{8}T\d{6}Z-[0-9a-f]{6}/g, 'RUN')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z|\d{4}-\d\d-\d\d/g, 'TIME')
    .replaceAll(/Plan [0-9a-f]{6}/g, 'Plan HASH')
    .replaceAll(/\/\S+\/journal\//g, 'JOURNAL/')
    .trimEnd();
}

const shown = [...new Map([...ofHelp(), ...ofDocuments()].map(item => [item.command, item] as const)).values()];

test('there are examples to run, of every cmdlet and of each kind of place', () => {
  expect(ofHelp().length).toBeGreaterThan(100);
  expect(ofDocuments().length).toBeGreaterThan(75);
  expect(ofDocuments().filter(({output}) => output.length > 0).length).toBeGreaterThan(5);
});

describe.concurrent.each(shown.map(({command}) => command).filter(command => !fragments.has(command)))(
  '%s',
  command => {
    test('runs', {timeout: 30_000}, async () => {
      const {code, text} = await runExample(command);
      expect([/\n\s+at .+:\d+:\d+/.exec(text), code], text).toEqual([null, endOf(command)]);
      expect(wrongIn(command, code, text)).toEqual([]);
    });
  },
);

test('what the README prints below its commands is what they print, one after the other on a fresh machine', async () => {
  const place = newPlace();
  for (const {command, output} of ofDocuments().filter(item => item.output.length > 0)) {
    const {text} = await runIn(place, command, runnable(command));
    const lines = comparable(text)
      .split('\n')
      .map(line => line.trimEnd());
    let from = 0;
    for (const line of output.filter(item => item !== '...').map(comparable)) {
      const at = lines.indexOf(line, from);
      expect(at, `${line}\nis not in what ${command} prints:\n${lines.slice(from).join('\n')}`).toBeGreaterThanOrEqual(
        0,
      );
      from = at + 1;
    }
  }
}, 30_000);

test('every option that is named exists', () => {
  const known = new Set(
    [...allCmdlets.flatMap(({parameters}) => parameters), ...commonParameters].flatMap(({name, aliases = []}) =>
      [name, ...aliases].map(item => `--${kebabOf(item)}`),
    ),
  );
  // npm's own, Ansible's own, and the site code as it is spelled for people.
  const others = ['--silent', '--check', '--confirm', '--output', '--stdin'];
  expect(shownOptions().filter(option => !known.has(option) && !others.includes(option))).toEqual([]);
});

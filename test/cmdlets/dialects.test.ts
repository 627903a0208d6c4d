// A plan in every form: golden files, and hostile values that come back from the form's own parser as exactly the same text.
import {execFileSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, test, type TestContext} from 'vitest';
import {parseDocument, type ScalarTag} from 'yaml';
import {dialects, renderDialect} from '../../src/cmdlets/dialects/render-dialect.ts';
import type {ScriptForm} from '../../src/plan/script/script-forms.ts';
import type {Hierarchy, ProxyAccount} from '../../src/model/hierarchy.ts';
import type {PlannedChange, PlannedProxy} from '../../src/plan/plan.ts';
import type {ScriptSource} from '../../src/plan/script/script-parts.ts';
import {readAnswers} from '../../src/wizard/answer-file/read-answers.ts';
import {parseHierarchy} from '../../src/model/parse-hierarchy.ts';
import {contosoHierarchy as contosoDocument} from '../../src/sites/lab/contoso.ts';
import {checkerName, oracleStartLimit, powerShellOracle, type Oracle, type Unavailable} from '../oracle/powershell.ts';

let found: Oracle | Unavailable;
const folder = mkdtempSync(join(tmpdir(), 'cmproxy-dialects-'));
beforeAll(async () => {
  found = await powerShellOracle();
  process.stdout.write(`forms of a plan: ${checkerName(found)}\n`);
}, oracleStartLimit);
afterAll(async () => {
  if (found.kind === 'oracle') await found.close();
  rmSync(folder, {recursive: true, force: true});
});
function need(context: TestContext): Oracle {
  if (found.kind === 'unavailable') return context.skip(found.why);
  return found;
}

function contosoHierarchy(): Hierarchy {
  const parsed = parseHierarchy(contosoDocument());
  if (parsed.kind === 'refused') throw new Error(parsed.why);
  return parsed.hierarchy;
}

const system: ProxyAccount = {kind: 'system', computerAccount: 'X$'};
const on = (serverName: string, port: number, userName?: string): PlannedProxy => ({
  enabled: true,
  serverName,
  port,
  account: userName === undefined ? system : {kind: 'account', userName},
});
const off: PlannedProxy = {enabled: false, serverName: null, port: null, account: system};

type Change = PlannedChange extends infer One
  ? One extends PlannedChange
    ? Omit<One, 'order' | 'fields'>
    : never
  : never;

function source(changes: readonly Change[], more: Partial<ScriptSource> = {}): ScriptSource {
  return {
    changes: changes.map((change, index): PlannedChange => ({...change, order: index + 1, fields: []})),
    planHash: 'sha256:0123',
    hierarchyId: 'lab:CAS/cm00.contoso.com',
    createdAt: '2026-11-24T10:00:00.000Z',
    ticket: 'CHG0042011',
    toolVersion: '1.0.0',
    ...more,
  };
}

const site = (siteCode: string, server: string, before: PlannedProxy, after: PlannedProxy): Change => ({
  siteCode,
  server,
  object: 'siteSystem',
  before,
  after,
});
const switches = (siteCode: string, server: string, before: boolean, after: boolean): Change => ({
  siteCode,
  server,
  object: 'softwareUpdatePoint',
  before: {useProxy: before, useProxyForAutoDeploymentRule: before},
  after: {useProxy: after, useProxyForAutoDeploymentRule: after},
});

/** Every kind of change: a new account, on, off with its switches, port and account, the server of the service connection point at the end. */
const every = source([
  {
    siteCode: 'PS1',
    server: 'DP11.contoso.com',
    object: 'account',
    userName: 'CONTOSO\\svc-new',
    before: {exists: false},
    after: {exists: true},
  },
  site('PS1', 'DP11.contoso.com', off, on('proxy-z.contoso.com', 3128, 'CONTOSO\\svc-new')),
  site('PS1', 'DP12.contoso.com', off, on('proxy-z.contoso.com', 3128, 'CONTOSO\\svc-new')),
  switches('PS1', 'SUP01.contoso.com', true, false),
  site('PS1', 'SUP01.contoso.com', on('proxy-a.contoso.com', 8080), off),
  site('PS2', 'CMG02.contoso.com', on('proxy-b.contoso.com', 3128, 'CONTOSO\\svc-old'), on('::1', 80)),
  site('CAS', 'CM00.contoso.com', on('proxy-a.contoso.com', 8080), on('proxy-a.contoso.com', 8081)),
]);

const endings: Readonly<Record<ScriptForm, string>> = {
  cmdlet: 'ps1',
  cli: 'sh',
  answers: 'yaml',
  dsc: 'ps1',
  ansible: 'yaml',
};

describe.each(dialects)('%s', dialect => {
  test.each(['change', 'undo'] as const)('golden file of the %s', async which => {
    const text = renderDialect(every, contosoHierarchy(), {dialect, undo: which === 'undo', connection: 'lab'});
    expect(text).not.toMatch(/password\w*\s*[=:]\s*['"]/i);
    await expect(text).toMatchFileSnapshot(`golden/${dialect}-${which}.${endings[dialect]}.txt`);
  });

  test('P10 no trailing blanks, one line end at the end', () => {
    const text = renderDialect(every, contosoHierarchy(), {dialect, undo: false, connection: 'lab'});
    expect(text.split('\n').filter(line => /[ \t]$/.test(line))).toEqual([]);
    expect(text).toMatch(/[^\n]\n$/);
  });
});

/** Five kinds of quotes and more that act somewhere. */
const corpus: readonly string[] = [
  "it's",
  '"quoted"',
  '\u2018left\u2019',
  '\u201Clow\u201D\u201E',
  '\u201A\u201B',
  '`backtick`n',
  '$(throw 1)',
  '${env:PATH}',
  '$env:PATH; rm -rf /',
  'a;b & c | d > e',
  'line\nbreak',
  'tab\there',
  '-leading',
  '--set=x',
  '*?[a-z]',
  '%PATH%',
  '!history',
  '{{ lookup("env", "HOME") }}',
  '{% raw %}',
  '{# comment #}',
  '@{x=1}',
  "'@\n'@",
  '#> <#',
  ' # no comment',
  '~/x',
  'true',
  'null',
  '0x10',
  '1e3',
  '!unsafe x',
  '&anchor *alias',
  '\u202Egnp.exe',
  '\u200Bzero',
  '\u0007bell',
  '\u001B[31mred',
  '\uFEFFmark',
  '\u{1F600}',
  'x'.repeat(10_000),
];

const hostile = source(
  corpus.map((text, index) => site('PS1', `S${index}${text}`, off, on(text, 80, `D\\${text}`))),
  {ticket: 'T1'},
);

function render(dialect: ScriptForm): string {
  return renderDialect(hostile, contosoHierarchy(), {dialect, undo: false, connection: "la'b"});
}

function wanted(): readonly unknown[] {
  return corpus.map((text, index) => [`S${index}${text}`, text, `D\\${text}`]);
}

test('I1 cli: a real shell gives every value back', () => {
  const recorder = join(folder, 'record.sh');
  const script = join(folder, 'hostile.sh');
  // Each argument ends with a character that no argument has.
  writeFileSync(recorder, '#!/bin/sh\nprintf "%s\\001" "$@"\nprintf "\\002"\n', {mode: 0o755});
  writeFileSync(script, render('cli'));
  const output = execFileSync('sh', [script], {env: {CMPROXY: recorder, PATH: '/usr/bin:/bin'}, encoding: 'utf8'});
  const runs = output
    .split('\u0002')
    .slice(0, -1)
    .map(run => run.split('\u0001').slice(0, -1));
  const value = (words: readonly string[], start: string): string | undefined =>
    words.find(word => word.startsWith(start))?.slice(start.length);
  expect(
    runs.map(words => [
      value(words, '--server=PS1/'),
      value(words, '--set=proxy.serverName='),
      value(words, '--set=proxy.account='),
    ]),
  ).toEqual(wanted());
  expect(runs.map(words => value(words, '--connection='))).toEqual(corpus.map(() => "la'b"));
});

test('I1 answers: the reader gives every value back', () => {
  const read = readAnswers(render('answers'));
  if (read.kind === 'refused') throw new Error(`${read.why} ${read.todo}`);
  const {servers, desired, overrides} = read.file;
  expect(
    servers.map(name => {
      const settings = overrides.get(name) ?? desired;
      return [name.replace('PS1/', ''), settings['proxy.serverName'], settings['proxy.account']];
    }),
  ).toEqual(wanted());
});

const unsafe: ScalarTag = {tag: '!unsafe', resolve: text => text};

interface AnsibleStep {
  readonly Server: string;
  readonly Want: {readonly ProxyServerName: string; readonly Account: string};
}

test('I1 ansible: every value comes back, none is a template, and the script is the same for all', async context => {
  const document = parseDocument(render('ansible'), {customTags: [unsafe]});
  expect(document.errors).toEqual([]);
  const [play] = document.toJS() as [{vars: {cmproxy_steps: readonly AnsibleStep[]; cmproxy_script: string}}];
  expect(play.vars.cmproxy_steps.map(step => [step.Server, step.Want.ProxyServerName, step.Want.Account])).toEqual(
    wanted(),
  );
  expect(play.vars.cmproxy_script).not.toMatch(/\{\{|\{%|\{#/);
  for (const {value} of render('ansible')
    .matchAll(/^\s+(?:Server|ProxyServerName|Account): (?<value>.*)$/gm)
    .map(({groups}) => ({value: groups?.['value']})))
    expect(value).toMatch(/^!unsafe "/);
  const parsed = await need(context).parse(play.vars.cmproxy_script);
  expect(parsed.errors).toEqual([]);
});

test('I1 cmdlet and dsc: the real parser takes every value as text', async context => {
  const oracle = need(context);
  const parsed = await oracle.parse(render('cmdlet'));
  expect(parsed.errors).toEqual([]);
  // Configuration is no keyword where the engine has no DSC: the resources alone, as hashtables of the same properties.
  const [, resources = ''] = /Node localhost\n {4}\{\n([^]*)\n {4}\}\n\}\n$/.exec(render('dsc')) ?? [];
  const values = await oracle.run({script: resources.replaceAll(/^ +CM\w+ \w+\n +\{/gm, '@{')});
  expect(values.errors).toEqual([]);
  expect(
    values.output.map(item => {
      const resource = item as Readonly<Record<string, unknown>>;
      return [resource['SiteSystemServer'], resource['ProxyServerName'], resource['ProxyAccessAccount']];
    }),
  ).toEqual(wanted());
});

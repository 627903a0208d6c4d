// Objects bound beside the real binder: the same JSON piped into compiled cmdlets with the same parameters.
import {afterAll, beforeAll, expect, test, type TestContext} from 'vitest';
import {bindArguments} from '../../../src/host/runtime/bind-arguments.ts';
import {bindObject} from '../../../src/host/runtime/bind-object.ts';
import type {CommandSpec} from '../../../src/host/runtime/parameter.ts';
import {
  checkerName,
  oracleStartLimit,
  powerShellOracle,
  type Oracle,
  type Unavailable,
} from '../../oracle/powershell.ts';
import {pipedTextCommand, pipingCommand} from './test-command.ts';

let found: Oracle | Unavailable;

beforeAll(async () => {
  found = await powerShellOracle();
  process.stdout.write(`binder of objects: ${checkerName(found)}\n`);
}, oracleStartLimit);

afterAll(async () => {
  if (found.kind === 'oracle') await found.close();
});

function need(context: TestContext): Oracle {
  if (found.kind === 'unavailable') return context.skip(found.why);
  return found;
}

interface Case {
  readonly line: string;
  readonly json: string;
}

const cases: readonly Case[] = [
  {line: 'Test-Piping', json: '{"RoleName": "A"}'},
  {line: 'Test-Piping -EnableProxy $true', json: '{"RoleName": "A"}'},
  {line: 'Test-Piping', json: '{"SiteSystemServerName": "S1"}'},
  {line: 'Test-Piping', json: '{"name": "S1", "SITECODE": "PS1"}'},
  {line: 'Test-Piping', json: '{"ServerName": "S1", "Name": "S2"}'},
  {line: 'Test-Piping', json: '{"Name": 5}'},
  {line: 'Test-Piping', json: '{"Name": "S1", "ProxyServerPort": "8080"}'},
  {line: 'Test-Piping', json: '{"Name": "S1", "ProxyServerPort": 8080}'},
  {line: 'Test-Piping', json: '{"Name": "S1", "ProxyServerPort": 0}'},
  {line: 'Test-Piping', json: '{"Name": "S1", "ProxyServerPort": 70000}'},
  {line: 'Test-Piping', json: '{"Name": "S1", "EnableProxy": true}'},
  {line: 'Test-Piping', json: '{"Name": "S1", "EnableProxy": 0}'},
  {line: 'Test-Piping', json: '{"Name": "S1", "Server": ["a", "b"]}'},
  {line: 'Test-Piping', json: '{"Name": "S1", "Servers": "a"}'},
  {line: 'Test-Piping', json: '{"Name": "S1", "Note": "x"}'},
  {line: 'Test-Piping', json: '{"Name": "S1", "Note": ""}'},
  {line: 'Test-Piping', json: '{"Name": ""}'},
  {line: 'Test-Piping', json: '{"Other": 1}'},
  {line: 'Test-Piping', json: '{}'},
  {line: 'Test-Piping', json: '5'},
  {line: 'Test-Piping', json: '"text"'},
  {line: 'Test-Piping', json: '{"SiteCode": "PS1"}'},
  {line: 'Test-Piping', json: '{"EnableProxy": true}'},
  {line: 'Test-Piping -SiteCode PS1', json: '{"Name": "S1"}'},
  {line: 'Test-Piping -SiteCode PS1', json: '{"RoleName": "A"}'},
  {line: 'Test-Piping S9', json: '{"SiteCode": "PS1"}'},
  {line: 'Test-Piping S9', json: '{"Name": "S1"}'},
  {line: 'Test-Piping -ProxyServerPort 80', json: '{"RoleName": "A", "ProxyServerPort": 90}'},
  {line: 'Test-Piping', json: '{"RoleName": "A", "Name": "S1"}'},
  {line: 'Test-PipedText -Id 5', json: '"text"'},
  {line: 'Test-PipedText -Id 5', json: '7'},
  {line: 'Test-PipedText -Id 5', json: 'true'},
  {line: 'Test-PipedText -Name x', json: '{"Id": 5}'},
  {line: 'Test-PipedText -Name x', json: '{"Id": "abc"}'},
  {line: 'Test-PipedText -Name x', json: '{"ID": "7"}'},
  {line: 'Test-PipedText -Name x', json: '{"Id": 1.5}'},
  {line: 'Test-PipedText', json: '"text"'},
  {line: 'Test-PipedText -Id 5', json: '""'},
];

/** The JSON as PowerShell text; a row is an object of a class that nothing converts to. */
function piped({json}: Case): string {
  const value: unknown = JSON.parse(json);
  if (typeof value !== 'object' || value === null) return literal(value);
  const properties = Object.entries(value);
  if (!('RoleName' in value))
    return `[pscustomobject]@{${properties.map(([key, item]) => `${key} = ${literal(item)}`).join('; ')}}`;
  const added = properties
    .filter(([key]) => key !== 'RoleName')
    .map(([key, item]) => `$row.psobject.Properties.Add([psnoteproperty]::new('${key}', ${literal(item)})); `);
  return `$row = [psobject][Oracle.Row]::Create('A'); ${added.join('')}$row`;
}

function literal(value: unknown): string {
  if (Array.isArray(value)) return `@(${value.map(literal).join(', ')})`;
  if (typeof value === 'boolean') return value ? '$true' : '$false';
  return typeof value === 'string' ? `'${value}'` : String(value);
}

const commands: readonly CommandSpec[] = [pipingCommand, pipedTextCommand];

function ours({line, json}: Case): unknown {
  const [name = '', ...argv] = line.split(' ');
  const command = commands.find(item => item.name === name);
  if (command === undefined) throw new Error(`no ${name}`);
  const words = bindArguments(command, argv, {style: 'powershell', expectsObjects: true});
  if (words.kind === 'refused') return {id: words.id, message: words.message};
  const bound = bindObject(command, words, JSON.parse(json));
  if (bound.kind === 'refused') return {id: bound.id, message: bound.message};
  return Object.fromEntries([...bound.values].map(([key, value]) => [key, key === 'InputObject' ? 'row A' : value]));
}

test('objects bind by value and by property name to what PowerShell binds, or are refused with its ids and texts', async context => {
  const oracle = need(context);
  const real = await Promise.all(cases.map(item => oracle.run({script: `${piped(item)} | ${item.line}`})));
  const theirs = real.map(({output, errors, ended}) => {
    const error = errors[0] ?? ended;
    if (error !== null && error !== undefined) return {id: error.id.split(',')[0], message: error.message.trim()};
    return output[0];
  });
  expect(cases.map((item, at) => [item, theirs[at]])).toEqual(cases.map(item => [item, ours(item)]));
});

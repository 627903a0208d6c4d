// The binder beside the real one: the same words to a compiled cmdlet with the same parameters.
import {afterAll, beforeAll, expect, test, type TestContext} from 'vitest';
import {bindArguments} from '../../../src/host/runtime/bind-arguments.ts';
import {
  checkerName,
  oracleStartLimit,
  powerShellOracle,
  type Oracle,
  type Unavailable,
} from '../../oracle/powershell.ts';
import {testCommand} from './test-command.ts';

let found: Oracle | Unavailable;

beforeAll(async () => {
  found = await powerShellOracle();
  process.stdout.write(`binder: ${checkerName(found)}\n`);
}, oracleStartLimit);

afterAll(async () => {
  if (found.kind === 'oracle') await found.close();
});

function need(context: TestContext): Oracle {
  if (found.kind === 'unavailable') return context.skip(found.why);
  return found;
}

// Words are parted by one blank; '' is an empty word.
const bound = [
  'S1',
  '-Name S1',
  '-servername S1 -sitec PS1',
  '-- -Id',
  'S1 -EnableProxy $true',
  'S1 -EnableProxy:$false',
  'S1 -EnableProxy 0',
  'S1 -E $True',
  'S1 -ProxyServerPort 8080',
  'S1 -ProxyServerPort 0x1F90',
  'S1 -OutputFormat json',
  'S1 -Server a,b',
  "S1 -Server ''",
  "S1 -SiteCode ''",
  'S1 -SiteCode $true',
  'S1 -SiteCode 8080',
  'S1 -SiteCode -5',
  'S1 -SiteCode -',
  'S1 -SiteCode: PS1',
  'S1 -PassThru:$false',
  'S1 -PassThru:0',
  'S1 -What',
  'S1 -Wh:$false -Conf:$false',
  'S1 \u2013PassThru \u2014SiteCode X',
  'S1 -ProxyAccessAccount $null',
  '-Id 5',
  '-Id -5',
];

test('binds what PowerShell binds, to the same values', async context => {
  const oracle = need(context);
  const real = await Promise.all(bound.map(line => oracle.run({script: `Test-Binding ${line}`})));
  const ours = bound.map(line => bindArguments(testCommand, words(line), {style: 'powershell'}));
  expect(
    ours.map((binding, at) => [
      bound[at],
      binding.kind === 'bound' ? Object.fromEntries(binding.values) : binding.message,
    ]),
  ).toEqual(real.map(({output, errors}, at) => [bound[at], output[0] ?? errors]));
});

const refused = [
  'S1 -EnableProxy true',
  'S1 -EnableProxy $null',
  'S1 -EnableProxy',
  'S1 -EnableProxy -PassThru',
  'S1 -ProxyServerPort 70000',
  'S1 -ProxyServerPort 0',
  'S1 -ProxyServerPort -1',
  'S1 -ProxyServerPort abc',
  'S1 -ProxyServerPort 99999999999',
  'S1 -OutputFormat xml',
  "''",
  '$null',
  '-SiteSystemServerName',
  'S1 S2',
  'S1 -PassThru $true',
  'S1 -PassThru:false',
  'S1 -Bogus 1',
  'S1 -Id=5',
  'S1 -P',
  'S1 -Si PS1',
  'S1 -Pro 1',
  'S1 -Name S2',
  '-Name S1 -ServerName S2',
  'S1 -SiteCode A -SiteCode B',
  'S1 -Server a -Server b',
  'S1 -PassThru -PassThru',
  '-SiteCode PS1',
  '-Id 5 -Name S1',
  '-Id 5 S1',
  '-Id abc',
  '-Id 99999999999',
  '-Id $null',
];

test('refuses what PowerShell refuses, with the same ids and texts', async context => {
  const oracle = need(context);
  const real = await Promise.all(refused.map(line => oracle.run({script: `Test-Binding ${line}`})));
  const theirs = real.map(({errors}) => ({id: errors[0]?.id.split(',')[0], message: errors[0]?.message.trim() ?? ''}));
  const ours = refused.map((line, at) => {
    const binding = bindArguments(testCommand, words(line), {style: 'powershell'});
    // A hint may follow PowerShell's own sentence.
    return binding.kind === 'bound'
      ? binding
      : {id: binding.id, message: binding.message.slice(0, theirs[at]?.message.length)};
  });
  expect(ours.map((refusal, at) => [refused[at], refusal])).toEqual(
    theirs.map((refusal, at) => [refused[at], refusal]),
  );
});

test('an empty port is refused here and 0 to PowerShell', async context => {
  const oracle = need(context);
  expect(bindArguments(testCommand, ['S1', '-ProxyServerPort', ''], {style: 'powershell'})).toMatchObject({
    id: 'CannotConvertArgumentNoMessage',
  });
  const real = await oracle.run({script: "Test-Binding S1 -ProxyServerPort ''"});
  expect(real.errors[0]?.message).toContain('The 0 argument is less');
});

function words(line: string): readonly string[] {
  return line.split(' ').map(word => (word === "''" ? '' : word));
}

// One table: what is a question of the wizard is a flag, a key of an answer file, a word of completion and a line of help.
import {describe, expect, test} from 'vitest';
import {bindWords} from '../../src/bind-cmdlet.ts';
import {commonParameters} from '../../src/cmdlets/common-parameters.ts';
import {cmdletHelp} from '../../src/cmdlets/help/cmdlet-help.ts';
import type {Cmdlet} from '../../src/cmdlets/cmdlet.ts';
import {completeWords} from '../../src/cmdlets/completion/complete-words.ts';
import {cmdletsFor} from '../../src/cmdlets/index.ts';
import {manualPage} from '../../src/cmdlets/help/manual-page.ts';
import {allCmdlets} from './all-cmdlets.ts';
import {typedChange} from '../../src/cmdlets/records/typed-change.ts';
import {addSetting, settingKeys} from '../../src/model/desired-change.ts';
import {fieldDefinitions} from '../../src/model/fields.ts';
import {readAnswers} from '../../src/wizard/answer-file/read-answers.ts';
import type {Editing, RunChoices, WizardState} from '../../src/wizard/state.ts';
import {writeAnswers} from '../../src/wizard/answer-file/write-answers.ts';

const all = allCmdlets;

function named(name: string): Cmdlet {
  const found = all.find(cmdlet => cmdlet.name === name);
  if (found === undefined) throw new Error(`there is no ${name}`);
  return found;
}

/** The parameter of the typed cmdlets that says the same as each answer of the wizard. */
const typed: Readonly<Record<string, readonly [cmdlet: string, parameter: string, value: string]>> = {
  'proxy.enabled': ['Set-CMSiteSystemServer', 'EnableProxy', '$true'],
  'proxy.serverName': ['Set-CMSiteSystemServer', 'ProxyServerName', 'proxy'],
  'proxy.port': ['Set-CMSiteSystemServer', 'ProxyServerPort', '80'],
  'proxy.account': ['Set-CMSiteSystemServer', 'ProxyAccessAccount', 'D\\u'],
  'softwareUpdatePoint.useProxy': ['Set-CMSoftwareUpdatePoint', 'UseProxy', '$true'],
  'softwareUpdatePoint.useProxyForAutoDeploymentRule': [
    'Set-CMSoftwareUpdatePoint',
    'UseProxyForAutoDeploymentRule',
    '$true',
  ],
};

describe.each(fieldDefinitions.map(({key, kind}) => [key, kind] as const))('the answer %s', (key, kind) => {
  const value = kind === 'choice' ? 'true' : key === 'proxy.port' ? '80' : 'D\\x';

  test('has a flag: --set of plan, apply, preview, replay and profile save', () => {
    for (const name of [
      'New-CMProxyPlan',
      'Invoke-CMProxyPlan',
      'Get-CMProxyInheritance',
      'Invoke-CMProxyAnswerFile',
      'Save-CMProxyProfile',
    ]) {
      const set = named(name).parameters.find(parameter => parameter.name === 'Set');
      expect([name, set?.help]).toEqual([name, expect.stringContaining(key)]);
    }
    expect(addSetting({}, `${key}=${value}`)).toEqual({
      kind: 'change',
      change: {[key]: kind === 'choice' ? true : value},
    });
  });

  test('has a parameter of a Configuration Manager cmdlet, which binds to it alone', () => {
    const [name = '', parameter = '', word = ''] = typed[key] ?? [];
    const {binding} = bindWords(named(name), ['S1', `-${parameter}`, word]);
    expect(binding.kind).toBe('bound');
    const values = binding.kind === 'bound' ? binding.values : new Map();
    const object = name.includes('SoftwareUpdatePoint') ? 'softwareUpdatePoint' : 'siteSystem';
    expect(Object.keys(typedChange(object, values))).toEqual([key]);
  });

  test('is a key of answer files, offered by completion', async () => {
    const desired = {[key]: kind === 'choice' ? true : value};
    const read = readAnswers(
      writeAnswers({servers: ['A'], desired, overrides: new Map(), ticket: null, recorded: null}),
    );
    expect(read).toMatchObject({kind: 'answers', file: {desired}});
    const offered = await completeWords(all, ['plan', '--set'], key.slice(0, -1), async () =>
      settingKeys.map(text => ({text, about: ''})),
    );
    expect(offered.candidates.map(({text}) => text)).toContain(`${key}=`);
  });
});

test('every answer of the wizard is one of these', () => {
  expect(Object.keys(typed).toSorted()).toEqual([...settingKeys].toSorted());
  expect(fieldDefinitions.map(({key}) => key).toSorted()).toEqual([...settingKeys].toSorted());
});

/**
 * Every part of the wizard's state: the flags of `apply` that say the same, or null for what is only about the screen. The compiler refuses a part that is
 * missing here, so that a new answer needs its flag.
 */
const flagsOfState: Readonly<Record<keyof WizardState, Readonly<Record<string, string>> | null>> = {
  marked: {servers: 'Server'},
  answers: {fields: 'Set'},
  exceptions: {'servers with something else': 'Override'},
  createAccount: {'a new account': 'CreateAccount', 'its password': 'PasswordStdin'},
  ticket: {ticket: 'Ticket'},
  run: {
    serial: 'Serial',
    pause: 'PauseAfterCanary',
    maxFailures: 'MaxFailures',
  } satisfies Record<keyof RunChoices, string>,
  confirmation: {'the site code, typed': 'ConfirmSiteCode', consent: 'Yes'},
  editing: {
    list: 'Server',
    ticket: 'Ticket',
    serial: 'Serial',
    pause: 'PauseAfterCanary',
    maxFailures: 'MaxFailures',
  } satisfies Record<Exclude<Editing, 'filter'>, string>,
  subject: {connection: 'Connection'},
  choices: null,
  phase: null,
  filter: null,
  cursor: null,
  listProblems: null,
  roleCursor: null,
  opened: null,
  answersFor: null,
  exception: null,
  field: null,
  picking: null,
  scroll: null,
  reviewCursor: null,
  fromReview: null,
  view: null,
  form: null,
  quitAsked: null,
  message: null,
  progress: null,
  changedMeanwhile: null,
};

test('C10 every part of the wizard that is an answer has a flag of apply, and so have servers and their exceptions of plan', () => {
  const names = (name: string) =>
    new Set([...named(name).parameters, ...commonParameters].map(parameter => parameter.name));
  const apply = names('Invoke-CMProxyPlan');
  const flags = Object.values(flagsOfState).flatMap(found => Object.values(found ?? {}));
  expect(flags.filter(flag => !apply.has(flag))).toEqual([]);
  expect(flags).toContain('Override');
  expect([...names('New-CMProxyPlan')]).toEqual(expect.arrayContaining(['Server', 'Set', 'Override', 'Ticket']));
});

test('a parameter that is added to the table shows in binding, help, completion and the manual page', async () => {
  const base = named('New-CMProxyPlan');
  const added: Cmdlet = {
    ...base,
    parameters: [
      ...base.parameters,
      {name: 'BrandNew', type: 'String', valueName: 'THING', validateSet: ['one', 'two'], help: 'A thing.'},
    ],
  };
  const table = all.map(cmdlet => (cmdlet === base ? added : cmdlet));
  for (const word of ['-BrandNew', '-Brand', '--brand-new'])
    expect(bindWords(added, [word, 'ONE']).binding).toMatchObject({
      kind: 'bound',
      values: new Map([['BrandNew', 'one']]),
    });
  expect(cmdletHelp(added, 'short', '1')).toContain('--brand-new THING');
  expect(manualPage(table, '1')).toContain('\\-\\-brand\\-new THING');
  const look = () => Promise.resolve([]);
  expect((await completeWords(table, ['plan'], '--bra', look)).candidates.map(({text}) => text)).toEqual([
    '--brand-new',
  ]);
  expect((await completeWords(table, ['plan', '--brand-new'], 't', look)).candidates.map(({text}) => text)).toEqual([
    'two',
  ]);
});

test('the first word of a command line finds its cmdlet, by its command and by its name in any case', async () => {
  for (const {name, command} of all) {
    for (const word of [name, name.toUpperCase(), ...(command === undefined ? [] : [command[0] ?? ''])])
      expect([word, (await cmdletsFor(word)).map(found => found.name)]).toEqual([word, expect.arrayContaining([name])]);
  }
  expect(await cmdletsFor('nothing of the kind')).toHaveLength(all.length);
  expect((await cmdletsFor('Get-CMSite')).length).toBeLessThan(5);
});

test('names, aliases and commands are each given once', () => {
  const names = all.map(({name}) => name.toLowerCase());
  expect(new Set(names).size).toBe(names.length);
  const commands = all.flatMap(({command}) => (command === undefined ? [] : [command.join(' ')]));
  expect(new Set(commands).size).toBe(commands.length);
  for (const {name, parameters} of all) {
    const spellings = parameters
      .flatMap(parameter => [parameter.name, ...(parameter.aliases ?? [])])
      .map(text => text.toLowerCase());
    expect([name, new Set(spellings).size]).toEqual([name, spellings.length]);
  }
});

test('P3 what changes anything takes -WhatIf and -Confirm: a verb that changes declares it', () => {
  const reading = /^(Get|Show|Compare|Export)-/;
  // The wizard asks by itself, and its run is a command of its own; a plan changes nothing.
  const others = new Set(['Start-CMProxyWizard', 'New-CMProxyPlan']);
  const silent = all.filter(
    ({name, supportsShouldProcess}) => !reading.test(name) && !others.has(name) && supportsShouldProcess !== true,
  );
  expect(silent.map(({name}) => name)).toEqual([]);
});

// `cmproxy replay`: recorded or hand-written answers, checked, compared with what is there, shown, and applied.
import {planParameters} from '../change/change-parameters.ts';
import type {Cmdlet} from '../cmdlet.ts';
import {newAccountPassword, runParameters} from '../change/run-parameters.ts';

const fromFile = new Set(['Server', 'SiteCode', 'InputObject', 'Where', 'Override', 'Answers']);

export const invokeAnswerFile = (): Cmdlet => ({
  name: 'Invoke-CMProxyAnswerFile',
  command: ['replay'],
  synopsis: 'Replays an answer file: shows what differs from now, asks, and applies it.',
  description:
    'Nothing differs: ends with 0 and writes nothing. With -WhatIf it ends with 2 where something differs. --validate checks the file alone, without a hierarchy: valid there is not yet right on the site.',
  examples: [
    {command: 'cmproxy replay branch.yaml', about: 'shows the difference and asks'},
    {
      command: 'cmproxy replay branch.yaml --set proxy.port=3128 --what-if',
      about: 'one answer otherwise; writes nothing',
    },
    {command: 'cmproxy replay branch.yaml --validate', about: 'checks the file alone'},
    {command: 'cmproxy replay branch.yaml --print-resolved', about: 'what each server would get, and from where'},
    {command: 'ssh jump cmproxy replay - --yes < branch.yaml', about: 'over SSH, without a question'},
  ],
  parameters: [
    {
      name: 'Path',
      completes: 'answerFile',
      aliases: ['File'],
      type: 'String',
      position: 0,
      mandatory: true,
      valueName: 'FILE',
      validateNotNullOrEmpty: true,
      help: 'The answer file; - reads standard input.',
    },
    {name: 'Validate', type: 'SwitchParameter', help: 'Check the file alone and end: 0, or 1 with what is wrong.'},
    {
      name: 'PrintResolved',
      type: 'SwitchParameter',
      help: 'Print one record per server as it would be, with where each value comes from, and write nothing.',
    },
    {
      name: 'Missing',
      type: 'String',
      valueName: 'HOW',
      validateSet: ['ask', 'default', 'fail'],
      help: 'What is needed and has nothing to keep: ask for it, take the default (port 80, System), or fail. On a terminal ask, else fail.',
    },
    {
      name: 'Save',
      completes: 'file',
      type: 'String',
      valueName: 'FILE',
      validateNotNullOrEmpty: true,
      help: 'Save the answers with what --set changed; comments stay. It may be the same file; another that exists is refused.',
    },
    ...planParameters.filter(parameter => !fromFile.has(parameter.name)),
    newAccountPassword,
    {
      name: 'ExpectHash',
      type: 'String',
      valueName: 'HASH',
      validateNotNullOrEmpty: true,
      help: 'Refuse where the plan has another hash.',
    },
    ...runParameters,
  ],
  supportsShouldProcess: true,
  confirmImpact: 'High',
  run: async (values, context) => (await import('./replay.ts')).replay(values, context),
});

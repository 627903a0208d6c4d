// `cmproxy apply`: applies a reviewed plan exactly, a plan made now, or the rest of a run that was cut off.
import {planParameters} from './change-parameters.ts';
import {type Cmdlet} from '../cmdlet.ts';
import {newAccountPassword, runParameters} from './run-parameters.ts';

export const invokePlan = (): Cmdlet => ({
  name: 'Invoke-CMProxyPlan',
  command: ['apply'],
  synopsis:
    'Applies a reviewed plan exactly, or makes, shows and applies one. Refuses when a planned record has changed since.',
  description:
    'Each server is read again just before its write, journalled before and after, and read back. Ctrl+C once finishes the server in hand, twice stops. With --output json each event is one line.',
  examples: [
    {command: 'cmproxy apply move.json', about: 'a saved plan; shows it and asks'},
    {command: 'cmproxy apply --server PS1/CM01 --set proxy.port=3128 --yes', about: 'without a question, for scripts'},
    {command: 'cmproxy apply --resume', about: 'the rest of a run that was cut off'},
  ],
  pipeline: 'servers',
  parameters: [
    {
      name: 'Path',
      completes: 'file',
      aliases: ['File'],
      type: 'String',
      position: 0,
      valueName: 'FILE',
      validateNotNullOrEmpty: true,
      help: 'A plan saved by `plan --out`; - reads standard input.',
    },
    ...planParameters,
    newAccountPassword,
    {
      name: 'Resume',
      type: 'SwitchParameter',
      help: 'Go on with a run that was cut off: the newest, or the one that RUN names.',
    },
    {
      name: 'ExpectHash',
      type: 'String',
      valueName: 'HASH',
      validateNotNullOrEmpty: true,
      help: 'Refuse a plan with another hash.',
    },
    ...runParameters,
  ],
  supportsShouldProcess: true,
  confirmImpact: 'High',
  run: async (values, context) => (await import('./apply-plan.ts')).apply(values, context),
});

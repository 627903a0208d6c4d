// The parameters of everything that writes.
import type {Parameter} from '../cmdlet.ts';

export const runParameters: readonly Parameter[] = [
  {
    name: 'ConfirmSiteCode',
    completes: 'site',
    type: 'String',
    valueName: 'SITECODE',
    help: "The site code, where the plan touches the service connection point's server.",
  },
  {name: 'NotBefore', type: 'String', valueName: 'TIME', help: 'Write nothing before this time (ISO 8601).'},
  {name: 'NotAfter', type: 'String', valueName: 'TIME', help: 'Start no server after this time (ISO 8601).'},
  {
    name: 'Serial',
    type: 'String',
    valueName: 'STEPS',
    help: 'How many servers at a step, for example 1,10,25%. The first server alone is the default first step.',
  },
  {
    name: 'MaxFailures',
    type: 'UInt32',
    validateRange: [1, 1_000_000],
    valueName: 'N',
    help: 'Start no further server after N failures. A failure of the first server always stops the run.',
  },
  {
    name: 'PauseAfterCanary',
    type: 'String',
    valueName: 'DURATION',
    help: 'How long to wait after the first step, for example 10m.',
  },
  {
    name: 'Timeout',
    type: 'String',
    valueName: 'DURATION',
    help: 'How long to wait for a change to be applied, for example 30s or 2m (60s).',
  },
  {
    name: 'Journal',
    completes: 'folder',
    type: 'String',
    validateNotNullOrEmpty: true,
    valueName: 'DIR',
    help: 'Another folder for journal and undo files, for example a shared one.',
  },
];

/** Of what may create a proxy account. */
export const newAccountPassword: Parameter = {
  name: 'PasswordStdin',
  type: 'SwitchParameter',
  help: 'The password of a new account is the first line of standard input.',
};

// `cmproxy finding`: findings that were looked at and accepted for a while.
import type {Cmdlet, Parameter} from '../cmdlet.ts';

const code: Parameter = {
  name: 'Code',
  completes: 'finding',
  type: 'String',
  position: 0,
  mandatory: true,
  valueName: 'CODE',
  validateNotNullOrEmpty: true,
  help: 'The code of the finding, such as CMP107.',
};

const server: Parameter = {
  name: 'Server',
  completes: 'server',
  type: 'String',
  mandatory: true,
  valueName: 'SERVER',
  validateNotNullOrEmpty: true,
  help: 'The server that shows it, as SERVER or SITE/SERVER.',
};

const addAcceptedFinding = (): Cmdlet => ({
  name: 'Add-CMProxyAcceptedFinding',
  command: ['finding', 'accept'],
  synopsis: 'Accepts a finding: it is shown in grey from then on, and does not count for state, faults and exit code.',
  description:
    'Kept on this machine only, with who and when; plans are not affected. One that becomes worse counts again. What could not be read (CMP008) cannot be accepted: unknown stays unknown.',
  examples: [
    {
      command:
        "cmproxy finding accept CMP107 --server PS1/SUP01 --until 2027-03-31 --reason 'refreshed at the next synchronization'",
      about: 'until the end of that day, UTC',
    },
  ],
  supportsShouldProcess: true,
  parameters: [
    code,
    server,
    {
      name: 'Until',
      type: 'String',
      valueName: 'DATE',
      validateNotNullOrEmpty: true,
      help: 'The last day (UTC) on which it is accepted, such as 2027-03-31, or a time with its zone. Without it: for good.',
    },
    {name: 'Reason', type: 'String', valueName: 'TEXT', help: 'Why, for those who look later.'},
  ],
  run: async (values, context) => (await import('./accept-finding.ts')).acceptFinding(values, context),
});

const getAcceptedFinding = (): Cmdlet => ({
  name: 'Get-CMProxyAcceptedFinding',
  command: ['finding', 'list'],
  synopsis: 'Lists the accepted findings of this hierarchy.',
  examples: [{command: 'cmproxy finding list', about: 'those that are expired, worse or not shown any more included'}],
  parameters: [],
  run: async (_values, context) => (await import('./list-accepted.ts')).listAccepted(context),
});

const removeAcceptedFinding = (): Cmdlet => ({
  name: 'Remove-CMProxyAcceptedFinding',
  command: ['finding', 'remove'],
  synopsis: 'Takes an acceptance back: the finding counts again.',
  examples: [{command: 'cmproxy finding remove CMP107 --server PS1/SUP01', about: ''}],
  supportsShouldProcess: true,
  parameters: [code, server],
  run: async (values, context) => (await import('./accept-finding.ts')).removeAccepted(values, context),
});

export const findingCmdlets = (): readonly Cmdlet[] => [
  addAcceptedFinding(),
  getAcceptedFinding(),
  removeAcceptedFinding(),
];

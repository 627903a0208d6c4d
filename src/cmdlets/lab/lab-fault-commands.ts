// `cmproxy lab fault`: how the lab misbehaves, for practice and tests.
import {exitCodes} from '../../model/exit-codes.ts';
import {faultKinds} from '../../sites/lab/faults.ts';
import {textOf, type Cmdlet, type Parameter} from '../cmdlet.ts';
import {finish, lab, loadLabActions} from './lab-command.ts';
import {writeRecords} from '../write-records.ts';

const kind: Parameter = {
  name: 'Kind',
  type: 'String',
  position: 0,
  mandatory: true,
  valueName: 'KIND',
  validateSet: faultKinds,
  help: 'What goes wrong.',
};
const server: Parameter = {
  name: 'Server',
  completes: 'server',
  type: 'String',
  position: 1,
  valueName: 'SERVER',
  help: 'Only at this server, as SERVER or SITE/SERVER; else everywhere.',
};

export const labFaultCmdlets = (): readonly Cmdlet[] => [
  lab(
    {
      name: 'Add-CMProxyLabFault',
      supportsShouldProcess: true,
      confirmImpact: 'Medium',
      command: ['lab', 'fault', 'add'],
      synopsis: 'Makes the lab misbehave, for practice and tests.',
      examples: [{command: 'cmproxy lab fault add write-denied DP21', about: ''}],
      parameters: [kind, server],
    },
    async (values, context, file) => {
      const {labFaultAdd} = await loadLabActions();
      const name = textOf(values, 'Kind') ?? '';
      const where = textOf(values, 'Server') ?? null;
      return finish(
        context,
        await labFaultAdd(file, name, where, context.clock),
        `Fault ${name} is set ${where === null ? 'everywhere' : `at ${where}`}. Take it back with: cmproxy lab fault clear ${name}`,
      );
    },
  ),
  lab(
    {
      name: 'Clear-CMProxyLabFault',
      supportsShouldProcess: true,
      confirmImpact: 'Medium',
      command: ['lab', 'fault', 'clear'],
      synopsis: 'Takes faults of the lab back; without KIND all of them.',
      examples: [{command: 'cmproxy lab fault clear', about: 'all'}],
      parameters: [{...kind, mandatory: false}, server],
    },
    async (values, context, file) => {
      const {labFaultClear} = await loadLabActions();
      return finish(
        context,
        await labFaultClear(file, textOf(values, 'Kind') ?? null, textOf(values, 'Server') ?? null, context.clock),
        'Done.',
      );
    },
  ),
  lab(
    {
      name: 'Get-CMProxyLabFault',
      command: ['lab', 'fault', 'list'],
      synopsis: 'Lists the faults that are set in the lab.',
      examples: [{command: 'cmproxy lab fault list', about: ''}],
      parameters: [],
    },
    async (_values, context, file) => {
      const {labFaults} = await loadLabActions();
      const faults = labFaults(file);
      if (context.format === 'json') context.data(`${JSON.stringify({schemaVersion: 1, faults})}\n`);
      else
        writeRecords(context, {
          columns: ['kind', 'server'],
          rows: faults.map(fault => [fault.kind, fault.server ?? 'everywhere']),
        });
      return exitCodes.done;
    },
  ),
];

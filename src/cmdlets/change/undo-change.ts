// `cmproxy undo`: back to the recorded before-image of a run, unless someone else has changed a server since.
import {type Cmdlet} from '../cmdlet.ts';
import {runParameters} from './run-parameters.ts';

export const undoChange = (): Cmdlet => ({
  name: 'Undo-CMProxyChange',
  command: ['undo'],
  synopsis: 'Goes back to what a run found: the newest that is not undone, a named run, or an undo file.',
  description:
    'Refuses with 5 when a server is not as the run left it. A name, port or account that was stored behind a proxy that was off cannot be written back; the review names it. Accounts that a run created stay. An undo is itself a run and can be undone.',
  examples: [
    {command: 'cmproxy undo', about: 'the newest run; shows what it writes and asks'},
    {command: 'cmproxy undo undo-20261123T100000Z-1a2b3c.yaml --yes', about: 'from the undo file, on any machine'},
  ],
  parameters: [
    {
      name: 'Run',
      completes: 'run',
      aliases: ['Path', 'File'],
      type: 'String',
      position: 0,
      valueName: 'RUN|FILE',
      validateNotNullOrEmpty: true,
      help: 'A run of `history`, or an undo file.',
    },
    {name: 'Overwrite', type: 'SwitchParameter', help: 'Go back although someone changed a record since.'},
    ...runParameters,
  ],
  supportsShouldProcess: true,
  confirmImpact: 'High',
  run: async (values, context) => (await import('./undo-run.ts')).undo(values, context),
});

// `cmproxy site unlock ID`: frees the lock of a run that cannot be alive any more; only its owner's id opens it.
import {type Cmdlet} from '../cmdlet.ts';

export const unlockRun = (): Cmdlet => ({
  name: 'Unlock-CMProxyRun',
  command: ['site', 'unlock'],
  synopsis: 'Frees a lock by its id, when the run that held it is surely gone.',
  description:
    'The message of a refused run names the id. A lock of a dead process on this machine is taken over without this.',
  examples: [{command: 'cmproxy site unlock 4f1c2a9be07d', about: ''}],
  parameters: [
    {
      name: 'Id',
      type: 'String',
      position: 0,
      mandatory: true,
      valueName: 'ID',
      validateNotNullOrEmpty: true,
      help: 'The id of the lock.',
    },
  ],
  supportsShouldProcess: true,
  confirmImpact: 'Medium',
  run: async (values, context) => (await import('./unlock-by-id.ts')).unlock(values, context),
});

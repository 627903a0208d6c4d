// In which form a plan or a run is shown.
import type {Parameter} from '../cmdlet.ts';

export const formParameters: readonly Parameter[] = [
  {
    name: 'As',
    type: 'String',
    valueName: 'FORM',
    validateSet: ['cmdlet', 'cli', 'answers', 'dsc', 'ansible'],
    help: 'Print it as Configuration Manager cmdlets (PowerShell), cmproxy commands (sh), an answer file, a ConfigMgrCBDsc configuration or an Ansible play; --out saves it.',
  },
  {name: 'Undo', type: 'SwitchParameter', help: 'With --as: the way back.'},
];

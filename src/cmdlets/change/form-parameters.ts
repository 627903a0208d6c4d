// In which form a plan or a run is shown.
import {scriptForms} from '../../plan/script/script-forms.ts';
import type {Parameter} from '../cmdlet.ts';

export const formParameters: readonly Parameter[] = [
  {
    name: 'As',
    type: 'String',
    valueName: 'FORM',
    validateSet: scriptForms.map(({form}) => form),
    help: 'Print it as Configuration Manager cmdlets (PowerShell), cmproxy commands (sh), an answer file, a ConfigMgrCBDsc configuration or an Ansible play; --out saves it.',
  },
  {name: 'Undo', type: 'SwitchParameter', help: 'With --as: the way back.'},
];

// `cmproxy history`: every run of a hierarchy, or one of them field by field, from the journal.
import {type Cmdlet} from '../cmdlet.ts';
import {formParameters} from './form-parameters.ts';

export const getHistory = (): Cmdlet => ({
  name: 'Get-CMProxyHistory',
  command: ['history'],
  synopsis: 'Shows what was written, when, by whom and for which ticket; with RUN every field of it.',
  examples: [
    {command: 'cmproxy history', about: ''},
    {command: 'cmproxy history --since 2026-10-01 --output csv', about: 'for an audit'},
  ],
  parameters: [
    {
      name: 'Run',
      completes: 'run',
      type: 'String',
      position: 0,
      valueName: 'RUN',
      validateNotNullOrEmpty: true,
      help: 'One run, field by field.',
    },
    ...formParameters,
    {
      name: 'Out',
      completes: 'file',
      type: 'String',
      valueName: 'FILE',
      validateNotNullOrEmpty: true,
      help: 'With --as: save it; an existing file is refused unless --force.',
    },
    {name: 'Force', type: 'SwitchParameter', short: 'f', help: 'Overwrite the file of --out.'},
    {
      name: 'Since',
      type: 'String',
      valueName: 'TIME',
      validateNotNullOrEmpty: true,
      help: 'Only runs that began at or after this time (ISO 8601).',
    },
    {
      name: 'Journal',
      completes: 'folder',
      type: 'String',
      validateNotNullOrEmpty: true,
      valueName: 'DIR',
      help: 'Another folder with the journal.',
    },
  ],
  run: async (values, context) => (await import('./show-history.ts')).showHistory(values, context),
});

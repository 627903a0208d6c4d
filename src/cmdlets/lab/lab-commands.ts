// `cmproxy lab`: the embedded practice hierarchy: import, export, reset, generate, delay and faults.
import {existsSync} from 'node:fs';
import {resolve} from 'node:path';
import {readJsonFile} from '../../files/read-json-file.ts';
import {writeFileAtomically} from '../../files/write-file-atomically.ts';
import {exitCodes} from '../../model/exit-codes.ts';
import {makeSafe} from '../../terminal/make-safe.ts';
import {isSet, numberOf, textOf, type Cmdlet} from '../cmdlet.ts';
import {finish, lab, loadLabActions} from './lab-command.ts';
import {labFaultCmdlets} from './lab-fault-commands.ts';
import {refused} from '../refuse.ts';

export const labCmdlets = (): readonly Cmdlet[] => [
  lab(
    {
      name: 'Import-CMProxyLab',
      supportsShouldProcess: true,
      confirmImpact: 'Medium',
      command: ['lab', 'import'],
      synopsis: "Makes a hierarchy file the lab's present state.",
      examples: [{command: 'cmproxy lab import contoso.json', about: ''}],
      parameters: [
        {
          name: 'File',
          completes: 'file',
          type: 'String',
          position: 0,
          mandatory: true,
          valueName: 'FILE',
          validateNotNullOrEmpty: true,
          help: 'A cmproxy/hierarchy@1 file.',
        },
      ],
    },
    async (values, context, file) => {
      const source = textOf(values, 'File') ?? '';
      const read = readJsonFile(resolve(source), {maxBytes: 400_000_000, what: source});
      if (read.kind === 'missing')
        return refused(context, exitCodes.failed, {
          what: `${source} was not imported`,
          why: 'there is no such file',
          todo: 'Check the path.',
        });
      if (read.kind === 'refused') return refused(context, exitCodes.failed, read.problem);
      const {labImport} = await loadLabActions();
      return finish(
        context,
        await labImport(file, read.value, source),
        `The lab now holds ${source}. Its journal and undo files stay.`,
      );
    },
  ),
  lab(
    {
      name: 'Export-CMProxyLab',
      command: ['lab', 'export'],
      synopsis: "Prints or saves the lab's present state as a hierarchy file.",
      examples: [{command: 'cmproxy lab export before.json', about: ''}],
      parameters: [
        {
          name: 'File',
          completes: 'file',
          type: 'String',
          position: 0,
          valueName: 'FILE',
          validateNotNullOrEmpty: true,
          help: 'Where to save it; without it, or with -, it is printed.',
        },
        {name: 'Force', type: 'SwitchParameter', short: 'f', help: 'Overwrite the file.'},
      ],
    },
    async (values, context, file) => {
      const {labExport} = await loadLabActions();
      const out = textOf(values, 'File');
      if (out !== undefined && out !== '-' && existsSync(out) && !isSet(values, 'Force'))
        return refused(context, exitCodes.usage, {
          what: `The lab was not exported to ${out}`,
          why: 'the file is already there',
          todo: 'Give another name, or --force.',
        });
      const result = await labExport(file, context.clock);
      if (result.kind === 'refused') return refused(context, exitCodes.failed, result);
      if (out === undefined || out === '-') context.data(result.text);
      else {
        writeFileAtomically(resolve(out), result.text);
        context.message(makeSafe(`Saved as ${out}.`));
      }
      return exitCodes.done;
    },
  ),
  lab(
    {
      name: 'Reset-CMProxyLab',
      supportsShouldProcess: true,
      confirmImpact: 'Medium',
      command: ['lab', 'reset'],
      synopsis: 'Begins the lab anew with the embedded Contoso hierarchy.',
      examples: [{command: 'cmproxy lab reset', about: ''}],
      parameters: [],
    },
    async (_values, context, file) => {
      const {labReset} = await loadLabActions();
      return finish(
        context,
        await labReset(file, context.clock),
        'The lab is the embedded Contoso hierarchy again. Journal and undo files stay.',
      );
    },
  ),
  lab(
    {
      name: 'New-CMProxyLab',
      supportsShouldProcess: true,
      confirmImpact: 'Medium',
      command: ['lab', 'generate'],
      synopsis: 'Fills the lab with a generated hierarchy of any size; the same for the same seed.',
      examples: [{command: 'cmproxy lab generate --site-systems 5000 --seed 1', about: ''}],
      parameters: [
        {
          name: 'SiteSystems',
          type: 'UInt32',
          mandatory: true,
          valueName: 'N',
          validateRange: [1, 200_000],
          help: 'How many site systems.',
        },
        {name: 'Seed', type: 'UInt32', valueName: 'S', help: 'Another seed gives another hierarchy (1).'},
      ],
    },
    async (values, context, file) => {
      const {labGenerate} = await loadLabActions();
      const siteSystems = numberOf(values, 'SiteSystems') ?? 1;
      const seed = numberOf(values, 'Seed') ?? 1;
      return finish(
        context,
        await labGenerate(file, {siteSystems, seed}),
        `The lab now holds ${siteSystems} generated site systems (seed ${seed}).`,
      );
    },
  ),
  lab(
    {
      name: 'Set-CMProxyLab',
      supportsShouldProcess: true,
      confirmImpact: 'Medium',
      command: ['lab', 'delay'],
      synopsis: 'Sets how long the lab takes to apply an accepted change.',
      examples: [{command: 'cmproxy lab delay 2000', about: 'two seconds'}],
      parameters: [
        {
          name: 'Milliseconds',
          type: 'UInt32',
          position: 0,
          mandatory: true,
          valueName: 'MS',
          validateRange: [0, 86_400_000],
          help: 'Milliseconds; 50 at first.',
        },
      ],
    },
    async (values, context, file) => {
      const {labDelay} = await loadLabActions();
      const ms = numberOf(values, 'Milliseconds') ?? 50;
      return finish(context, await labDelay(file, ms), `The lab applies a change ${ms} ms after it accepted it.`);
    },
  ),
  ...labFaultCmdlets(),
];

// `cmproxy lab`: the embedded practice hierarchy: import, export, reset, generate, delay and faults.
import {existsSync} from 'node:fs';
import {resolve} from 'node:path';
import {FileProblem} from '../files/file-problem.ts';
import {readJsonFile} from '../files/read-json-file.ts';
import {writeFileAtomically} from '../files/write-file-atomically.ts';
import {exitCodes, type ExitCode} from '../model/exit-codes.ts';
import {makeSafe} from '../terminal/make-safe.ts';
import type {LabResult} from '../sites/lab/lab-result.ts';
import {isSet, numberOf, textOf, type Cmdlet, type Parameter, type Values} from './cmdlet.ts';
import type {Context} from './context.ts';
import {needPaths} from './open-site.ts';
import {refused} from './refuse.ts';
import {writeRecords} from './write-records.ts';

const faultKinds = ['read-denied', 'write-denied', 'timeout', 'never-applied', 'changed-meanwhile', 'slow'] as const;
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
  type: 'String',
  position: 1,
  valueName: 'SERVER',
  help: 'Only at this server, as SERVER or SITE/SERVER; else everywhere.',
};
const load = () => import('./lab-actions.ts');

function lab(
  definition: Omit<Cmdlet, 'run'>,
  run: (values: Values, context: Context, file: string) => Promise<ExitCode>,
): Cmdlet {
  return {
    ...definition,
    run: async (values, context) => {
      const paths = needPaths(context);
      if (paths.kind === 'refused') return paths.exitCode;
      try {
        return await run(values, context, paths.value.labFile);
      } catch (error) {
        if (error instanceof FileProblem) return refused(context, exitCodes.failed, error);
        throw error;
      }
    },
  };
}

function finish(context: Context, result: LabResult, text: string): ExitCode {
  if (result.kind === 'refused') return refused(context, exitCodes.failed, result);
  context.message(makeSafe(text));
  return exitCodes.done;
}

export const labCmdlets: readonly Cmdlet[] = [
  lab(
    {
      name: 'Import-CMProxyLab',
      command: ['lab', 'import'],
      synopsis: "Makes a hierarchy file the lab's present state.",
      examples: [{command: 'cmproxy lab import contoso.json', about: ''}],
      parameters: [
        {
          name: 'File',
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
      const {labImport} = await load();
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
      const {labExport} = await load();
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
      command: ['lab', 'reset'],
      synopsis: 'Begins the lab anew with the embedded Contoso hierarchy.',
      examples: [{command: 'cmproxy lab reset', about: ''}],
      parameters: [],
    },
    async (_values, context, file) => {
      const {labReset} = await load();
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
      const {labGenerate} = await load();
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
      const {labDelay} = await load();
      const ms = numberOf(values, 'Milliseconds') ?? 50;
      return finish(context, await labDelay(file, ms), `The lab applies a change ${ms} ms after it accepted it.`);
    },
  ),
  lab(
    {
      name: 'Add-CMProxyLabFault',
      command: ['lab', 'fault', 'add'],
      synopsis: 'Makes the lab misbehave, for practice and tests.',
      examples: [{command: 'cmproxy lab fault add write-denied DP21', about: ''}],
      parameters: [kind, server],
    },
    async (values, context, file) => {
      const {labFaultAdd} = await load();
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
      command: ['lab', 'fault', 'clear'],
      synopsis: 'Takes faults of the lab back; without KIND all of them.',
      examples: [{command: 'cmproxy lab fault clear', about: 'all'}],
      parameters: [{...kind, mandatory: false}, server],
    },
    async (values, context, file) => {
      const {labFaultClear} = await load();
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
      const {labFaults} = await load();
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

// `cmproxy site`: where hierarchies are, which one is meant, and freeing a lock that a dead run left.
import {existsSync, realpathSync} from 'node:fs';
import {resolve} from 'node:path';
import {FileProblem} from '../../files/file-problem.ts';
import {exitCodes, type ExitCode} from '../../model/exit-codes.ts';
import {isConnectionName, labConnection, type Settings} from '../../settings/settings.ts';
import {openSnapshot} from '../../sites/snapshot/snapshot.ts';
import {makeSafe} from '../../terminal/make-safe.ts';
import {renderTable} from '../../terminal/render-table.ts';
import {withoutAgreement} from '../agree-to-keep.ts';
import {textOf, type Cmdlet, type Values} from '../cmdlet.ts';
import type {Context} from '../context.ts';
import {loadSettings, needPaths} from '../open-site.ts';
import {refused} from '../refuse.ts';
import {countText} from '../views/summary.ts';
import {writeRecords} from '../write-records.ts';
import {unlockRun} from './unlock-run.ts';

const nameParameter = {
  name: 'Name',
  completes: 'connection',
  type: 'String',
  position: 0,
  mandatory: true,
  valueName: 'NAME',
  validateNotNullOrEmpty: true,
  help: 'The name of the connection.',
} as const;

const addSiteConnection = (): Cmdlet => ({
  name: 'Add-CMSiteConnection',
  command: ['site', 'add'],
  synopsis: 'Adds a hierarchy. A snapshot is opened read-only; its file stays where it is.',
  examples: [
    {command: 'cmproxy site add contoso --snapshot contoso.json', about: 'an export of a real site, read-only'},
  ],
  parameters: [
    nameParameter,
    {
      name: 'Snapshot',
      completes: 'file',
      type: 'String',
      mandatory: true,
      valueName: 'FILE',
      validateNotNullOrEmpty: true,
      help: 'A cmproxy/hierarchy@1 file.',
    },
  ],
  supportsShouldProcess: true,
  confirmImpact: 'Medium',
  run: addSite,
});

const getSiteConnection = (): Cmdlet => ({
  name: 'Get-CMSiteConnection',
  command: ['site', 'list'],
  synopsis: 'Lists the hierarchies that cmproxy knows.',
  examples: [{command: 'cmproxy site list', about: ''}],
  parameters: [],
  run: listSites,
});

const selectSiteConnection = (): Cmdlet => ({
  name: 'Select-CMSiteConnection',
  command: ['site', 'select'],
  synopsis: 'Makes a hierarchy the one that is meant when none is named.',
  examples: [{command: 'cmproxy site select contoso', about: ''}],
  parameters: [nameParameter],
  supportsShouldProcess: true,
  confirmImpact: 'Medium',
  run: async (values, context) =>
    change(values, context, {
      operation: 'Select-CMSiteConnection',
      edit: (settings, name) => ({...settings, selected: name === labConnection ? null : name}),
      text: name => `${name} is now the selected hierarchy.`,
    }),
});

const removeSiteConnection = (): Cmdlet => ({
  name: 'Remove-CMSiteConnection',
  command: ['site', 'remove'],
  synopsis: 'Forgets a hierarchy. Its file, journal and undo files stay.',
  examples: [{command: 'cmproxy site remove contoso', about: ''}],
  parameters: [nameParameter],
  supportsShouldProcess: true,
  confirmImpact: 'Medium',
  run: removeSite,
});

async function addSite(values: Values, context: Context): Promise<ExitCode> {
  const name = textOf(values, 'Name') ?? '';
  const file = textOf(values, 'Snapshot') ?? '';
  if (!isConnectionName(name) || name === labConnection) {
    return refused(context, exitCodes.usage, {
      what: `"${name}" cannot be the name of a connection`,
      why:
        name === labConnection
          ? 'it is the embedded lab'
          : 'a name takes letters, digits, dots, hyphens and underscores, at most 64',
      todo: 'Choose another name, for example: cmproxy site add contoso --snapshot FILE',
    });
  }
  const paths = needPaths(context);
  if (paths.kind === 'refused') return paths.exitCode;
  const settings = loadSettings(context);
  if (settings.kind === 'refused') return settings.exitCode;
  if (Object.hasOwn(settings.value.connections, name))
    return refused(context, exitCodes.failed, {
      what: `The connection "${name}" was not added`,
      why: 'there is one of that name',
      todo: `Choose another name, or: cmproxy site remove ${name}`,
    });
  const path = existsSync(file) ? realpathSync(file) : resolve(file);
  const outcome = await openSnapshot({name, file: path, clock: context.clock}).read();
  if (outcome.kind === 'failed') return refused(context, exitCodes.failed, outcome);
  const ended = await withoutAgreement(context, {operation: 'Add-CMSiteConnection', target: name});
  if (ended !== null) return ended;
  const saved = await save(context, before => ({
    ...before,
    connections: {...before.connections, [name]: {kind: 'snapshot', file: path}},
  }));
  if (saved !== exitCodes.done) return saved;
  const {hierarchy} = outcome.reading;
  context.message(
    makeSafe(
      `Added ${name}: ${hierarchy.name}, ${countText(hierarchy.sites.length, 'site')}, ${countText(hierarchy.siteSystems.length, 'site system')}, read-only. Nothing was selected.`,
    ),
  );
  if (!context.quiet) context.message(`Look at it with: cmproxy status --connection ${name}`);
  return exitCodes.done;
}

async function listSites(_values: Values, context: Context): Promise<ExitCode> {
  const settings = loadSettings(context);
  if (settings.kind === 'refused') return settings.exitCode;
  const selected = settings.value.selected ?? labConnection;
  const rows = [
    {
      name: labConnection,
      kind: 'lab',
      writes: 'yes',
      file: context.paths.kind === 'paths' ? context.paths.paths.labFile : '',
    },
    ...Object.entries(settings.value.connections).map(([name, item]) => ({
      name,
      kind: item.kind,
      writes: 'no',
      file: item.file,
    })),
  ];
  if (context.format === 'json') {
    const connections = rows.map(row => ({
      name: row.name,
      kind: row.kind,
      selected: row.name === selected,
      mayWrite: row.writes === 'yes',
      file: row.file || null,
    }));
    context.data(`${JSON.stringify({schemaVersion: 1, selected, connections})}\n`);
    return exitCodes.done;
  }
  const records = {
    columns: ['NAME', 'KIND', 'SELECTED', 'WRITES', 'FILE'],
    rows: rows.map(row => [row.name, row.kind, row.name === selected ? 'yes' : 'no', row.writes, row.file]),
  };
  if (context.format === 'table')
    context.data(
      renderTable({
        columns: records.columns.map(title => ({title, shrink: title === 'FILE' ? 1 : 0})),
        rows: records.rows,
        width: context.width,
      }),
    );
  else writeRecords(context, records);
  return exitCodes.done;
}

async function removeSite(values: Values, context: Context): Promise<ExitCode> {
  if (textOf(values, 'Name') === labConnection)
    return refused(context, exitCodes.usage, {
      what: 'The lab was not removed',
      why: 'it is built in',
      todo: 'To begin it anew: cmproxy lab reset',
    });
  return change(values, context, {
    operation: 'Remove-CMSiteConnection',
    edit: (settings, name) => ({
      ...settings,
      connections: Object.fromEntries(Object.entries(settings.connections).filter(([key]) => key !== name)),
      selected: settings.selected === name ? null : settings.selected,
    }),
    text: name => `${name} is forgotten; its file, journal and undo files are where they were.`,
  });
}

interface Change {
  /** The cmdlet's name. */
  readonly operation: string;
  readonly edit: (settings: Settings, name: string) => Settings;
  readonly text: (name: string) => string;
}

async function change(values: Values, context: Context, {operation, edit, text}: Change): Promise<ExitCode> {
  const name = textOf(values, 'Name') ?? '';
  const paths = needPaths(context);
  if (paths.kind === 'refused') return paths.exitCode;
  const settings = loadSettings(context);
  if (settings.kind === 'refused') return settings.exitCode;
  if (name !== labConnection && !Object.hasOwn(settings.value.connections, name))
    return refused(context, exitCodes.usage, {
      what: `There is no connection "${name}"`,
      why: `the known ones are ${[labConnection, ...Object.keys(settings.value.connections)].join(', ')}`,
      todo: 'See: cmproxy site list',
    });
  const ended = await withoutAgreement(context, {operation, target: name});
  if (ended !== null) return ended;
  const saved = await save(context, before => edit(before, name));
  if (saved === exitCodes.done) context.message(makeSafe(text(name)));
  return saved;
}

async function save(context: Context, edit: (settings: Settings) => Settings): Promise<ExitCode> {
  const paths = needPaths(context);
  if (paths.kind === 'refused') return paths.exitCode;
  const {changeSettings} = await import('../../settings/write-settings.ts');
  try {
    const outcome = await changeSettings(paths.value.settingsFile, edit);
    return outcome.kind === 'settings' ? exitCodes.done : refused(context, exitCodes.failed, outcome);
  } catch (error) {
    if (error instanceof FileProblem) return refused(context, exitCodes.failed, error);
    const why = error instanceof Error ? error.message : String(error);
    return refused(context, exitCodes.failed, {
      what: 'The settings were not saved',
      why,
      todo: `Check that ${paths.value.settingsFile} can be written, or set CMPROXY_HOME.`,
    });
  }
}

export const siteCmdlets = (): readonly Cmdlet[] => [
  addSiteConnection(),
  getSiteConnection(),
  selectSiteConnection(),
  removeSiteConnection(),
  unlockRun(),
];

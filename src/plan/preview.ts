// The inheritance preview with notes: every finding about a role or feature stands in its row too.
import {compareInheritance} from '../inheritance/compare.ts';
import {inheritProxies} from '../inheritance/inherit.ts';
import type {InheritanceRow, Note} from '../inheritance/row.ts';
import type {Finding} from '../model/finding.ts';
import type {Hierarchy} from '../model/hierarchy.ts';
import {
  cloudManagementGatewayConnectionPointRole,
  factsOfRole,
  managementPointRole,
  serviceConnectionPointRole,
  softwareUpdatePointRole,
} from '../model/roles.ts';
import {siteSystemKey} from '../model/server-name.ts';

type Concerns = (row: InheritanceRow, finding: Finding) => boolean;

const about =
  (...subjects: readonly string[]): Concerns =>
  row =>
    subjects.includes(row.subject);
const followsServer: Concerns = row => row.kind === 'feature' && row.follows.how === 'serviceConnectionPointServer';

/** Which rows of the finding's server (or, for a site-wide one, of its site) a finding is about. */
const concerns: Readonly<Record<string, Concerns>> = {
  CMP006: about(softwareUpdatePointRole, 'automaticDeploymentRule'),
  CMP102: about('connectedCache'),
  CMP103: about(cloudManagementGatewayConnectionPointRole),
  CMP104: about('automaticDeploymentRule'),
  CMP105: about(softwareUpdatePointRole),
  CMP106: about('automaticDeploymentRule'),
  CMP107: about(softwareUpdatePointRole),
  CMP110: about(managementPointRole),
  CMP111: (row, finding) =>
    row.kind === 'role'
      ? factsOfRole(row.subject)?.deprecated !== undefined &&
        finding.text.includes(factsOfRole(row.subject)?.consoleName ?? '\u0000')
      : (row.subject === 'connectedCache' && finding.text.includes('Connected Cache')) ||
        (row.subject === 'cloudDistributionPoint' && finding.text.includes('cloud distribution point')),
  CMP112: about('cloudDistributionPoint'),
  CMP113: about(serviceConnectionPointRole),
  CMP117: row => row.uses === 'no' && row.kind !== 'console',
  CMP119: about('automaticDeploymentRule'),
  CMP120: about(softwareUpdatePointRole),
  CMP123: (row, finding) => row.subject === serviceConnectionPointRole || followsServer(row, finding),
};

const siteWide = new Set(['CMP110', 'CMP119', 'CMP112']);

export interface PreviewInput {
  readonly before: Hierarchy;
  /** null: no change is proposed. */
  readonly after: Hierarchy | null;
  readonly findings: readonly Finding[];
}

export function previewInheritance({before, after, findings}: PreviewInput): readonly InheritanceRow[] {
  const rows = after === null ? inheritProxies(before) : compareInheritance(before, after);
  const byServer = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (!Object.hasOwn(concerns, finding.code)) continue;
    const key = siteWide.has(finding.code) ? finding.siteCode : siteSystemKey(finding.siteCode, finding.server);
    const list = byServer.get(key);
    if (list === undefined) byServer.set(key, [finding]);
    else list.push(finding);
  }
  return rows.map(row => ({...row, notes: notesOf(row, byServer)}));
}

function notesOf(row: InheritanceRow, byServer: ReadonlyMap<string, readonly Finding[]>): readonly Note[] {
  const places = [row.server, row.follows.server].flatMap(server =>
    server === null ? [] : [siteSystemKey(row.siteCode, server)],
  );
  const candidates = new Set([...places, row.siteCode].flatMap(key => byServer.get(key) ?? []));
  return [...candidates]
    .filter(finding => concerns[finding.code]?.(row, finding) === true)
    .map(({code, text}) => ({code, text}));
}

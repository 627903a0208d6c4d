// Carries out `cmproxy finding accept` and `finding remove`.
import {FileProblem} from '../../files/file-problem.ts';
import {neverAccepted, type AcceptedFinding} from '../../model/accepted-finding.ts';
import {exitCodes, type ExitCode} from '../../model/exit-codes.ts';
import type {Finding} from '../../model/finding.ts';
import type {SiteSystem} from '../../model/hierarchy.ts';
import {serverKey, shortName, siteSystemKey} from '../../model/server-name.ts';
import {findingCatalog} from '../../plan/findings/catalog.ts';
import {statusFindings} from '../../plan/findings/status-findings.ts';
import {changeAccepted, readAccepted} from '../../settings/accepted-findings.ts';
import {makeSafe} from '../../terminal/make-safe.ts';
import {textOf, type Values} from '../cmdlet.ts';
import type {Context} from '../context.ts';
import {needSiteSystems} from '../need-site-systems.ts';
import {needPaths, openAndRead} from '../open-site.ts';
import type {Opened} from '../opened.ts';
import {refuse, refused} from '../refuse.ts';
import {acceptedText} from '../views/accepted-text.ts';
import {fullName} from '../views/proxy-text.ts';
import {userAtHost} from '../who.ts';

const longestReason = 1000;

export async function acceptFinding(values: Values, context: Context): Promise<ExitCode> {
  const code = knownCode(values, context);
  if (code.kind === 'refused') return code.exitCode;
  const until = untilOf(textOf(values, 'Until'), context.clock());
  if (until.kind === 'refused')
    return refused(context, exitCodes.usage, {
      what: '--until cannot be taken',
      why: until.why,
      todo: 'Give a day to come such as 2027-03-31, or a time with its zone.',
    });
  const reason = (textOf(values, 'Reason') ?? '').trim();
  if (reason.length > longestReason)
    return refused(context, exitCodes.usage, {
      what: '--reason cannot be taken',
      why: `it has ${reason.length} characters, and at most ${longestReason} are kept`,
      todo: 'Say it shorter, or name a ticket.',
    });
  const place = await findPlace(context);
  if (place.kind === 'refused') return place.exitCode;
  const {file, hierarchyId, findings, siteSystemNamed} = place.value;
  const system = siteSystemNamed(textOf(values, 'Server') ?? '');
  if (system.kind === 'refused') return system.exitCode;
  const finding = shownFinding(context, system.value, code.value, findings);
  if (finding.kind === 'refused') return finding.exitCode;
  const {severity, siteCode, server} = finding.value;
  const entry: AcceptedFinding = {
    code: code.value,
    siteCode,
    server,
    severity,
    until: until.until,
    reason,
    by: userAtHost(),
    at: context.clock().toISOString(),
  };
  const name = fullName(system.value);
  if (mayNotWrite(context, `accept ${code.value} of ${name}`)) return exitCodes.done;
  const kept = await change(context, file, hierarchyId, list => [...list.filter(item => !isSame(item, entry)), entry]);
  if (kept.kind === 'refused') return kept.exitCode;
  context.message(
    makeSafe(
      `${code.value} of ${name}: ${acceptedText(entry)}. It does not count for the state; plans are not affected.`,
    ),
  );
  if (!context.quiet)
    context.message(makeSafe(`To take it back: cmproxy finding remove ${code.value} --server ${name}`));
  return exitCodes.done;
}

/** Names of servers that are gone from the reading are found among what was accepted. */
export async function removeAccepted(values: Values, context: Context): Promise<ExitCode> {
  const code = knownCode(values, context);
  if (code.kind === 'refused') return code.exitCode;
  const place = await findPlace(context);
  if (place.kind === 'refused') return place.exitCode;
  const {file, hierarchyId} = place.value;
  const read = readAccepted(file, hierarchyId);
  if (read.kind === 'refused') return refused(context, exitCodes.failed, read);
  const wanted = textOf(values, 'Server') ?? '';
  const found = named(read.findings, code.value, wanted);
  const [entry, ...others] = found;
  if (entry === undefined)
    return refused(context, exitCodes.failed, {
      what: `${code.value} of ${wanted} is not accepted`,
      why: 'there is no such acceptance',
      todo: 'See: cmproxy finding list',
    });
  if (others.length > 0)
    return refused(context, exitCodes.usage, {
      what: `"${wanted}" stands for several site systems`,
      why: found.map(fullName).join(', '),
      todo: `Give the site as well, for example ${fullName(entry)}.`,
    });
  if (mayNotWrite(context, `take back that ${code.value} of ${fullName(entry)} is accepted`)) return exitCodes.done;
  const kept = await change(context, file, hierarchyId, list => list.filter(item => !isSame(item, entry)));
  if (kept.kind === 'refused') return kept.exitCode;
  context.message(makeSafe(`${code.value} of ${fullName(entry)} counts again.`));
  return exitCodes.done;
}

/** `SERVER` or `SITE/SERVER`; whole names before short ones. */
function named(list: readonly AcceptedFinding[], code: string, name: string): readonly AcceptedFinding[] {
  const slash = name.indexOf('/');
  const site = slash < 0 ? null : name.slice(0, slash).toUpperCase();
  const key = serverKey(name.slice(slash + 1));
  const own = list.filter(item => item.code === code && (site === null || item.siteCode.toUpperCase() === site));
  const whole = own.filter(item => serverKey(item.server) === key);
  return whole.length > 0 ? whole : own.filter(item => serverKey(shortName(item.server)) === key);
}

/** A code that exists, in capitals. */
function knownCode(values: Values, context: Context): Opened<string> {
  const code = (textOf(values, 'Code') ?? '').toUpperCase();
  if (findingCatalog.some(entry => entry.code === code)) return {kind: 'open', value: code};
  return refuse(context, exitCodes.usage, {
    what: `There is no finding "${code}"`,
    why: 'a code looks like CMP107',
    todo: 'See: cmproxy help findings',
  });
}

/** The finding as the server shows it now. */
function shownFinding(
  context: Context,
  system: SiteSystem,
  code: string,
  findings: readonly Finding[],
): Opened<Finding> {
  if (neverAccepted.has(code))
    return refuse(context, exitCodes.failed, {
      what: `${code} cannot be accepted`,
      why: 'what could not be read stays unknown',
      todo: 'Mend the permissions, the scope or the replication, then read again.',
    });
  const key = siteSystemKey(system.siteCode, system.server);
  const own = findings.filter(finding => siteSystemKey(finding.siteCode, finding.server) === key);
  const found = own.find(finding => finding.code === code);
  if (found !== undefined) return {kind: 'open', value: found};
  return refuse(context, exitCodes.failed, {
    what: `${fullName(system)} does not show ${code}`,
    why: own.length === 0 ? 'it has no finding now' : `it shows ${own.map(finding => finding.code).join(', ')} now`,
    todo: `Accept what is shown: cmproxy status --filter code=${code} lists who shows it`,
  });
}

interface Place {
  readonly file: string;
  readonly hierarchyId: string;
  /** Of the reading, as they are now. */
  readonly findings: readonly Finding[];
  readonly siteSystemNamed: (name: string) => Opened<SiteSystem>;
}

async function findPlace(context: Context): Promise<Opened<Place>> {
  const paths = needPaths(context);
  if (paths.kind === 'refused') return paths;
  if (context.readOnly)
    return refuse(context, exitCodes.failed, {
      what: 'Nothing was changed',
      why: '--read-only was given',
      todo: 'Leave it out to change what is accepted.',
    });
  const opened = await openAndRead(context);
  if (opened.kind === 'refused') return opened;
  const {hierarchy} = opened.value.reading;
  return {
    kind: 'open',
    value: {
      file: paths.value.acceptedFile,
      hierarchyId: opened.value.hierarchyId,
      findings: statusFindings(hierarchy),
      siteSystemNamed: name => {
        const found = needSiteSystems(context, hierarchy, [name]);
        if (found.kind === 'refused') return found;
        const [system] = found.value;
        if (system === undefined) throw new Error(`no site system was found for "${name}"`);
        return {kind: 'open', value: system};
      },
    },
  };
}

function mayNotWrite(context: Context, text: string): boolean {
  if (context.whatIf) context.message(makeSafe(`What if: would ${text}. Nothing was changed.`));
  return context.whatIf;
}

async function change(
  context: Context,
  file: string,
  hierarchyId: string,
  how: (findings: readonly AcceptedFinding[]) => readonly AcceptedFinding[],
): Promise<Opened<null>> {
  try {
    const outcome = await changeAccepted(file, hierarchyId, how);
    return outcome.kind === 'refused' ? refuse(context, exitCodes.failed, outcome) : {kind: 'open', value: null};
  } catch (error) {
    if (error instanceof FileProblem) return refuse(context, exitCodes.failed, error);
    throw error;
  }
}

function isSame(a: AcceptedFinding, b: AcceptedFinding): boolean {
  return a.code === b.code && siteSystemKey(a.siteCode, a.server) === siteSystemKey(b.siteCode, b.server);
}

type Until = {readonly kind: 'until'; readonly until: string | null} | {readonly kind: 'refused'; readonly why: string};

/** A day lasts until its end, in UTC. null: for good. */
function untilOf(text: string | undefined, now: Date): Until {
  if (text === undefined) return {kind: 'until', until: null};
  const parts = /^(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2}))?$/.exec(text);
  const [, day = '', clock] = parts ?? [];
  // A day that the calendar does not have, such as 2027-02-30, would be taken for one of the next month.
  const start = new Date(`${day}T00:00:00Z`);
  const isDay = !Number.isNaN(start.getTime()) && start.toISOString().startsWith(day);
  const time = new Date(clock === undefined ? `${day}T23:59:59.999Z` : text);
  if (parts === null || !isDay || Number.isNaN(time.getTime()))
    return {kind: 'refused', why: `"${text}" is not a date`};
  if (time.getTime() <= now.getTime()) return {kind: 'refused', why: `"${text}" is in the past`};
  return {kind: 'until', until: time.toISOString()};
}

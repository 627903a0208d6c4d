// A plan as an answer file: what each server is to have, the common part said once.
import type {DesiredChange} from '../../model/desired-change.ts';
import {commentText} from './comment-text.ts';
import type {ScriptPart} from '../../plan/script/script-parts.ts';
import {accountSteps, serverSteps, type ServerStep} from '../../plan/script/server-steps.ts';
import {writeAnswers} from '../../wizard/answer-file/write-answers.ts';

export interface AnswersPlace {
  readonly connection: string;
  readonly releaseOf: (siteCode: string) => string | null;
}

/** Replaying it compares, shows and asks; it does not stop where a record has changed since, and the head says so. */
export function answersDialect({changes, header}: ScriptPart, {connection, releaseOf}: AnswersPlace): string {
  const steps = serverSteps(changes);
  const common = mostUsualProxy(steps);
  const siteCodes = [...new Set(steps.map(({siteCode}) => siteCode))].toSorted();
  const releases = [...new Set(siteCodes.map(releaseOf).filter(release => release !== null))];
  const text = writeAnswers(
    {
      servers: steps.map(nameOf),
      desired: common,
      overrides: new Map(
        steps.flatMap(step => {
          const own = exceptionOf(step.want, common);
          return Object.keys(own).length === 0 ? [] : [[nameOf(step), own] as const];
        }),
      ),
      ticket: header.ticket,
      recorded: {at: header.createdAt, by: `cmproxy ${header.toolVersion}`, connection, siteCodes, releases},
    },
    [
      `${header.title}, made by cmproxy ${header.toolVersion} on ${header.createdAt}`,
      `Plan ${header.planHash}`,
      `Hierarchy ${header.hierarchyId}`,
      ...header.notes,
      ...accountSteps(changes).map(
        ({siteCode, userName}) => `Needs the account ${userName} at site ${siteCode}: replay it with --create-account`,
      ),
      'Replay shows what differs from now and asks; a second replay writes nothing. It does not stop where a record has changed since the plan:',
      'look at what it shows, or use another form of this plan (--as cmdlet, --as cli).',
    ].map(commentText),
  );
  return text;
}

function nameOf({siteCode, server}: ServerStep): string {
  return `${siteCode}/${server}`;
}

/** The proxy that most of the servers get; what is on goes before what is off. */
function mostUsualProxy(steps: readonly ServerStep[]): DesiredChange {
  const counts = new Map<string, {change: DesiredChange; count: number}>();
  for (const {want} of steps) {
    const change = proxyOf(want);
    if (Object.keys(change).length === 0) continue;
    const key = JSON.stringify(change);
    const known = counts.get(key) ?? {change, count: 0};
    counts.set(key, {...known, count: known.count + 1});
  }
  if (steps.some(({want}) => Object.keys(proxyOf(want)).length === 0)) return {};
  const best = [...counts.values()].toSorted((a, b) => b.count - a.count)[0];
  return best?.change ?? {};
}

function proxyOf(change: DesiredChange): DesiredChange {
  return Object.fromEntries(Object.entries(change).filter(([key]) => key.startsWith('proxy.')));
}

/** Switches stand with their server, because for several servers they reach only the one that synchronizes with Microsoft. */
function exceptionOf(want: DesiredChange, common: DesiredChange): DesiredChange {
  const isSame = JSON.stringify(proxyOf(want)) === JSON.stringify(common);
  return Object.fromEntries(Object.entries(want).filter(([key]) => !isSame || !key.startsWith('proxy.')));
}

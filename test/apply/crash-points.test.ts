import {appendFileSync} from 'node:fs';
import {array, assert, asyncProperty, boolean, integer} from 'fast-check';
import {expect, test} from 'vitest';
import {findResumable, resumeRun} from '../../src/apply/resume.ts';
import {runPlan} from '../../src/apply/run-plan.ts';
import {createFakeSite, siteSystem} from './fake-site.ts';
import {createRunPlace, fakeIdentity, planFor} from './run-place.ts';

class Crash extends Error {}

/** A clock that ends the run at its n-th look. Every journal record and every event looks at the clock, so n is any point of a run. */
function crashingClock(looks: number): () => Date {
  let left = looks;
  return () => {
    left -= 1;
    if (left < 0) throw new Crash('crash');
    return new Date();
  };
}

async function untilCrash(start: () => Promise<unknown>): Promise<void> {
  try {
    await start();
  } catch (error) {
    if (!(error instanceof Crash)) throw error;
  }
}

test('F9 at any crash point, and again during the resume: it ends in the planned state, with at most one write for each server', async () => {
  await assert(
    asyncProperty(
      integer({min: 1, max: 4}),
      array(integer({min: 0, max: 40}), {minLength: 1, maxLength: 3}),
      integer({min: 0, max: 15}),
      boolean(),
      async (servers, crashes, delayMs, tornLine) => {
        const site = createFakeSite(Array.from({length: servers}, (_, index) => siteSystem(`cm0${index}.contoso.com`)));
        site.onWrite = (_, __, apply) => {
          setTimeout(apply, delayMs);
          return {kind: 'accepted'};
        };
        const place = createRunPlace();
        const [first = 0, ...later] = crashes;
        const timeoutMs = 60;
        await untilCrash(() =>
          runPlan({
            ...place.environment(site, {timeoutMs, clock: crashingClock(first)}),
            plan: planFor(site),
            operation: 'apply',
          }),
        );
        for (const looks of [...later, Infinity]) {
          const [{brokenAt}, found] = [
            place.runs(),
            findResumable({journalFolder: place.journalFolder, connection: 'fake', hierarchyId: fakeIdentity}),
          ];
          expect(brokenAt).toBeNull();
          if (found.kind !== 'run') continue;
          if (tornLine) appendFileSync(place.journalFile, '{"run":"2026');
          await untilCrash(() =>
            resumeRun({...place.environment(site, {timeoutMs, clock: crashingClock(looks)}), run: found.run}),
          );
        }
        expect(new Set(site.calls.writes).size).toBe(site.calls.writes.length);
        const begun = place.runs().runs.some(({complete}) => complete);
        const wanted = begun ? 'proxy-b.contoso.com' : 'proxy-a.contoso.com';
        expect([...site.stored.values()].map(({proxy}) => proxy?.serverName)).toEqual(
          Array.from({length: servers}, () => wanted),
        );
        expect(site.calls.writes).toHaveLength(begun ? servers : 0);
      },
    ),
    {numRuns: 60},
  );
}, 120_000);

import {expect, test} from 'vitest';
import {createLabPlace, type LabPlace} from './lab-place.ts';

const servers = ['PS1/CM01.contoso.com', 'PS1/MP01.contoso.com', 'PS1/SUP01.contoso.com'];
const moved = 'proxy-c.contoso.com';

async function expectWrittenOnce(place: LabPlace): Promise<void> {
  for (const name of servers) expect((await place.system(name)).proxy?.serverName).toBe(moved);
  expect(place.calls()).toEqual(
    Object.fromEntries(
      servers.map(name => [
        `siteSystem|${name.replace('/', '|').replace(/CM01|MP01|SUP01/, found => found.toLowerCase())}`,
        1,
      ]),
    ),
  );
}

const points = ['beforeWrite', 'afterWrite', 'afterAccepted'].flatMap(point =>
  servers.map((_, index) => [point, index + 1] as const),
);

test.each(points)(
  'A1 killed at %s %i: resuming completes, each server is written once, the uncertain one is read again first',
  async (point, write) => {
    const place = await createLabPlace();
    const plan = await place.plan(servers, {'proxy.serverName': moved});
    const killed = place.runChild('apply', plan, `apply:${point}:${write}`);
    expect(killed.signal).toBe('SIGKILL');
    const [run] = place.runs().runs;
    expect(run?.changes.map(({state}) => state)).toEqual(
      servers.map((_, index) =>
        index + 1 < write
          ? 'applied'
          : index + 1 > write
            ? 'planned'
            : point === 'afterAccepted'
              ? 'accepted'
              : 'writing',
      ),
    );
    expect(place.undoFiles()).toHaveLength(1);
    const resumed = place.runChild('resume', plan);
    expect(resumed.status).toBe(0);
    await expectWrittenOnce(place);
    expect(place.onlyRun().changes.map(({state}) => state)).toEqual(['applied', 'applied', 'applied']);
    expect(place.runs().brokenAt).toBeNull();
    const marked = place
      .journalText()
      .split('\n')
      .some(line => line.includes('"event":"uncertain"') && line.includes('interrupted'));
    expect(marked).toBe(point !== 'afterAccepted');
  },
);

test('A1 killed twice, the second time during the resume: still written once', async () => {
  const place = await createLabPlace();
  const plan = await place.plan(servers, {'proxy.serverName': moved});
  expect(place.runChild('apply', plan, 'apply:afterWrite:1').signal).toBe('SIGKILL');
  expect(place.runChild('resume', plan, 'apply:afterWrite:1').signal).toBe('SIGKILL');
  expect(place.runChild('resume', plan).status).toBe(0);
  await expectWrittenOnce(place);
});

test('A1 a run that was killed can be undone without a resume: only what was written goes back', async () => {
  const place = await createLabPlace();
  const before = await Promise.all(servers.map(place.system));
  const plan = await place.plan(servers, {'proxy.serverName': moved});
  place.runChild('apply', plan, 'apply:afterAccepted:2');
  const {planUndo} = await import('../../src/apply/undo.ts');
  const {runPlan} = await import('../../src/apply/run-plan.ts');
  await expect.poll(async () => (await place.system(servers[1] ?? '')).proxy?.serverName).toBe(moved);
  const planned = await planUndo({
    hierarchy: await place.read(),
    hierarchyId: plan.hierarchyId,
    connection: 'lab',
    journalFolder: place.journalFolder,
    overwrite: false,
  });
  if (planned.kind !== 'undo') throw new Error(JSON.stringify(planned));
  expect(planned.plan.changes).toHaveLength(2);
  expect(
    (await runPlan({...place.environment(place.site), plan: planned.plan, operation: 'undo', undoes: planned.undoes}))
      .exitCode,
  ).toBe(0);
  expect((await Promise.all(servers.map(place.system))).map(({proxy}) => proxy)).toEqual(
    before.map(({proxy}) => proxy),
  );
});

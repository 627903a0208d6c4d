// The screens as components: what a person reads in a frame.
import {render} from 'ink-testing-library';
import {afterEach, expect, test, vi} from 'vitest';
import {cleanup} from 'ink-testing-library';
import {Wizard, type WizardEffects} from '../../src/tui/wizard.tsx';
import {startState} from '../../src/wizard/start-state.ts';
import {noProfiles} from '../../src/wizard/state.ts';
import {parseHierarchy} from '../../src/model/parse-hierarchy.ts';
import {hostileText} from '../terminal/hostile-text.ts';

afterEach(cleanup);

const effects: WizardEffects = {
  answersFile: '/answers/wizard.yaml',
  keepAnswers: async () => null,
  keepPlace: () => undefined,
  seen: () => undefined,
  run: async () => ({interrupt: () => undefined, done: Promise.resolve()}),
  copy: (_text, what) => `Copied ${what}`,
  suspend: () => undefined,
  clock: () => new Date('2026-11-23T10:05:00Z'),
  onLeave: () => undefined,
};

function stateOf(siteName: string, server: string, proxyName: string) {
  const parsed = parseHierarchy({
    schema: 'cmproxy/hierarchy@1',
    sites: [{SiteCode: 'PS1', SiteName: siteName, ServerName: 'CM01.contoso.com', Type: 2}],
    siteSystemUses: [
      {
        SiteCode: 'PS1',
        NetworkOSPath: `\\\\${server}`,
        RoleName: 'SMS Site System',
        Props: [
          {PropertyName: 'UseProxy', Value: 1},
          {PropertyName: 'ProxyName', Value2: proxyName},
          {PropertyName: 'ProxyServerPort', Value: 8080},
          {PropertyName: 'AnonymousProxyAccess', Value: 1},
        ],
      },
    ],
    accounts: [],
  });
  if (parsed.kind === 'refused') throw new Error(`${parsed.path}: ${parsed.why}`);
  return startState(
    {
      hierarchy: parsed.hierarchy,
      hierarchyId: 'lab:x',
      connection: 'lab',
      origin: 'lab',
      readAt: '2026-11-23T10:00:00Z',
      readAs: null,
      mayWrite: true,
      whyNot: null,
      toolVersion: '0',
      profiles: noProfiles,
    },
    [],
  );
}

test('step 1 shows site, server, proxy and account, and says where it is', async () => {
  const app = render(<Wizard start={stateOf('One', 'CM01.contoso.com', 'proxy.contoso.com')} effects={effects} />);
  await vi.waitFor(() => expect(app.lastFrame()).toContain('step 1 of 4'));
  expect(app.lastFrame()).toMatch(/> \[ \] PS1\/CM01\.contoso\.com +proxy\.contoso\.com:8080/);
});

test('WZ1 Enter goes through the steps and Escape comes back', async () => {
  const app = render(<Wizard start={stateOf('One', 'CM01.contoso.com', 'proxy.contoso.com')} effects={effects} />);
  await vi.waitFor(() => expect(app.lastFrame()).toContain('step 1 of 4'));
  app.stdin.write('\r');
  await vi.waitFor(() => expect(app.lastFrame()).toContain('step 2 of 4'));
  app.stdin.write('\r');
  await vi.waitFor(() => expect(app.lastFrame()).toContain('step 3 of 4'));
  app.stdin.write('\u001B');
  await vi.waitFor(() => expect(app.lastFrame()).toContain('step 2 of 4'));
});

test.each(hostileText.map(({id, text}) => [id, text] as const))(
  '%s in names: no raw control reaches a frame of any step',
  async (_id, text) => {
    const app = render(<Wizard start={stateOf(text, 'CM01.contoso.com', text)} effects={effects} />);
    await vi.waitFor(() => expect(app.lastFrame()).toContain('step 1 of 4'));
    app.stdin.write('\r');
    await vi.waitFor(() => expect(app.lastFrame()).toContain('step 2 of 4'));
    app.stdin.write('\r');
    await vi.waitFor(() => expect(app.lastFrame()).toContain('step 3 of 4'));
    for (const frame of app.frames) {
      expect(frame.replaceAll(/\u001B\[[0-9;]*m/g, '')).not.toMatch(
        /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u200b-\u200d]/,
      );
    }
  },
);

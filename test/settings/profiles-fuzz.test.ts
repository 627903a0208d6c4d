// Files of profiles that may be anything.
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {parseProfiles} from '../../src/settings/profiles/parse-profiles.ts';
import {profileDocument} from '../../src/settings/profiles/profile-document.ts';

const settings = fc.dictionary(
  fc.constantFrom(
    'proxy.enabled',
    'proxy.serverName',
    'proxy.port',
    'proxy.account',
    'softwareUpdatePoint.useProxy',
    'x',
    'password',
  ),
  fc.oneof(fc.boolean(), fc.string(), fc.integer(), fc.constantFrom(null, [], 'proxy', '8080')),
);
const near = fc.record({
  schema: fc.constantFrom('cmproxy/profiles@1', 'cmproxy/profiles@0', 'cmproxy/profiles@2', 1),
  profiles: fc.oneof(
    fc.dictionary(
      fc.oneof(fc.string({maxLength: 6}), fc.constantFrom('a', 'A', 'standby')),
      fc.oneof(
        fc.record({settings, description: fc.string(), savedAt: fc.string()}, {requiredKeys: ['settings']}),
        fc.record({proxy: settings}),
        fc.anything(),
      ),
      {maxKeys: 3},
    ),
    fc.anything(),
  ),
});

test.each([
  ['fixed', 20_261_124],
  ['random', Date.now() % 1_000_000],
])(
  'F any value gives profiles or a refusal, and what was taken is written and read back the same (%s seed %i)',
  (_name, seed) => {
    process.stdout.write(`seed ${seed}\n`);
    fc.assert(
      fc.property(fc.oneof(near, fc.anything()), fc.boolean(), (value, checkValues) => {
        const parsed = parseProfiles(value, {checkValues});
        const again =
          parsed.kind === 'profiles'
            ? parseProfiles(JSON.parse(JSON.stringify(profileDocument(parsed.profiles))))
            : parsed;
        expect(again).toEqual(parsed.kind === 'profiles' ? {...parsed, migratedFrom: null} : parsed);
      }),
      {numRuns: 1500, seed},
    );
  },
);

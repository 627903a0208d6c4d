// Build numbers to releases, and whether a release is new enough.
import {describe, expect, test} from 'vitest';
import {isReleaseAtLeast, releaseOfVersion} from '../../src/model/builds.ts';

describe('the release of a version', () => {
  const table = `9132 2409; 9128 2403; 9122 2309; 9106 2303; 9096 2211; 9088 2207; 9078 2203; 9068 2111; 9058 2107; 9049 2103; 9040 2010;
    9012 2006; 8968 2002; 8913 1910; 8853 1906; 8790 1902; 8740 1810; 8692 1806; 8634 1802; 8577 1710; 8540 1706; 8498 1702; 8458 1610;
    8412 1606; 8355 1602; 8325 1511`;

  test.each(table.split(';').map(line => line.trim().split(' ') as [string, string]))(
    'build %s is %s',
    (build, release) => {
      expect(releaseOfVersion(`5.00.${build}.1000`)).toBe(release);
      expect(releaseOfVersion(`5.${build}.1052.1700`)).toBe(release);
    },
  );

  test.each([
    ['5.00.9133.1000', 'later than 2409'],
    ['5.00.9999.1000', 'later than 2409'],
    ['5.2403.1171.1000', '2403'],
    ['5.1902.1085.1700', '1902'],
    [' 5.00.9128.1000 ', '2403'],
  ])('%s is %s', (version, release) => {
    expect(releaseOfVersion(version)).toBe(release);
  });

  test.each(['5.00.9129.1000', '5.00.7958.1000', '4.00.9128.1000', '5.00', '5.00.x.1000', 'current branch', '', null])(
    '%s is not told',
    version => {
      expect(releaseOfVersion(version)).toBeNull();
    },
  );
});

test.each([
  ['2603', true],
  ['2610', true],
  ['2509', false],
  ['2409', false],
  ['later than 2409', null],
  [null, null],
  ['technical preview', null],
])('whether %s is 2603 or later: %s', (release, expected) => {
  expect(isReleaseAtLeast(release, 2603)).toBe(expected);
});

test('"later than 2409" is later than 1910', () => {
  expect(isReleaseAtLeast('later than 2409', 1910)).toBe(true);
});

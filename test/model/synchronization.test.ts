// Where each software update point gets its metadata: every line of the rule.
import {describe, expect, test} from 'vitest';
import type {SynchronizationSource} from '../../src/model/hierarchy.ts';
import {fqdn, hierarchyOf} from './hierarchy-of.ts';

const role = 'SMS Software Update Point';

interface Case {
  readonly sites?: readonly string[];
  /** `PS1/SUP01` */
  readonly points: readonly string[];
  /** `CAS SUP00 0`: site, default server or `-`, DefaultUseParentWSUS or `-`, ParentWSUS. */
  readonly components?: readonly string[];
  readonly unreadable?: readonly object[];
}

function sources({
  sites,
  points,
  components = [],
  unreadable = [],
}: Case): Readonly<Record<string, SynchronizationSource>> {
  const hierarchy = hierarchyOf({
    ...(sites === undefined ? {} : {sites}),
    servers: points.map(name => ({name, roles: [role]})),
    more: {
      unreadable,
      softwareUpdatePointComponents: components.map(text => {
        const [SiteCode, standard, mode, parent] = text.split(' ');
        return {
          SiteCode,
          Props: [
            ...(standard === '-' ? [] : [{PropertyName: 'DefaultWSUS', Value2: fqdn(standard ?? '')}]),
            ...(mode === '-' ? [] : [{PropertyName: 'DefaultUseParentWSUS', Value: mode}]),
            ...(parent === undefined ? [] : [{PropertyName: 'ParentWSUS', Value2: parent}]),
          ],
        };
      }),
    },
  });
  return Object.fromEntries(
    hierarchy.siteSystems.flatMap(({siteCode, server, softwareUpdatePoint}) =>
      softwareUpdatePoint === null
        ? []
        : [[`${siteCode}/${server.replace('.contoso.com', '')}`, softwareUpdatePoint.synchronizesFrom]],
    ),
  );
}

const microsoft = {kind: 'microsoft'};
const upstream = (name: string | null) => ({kind: 'upstream', server: name === null ? null : fqdn(name)});
const unknown = {kind: 'unknown', why: expect.stringMatching(/\w/) as string};

describe('the top-level site', () => {
  test('its default one, named by the component row, synchronizes with Microsoft; the others with it', () => {
    expect(sources({points: ['CAS/SUP1', 'CAS/SUP2'], components: ['CAS SUP2 0']})).toEqual({
      'CAS/SUP1': upstream('SUP2'),
      'CAS/SUP2': microsoft,
    });
  });

  test('without a component row the only one there is', () => {
    expect(sources({points: ['CAS/SUP1']})).toEqual({'CAS/SUP1': microsoft});
  });

  test('a stand-alone primary is a top-level site', () => {
    expect(sources({sites: ['PS1 CM01 2 2409'], points: ['PS1/SUP1']})).toEqual({'PS1/SUP1': microsoft});
  });

  test('a component row that names no default: the only one there is, and the row tells from where', () => {
    expect(sources({points: ['CAS/SUP1'], components: ['CAS - 2']})).toEqual({'CAS/SUP1': {kind: 'none'}});
  });

  test('several, and no component row: unknown which is the first', () => {
    expect(sources({points: ['CAS/SUP1', 'CAS/SUP2']})).toEqual({'CAS/SUP1': unknown, 'CAS/SUP2': unknown});
  });

  test.each([
    ['a host name', 'wsus.example.com', 'wsus.example.com'],
    ['an address with a scheme, a port and a path', 'https://wsus.example.com:8531/content/', 'wsus.example.com'],
    ['a host with a port', 'wsus.example.com:8530', 'wsus.example.com'],
    ['an IPv6 address in brackets', 'http://[2001:db8::5]:8530', '2001:db8::5'],
  ])('another WSUS server, given as %s', (_name, parent, server) => {
    expect(sources({points: ['CAS/SUP1'], components: [`CAS SUP1 1 ${parent}`]})).toEqual({
      'CAS/SUP1': {kind: 'upstream', server},
    });
  });

  test('another WSUS server whose name is not told', () => {
    expect(sources({points: ['CAS/SUP1'], components: ['CAS SUP1 1']})).toEqual({'CAS/SUP1': upstream(null)});
  });

  test('none at all', () => {
    expect(sources({points: ['CAS/SUP1'], components: ['CAS SUP1 2']})).toEqual({'CAS/SUP1': {kind: 'none'}});
  });

  test('a default server that is no site system of this reading: the others synchronize with it', () => {
    expect(sources({points: ['CAS/SUP1'], components: ['CAS GONE 0']})).toEqual({'CAS/SUP1': upstream('GONE')});
  });
});

describe('the sites below', () => {
  test('the default one of a site synchronizes with the default one above, the others with the default one of their site', () => {
    expect(
      sources({points: ['CAS/SUP0', 'PS1/SUP1', 'PS1/SUP2', 'S01/SUP3'], components: ['CAS SUP0 0', 'PS1 SUP1 1']}),
    ).toEqual({
      'CAS/SUP0': microsoft,
      'PS1/SUP1': upstream('SUP0'),
      'PS1/SUP2': upstream('SUP1'),
      'S01/SUP3': upstream('SUP1'),
    });
  });

  test('where the site above has none, the nearest one further up', () => {
    expect(sources({points: ['CAS/SUP0', 'S01/SUP3']})).toMatchObject({'S01/SUP3': upstream('SUP0')});
  });

  test('where none above is known: inside the hierarchy, from an unnamed one; never Microsoft', () => {
    expect(sources({points: ['PS1/SUP1']})).toEqual({'PS1/SUP1': upstream(null)});
    expect(sources({points: ['CAS/SUP0', 'CAS/SUP9', 'PS1/SUP1']})).toMatchObject({'PS1/SUP1': upstream(null)});
  });

  test('several at a site, and no component row', () => {
    expect(sources({points: ['CAS/SUP0', 'PS1/SUP1', 'PS1/SUP2']})).toEqual({
      'CAS/SUP0': microsoft,
      'PS1/SUP1': upstream(null),
      'PS1/SUP2': upstream(null),
    });
  });

  test('a site above that could not be read may have one that is not seen: nothing further up is named', () => {
    const points = ['CAS/SUP0', 'S01/SUP3'];
    expect(sources({points, unreadable: [{siteCode: 'PS1'}]})).toMatchObject({'S01/SUP3': upstream(null)});
  });

  test('sites that report to each other in a circle end the search', () => {
    expect(sources({sites: ['PS1 CM01 2 - PS2', 'PS2 CM02 2 - PS1'], points: ['PS1/SUP1']})).toEqual({
      'PS1/SUP1': upstream(null),
    });
  });

  test('a site whose place no row tells: unknown', () => {
    expect(sources({sites: [], points: ['X01/SUP1']})).toEqual({'X01/SUP1': unknown});
  });
});

// Build numbers to release names.
import {isDigits} from './digits.ts';

/** Source: "Updates and servicing for Configuration Manager", version details. */
const releases: ReadonlyMap<number, string> = new Map([
  [9132, '2409'],
  [9128, '2403'],
  [9122, '2309'],
  [9106, '2303'],
  [9096, '2211'],
  [9088, '2207'],
  [9078, '2203'],
  [9068, '2111'],
  [9058, '2107'],
  [9049, '2103'],
  [9040, '2010'],
  [9012, '2006'],
  [8968, '2002'],
  [8913, '1910'],
  [8853, '1906'],
  [8790, '1902'],
  [8740, '1810'],
  [8692, '1806'],
  [8634, '1802'],
  [8577, '1710'],
  [8540, '1706'],
  [8498, '1702'],
  [8458, '1610'],
  [8412, '1606'],
  [8355, '1602'],
  [8325, '1511'],
]);
const newestListed = 9132;
export const laterThanListed = 'later than 2409';

/**
 * The release of a site version such as `5.00.9128.1000` or `5.2403.1171.1000`. Builds above the newest listed one give `later than 2409`;
 * a build between two listed ones, or a text of another form, gives null.
 */
export function releaseOfVersion(version: string | null): string | null {
  const parts = version?.trim().split('.') ?? [];
  if (parts.length < 3 || Number(parts[0]) !== 5) return null;
  const second = Number(parts[1]);
  const third = Number(parts[2]);
  if (!Number.isInteger(second) || !Number.isInteger(third)) return null;
  if (second >= 8325) return releaseOfBuild(second);
  if (second >= 1511) return String(second);
  return releaseOfBuild(third);
}

function releaseOfBuild(build: number): string | null {
  return build > newestListed ? laterThanListed : (releases.get(build) ?? null);
}

/** Whether a release is `wanted` (such as 2603) or later. null where the release does not tell. */
export function isReleaseAtLeast(release: string | null, wanted: number): boolean | null {
  if (release === null) return null;
  if (release.length === 4 && isDigits(release)) return Number(release) >= wanted;
  const later = /^later than (\d{4})$/.exec(release)?.[1];
  return later !== undefined && Number(later) >= wanted ? true : null;
}

// The name of a journal: from the connection's id and a hash of the hierarchy's identity, never from a name in a file.
import {join} from 'node:path';
import {sha256} from '../../plan/sha256.ts';

/** 12 hexadecimal digits that stand for a hierarchy's identity in file names. */
export function identityHash(hierarchyId: string): string {
  return sha256(hierarchyId).slice(0, 12);
}

/** `<folder>/<connection>-<hash>.journal.jsonl`; characters that a file name may not hold become `_`. */
export function journalPath(folder: string, connection: string, hierarchyId: string): string {
  const safe = connection
    .replaceAll(/[^A-Za-z0-9._-]/g, '_')
    .replace(/^\.+/, '_')
    .slice(0, 40);
  return join(folder, `${safe}-${identityHash(hierarchyId)}.journal.jsonl`);
}

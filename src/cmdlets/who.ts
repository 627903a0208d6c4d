// Who runs cmproxy, for what is recorded.
import {hostname, userInfo} from 'node:os';

export function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // A user id without a name (some containers): the number says more than nothing.
    return `uid ${process.getuid?.() ?? 'unknown'}`;
  }
}

/** `admin@JUMP01`. */
export function userAtHost(): string {
  return `${userName()}@${hostname()}`;
}

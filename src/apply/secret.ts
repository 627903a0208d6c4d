// A password that a run holds in memory for as long as it creates accounts, and the guard that keeps it out of every text.

export interface Secrets {
  /** The password for `userName`; asked for at most once a name. null: none was given. */
  readonly get: (userName: string) => Promise<string | null>;
  /** `text`, or a notice in its place where it repeats a password in any usual spelling. */
  readonly guard: (text: string) => string;
  readonly forget: () => void;
}

export type AskPassword = (userName: string) => Promise<string | null> | string | null;

export function createSecrets(ask: AskPassword | undefined): Secrets {
  const known = new Map<string, string>();
  return {
    async get(userName) {
      const key = userName.toLowerCase();
      const before = known.get(key);
      if (before !== undefined) return before;
      const password = (await ask?.(userName)) ?? null;
      if (password !== null && password !== '') known.set(key, password);
      return known.get(key) ?? null;
    },
    guard(text) {
      const bare = text.replaceAll(/\s+/g, '');
      const leaks = [...known.values()].some(password => spellings(password).some(spelling => bare.includes(spelling)));
      return leaks ? 'the answer repeated the password and is not shown' : text;
    },
    forget() {
      known.clear();
    },
  };
}

function spellings(password: string): string[] {
  const base64 = (encoding: BufferEncoding): string =>
    Buffer.from(password, encoding).toString('base64').replace(/=+$/, '');
  const all = [
    password.replaceAll(/\s+/g, ''),
    encodeURIComponent(password),
    JSON.stringify(password).slice(1, -1),
    base64('utf8'),
    base64('utf16le'),
  ];
  return all.filter(spelling => spelling !== '');
}

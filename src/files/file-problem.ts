// One error type for files: what happened, why, and what to do.

export class FileProblem extends Error {
  readonly what: string;
  readonly why: string;
  readonly todo: string;
  readonly path: string;
  /** 1-based; set for a place in a text. */
  readonly line: number | undefined;
  readonly column: number | undefined;

  constructor(
    path: string,
    text: {readonly what: string; readonly why: string; readonly todo: string},
    place?: {readonly line: number; readonly column: number},
  ) {
    super(`${text.what}: ${text.why}. ${text.todo}`);
    this.path = path;
    this.what = text.what;
    this.why = text.why;
    this.todo = text.todo;
    this.line = place?.line;
    this.column = place?.column;
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EFBIG: 'the file would be larger than the limit that is set for this process',
  EDQUOT: 'the disk quota is used up',
  EROFS: 'the file system is read-only',
  EACCES: 'permission was denied',
  EPERM: 'the operation is not permitted',
  EBUSY: 'the file is in use',
  ENOTDIR: 'a part of the path is not a folder',
  EISDIR: 'it is a folder',
  ENOENT: 'there is no such file or folder',
  EMFILE: 'too many files are open',
  ELOOP: 'its links lead in a circle',
  ENAMETOOLONG: 'its name is too long',
  EIO: 'the disk reports an error',
};

/** What a file system answers that has no hard links, such as FAT and some network shares. */
export const withoutLinks: ReadonlySet<string> = new Set(['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP']);

/** The code of a system error, or ''. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** A system error in words. */
export function reasonOf(error: unknown): string {
  const code = errorCode(error);
  return reasons[code] ?? (error instanceof Error ? error.message : String(error));
}

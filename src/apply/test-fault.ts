// Kill points for the crash tests: a process that is told so ends by SIGKILL beside its k-th write, as it would on a power failure.

export type FaultPoint = 'beforeWrite' | 'afterWrite' | 'afterAccepted';

/** `CMPROXY_TEST_FAULT=apply:afterWrite:2` kills the process after its second write, before the journal entry about it. */
export function dieAt(point: FaultPoint, write: number): void {
  if (process.env['CMPROXY_TEST_FAULT'] === `apply:${point}:${write}`) process.kill(process.pid, 'SIGKILL');
}

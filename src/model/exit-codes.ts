// The exit codes, once: the code, `help exit-codes` and the README table come from here.

export const exitCodes = {
  done: 0,
  failed: 1,
  differs: 2,
  unknown: 3,
  partial: 4,
  stale: 5,
  locked: 6,
  usage: 64,
  cancelled: 130,
} as const;

export type ExitCodeName = keyof typeof exitCodes;
export type ExitCode = (typeof exitCodes)[ExitCodeName];

export const exitCodeMeanings: Readonly<Record<ExitCodeName, string>> = {
  done: 'done, or nothing differs; status, preview and the -WhatIf of a cmdlet whenever they could answer',
  failed: 'failed; a plan with an error finding',
  differs:
    'differs or has faults: plan, replay --what-if, profile compare, status --against; status --exit-code where at least one state is fault',
  unknown:
    'unknown: something that was asked for could not be read, or a write was accepted and not seen applied in time',
  partial: 'partial: some servers done, some not',
  stale: 'stale: a planned record changed since the plan was made or, for undo, since the run; nothing written',
  locked: 'locked by another run',
  usage: 'usage: bad arguments, or a terminal was needed and there is none',
  cancelled: 'cancelled by the user before the first write',
};

// What every refusal says: what happened, why, and what to do.

export interface Refusal {
  readonly kind: 'refused';
  readonly what: string;
  readonly why: string;
  readonly todo: string;
}

export function refusal(what: string, why: string, todo: string): Refusal {
  return {kind: 'refused', what, why, todo};
}

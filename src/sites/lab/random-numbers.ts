// Numbers that look random and are the same for the same seed.

export interface RandomNumbers {
  /** A whole number from 0 to `limit` - 1. */
  readonly below: (limit: number) => number;
}

/** mulberry32 (public domain, by Tommy Ettinger): one 32-bit state, good enough to spread settings over servers. */
export function randomNumbers(seed: number): RandomNumbers {
  let state = seed >>> 0;
  return {
    below: limit => {
      state = (state + 0x6d2b79f5) >>> 0;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * limit);
    },
  };
}

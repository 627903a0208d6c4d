// SHA-256 of short texts without node:crypto, which takes 4 ms to load: a fifth of a whole start, for two hashes of a few hundred characters.
// Source: FIPS 180-4.

const longest = 65_536;

/** 64 hexadecimal digits over the UTF-8 of the text. A long text is left to node:crypto, which is quicker by far once it is loaded. */
export function sha256(text: string): string {
  if (text.length > longest)
    return process.getBuiltinModule('node:crypto').createHash('sha256').update(text).digest('hex');
  const message = padded(Buffer.from(text, 'utf8'));
  const {round, start} = constants();
  const state = Int32Array.from(start);
  const schedule = new Int32Array(64);
  for (let at = 0; at < message.length; at += 64) addBlock({message, at, schedule, round}, state);
  return [...state].map(word => (word >>> 0).toString(16).padStart(8, '0')).join('');
}

/** A one bit, zeros, and the length in bits as a 64-bit number, to a multiple of 64 bytes. */
function padded(bytes: Buffer): Buffer {
  const message = Buffer.alloc(Math.ceil((bytes.length + 9) / 64) * 64);
  bytes.copy(message);
  message[bytes.length] = 0x80;
  message.writeUInt32BE(bytes.length * 8, message.length - 4);
  return message;
}

interface Block {
  readonly message: Buffer;
  readonly at: number;
  readonly schedule: Int32Array;
  readonly round: Int32Array;
}

function addBlock({message, at, schedule, round}: Block, state: Int32Array): void {
  for (let t = 0; t < 64; t++) schedule[t] = t < 16 ? message.readInt32BE(at + t * 4) : nextWord(schedule, t);
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let t = 0; t < 64; t++) {
    const sum1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
    const first = (h + sum1 + ((e & f) ^ (~e & g)) + (round[t] ?? 0) + (schedule[t] ?? 0)) | 0;
    const sum0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22);
    const second = (sum0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
  }
  for (const [index, word] of [a, b, c, d, e, f, g, h].entries()) state[index] = ((state[index] ?? 0) + word) | 0;
}

function nextWord(schedule: Int32Array, t: number): number {
  const before = schedule[t - 15] ?? 0;
  const last = schedule[t - 2] ?? 0;
  const sigma0 = turn(before, 7) ^ turn(before, 18) ^ (before >>> 3);
  const sigma1 = turn(last, 17) ^ turn(last, 19) ^ (last >>> 10);
  return (sigma1 + (schedule[t - 7] ?? 0) + sigma0 + (schedule[t - 16] ?? 0)) | 0;
}

function turn(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits));
}

interface Constants {
  readonly round: Int32Array;
  readonly start: Int32Array;
}

let known: Constants | undefined;

/** The first 32 bits behind the point of the cube roots of the first 64 primes, and of the square roots of the first 8. */
function constants(): Constants {
  if (known !== undefined) return known;
  const primes: number[] = [];
  for (let number = 2; primes.length < 64; number++)
    if (primes.every(prime => number % prime !== 0)) primes.push(number);
  known = {
    round: Int32Array.from(primes, prime => fraction(Math.cbrt(prime))),
    start: Int32Array.from(primes.slice(0, 8), prime => fraction(Math.sqrt(prime))),
  };
  return known;
}

function fraction(root: number): number {
  return Math.floor((root % 1) * 4_294_967_296) | 0;
}

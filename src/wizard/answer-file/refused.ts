// What ends the reading of an answer file: why, and what to do.
export class Refused extends Error {
  readonly todo: string;

  constructor(why: string, todo: string) {
    super(why);
    this.todo = todo;
  }
}

// What ends the reading of an answer file, or of a part of it.
import {problemText, type PlacedProblem} from './problem.ts';

export class Refused extends Error {
  readonly problem: PlacedProblem;

  constructor(problem: PlacedProblem) {
    super(problemText(problem));
    this.problem = problem;
  }
}

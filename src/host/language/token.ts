// The tokens of PowerShell's language, and why a text has none.

export type TokenType =
  | 'newline'
  | 'comment'
  /** Quoted in any of the four ways; `value` is what it holds. */
  | 'string'
  /** `value` is the name without `$` and braces. */
  | 'variable'
  /** `@name`. */
  | 'splat'
  /** `-Name` or `-Name:`; `value` is the name. */
  | 'parameter'
  | 'number'
  /** Bare text: the name of a command, member, key or type, or an argument; `value` is what it stands for. */
  | 'word'
  | 'keyword'
  | 'operator'
  | 'redirection'
  | 'semicolon'
  /** `(` `{` `[` `@(` `@{` `$(` */
  | 'open'
  | 'close';

export interface Token {
  readonly type: TokenType;
  readonly text: string;
  readonly value?: string | number;
  /** Set where a string or word holds a variable or a subexpression, so that `value` is not yet its value. */
  readonly expands?: true;
  /** UTF-16 offsets: [start, end). */
  readonly start: number;
  readonly end: number;
}

/** In PowerShell's own words. Source: PowerShell, ParserStrings.resx. */
export interface TokenProblem {
  readonly kind: 'error';
  readonly id: string;
  readonly message: string;
  readonly offset: number;
  /** The text only ends too early: more of it could make it right. */
  readonly incomplete: boolean;
}

/** What a scanner found: where it ends and what it stands for. */
export interface Scanned {
  readonly kind: 'scanned';
  readonly end: number;
  readonly value: string;
  readonly expands: boolean;
}

export const problem = {
  unterminated: (terminator: string, offset: number): TokenProblem => ({
    kind: 'error',
    id: 'TerminatorExpectedAtEndOfString',
    message: `The string is missing the terminator: ${terminator}.`,
    offset,
    incomplete: true,
  }),
  unterminatedComment: (offset: number): TokenProblem => ({
    kind: 'error',
    id: 'MissingTerminatorMultiLineComment',
    message: "The terminator '#>' is missing from the multiline comment.",
    offset,
    incomplete: true,
  }),
  afterHereStringHeader: (offset: number): TokenProblem => ({
    kind: 'error',
    id: 'UnexpectedCharactersAfterHereStringHeader',
    message: 'No characters are allowed after a here-string header but before the end of the line.',
    offset,
    incomplete: false,
  }),
  beforeHereStringFooter: (offset: number): TokenProblem => ({
    kind: 'error',
    id: 'WhitespaceBeforeHereStringFooter',
    message: 'White space is not allowed before the string terminator.',
    offset,
    incomplete: true,
  }),
  incompleteSubexpression: (offset: number): TokenProblem => ({
    kind: 'error',
    id: 'IncompleteDollarSubexpressionReference',
    message: "$(subexpression) is missing the closing ')'.",
    offset,
    incomplete: true,
  }),
  incompleteVariable: (offset: number): TokenProblem => ({
    kind: 'error',
    id: 'IncompleteDollarVariableReference',
    message: "${{variable}} reference starting is missing the closing '}}'.",
    offset,
    incomplete: true,
  }),
  emptyVariable: (offset: number): TokenProblem => ({
    kind: 'error',
    id: 'EmptyVariableReference',
    message: 'An empty ${} variable reference was found. A name is required inside the braces.',
    offset,
    incomplete: false,
  }),
  variableWithDrive: (offset: number): TokenProblem => ({
    kind: 'error',
    id: 'InvalidVariableReferenceWithDrive',
    message:
      "Variable reference is not valid. ':' was not followed by a valid variable name character. Consider using ${} to delimit the name.",
    offset,
    incomplete: false,
  }),
  incompleteString: (offset: number): TokenProblem => ({
    kind: 'error',
    id: 'IncompleteString',
    message: 'Incomplete string token.',
    offset,
    incomplete: true,
  }),
  unrecognized: (offset: number): TokenProblem => ({
    kind: 'error',
    id: 'UnrecognizedToken',
    message: 'Unrecognized token in source text.',
    offset,
    incomplete: false,
  }),
  unexpected: (text: string, offset: number): TokenProblem => ({
    kind: 'error',
    id: 'UnexpectedToken',
    message: `Unexpected token '${text}' in expression or statement.`,
    offset,
    incomplete: false,
  }),
  unclosedParenthesis: (offset: number): TokenProblem => ({
    kind: 'error',
    id: 'MissingEndParenthesisInExpression',
    message: "Missing closing ')' in expression.",
    offset,
    incomplete: true,
  }),
  unclosedSubexpression: (offset: number): TokenProblem => ({
    kind: 'error',
    id: 'MissingEndParenthesisInSubexpression',
    message: "Missing closing ')' in subexpression.",
    offset,
    incomplete: true,
  }),
  unclosedBrace: (offset: number): TokenProblem => ({
    kind: 'error',
    id: 'MissingEndCurlyBrace',
    message: "Missing closing '}' in statement block or type definition.",
    offset,
    incomplete: true,
  }),
  unclosedBracket: (offset: number): TokenProblem => ({
    kind: 'error',
    id: 'EndSquareBracketExpectedAtEndOfAttribute',
    message: 'Missing ] at end of attribute or type literal.',
    offset,
    incomplete: true,
  }),
} as const;

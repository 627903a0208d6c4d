// Everything that a cmdlet may touch outside itself. Made once at the entrance; tests make their own.
import type {ExitCode} from '../model/exit-codes.ts';
import type {FoundPaths} from '../settings/paths.ts';
import type {OpenSite} from './opened.ts';
import type {Values} from './values.ts';

/** Of -ErrorAction; it is about errors of single objects, after which a command could go on. */
export type ErrorAction = 'Continue' | 'Stop' | 'SilentlyContinue' | 'Ignore' | 'Inquire';

export type OutputFormat = 'table' | 'plain' | 'json' | 'csv';

export interface Screens {
  readonly wizard: (context: Context, open: OpenSite, names: readonly string[]) => Promise<ExitCode>;
  /** The wizard as questions in lines. */
  readonly plainWizard: (context: Context, open: OpenSite, names: readonly string[]) => Promise<ExitCode>;
  /** The status screen, from which every action starts. */
  readonly status: (context: Context) => Promise<ExitCode>;
}

export interface Context {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  /** What was written on the command line, without what is preferred. */
  readonly given: Values;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: () => Date;
  readonly paths: FoundPaths;
  readonly version: string;
  readonly format: OutputFormat;
  /** Whether standard output is a terminal. */
  readonly onTerminal: boolean;
  /** Cells of a terminal at standard error, or null. */
  readonly messageWidth: number | null;
  /** Cells, or null where output must never be cut. */
  readonly width: number | null;
  readonly colour: boolean;
  readonly interactive: boolean;
  /** Accessible, append-only: `--plain`, or ACCESSIBLE in the environment. */
  readonly plain: boolean;
  readonly connection: string | null;
  /** `--fresh`: nothing that was read before is shown. */
  readonly fresh: boolean;
  /** `--no-input`. */
  readonly noInput: boolean;
  readonly yes: boolean;
  readonly confirm: boolean;
  readonly whatIf: boolean;
  readonly readOnly: boolean;
  readonly verbose: boolean;
  readonly errorAction: ErrorAction;
  readonly quiet: boolean;
  /** How cmproxy itself is started: the first words of a child's command line. */
  readonly self: readonly string[];
  /** The screens, loaded when one is opened. */
  readonly screens: Screens;
  /** Data, on standard output. */
  readonly data: (text: string) => void;
  /** Everything else, on standard error; a newline is added. */
  readonly message: (text: string) => void;
}

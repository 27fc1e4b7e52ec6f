// The command line of Ordo: flags that all commands share, help, exit codes. It talks to the API and to nothing else.
import { Command, CommanderError } from 'commander';
import type { OperatorSettings } from '../../config/operator-settings';
import { Problem } from '../start/problem';
import { apiClient, OutOfReach, Refused } from './api-client';
import { findConnection } from './connection';
import type { Given } from './connection';
import { addReading } from './reading-commands';
import { addResend } from './resend-command';
import type { Session, Terminal } from './session';
import { addParties, addTasks } from './working-commands';
import { addWriting } from './writing-commands';

/** What a command ended with. */
export const EXIT = { done: 0, refused: 1, usage: 2, outOfReach: 3 } as const;

const AFTER_HELP = `
Examples:
  npm run ordo -- place --number A-1
  npm run ordo -- confirm A-1
  npm run ordo -- answer A-1 warehouse-main accepted
  npm run ordo -- fast-forward A-1 --by P1D
  npm run ordo -- timeline A-1 --json

Addresses and keys are those of the installation that \`npm start\` runs here; --api and --key, or ORDO_API_URL and
ORDO_API_KEY, name another. Exit codes: 0 done, 1 refused, 2 not understood, 3 nobody answers.`;

export interface Surroundings {
  readonly terminal: Terminal;
  readonly settings: OperatorSettings;
  /** Where \`npm start\` keeps its note. */
  readonly stateFolder: string;
}

type Flags = Given & { readonly json?: true };

/** Runs one command; answers the exit code and throws for nothing but a bug. */
export async function runOrdo(words: readonly string[], around: Surroundings): Promise<number> {
  const { terminal } = around;
  const program = new Command('ordo');
  const session = (): Session => openSession(program.opts<Flags>(), around);
  program
    .description('Place, look at and work orders over the API of Ordo.')
    .option('--json', 'print what the API answers, for programs')
    .option('--shop <shop>', 'which shop', 'demo')
    .option('--api <url>', 'address of the API')
    .option('--key <key>', 'one key for everything')
    .configureHelp({ showGlobalOptions: true })
    .addHelpText('after', AFTER_HELP)
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err })
    .showHelpAfterError('(--help shows what there is)')
    .exitOverride();
  addWriting(program, session);
  addResend(program, session);
  addReading(program, session);
  addParties(program, session);
  addTasks(program, session);
  try {
    await program.parseAsync([...words], { from: 'user' });
    return EXIT.done;
  } catch (error) {
    return failed(error, { terminal, isJson: program.opts<Flags>().json === true });
  }
}

function openSession(
  { json, ...given }: Flags,
  { terminal, settings, stateFolder }: Surroundings,
): Session {
  return {
    ask: apiClient(findConnection(given, settings, stateFolder)),
    shop: given.shop,
    say: (answer, words) => {
      terminal.out(`${json ? JSON.stringify(answer, null, 2) : words(answer)}\n`);
    },
    progress: (words) => {
      if (!json) terminal.err(`${words}\n`);
    },
  };
}

function failed(
  error: unknown,
  { terminal, isJson }: { readonly terminal: Terminal; readonly isJson: boolean },
): number {
  // Commander has said it already; help and version are no errors.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  if (!(error instanceof Problem)) throw error;
  const isWhole = isJson && error instanceof Refused;
  terminal.err(`${isWhole ? JSON.stringify(error.body) : error.message}\n`);
  if (error instanceof OutOfReach) return EXIT.outOfReach;
  return error instanceof Refused ? EXIT.refused : EXIT.usage;
}

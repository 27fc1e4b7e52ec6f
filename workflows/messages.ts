/**
 * Names and shapes of what a life can be told: all that the API and the relay may know of workflows.
 */

/** What a workflow of a life begins with; the rest is in the database. */
export interface LifeInput {
  readonly life: string;
  /** The first run of the chain, which names the signals typed by hand. */
  readonly firstRun?: string;
  /** Signals heard so far in the chain. */
  readonly signals?: number;
  /** Events of history after which the run is continued as new. */
  readonly limit?: number;
}

/** Commands of people, as updates and as signals of the same name, with what a manager reads about each. */
export const COMMANDS = {
  confirm: 'The customer confirms: {"channel":"phone"}',
  recordContact: 'One attempt to reach the customer: {"outcome":"no_answer"}',
  amend: 'Change the order: {"changes":[{"type":"set_quantity","lineId":"line-1","quantity":2}]}',
  decideAmendment:
    'What to do with a change somebody refused: {"amendmentId":"…","decision":"revert"}',
  cancel: 'Cancel the order: {"reason":"changed_mind"}',
  note: 'A note kept by the API: {"noteId":"…"}',
  recordPayment: 'Money came in: {"method":"cash","amount":{"amount":290000,"currency":"RUB"}}',
  askRefund: 'Ask for money back: {"amount":{"amount":1000,"currency":"RUB"},"reason":"…"}',
  closeTask: 'The outcome of a task: {"taskId":"…","outcome":"…"}',
  resendMessage:
    'Send a message again: {"messageId":"msg_…","purpose":"order_received","version":0}',
  takeTask: 'A person takes a task: {"taskId":"…"}',
  releaseTask: 'A task that was taken is free again: {"taskId":"…"}',
  handOffTask: 'A task goes to somebody else: {"taskId":"…","to":{"role":"senior_manager"}}',
  undoTask: 'Takes the outcome of a task back, within ten seconds: {"taskId":"…"}',
  answerInstruction: 'A party answers: {"instructionId":"…","answer":"accepted"}',
  reportParcel: 'The carrier reports: {"parcelId":"…","status":"delivered"}',
} as const;

export type CommandName = keyof typeof COMMANDS;

/** Makes a life look at its inbox and the clock; carries nothing and leaves no row. */
export const WAKE = 'wake';

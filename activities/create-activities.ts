/**
 * All effects that workflows may ask for, made from what they need. One file a subject; this one only
 * puts them together.
 */
import type { Activities } from './activities';
import { makeAskCarrier } from './ask-carrier';
import { makeAskProvider } from './ask-provider';
import { makeCommits } from './commit';
import type { MessagePorts } from './message-ports';
import { makeSendMessage } from './send-message';

/** The activities a worker registers. */
export function createActivities(ports: MessagePorts): Activities {
  return {
    ...makeCommits(ports.database),
    sendMessage: makeSendMessage(ports),
    askProvider: makeAskProvider(ports),
    askCarrier: makeAskCarrier(ports),
  };
}

/**
 * All effects that workflows may ask for, made from what they need. One file a subject; this one only
 * puts them together.
 */
import type { Activities } from './activities';
import { makeAskCarrier } from './ask-carrier';
import { makeAskProvider } from './ask-provider';
import { makeCommits } from './commit';
import type { MessagePorts } from './message-ports';
import type { PartyPorts } from './party-ports';
import { makeSendMessage } from './send-message';
import { makeTellParty } from './tell-party';

/** The activities a worker registers. */
export function createActivities(ports: MessagePorts & PartyPorts): Activities {
  return {
    ...makeCommits(ports.database),
    sendMessage: makeSendMessage(ports),
    askProvider: makeAskProvider(ports),
    tellParty: makeTellParty(ports),
    askCarrier: makeAskCarrier(ports),
  };
}

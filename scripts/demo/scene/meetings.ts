// Where stories wait for one another: each says how far it has come, and others resolve when it has.
import { StoryBroken } from './story-broken';

type Moment = 'placed' | 'ended';

export interface Meetings {
  readonly reach: (name: string, moment: Moment) => void;
  /** The story broke off: who waits for it waits in vain. */
  readonly fail: (name: string) => void;
  readonly reached: (name: string, moment: Moment) => Promise<void>;
}

interface Meeting {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (why: Error) => void;
}

/** Meetings of one day, none reached yet. */
export function openMeetings(): Meetings {
  const meetings = new Map<string, Meeting>();
  const at = (name: string, moment: Moment): Meeting => {
    const key = `${name} ${moment}`;
    const known = meetings.get(key) ?? newMeeting();
    meetings.set(key, known);
    return known;
  };
  return {
    reach: (name, moment) => at(name, moment).resolve(),
    fail: (name) => {
      const why = new StoryBroken(`the story "${name}", which this one waits for, broke off`);
      for (const moment of ['placed', 'ended'] as const) at(name, moment).reject(why);
    },
    reached: (name, moment) => at(name, moment).promise,
  };
}

function newMeeting(): Meeting {
  let resolve: Meeting['resolve'] = () => undefined;
  let reject: Meeting['reject'] = () => undefined;
  const promise = new Promise<void>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  // Nobody may be waiting for it.
  promise.catch(() => undefined);
  return { promise, resolve, reject };
}

/**
 * Remembers answers of pure functions about values that never change: one look at an order asks the
 * same question of calendar and goods many times. Never used for anything that could change.
 */

const ANSWERS = new WeakMap<object, Map<string, unknown>>();

/** So many answers about one value; then it starts anew, so that a long-lived one never grows. */
const MOST = 2_000;

/** The answer computed before for this very object and question, else computed now. */
export function remembered<Answer>(about: object, question: string, compute: () => Answer): Answer {
  let answers = ANSWERS.get(about);
  if (!answers || answers.size >= MOST) {
    answers = new Map();
    ANSWERS.set(about, answers);
  }
  if (answers.has(question)) return answers.get(question) as Answer;
  const answer = compute();
  answers.set(question, answer);
  return answer;
}

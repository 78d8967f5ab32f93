import {ask, backoff, passes, pause} from '../shared/http.js';

const PATIENCE_MILLIS = 90_000;
const KEY_REUSED = 'urn:bakery:problem:key-reused';

/**
 * Orders, again and again with the same key while the bakery or the way to it is away.
 *
 * @param {string} body the same text every time
 * @param {() => void} waiting hears of every try that has to be repeated
 * @returns {Promise<{order?: object, earlier?: boolean, problem?: object}>} `earlier` when the key's
 *     order was placed before the cart was changed; none of them when the patience is at its end
 */
export async function place(key, body, waiting) {
  const deadline = Date.now() + PATIENCE_MILLIS;
  for (let tries = 0; Date.now() < deadline; tries++) {
    const answer = await ask('/v1/orders', {
      method: 'POST', body, headers: {'Content-Type': 'application/json', 'Idempotency-Key': key},
    });
    if (answer.status === 201) return {order: answer.body};
    if (answer.body?.type === KEY_REUSED) {
      const order = await placedUnder(key);
      if (order) return {order, earlier: true};
    } else if (!passes(answer)) {
      return {problem: answer.body ?? {}};
    }
    waiting();
    await pause(answer.retryMillis ?? backoff(tries, {firstMillis: 500}));
  }
  return {};
}

/** The order that a key has, or null when it has none or nobody can say. */
export async function placedUnder(key) {
  const answer = await ask(`/v1/orders?key=${encodeURIComponent(key)}`);
  return answer.status === 200 ? answer.body : null;
}

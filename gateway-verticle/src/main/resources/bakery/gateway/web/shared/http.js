const LIMIT_MILLIS = 12_000;

/**
 * Asks the bakery. Nothing is thrown: no answer, or none in time, has status 0.
 *
 * @returns {{status: number, body: any, etag: ?string, retryMillis: ?number}}
 */
export async function ask(path, {method = 'GET', headers = {}, body, token, limitMillis = LIMIT_MILLIS} = {}) {
  const all = {Accept: 'application/json', ...headers};
  if (token) all.Authorization = `Bearer ${token}`;
  try {
    const response = await fetch(path, {
      method, body, headers: all, cache: 'no-store', credentials: 'omit',
      signal: AbortSignal.timeout(limitMillis),
    });
    return {
      status: response.status,
      body: await json(response),
      etag: response.headers.get('ETag'),
      retryMillis: seconds(response.headers.get('Retry-After')),
    };
  } catch {
    return {status: 0, body: null, etag: null, retryMillis: null};
  }
}

/** Whether asking the same again may help. */
export function passes(answer) {
  return answer.status === 0 || answer.status === 408 || answer.status === 429 || answer.status >= 500;
}

/** How long to wait before the next try: as told, else longer each time, never the same for all. */
export function backoff(tries, {firstMillis = 250, mostMillis = 5_000} = {}) {
  const most = Math.min(mostMillis, firstMillis * 2 ** Math.min(tries, 16));
  return most * (0.5 + Math.random() / 2);
}

export const pause = (millis) => new Promise((resolve) => { setTimeout(resolve, millis); });

async function json(response) {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function seconds(text) {
  const number = Number.parseInt(text ?? '', 10);
  return Number.isFinite(number) && number >= 0 ? Math.min(number, 60) * 1_000 : null;
}

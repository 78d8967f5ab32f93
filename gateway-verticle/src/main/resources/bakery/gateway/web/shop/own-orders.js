import {lasting} from '../shared/storage.js';

const NAME = 'bakery.orders';
const MOST = 5;
const KEPT_MILLIS = 24 * 3_600_000;

/** The orders that were placed in this browser within a day, the last first. */
export function ownOrders() {
  const since = Date.now() - KEPT_MILLIS;
  return lasting.read(NAME, []).filter((order) => Date.parse(order.placedAt) > since);
}

export function rememberOrder({id, number, trackingToken, placedAt}) {
  const others = ownOrders().filter((order) => order.id !== id);
  lasting.write(NAME, [{id, number, token: trackingToken, placedAt}, ...others].slice(0, MOST));
}

/** Where an order is followed. What stands behind the # is sent to no server. */
export function trackerAddress(id, token) {
  return `#${new URLSearchParams({order: id, token})}`;
}

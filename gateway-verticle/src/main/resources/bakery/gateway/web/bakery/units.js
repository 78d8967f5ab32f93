import {customs} from '../shared/texts.js';

const MINUTE = 60;
const HOUR = 3_600;

export const number = (value) => new Intl.NumberFormat(customs()).format(value);

const unit = (value, name, digits) => new Intl.NumberFormat(customs(), {
  style: 'unit', unit: name, unitDisplay: 'narrow', maximumFractionDigits: digits,
}).format(value);

/** A time span as one says it: "40 ms", "3.4 s", "12 min". */
export function span(seconds) {
  const value = Math.max(0, seconds);
  if (value > 0 && value < 0.1) return unit(value * 1_000, 'millisecond', 0);
  if (value < 10) return unit(value, 'second', 1);
  if (value < 2 * MINUTE) return unit(value, 'second', 0);
  if (value < 2 * HOUR) return unit(value / MINUTE, 'minute', 0);
  return unit(value / HOUR, 'hour', 1);
}

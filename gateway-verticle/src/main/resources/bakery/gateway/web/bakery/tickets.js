import {stationOf} from './journey.js';

const FLIGHT_MILLIS = 900;
const FADE_MILLIS = 500;
const MOST_PIXELS_A_POINT = 2;
const MOST_PILED = 2;

/**
 * Some of the orders as tickets that fly from station to worker to station, drawn over the floor:
 * sixty of them cost one canvas, not sixty elements. Who wants less movement sees them where they
 * are. A decoration: the same is said in words below it.
 */
export class Tickets {
  #stage;
  #canvas = document.createElement('canvas');
  #pen = this.#canvas.getContext('2d');
  #flights = new Map();
  #frame = 0;
  #colours = {};
  #still = window.matchMedia('(prefers-reduced-motion: reduce)');
  #night = window.matchMedia('(prefers-color-scheme: dark)');
  #sample = [];
  #saved = new Map();
  #recolour = () => {
    this.#readColours();
    this.#wake();
  };
  #resized = new ResizeObserver(() => this.show(this.#sample));

  /** @param stage the element in which stations and workers are */
  constructor(stage) {
    this.#stage = stage;
    this.#canvas.className = 'tickets';
    this.#canvas.setAttribute('aria-hidden', 'true');
    stage.append(this.#canvas);
    this.#resized.observe(stage);
    this.#night.addEventListener('change', this.#recolour);
    this.#readColours();
  }

  end() {
    this.#resized.disconnect();
    this.#night.removeEventListener('change', this.#recolour);
    cancelAnimationFrame(this.#frame);
    this.#canvas.remove();
  }

  /** @param saved has the numbers of orders whose workers are gone: they are marked */
  show(sample, saved = this.#saved) {
    this.#sample = sample;
    this.#saved = saved;
    this.#fit();
    const now = performance.now();
    const here = new Set();
    const filled = new Map();
    for (const {order, number, status, worker} of sample) {
      const place = this.#place(status, worker, filled);
      if (!place) continue;
      here.add(order);
      this.#send(order, {number, status, place, now});
    }
    for (const [order, flight] of this.#flights) {
      if (!here.has(order) && flight.fadesAt === Infinity) flight.fadesAt = now;
    }
    this.#wake();
  }

  #send(order, {number, status, place, now}) {
    const flight = this.#flights.get(order);
    if (!flight) {
      this.#flights.set(order, {number, status, from: place, to: place, at: now, seen: now, fadesAt: Infinity});
      return;
    }
    flight.status = status;
    flight.fadesAt = Infinity;
    if (flight.to.x === place.x && flight.to.y === place.y) return;
    flight.from = this.#where(flight, now);
    flight.to = place;
    flight.at = now;
  }

  /** The next free place at the worker's who has it in hand, or else at the station. */
  #place(status, worker, filled) {
    const station = stationOf(status);
    if (!station) return null;
    const element = (worker && this.#stage.querySelector(`[data-worker="${CSS.escape(worker)}"] .hands`))
      || this.#stage.querySelector(`[data-station=${station}] .tray`);
    if (!element || !element.checkVisibility()) return null;
    const box = element.getBoundingClientRect();
    const stage = this.#stage.getBoundingClientRect();
    const {width, height, gap} = this.#measure();
    const columns = Math.max(1, Math.floor((box.width - gap) / (width + gap)));
    const rows = Math.max(1, Math.floor((box.height - gap / 2) / (height + gap / 2)));
    const index = filled.get(element) ?? 0;
    filled.set(element, index + 1);
    const slot = index % (columns * rows);
    const pile = Math.min(MOST_PILED, Math.floor(index / (columns * rows))) * 2;
    return {
      x: box.left - stage.left + gap + (slot % columns) * (width + gap) + width / 2 + pile,
      y: box.top - stage.top + gap / 2 + Math.floor(slot / columns) * (height + gap / 2) + height / 2 - pile,
    };
  }

  #measure() {
    const rem = this.#rem;
    return {width: 2.7 * rem, height: 1.05 * rem, gap: 0.25 * rem};
  }

  get #rem() {
    return Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  }

  #fit() {
    const {width, height} = this.#stage.getBoundingClientRect();
    const scale = Math.min(MOST_PIXELS_A_POINT, window.devicePixelRatio);
    const [wide, high] = [Math.round(width * scale), Math.round(height * scale)];
    if (this.#canvas.width === wide && this.#canvas.height === high) return;
    this.#canvas.width = wide;
    this.#canvas.height = high;
    this.#canvas.style.width = `${width}px`;
    this.#canvas.style.height = `${height}px`;
  }

  #readColours() {
    const style = getComputedStyle(document.documentElement);
    for (const name of ['placed', 'paid', 'baking', 'ready', 'way', 'door', 'done', 'ink', 'saved']) {
      this.#colours[name] = style.getPropertyValue(`--ticket-${name}`).trim();
    }
  }

  #where({from, to, at}, now) {
    const part = this.#still.matches ? 1 : Math.min(1, (now - at) / FLIGHT_MILLIS);
    const eased = part < 0.5 ? 4 * part ** 3 : 1 - (2 - 2 * part) ** 3 / 2;
    const arc = Math.sin(Math.PI * eased) * Math.min(60, Math.abs(to.x - from.x) / 6);
    return {x: from.x + (to.x - from.x) * eased, y: from.y + (to.y - from.y) * eased - arc};
  }

  #wake() {
    if (!this.#frame) this.#frame = requestAnimationFrame((now) => this.#draw(now));
  }

  #draw(now) {
    this.#frame = 0;
    const scale = this.#canvas.width / Math.max(1, Number.parseFloat(this.#canvas.style.width));
    const {width, height} = this.#measure();
    const pen = this.#pen;
    pen.setTransform(scale, 0, 0, scale, 0, 0);
    pen.clearRect(0, 0, this.#canvas.width, this.#canvas.height);
    pen.font = `600 ${0.68 * this.#rem}px ui-monospace, SFMono-Regular, Menlo, Consolas, monospace`;
    pen.textAlign = 'center';
    pen.textBaseline = 'middle';
    let moves = false;
    for (const [order, flight] of this.#flights) {
      const fade = this.#still.matches && now > flight.fadesAt ? 1 : Math.max(0, (now - flight.fadesAt) / FADE_MILLIS);
      if (fade >= 1) {
        this.#flights.delete(order);
        continue;
      }
      const appears = this.#still.matches ? 1 : Math.min(1, (now - flight.seen) / FADE_MILLIS);
      const {x, y} = this.#where(flight, now);
      if (now - flight.at < FLIGHT_MILLIS || appears < 1 || flight.fadesAt !== Infinity) moves = true;
      pen.globalAlpha = appears * (1 - fade);
      pen.fillStyle = this.#colours[stationOf(flight.status) ?? 'placed'];
      pen.beginPath();
      pen.roundRect(x - width / 2, y - height / 2, width, height, height / 2);
      pen.fill();
      if (this.#saved.has(flight.number)) {
        pen.strokeStyle = this.#colours.saved;
        pen.lineWidth = 3;
        pen.stroke();
      }
      pen.fillStyle = this.#colours.ink;
      pen.fillText(flight.number, x, y + 0.5);
    }
    pen.globalAlpha = 1;
    if (moves && !this.#still.matches) this.#wake();
  }
}

import {stationOf} from './journey.js';

const FLIGHT_MILLIS = 900;
const FADE_MILLIS = 500;
const MOST_PIXELS_A_POINT = 2;
const MOST_PILED = 2;
const MOST_PAINTED = 400;

/** Room around a ticket for the line that marks it. */
const EDGE = 2;

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
  #rem = 16;
  #painted = new Map();
  #drawnAt = [];
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

  /** Asked once a look, not once a frame: the answer makes the browser lay everything out. */
  #fit() {
    const {width, height} = this.#stage.getBoundingClientRect();
    const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    const scale = this.#scale;
    const [wide, high] = [Math.round(width * scale), Math.round(height * scale)];
    if (this.#canvas.width === wide && this.#canvas.height === high && this.#rem === rem) return;
    this.#rem = rem;
    this.#painted.clear();
    this.#canvas.width = wide;
    this.#canvas.height = high;
    this.#canvas.style.width = `${width}px`;
    this.#canvas.style.height = `${height}px`;
  }

  get #scale() {
    return Math.min(MOST_PIXELS_A_POINT, window.devicePixelRatio);
  }

  /** A ticket is written once and then moved about as a picture: text is dear, pictures are cheap. */
  #picture({number, status}) {
    const saved = this.#saved.has(number);
    const key = `${number} ${status} ${saved}`;
    const known = this.#painted.get(key);
    if (known) return known;
    if (this.#painted.size >= MOST_PAINTED) this.#painted.clear();
    const picture = document.createElement('canvas');
    const {width, height} = this.#measure();
    picture.width = Math.ceil((width + 2 * EDGE) * this.#scale);
    picture.height = Math.ceil((height + 2 * EDGE) * this.#scale);
    this.#write(picture.getContext('2d'), number, stationOf(status) ?? 'placed', saved);
    this.#painted.set(key, picture);
    return picture;
  }

  #write(pen, number, station, saved) {
    const {width, height} = this.#measure();
    pen.scale(this.#scale, this.#scale);
    pen.font = `600 ${0.68 * this.#rem}px ui-monospace, SFMono-Regular, Menlo, Consolas, monospace`;
    pen.textAlign = 'center';
    pen.textBaseline = 'middle';
    pen.fillStyle = this.#colours[station];
    pen.beginPath();
    pen.roundRect(EDGE, EDGE, width, height, height / 2);
    pen.fill();
    if (saved) {
      pen.strokeStyle = this.#colours.saved;
      pen.lineWidth = 3;
      pen.stroke();
    }
    pen.fillStyle = this.#colours.ink;
    pen.fillText(number, EDGE + width / 2, EDGE + height / 2 + 0.5);
  }

  #readColours() {
    this.#painted.clear();
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
    const pen = this.#pen;
    const scale = this.#scale;
    const {width, height} = this.#measure();
    const [wide, high] = [width + 2 * EDGE, height + 2 * EDGE];
    pen.setTransform(scale, 0, 0, scale, 0, 0);
    for (const {x, y} of this.#drawnAt) pen.clearRect(x - 1, y - 1, wide + 2, high + 2);
    this.#drawnAt = [];
    let moves = false;
    for (const [order, flight] of this.#flights) {
      const fade = this.#still.matches && now > flight.fadesAt ? 1 : Math.max(0, (now - flight.fadesAt) / FADE_MILLIS);
      if (fade >= 1) {
        this.#flights.delete(order);
        continue;
      }
      const appears = this.#still.matches ? 1 : Math.min(1, (now - flight.seen) / FADE_MILLIS);
      const middle = this.#where(flight, now);
      const at = {x: middle.x - wide / 2, y: middle.y - high / 2};
      if (now - flight.at < FLIGHT_MILLIS || appears < 1 || flight.fadesAt !== Infinity) moves = true;
      pen.globalAlpha = appears * (1 - fade);
      pen.drawImage(this.#picture(flight), at.x, at.y, wide, high);
      this.#drawnAt.push(at);
    }
    pen.globalAlpha = 1;
    if (moves && !this.#still.matches) this.#wake();
  }
}

import {el} from '../shared/dom.js';
import {customs, t} from '../shared/texts.js';
import {View} from '../shared/view.js';
import UPlot from '../uplot/uPlot.esm.js';
import {say} from './keyed.js';
import {number, span} from './units.js';

const HEIGHT_REM = 9.5;

/** Of each plot: its lines in the snapshot's `traffic`, and how their values are written. */
const PLOTS = {
  orders: {lines: {placed: '--line-placed', completed: '--line-completed'}, write: number},
  lives: {lines: {p50: '--line-p50', p99: '--line-p99'}, write: span},
};

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** `<bakery-plots>`: orders a minute, and how long they take, over the last five minutes. */
class Plots extends View {
  #drawn = {};
  #traffic = null;
  #night = window.matchMedia('(prefers-color-scheme: dark)');
  #sized = new ResizeObserver(() => this.#fit());

  connectedCallback() {
    super.connectedCallback();
    this.#sized.observe(this);
    this.onChangeOf([this.#night], () => this.#draw());
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#sized.disconnect();
    this.#forget();
  }

  render() {
    this.#forget();
    this.replaceChildren(...Object.entries(PLOTS).map(([name, {lines}]) => el('figure', {'data-plot': name},
      el('figcaption', {},
        el('h2', {}, t(`plots.${name}`)),
        el('dl', {}, ...Object.keys(lines).map((line) => el('div', {class: `line line-${line}`},
          el('dt', {}, t(`plots.${line}`)), el('dd', {'data-line': line}, '–'))))),
      el('div', {class: 'canvas', role: 'img', 'aria-label': t(`plots.${name}Explained`)}))));
    if (this.#traffic) this.show({traffic: this.#traffic});
  }

  show({traffic}) {
    this.#traffic = traffic;
    for (const {lines, write} of Object.values(PLOTS)) {
      for (const line of Object.keys(lines)) {
        const last = traffic[line].at(-1);
        say(this.querySelector(`[data-line=${line}]`), last === null || last === undefined ? '–' : write(last));
      }
    }
    if (!this.#drawn.orders) this.#draw();
    else for (const [name, plot] of Object.entries(this.#drawn)) plot.setData(this.#data(name));
  }

  #data(name) {
    return [this.#traffic.at, ...Object.keys(PLOTS[name].lines).map((line) => this.#traffic[line])];
  }

  #draw() {
    if (!this.#traffic) return;
    this.#forget();
    for (const name of Object.keys(PLOTS)) {
      const place = this.querySelector(`[data-plot=${name}] .canvas`);
      this.#drawn[name] = new UPlot(this.#options(name), this.#data(name), place);
    }
    this.#fit();
  }

  #options(name) {
    const {lines, write} = PLOTS[name];
    const axis = {
      stroke: colour('--soft'), grid: {stroke: colour('--line'), width: 1}, ticks: {show: false},
      font: `${0.75 * this.#rem}px system-ui, sans-serif`,
    };
    const time = new Intl.DateTimeFormat(customs(), {hour: '2-digit', minute: '2-digit'});
    return {
      ...this.#size(), legend: {show: false}, cursor: {show: false}, padding: [8, 1.2 * this.#rem, 0, 0],
      scales: {y: {range: (plot, min, max) => [0, Math.max(1, (max ?? 0) * 1.15)]}},
      axes: [
        {...axis, size: 1.6 * this.#rem, gap: 4, space: 6 * this.#rem, values: (plot, at) => at.map((each) => time.format(each * 1_000))},
        {...axis, size: 3.4 * this.#rem, space: 2.2 * this.#rem, values: (plot, at) => at.map((each) => write(each))},
      ],
      series: [{}, ...Object.entries(lines).map(([, stroke], index) => ({
        stroke: colour(stroke), width: 2.5, spanGaps: true, points: {show: false},
        fill: index ? undefined : `${colour(stroke)}22`,
      }))],
    };
  }

  get #rem() {
    return Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  }

  #size() {
    const width = this.querySelector('.canvas').clientWidth;
    return {width: Math.max(160, Math.floor(width)), height: Math.round(HEIGHT_REM * this.#rem)};
  }

  #fit() {
    for (const plot of Object.values(this.#drawn)) plot.setSize(this.#size());
  }

  #forget() {
    for (const plot of Object.values(this.#drawn)) plot.destroy();
    this.#drawn = {};
  }
}

customElements.define('bakery-plots', Plots);

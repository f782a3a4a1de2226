// The motion brush: up to five regions, each painted on the picture, with its way as an arrow.
import { html, nothing } from 'lit';
import { Part, STILL, store, t } from './store.js';

const WIDTH = 480, MOST = 5, REACH = 0.4;
const HUES = ['#e5484d', '#2f7de1', '#1f9d57', '#b7791f', '#8e4ec6'];
const MOTIONS = ['horizontal', 'vertical', 'proximity', 'ambient'];
const clamp = (x, low = -10) => Math.round(Math.max(low, Math.min(10, x)) * 2) / 2;

class KinoraBrush extends Part {
  static properties = { chosen: {}, brush: {}, erase: {} };

  constructor() {
    super();
    Object.assign(this, { chosen: 0, brush: 24, erase: false, masks: [], cursor: null });
  }

  get regions() { return this.s.draft.regions; }

  get height() {
    const [a, b] = this.s.draft.ratio.split(':').map(Number);
    return Math.round((WIDTH * b) / a);
  }

  change(patch) {
    store.draft({ regions: this.regions.map((region, n) => (n === this.chosen ? { ...region, ...patch } : region)) });
  }

  add() {
    const { draft } = this.s;
    this.chosen = draft.regions.length;
    store.draft({ camera: { ...STILL }, regions: [...draft.regions, { mask: '', horizontal: 4, vertical: 0, proximity: 0, ambient: 0 }] });
  }

  cut(n) {
    this.masks.splice(n, 1);
    this.chosen = Math.max(0, Math.min(this.chosen, this.regions.length - 2));
    store.draft({ regions: this.regions.filter((_, index) => index !== n) });
  }

  // The picture of a region, white where it moves; loaded from the draft where it was painted before.
  mask(n) {
    if (!this.masks[n] || this.masks[n].height !== this.height) {
      const canvas = document.createElement('canvas');
      canvas.width = WIDTH;
      canvas.height = this.height;
      canvas.getContext('2d', { willReadFrequently: true });
      const { mask } = this.regions[n];
      if (mask) {
        const picture = new Image();
        picture.onload = () => { canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height); this.draw(); };
        picture.src = mask;
      }
      this.masks[n] = canvas;
    }
    return this.masks[n];
  }

  middle(n) {
    const mask = this.mask(n), { data } = mask.getContext('2d', { willReadFrequently: true }).getImageData(0, 0, mask.width, mask.height);
    let x = 0, y = 0, count = 0;
    for (let i = 3, p = 0; i < data.length; i += 16, p += 4) {
      if (data[i] > 127) { x += p % mask.width; y += Math.floor(p / mask.width); count++; }
    }
    return count ? [x / count, y / count] : null;
  }

  tip(n) {
    const from = this.middle(n), region = this.regions[n];
    return from && [from[0] + (region.horizontal / 10) * REACH * WIDTH, from[1] - (region.vertical / 10) * REACH * this.height];
  }

  updated() {
    const { preview } = this.s;
    if (preview && this.shown !== preview.url) {
      this.shown = preview.url;
      const film = document.createElement('video');
      Object.assign(film, { muted: true, preload: 'auto', src: preview.url });
      film.onloadeddata = () => { film.currentTime = 0.01; };
      film.onseeked = () => { this.picture = film; this.draw(); };
      this.film = film; // held, or its loading may be given up
    }
    this.draw();
  }

  draw() {
    const canvas = this.querySelector('canvas');
    if (!canvas) return;
    const pen = canvas.getContext('2d');
    pen.clearRect(0, 0, canvas.width, canvas.height);
    if (this.picture) pen.drawImage(this.picture, 0, 0, canvas.width, canvas.height);
    this.regions.forEach((region, n) => {
      const tint = document.createElement('canvas');
      tint.width = WIDTH;
      tint.height = this.height;
      const colour = tint.getContext('2d');
      colour.drawImage(this.mask(n), 0, 0);
      colour.globalCompositeOperation = 'source-in';
      colour.fillStyle = HUES[n];
      colour.fillRect(0, 0, WIDTH, this.height);
      pen.globalAlpha = n === this.chosen ? 0.6 : 0.35;
      pen.drawImage(tint, 0, 0);
      pen.globalAlpha = 1;
      this.arrow(pen, n);
    });
    if (this.cursor) {
      pen.strokeStyle = '#fff';
      pen.beginPath();
      pen.arc(...this.cursor, this.brush, 0, 7);
      pen.stroke();
    }
  }

  arrow(pen, n) {
    const from = this.middle(n), to = this.tip(n);
    if (!from) return;
    const angle = Math.atan2(to[1] - from[1], to[0] - from[0]);
    for (const [colour, width] of [['#fff', 7], [HUES[n], 3]]) {
      pen.strokeStyle = colour;
      pen.lineWidth = width;
      pen.beginPath();
      pen.moveTo(...from);
      pen.lineTo(...to);
      for (const side of [-0.5, 0.5]) {
        pen.moveTo(to[0] - 14 * Math.cos(angle + side), to[1] - 14 * Math.sin(angle + side));
        pen.lineTo(...to);
      }
      pen.stroke();
    }
    pen.lineWidth = 2;
    pen.fillStyle = HUES[n];
    pen.beginPath();
    pen.arc(...to, 7, 0, 7);
    pen.fill();
  }

  at(event) {
    const box = this.querySelector('canvas').getBoundingClientRect();
    return [((event.clientX - box.left) / box.width) * WIDTH, ((event.clientY - box.top) / box.height) * this.height];
  }

  dab([x, y]) {
    const pen = this.mask(this.chosen).getContext('2d');
    pen.globalCompositeOperation = this.erase ? 'destination-out' : 'source-over';
    pen.fillStyle = '#fff';
    pen.beginPath();
    pen.arc(x, y, this.brush, 0, 7);
    pen.fill();
    this.draw();
  }

  keep() {
    this.change({ mask: this.middle(this.chosen) ? this.mask(this.chosen).toDataURL('image/png') : '' });
  }

  down(event) {
    if (!this.regions.length) this.add();
    event.preventDefault();
    const start = this.at(event), tip = this.regions[this.chosen] && this.tip(this.chosen), from = this.middle(this.chosen);
    const steers = tip && Math.hypot(start[0] - tip[0], start[1] - tip[1]) < 16;
    let last = start;
    const move = (next) => {
      const to = this.at(next);
      if (steers) {
        this.change({ horizontal: clamp(((to[0] - from[0]) / REACH / WIDTH) * 10), vertical: clamp(((from[1] - to[1]) / REACH / this.height) * 10) });
      } else {
        const steps = Math.ceil(Math.hypot(to[0] - last[0], to[1] - last[1]) / 6) || 1;
        for (let i = 1; i <= steps; i++) this.dab([last[0] + ((to[0] - last[0]) * i) / steps, last[1] + ((to[1] - last[1]) * i) / steps]);
        last = to;
      }
    };
    const end = () => { removeEventListener('pointermove', move); removeEventListener('pointerup', end); if (!steers) this.keep(); };
    if (!steers) this.dab(start);
    addEventListener('pointermove', move);
    addEventListener('pointerup', end);
  }

  key(event) {
    const step = { ArrowLeft: [-8, 0], ArrowRight: [8, 0], ArrowUp: [0, -8], ArrowDown: [0, 8], ' ': [0, 0] }[event.key];
    if (!step) return;
    event.preventDefault();
    if (!this.regions.length) this.add();
    const [x, y] = this.cursor ?? [WIDTH / 2, this.height / 2];
    this.cursor = [Math.max(0, Math.min(WIDTH, x + step[0])), Math.max(0, Math.min(this.height, y + step[1]))];
    if (event.key === ' ') { this.dab(this.cursor); this.keep(); } else this.draw();
  }

  render() {
    const { regions } = this, region = regions[this.chosen];
    if (!this.s.preview && !regions.length) return html`<p class="hint">${t('brush.need')}</p>`;
    return html`<p class="hint">${t('brush.hint')} ${t('brush.still')}</p>
      <canvas class="paint" width=${WIDTH} height=${this.height} tabindex="0" role="application" aria-label=${t('brush.canvas')}
        @pointerdown=${(event) => this.down(event)} @keydown=${(event) => this.key(event)} @blur=${() => { this.cursor = null; this.draw(); }}></canvas>
      <div class="acts">${regions.map((_, n) => html`<button class="region r${n}" aria-pressed=${n === this.chosen} aria-label=${t('brush.region', { n: n + 1 })}
        @click=${() => { this.chosen = n; }}>${n + 1}</button>`)}
        ${regions.length < MOST ? html`<button class="quiet" @click=${() => this.add()}>${t('brush.add')}</button>` : nothing}</div>
      ${region ? html`<div class="axes"><label for="brush-size">${t('brush.size')}</label>
        <input id="brush-size" type="range" min="6" max="80" .value=${String(this.brush)} @input=${(event) => { this.brush = Number(event.target.value); }}>
        <label class="check"><input type="checkbox" .checked=${this.erase} @change=${(event) => { this.erase = event.target.checked; }}>${t('brush.erase')}</label>
        ${MOTIONS.map((motion) => html`<label for="motion-${motion}">${t('brush.' + motion)}</label>
          <input type="range" min=${motion === 'ambient' ? 0 : -10} max="10" step="0.5" aria-label=${t('brush.' + motion)} .value=${String(region[motion])} @input=${(event) => this.change({ [motion]: Number(event.target.value) })}>
          <input type="number" id="motion-${motion}" min=${motion === 'ambient' ? 0 : -10} max="10" step="0.5" .value=${String(region[motion])} @change=${(event) => this.change({ [motion]: clamp(Number(event.target.value) || 0, motion === 'ambient' ? 0 : -10) })}>`)}</div>
        <button class="quiet" @click=${() => this.cut(this.chosen)}>${t('brush.remove', { n: this.chosen + 1 })}</button>` : nothing}`;
  }
}
customElements.define('kinora-brush', KinoraBrush);

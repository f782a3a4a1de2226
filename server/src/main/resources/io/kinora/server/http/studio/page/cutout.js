// What of a picture is taken for the thing in it: found by the server, corrected with a brush.
import { html, nothing } from 'lit';
import { api } from './api.js';
import { Part, say, t, told } from './store.js';

const picture = (uri) => new Promise((done, failed) => {
  const image = new Image();
  image.onload = () => done(image);
  image.onerror = failed;
  image.src = uri;
});

class KinoraCutout extends Part {
  // `uri` is the picture as it was given, `cut` what is left of it, if that is known
  static properties = { uri: {}, cut: {}, erase: {}, brush: {}, busy: {} };

  constructor() {
    super();
    Object.assign(this, { erase: true, brush: 32, cursor: null, changed: () => {} });
  }

  willUpdate(changed) {
    if (changed.has('uri')) this.load(this.uri);
  }

  async load(uri) {
    this.busy = true;
    try {
      let cut = this.cut;
      if (!cut) {
        const blob = await api.cutOut(uri);
        cut = await new Promise((done) => { const reader = new FileReader(); reader.onload = () => done(reader.result); reader.readAsDataURL(blob); });
      }
      const [whole, part] = await Promise.all([picture(uri), picture(cut)]);
      if (this.uri !== uri) return;
      this.whole = whole;
      this.mask = document.createElement('canvas');
      this.mask.width = whole.naturalWidth;
      this.mask.height = whole.naturalHeight;
      this.mask.getContext('2d').drawImage(part, 0, 0, this.mask.width, this.mask.height);
      this.busy = false;
      if (!this.cut) this.changed(cut);
    } catch (error) { this.busy = false; say(told(error)); }
  }

  updated() { this.draw(); }

  get scale() { return this.mask ? this.mask.width / 368 : 1; }

  draw() {
    const canvas = this.querySelector('canvas');
    if (!canvas || !this.mask) return;
    const { width, height } = this.mask, pen = canvas.getContext('2d');
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    pen.clearRect(0, 0, width, height);
    pen.globalAlpha = 0.2;
    pen.drawImage(this.whole, 0, 0);
    pen.globalAlpha = 1;
    pen.drawImage(this.mask, 0, 0);
    if (this.cursor) {
      pen.lineWidth = 2 * this.scale;
      pen.strokeStyle = '#1f5fbf';
      pen.beginPath();
      pen.arc(...this.cursor, (this.brush / 2) * this.scale, 0, 7);
      pen.stroke();
    }
  }

  dab([x, y]) {
    const pen = this.mask.getContext('2d'), radius = (this.brush / 2) * this.scale;
    pen.save();
    pen.beginPath();
    pen.arc(x, y, radius, 0, 7);
    pen.clip();
    if (this.erase) pen.clearRect(0, 0, this.mask.width, this.mask.height);
    else pen.drawImage(this.whole, 0, 0);
    pen.restore();
    this.draw();
  }

  keep() { this.changed(this.mask.toDataURL('image/png')); }

  down(event) {
    event.preventDefault();
    const box = this.querySelector('canvas').getBoundingClientRect();
    const at = ({ clientX, clientY }) => [((clientX - box.left) / box.width) * this.mask.width, ((clientY - box.top) / box.height) * this.mask.height];
    let last = at(event);
    this.dab(last);
    const move = (next) => {
      const to = at(next), steps = Math.ceil(Math.hypot(to[0] - last[0], to[1] - last[1]) / ((this.brush / 4) * this.scale)) || 1;
      for (let i = 1; i <= steps; i++) this.dab([last[0] + ((to[0] - last[0]) * i) / steps, last[1] + ((to[1] - last[1]) * i) / steps]);
      last = to;
    };
    const end = () => { removeEventListener('pointermove', move); removeEventListener('pointerup', end); this.keep(); };
    addEventListener('pointermove', move);
    addEventListener('pointerup', end);
  }

  key(event) {
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1], ' ': [0, 0] }[event.key];
    if (!step || !this.mask) return;
    event.preventDefault();
    const { width, height } = this.mask, [x, y] = this.cursor ?? [width / 2, height / 2], by = 16 * this.scale;
    this.cursor = [Math.max(0, Math.min(width, x + by * step[0])), Math.max(0, Math.min(height, y + by * step[1]))];
    if (event.key === ' ') { this.dab(this.cursor); this.keep(); } else this.draw();
  }

  render() {
    if (this.busy) return html`<p class="hint" role="status">${t('pictures.cutting')}</p>`;
    if (!this.mask) return nothing;
    return html`<p class="hint">${t('pictures.cut')}</p>
      <canvas class="cut-out" tabindex="0" role="application" aria-label=${t('pictures.canvas')} @pointerdown=${(event) => this.down(event)}
        @keydown=${(event) => this.key(event)} @blur=${() => { this.cursor = null; this.draw(); }}></canvas>
      <div class="choose" role="group" aria-label=${t('brush.size')}>
        <button aria-pressed=${this.erase} @click=${() => { this.erase = true; }}>${t('pictures.drop.brush')}</button>
        <button aria-pressed=${!this.erase} @click=${() => { this.erase = false; }}>${t('pictures.keep')}</button></div>
      <input type="range" aria-label=${t('brush.size')} min="8" max="96" .value=${String(this.brush)} @input=${(event) => { this.brush = Number(event.target.value); }}>`;
  }
}
customElements.define('kinora-cutout', KinoraCutout);

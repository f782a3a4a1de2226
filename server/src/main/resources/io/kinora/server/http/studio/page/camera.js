// The camera by hand: a pad with a ring, sliders, numbers, and the motion as a wireframe.
import { html, nothing } from 'lit';
import { Part, STILL, store, t } from './store.js';

const AXES = ['horizontal', 'vertical', 'zoom', 'roll', 'pan', 'tilt'];
const REACH = 60, RING = 86, TURN = 150;
const clamp = (x) => Math.round(Math.max(-10, Math.min(10, x)) * 2) / 2;

// Where a point of a plane is seen after some seconds: x and y in frame widths about the middle.
export function project([x, y, depth], camera, seconds, aspect) {
  const rate = (axis) => (camera[axis] / 10) * seconds;
  let px = x - (0.25 * rate('horizontal')) / depth, py = y + ((0.25 / aspect) * rate('vertical')) / depth;
  const grow = 1.25 ** rate('zoom');
  px *= grow;
  py *= grow;
  const roll = (-18 * rate('roll') * Math.PI) / 180;
  [px, py] = [px * Math.cos(roll) - py * Math.sin(roll), px * Math.sin(roll) + py * Math.cos(roll)];
  const focal = 0.5 / Math.tan(Math.PI / 6), yaw = (9 * rate('pan') * Math.PI) / 180, pitch = (9 * rate('tilt') * Math.PI) / 180;
  let dx = px, dy = py, dz = focal;
  [dx, dz] = [dx * Math.cos(yaw) - dz * Math.sin(yaw), dx * Math.sin(yaw) + dz * Math.cos(yaw)];
  [dy, dz] = [dy * Math.cos(pitch) + dz * Math.sin(pitch), -dy * Math.sin(pitch) + dz * Math.cos(pitch)];
  return dz < 0.05 ? null : [(focal * dx) / dz, (focal * dy) / dz];
}

class KinoraCamera extends Part {
  get camera() { return this.s.draft.camera ?? STILL; }

  set(patch) {
    const camera = { ...this.camera };
    for (const [axis, value] of Object.entries(patch)) camera[axis] = clamp(value);
    store.draft({ camera });
  }

  connectedCallback() {
    super.connectedCallback();
    this.calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const draw = (now) => {
      this.wire(now);
      this.frame = requestAnimationFrame(draw);
    };
    this.frame = requestAnimationFrame(draw);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    cancelAnimationFrame(this.frame);
  }

  wire(now) {
    const canvas = this.querySelector('canvas');
    if (!canvas) return;
    // what holds still is drawn once
    const still = this.calm || Object.values(this.camera).every((value) => value === 0);
    const shown = JSON.stringify([this.camera, this.s.draft.seconds, this.s.draft.ratio, this.s.theme]);
    if (still && this.drawn === shown) return;
    this.drawn = shown;
    const pen = canvas.getContext('2d'), { seconds, ratio } = this.s.draft;
    const [a, b] = ratio.split(':').map(Number), aspect = a / b, { width, height } = canvas;
    const w = Math.min(width, height * aspect), style = getComputedStyle(this);
    pen.clearRect(0, 0, width, height);
    pen.save();
    pen.beginPath();
    pen.rect((width - w) / 2, (height - w / aspect) / 2, w, w / aspect);
    pen.clip();
    const at = this.calm ? seconds : ((now / 1000) % (seconds + 1)) - 0.5;
    const times = this.calm ? [0, seconds] : [Math.max(0, Math.min(seconds, at))];
    times.forEach((time, index) => {
      pen.strokeStyle = style.getPropertyValue(index < times.length - 1 ? '--line' : '--accent');
      const point = (p) => {
        const seen = project(p, this.camera, time, aspect);
        return seen && [width / 2 + seen[0] * w, height / 2 + seen[1] * w];
      };
      const line = (from, to) => {
        const p = point(from), q = point(to);
        if (!p || !q) return;
        pen.beginPath();
        pen.moveTo(...p);
        pen.lineTo(...q);
        pen.stroke();
      };
      const half = 0.5 / aspect;
      for (const depth of [4, 2, 1]) {
        const s = 0.22 + 0.5 / depth ** 0.5, h = s * half * 1.1;
        const corners = [[-s / 2, -h], [s / 2, -h], [s / 2, h], [-s / 2, h]];
        corners.forEach(([x, y], n) => line([x, y, depth], [...corners[(n + 1) % 4], depth]));
      }
      for (let x = -2; x <= 2.01; x += 0.25) line([x, half * 0.55, 4], [x * 2.2, half * 1.5, 1]);
      line([-3, half * 0.55, 4], [3, half * 0.55, 4]);
    });
    pen.restore();
    pen.strokeStyle = style.getPropertyValue('--line');
    pen.strokeRect((width - w) / 2 + 0.5, (height - w / aspect) / 2 + 0.5, w - 1, w / aspect - 1);
  }

  drag(event, roll) {
    const svg = this.querySelector('svg'), box = svg.getBoundingClientRect();
    event.preventDefault();
    svg.parentElement.focus();
    const move = ({ clientX, clientY }) => {
      const x = ((clientX - box.left) / box.width) * 200 - 100, y = ((clientY - box.top) / box.height) * 200 - 100;
      if (roll) this.set({ roll: ((Math.atan2(x, -y) * 180) / Math.PI / TURN) * 10 });
      else this.set({ horizontal: (x / REACH) * 10, vertical: (-y / REACH) * 10 });
    };
    move(event);
    const end = () => { removeEventListener('pointermove', move); removeEventListener('pointerup', end); };
    addEventListener('pointermove', move);
    addEventListener('pointerup', end);
  }

  key(event) {
    const { horizontal, vertical, zoom, roll } = this.camera;
    const patch = {
      ArrowLeft: { horizontal: horizontal - 1 }, ArrowRight: { horizontal: horizontal + 1 }, ArrowUp: { vertical: vertical + 1 },
      ArrowDown: { vertical: vertical - 1 }, '+': { zoom: zoom + 1 }, '-': { zoom: zoom - 1 }, '[': { roll: roll - 1 }, ']': { roll: roll + 1 },
    }[event.key];
    if (patch) { event.preventDefault(); this.set(patch); }
  }

  firstUpdated() {
    this.querySelector('.pad').addEventListener('wheel', (event) => {
      event.preventDefault();
      this.set({ zoom: this.camera.zoom - Math.sign(event.deltaY) });
    }, { passive: false });
  }

  render() {
    const { camera } = this, own = this.s.draft.camera !== null;
    const x = 100 + (camera.horizontal / 10) * REACH, y = 100 - (camera.vertical / 10) * REACH;
    const angle = ((camera.roll / 10) * TURN * Math.PI) / 180;
    return html`<div class="choose" role="group" aria-label=${t('camera')}>
        <button aria-pressed=${!own} @click=${() => store.draft({ camera: null })}>${t('camera.asSaid')}</button>
        <button aria-pressed=${own} @click=${() => store.draft({ camera: { ...this.camera } })}>${t('camera.own')}</button></div>
      <div class="both"><div class="pad" tabindex="0" role="group" aria-label=${t('camera.pad')} @keydown=${(event) => this.key(event)}>
        <svg viewBox="0 0 200 200" aria-hidden="true">
          <circle class="ring" cx="100" cy="100" r=${RING} @pointerdown=${(event) => this.drag(event, true)}></circle>
          <circle class="plate" cx="100" cy="100" r="72" @pointerdown=${(event) => this.drag(event)}></circle>
          <path class="cross" d="M100 40V160M40 100H160"></path>
          <circle class="zoom" cx=${x} cy=${y} r=${Math.max(6, 16 + camera.zoom)}></circle>
          <circle class="dot" cx=${x} cy=${y} r="6" @pointerdown=${(event) => this.drag(event)}></circle>
          <circle class="dot" cx=${100 + RING * Math.sin(angle)} cy=${100 - RING * Math.cos(angle)} r="8" @pointerdown=${(event) => this.drag(event, true)}></circle>
        </svg></div>
      <canvas width="320" height="200" role="img" aria-label=${t('camera.wire')}></canvas></div>
      <p class="hint">${t('camera.hint')}</p>
      <div class="axes">${AXES.map((axis) => html`<label for="axis-${axis}">${t('camera.' + axis)}</label>
        <input type="range" min="-10" max="10" step="0.5" aria-label=${t('camera.' + axis)} .value=${String(camera[axis])}
          @input=${(event) => this.set({ [axis]: Number(event.target.value) })}>
        <input type="number" id="axis-${axis}" min="-10" max="10" step="0.5" .value=${String(camera[axis])}
          @change=${(event) => this.set({ [axis]: Number(event.target.value) || 0 })}>`)}</div>
      ${own ? html`<button class="quiet" @click=${() => store.draft({ camera: { ...STILL } })}>${t('camera.reset')}</button>` : nothing}`;
  }
}
customElements.define('kinora-camera', KinoraCamera);

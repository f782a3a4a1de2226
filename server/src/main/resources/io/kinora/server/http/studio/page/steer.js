// The panel beside the stage: camera, motion brush, pictures.
import { html } from 'lit';
import { Part, t } from './store.js';
import './camera.js';
import './brush.js';
import './pictures.js';

const TABS = ['camera', 'brush', 'pictures'];

class KinoraSteer extends Part {
  static properties = { tab: {} };

  constructor() {
    super();
    this.tab = 'camera';
  }

  move(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    this.tab = TABS[(TABS.indexOf(this.tab) + step + 3) % 3];
    this.updateComplete.then(() => this.querySelector('[aria-selected=true]').focus());
  }

  render() {
    const { draft } = this.s;
    const used = { camera: draft.camera, brush: draft.regions.some((region) => region.mask), pictures: draft.images.length };
    const tab = this.tab;
    return html`<section class="steer" aria-label=${t('steer')}>
      <div role="tablist" aria-label=${t('steer')} @keydown=${(event) => this.move(event)}>${TABS.map((name) => html`
        <button role="tab" id="tab-${name}" aria-selected=${tab === name} aria-controls="steer-panel" tabindex=${tab === name ? 0 : -1}
          class="quiet ${used[name] ? 'used' : ''}" @click=${() => { this.tab = name; }}>${t(name)}</button>`)}</div>
      <div role="tabpanel" id="steer-panel" aria-labelledby="tab-${tab}">${tab === 'camera' ? html`<kinora-camera></kinora-camera>`
        : tab === 'brush' ? html`<kinora-brush></kinora-brush>` : html`<kinora-pictures></kinora-pictures>`}</div></section>`;
  }
}
customElements.define('kinora-steer', KinoraSteer);

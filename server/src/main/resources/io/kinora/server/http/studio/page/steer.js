// The panel beside the stage: camera, motion brush, pictures.
import { html } from 'lit';
import { Part, store, t } from './store.js';
import './camera.js';
import './brush.js';
import './pictures.js';
import './looks.js';
import { frameOf } from './media.js';

const TABS = ['camera', 'brush', 'pictures', 'looks'];

class KinoraSteer extends Part {
  static properties = { tab: {}, frame: {} };

  constructor() {
    super();
    this.tab = 'camera';
  }

  // The picture of the preview, for the looks to be shown on.
  updated() {
    const { preview } = this.s;
    // as it was drawn: looks are not shown on top of another
    if (this.tab !== 'looks' || !preview?.bare || preview.url === this.framed) return;
    this.framed = preview.url;
    frameOf(preview.url).then((frame) => { this.frame = frame; }, () => {});
  }

  move(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    this.tab = TABS[(TABS.indexOf(this.tab) + step + TABS.length) % TABS.length];
    this.updateComplete.then(() => this.querySelector('[aria-selected=true]').focus());
  }

  render() {
    const { draft } = this.s;
    const used = { camera: draft.camera, brush: draft.regions.some((region) => region.mask), pictures: draft.images.length, looks: draft.look || draft.style };
    const tab = this.tab;
    return html`<section class="steer" aria-label=${t('steer')}>
      <div role="tablist" aria-label=${t('steer')} @keydown=${(event) => this.move(event)}>${TABS.map((name) => html`
        <button role="tab" id="tab-${name}" aria-selected=${tab === name} aria-controls="steer-panel" tabindex=${tab === name ? 0 : -1}
          class="quiet ${used[name] ? 'used' : ''}" @click=${() => { this.tab = name; }}>${t(name)}</button>`)}</div>
      <div role="tabpanel" id="steer-panel" aria-labelledby="tab-${tab}">${tab === 'camera' ? html`<kinora-camera></kinora-camera>`
        : tab === 'brush' ? html`<kinora-brush></kinora-brush>` : tab === 'pictures' ? html`<kinora-pictures></kinora-pictures>`
          : html`<kinora-looks .picture=${this.frame ?? null} .look=${draft.look} .paint=${draft.style} .changed=${({ look = draft.look, style = draft.style }) => store.draft({ look, style: style?.file ? { ...style, file: undefined } : style })}></kinora-looks>`}</div></section>`;
  }
}
customElements.define('kinora-steer', KinoraSteer);

// Pictures for the parts that the engine takes.
import { html, nothing } from 'lit';
import { Part, say, store, t } from './store.js';
import './cutout.js';

const LONGEST = 1024;

// A picture as PNG, no side longer than the engine has use for.
async function small(file) {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL('image/png');
}

class KinoraPictures extends Part {
  async take(part, file) {
    if (!file) return;
    try {
      const uri = await small(file);
      const { images } = this.s.draft;
      const noun = images.find((image) => image.part === part)?.noun ?? '';
      store.draft({ images: [...images.filter((image) => image.part !== part), { part, noun, uri }] });
    } catch { say(t('pictures.bad')); }
  }

  cut(part, uri, cut) {
    store.draft({ images: this.s.draft.images.map((image) => (image.part === part && image.uri === uri ? { ...image, cut } : image)) });
  }

  drop(event, part) {
    event.preventDefault();
    event.currentTarget.classList.remove('over-it');
    this.take(part, event.dataTransfer.files[0]);
  }

  name(part, noun) {
    store.draft({ images: this.s.draft.images.map((image) => (image.part === part ? { ...image, noun } : image)) });
  }

  render() {
    const { draft, session } = this.s;
    const parts = session.engines.find((engine) => engine.name === draft.engine)?.pictures ?? [];
    if (!parts.length) return html`<p class="hint">${t('pictures.none')}</p>`;
    const used = parts.filter((part) => draft.images.some((image) => image.part === part));
    // the further things are offered once the ones before them are there
    const shown = parts.filter((part) => !/subject\d/.test(part) || used.includes(part)
      || used.includes(part.replace(/\d/, (n) => (n === '2' ? '' : n - 1))));
    return html`<p class="hint">${t('pictures.hint')}</p><ul class="pictures">${shown.map((part) => {
      const image = draft.images.find((one) => one.part === part);
      const label = t('part.' + part);
      return html`<li class=${image ? 'full' : ''} @dragover=${(event) => { event.preventDefault(); event.currentTarget.classList.add('over-it'); }}
        @dragleave=${(event) => event.currentTarget.classList.remove('over-it')} @drop=${(event) => this.drop(event, part)}>
        <label><b>${label}</b>${image && part.startsWith('subject') ? html`<span>${t('pictures.other')}</span>` : image ? html`<img src=${image.uri} alt=${image.noun || label}>` : html`<span>${t('pictures.drop')}</span>`}
          <input type="file" accept="image/png,image/jpeg,image/webp,image/gif" aria-label="${label}: ${t('pictures.drop')}" @change=${(event) => { this.take(part, event.target.files[0]); event.target.value = ''; }}></label>
        ${image && part.startsWith('subject') ? html`<input class="noun" maxlength="60" placeholder=${t('pictures.noun')} aria-label="${label}: ${t('pictures.noun')}" .value=${image.noun} @change=${(event) => this.name(part, event.target.value.trim())}>` : nothing}
        ${image && part.startsWith('subject') ? html`<kinora-cutout .uri=${image.uri} .cut=${image.cut} .changed=${(cut) => this.cut(part, image.uri, cut)}></kinora-cutout>` : nothing}
        ${image ? html`<button class="quiet" @click=${() => store.draft({ images: draft.images.filter((one) => one.part !== part) })}>${t('pictures.remove')}</button>` : nothing}</li>`;
    })}</ul>`;
  }
}
customElements.define('kinora-pictures', KinoraPictures);

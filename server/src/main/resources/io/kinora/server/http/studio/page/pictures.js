// Pictures for the parts that the engine takes.
import { html, nothing } from 'lit';
import { small } from './media.js';
import { Part, say, store, t } from './store.js';
import './cutout.js';
import './names.js';

class KinoraPictures extends Part {
  async take(part, file) {
    if (!file) return;
    try {
      const uri = await small(file);
      const { images, style } = this.s.draft;
      // the style is one thing, whether it is chosen here or among the looks
      if (part === 'style') { store.draft({ style: { name: file.name, strength: style?.strength ?? 1, uri } }); return; }
      const noun = images.find((image) => image.part === part)?.noun ?? '';
      store.draft({ images: [...images.filter((image) => image.part !== part), { part, noun, uri }] });
    } catch { say(t('pictures.bad')); }
  }

  remove(part) {
    store.draft(part === 'style' ? { style: null } : { images: this.s.draft.images.filter((one) => one.part !== part) });
  }

  of(part) {
    const { images, style } = this.s.draft;
    return part !== 'style' ? images.find((one) => one.part === part) : style?.uri ? { uri: style.uri, noun: '' } : undefined;
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
    const { pictures: parts = [], words: named } = session.engines.find((engine) => engine.name === draft.engine) ?? {};
    if (!parts.length) return html`<p class="hint">${t('pictures.none')}</p>`;
    const used = parts.filter((part) => draft.images.some((image) => image.part === part));
    // the further things are offered once the ones before them are there
    const shown = parts.filter((part) => !/subject\d/.test(part) || used.includes(part)
      || used.includes(part.replace(/\d/, (n) => (n === '2' ? '' : n - 1))));
    return html`<p class="hint">${t('pictures.hint')}</p><ul class="pictures">${shown.map((part) => {
      const image = this.of(part);
      const label = t('part.' + part);
      return html`<li class=${image ? 'full' : ''} @dragover=${(event) => { event.preventDefault(); event.currentTarget.classList.add('over-it'); }}
        @dragleave=${(event) => event.currentTarget.classList.remove('over-it')} @drop=${(event) => this.drop(event, part)}>
        <label><b>${label}</b>${image && part.startsWith('subject') ? html`<span>${t('pictures.other')}</span>` : image ? html`<img src=${image.uri} alt=${image.noun || label}>` : html`<span>${t('pictures.drop')}</span>`}
          <input type="file" accept="image/png,image/jpeg,image/webp,image/gif" aria-label="${label}: ${t('pictures.drop')}" @change=${(event) => { this.take(part, event.target.files[0]); event.target.value = ''; }}></label>
        ${image && part.startsWith('subject') ? html`<input class="noun" maxlength="60" placeholder=${t('pictures.noun')} aria-label="${label}: ${t('pictures.noun')}" .value=${image.noun} @change=${(event) => this.name(part, event.target.value.trim())}>` : nothing}
        ${image && part.startsWith('subject') ? html`<kinora-cutout .uri=${image.uri} .cut=${image.cut} .changed=${(cut) => this.cut(part, image.uri, cut)}></kinora-cutout>` : nothing}
        ${image ? html`<div class="acts">${named && part.startsWith('subject') ? html`<button class="quiet" @click=${() => this.querySelector('kinora-names').teach(image.cut ?? image.uri, image.noun)}>${t('names.teach')}</button>` : nothing}
          <button class="quiet" @click=${() => this.remove(part)}>${t('pictures.remove')}</button></div>` : nothing}</li>`;
    })}</ul>${named ? html`<kinora-names></kinora-names>` : nothing}`;
  }
}
customElements.define('kinora-pictures', KinoraPictures);

// Names of one's own: which there are, and how one is taught by pictures.
import { html, nothing } from 'lit';
import { api } from './api.js';
import { doom } from './app.js';
import { small } from './media.js';
import { Part, say, store, t, told } from './store.js';

const MOST = 16;

// What can be a name at all; one that is refused nevertheless is a common word, or taught already.
const NAME = /^[\p{L}\p{M}][\p{L}\p{M}\p{Nd}'-]{0,29}$/u;

class KinoraNames extends Part {
  static properties = { pictures: {}, wrong: {}, busy: {}, taken: {} };

  constructor() {
    super();
    this.pictures = [];
  }

  // Opens the dialog; with a picture that is there already, if there is one.
  async teach(picture, like = '') {
    Object.assign(this, { pictures: picture ? [picture] : [], wrong: '', busy: false, taken: false });
    this.querySelector('#teach-name').value = '';
    this.querySelector('#teach-like').value = like;
    await this.updateComplete;
    this.querySelector('#teach-dialog').showModal();
  }

  async take(files) {
    for (const file of files) {
      if (this.pictures.length === MOST) return;
      try {
        const picture = await small(file);
        Object.assign(this, { pictures: [...this.pictures, picture], wrong: '' });
      } catch { this.wrong = t('pictures.bad'); }
    }
  }

  async learn(event, force = false) {
    event.preventDefault();
    if (!this.pictures.length) { this.wrong = t('names.noPicture'); return; }
    const name = this.querySelector('#teach-name').value.trim(), like = this.querySelector('#teach-like').value.trim();
    const lesson = { name, images: this.pictures.map((uri) => ({ uri })) };
    if (like) lesson.like = like;
    if (force) lesson.force = true;
    Object.assign(this, { busy: true, wrong: '', taken: false });
    try {
      const word = await api.teach(lesson);
      const same = (other) => other.name.toLowerCase() === name.toLowerCase();
      store.set({ words: [word, ...this.s.words.filter((other) => !same(other))] });
      this.close();
      say(t('names.learned', { name, noun: this.noun(word) }));
    } catch (error) {
      this.taken = error.keys?.includes('field.name') && NAME.test(name);
      this.wrong = this.taken ? t('names.taken', { name }) : told(error);
    }
    this.busy = false;
  }

  close() { this.querySelector('#teach-dialog').close(); }

  noun(word) { return this.s.language === 'zh' ? word.likeChinese : word.like; }

  use(word) {
    const { prompt } = this.s.draft;
    store.draft({ prompt: prompt.trim() ? `${prompt.trimEnd()} ${word.name}` : word.name + ' ' });
    document.querySelector('#prompt')?.focus();
  }

  forget(word) {
    doom(word.id, t('names.forgotten', { name: word.name }), async (id) => {
      await api.forget(id);
      store.set({ words: this.s.words.filter((other) => other.id !== id) });
    });
  }

  render() {
    const words = this.s.words.filter((word) => !this.s.hidden.has(word.id));
    return html`<section class="names" aria-labelledby="names-title"><h2 id="names-title">${t('names')}</h2>
      <p class="hint">${t('names.hint')}</p>
      ${words.length ? html`<ul>${words.map((word) => html`<li><img src=${word.picture} alt="">
        <p><b>${word.name}</b><span class="hint">${t('names.like', { noun: this.noun(word) })}</span></p>
        <button class="quiet" aria-label="${t('names.use')}: ${word.name}" @click=${() => this.use(word)}>${t('names.use')}</button>
        <button class="quiet danger" aria-label="${t('film.delete')}: ${word.name}" @click=${() => this.forget(word)}>${t('film.delete')}</button></li>`)}</ul>` : nothing}
      <button id="teach" @click=${() => this.teach()}>${t('names.teach')}</button></section>
      <dialog id="teach-dialog" aria-labelledby="teach-title"><form @submit=${(event) => this.learn(event)}>
        <div><h2 id="teach-title">${t('names.teach')}</h2><p class="hint">${t('names.how')}</p></div>
        ${this.pictures.length ? html`<ul class="given">${this.pictures.map((uri, n) => html`<li><img src=${uri} alt=${t('names.picture', { n: n + 1 })}>
          <button type="button" class="quiet round" aria-label=${t('names.remove', { n: n + 1 })} @click=${() => { this.pictures = this.pictures.filter((_, i) => i !== n); }}>×</button></li>`)}</ul>` : nothing}
        <label class="button file">${t(this.pictures.length ? 'names.more' : 'names.choose')}
          <input id="teach-pictures" type="file" multiple accept="image/png,image/jpeg,image/webp,image/gif"
            @change=${(event) => { this.take([...event.target.files]); event.target.value = ''; }}></label>
        <div class="field"><label for="teach-name">${t('names.name')}</label><input id="teach-name" required maxlength="30" autocomplete="off" placeholder=${t('names.example')}
          @input=${() => Object.assign(this, { wrong: '', taken: false })}></div>
        <div class="field"><label for="teach-like">${t('names.noun')}</label><input id="teach-like" maxlength="60" autocomplete="off" placeholder=${t('names.noun.example')}></div>
        ${this.wrong ? html`<p class="wrong" role="alert">${this.wrong}</p>` : nothing}
        ${this.taken ? html`<button type="button" @click=${(event) => this.learn(event, true)}>${t('names.anyway')}</button>` : nothing}
        <div class="acts"><button class="primary" ?disabled=${this.busy}>${t(this.busy ? 'names.learning' : 'names.learn')}</button>
          <button type="button" class="quiet" @click=${() => this.close()}>${t('close')}</button></div></form></dialog>`;
  }
}
customElements.define('kinora-names', KinoraNames);

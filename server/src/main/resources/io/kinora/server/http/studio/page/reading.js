// What the server understands of the sentence, while it is written: a chip for each word.
import { html, nothing } from 'lit';
import { api } from './api.js';
import { Part, store, t } from './store.js';

class KinoraReading extends Part {
  static properties = { words: {}, open: {} };

  near = new Map();

  willUpdate() {
    const { prompt, engine } = this.s.draft;
    const asked = [engine, prompt.trim(), ...this.s.words.map((word) => word.id)].join('\n');
    if (asked === this.asked) return;
    this.asked = asked;
    clearTimeout(this.timer);
    this.abort?.abort();
    if (!prompt.trim()) { this.words = null; return; }
    this.timer = setTimeout(() => this.read(prompt, engine), this.words ? 150 : 0);
  }

  async read(prompt, engine) {
    this.abort = new AbortController();
    try {
      const { words, open } = await api.reading(prompt, engine, this.abort.signal);
      Object.assign(this, { words, open });
      for (const word of words) if (word.kind === 'unknown') this.suggest(word.text, engine);
    } catch (error) {
      // asked again with the next letter, or by itself when the server may be back
      if (error.name !== 'AbortError') this.timer = setTimeout(() => { this.asked = null; this.requestUpdate(); }, 2000);
    }
  }

  async suggest(word, engine) {
    if (this.near.has(word)) return;
    this.near.set(word, '');
    try {
      this.near.set(word, await api.nearest(word, engine));
      this.requestUpdate();
    } catch { this.near.delete(word); }
  }

  take(word) {
    const { prompt } = this.s.draft;
    const at = prompt.toLowerCase().indexOf(word.text.toLowerCase());
    if (at >= 0) store.draft({ prompt: prompt.slice(0, at) + this.near.get(word.text) + prompt.slice(at + word.text.length) });
  }

  chip(word) {
    const kind = KINDS.has(word.kind) ? word.kind : 'other';
    const same = !word.value || word.value.toLowerCase() === word.text.toLowerCase();
    const name = t('kind.' + word.kind), near = word.kind === 'unknown' && this.near.get(word.text);
    return html`<li class="chip ${kind}"><b>${word.text}</b>${same ? nothing : html` → ${word.value}`}
      <span>${name.startsWith('kind.') ? word.kind : name}</span>
      ${near ? html`<button class="quiet" @click=${() => this.take(word)}>${t('reading.try', { word: near })}</button>` : nothing}</li>`;
  }

  render() {
    const { words, open } = this;
    if (!words) return html`<p class="hint">${t('reading.none')}</p>`;
    const missed = words.some((word) => word.kind === 'unknown');
    return html`<ul class="reading" aria-label=${t('reading')}>${words.map((word) => this.chip(word))}</ul>
      ${open ? html`<p class="hint">${t('reading.all')}</p>` : missed ? html`<p class="hint">${t('reading.leave')}</p>` : nothing}`;
  }
}

const KINDS = new Set(['subject', 'colour', 'action', 'scene', 'time', 'weather', 'camera', 'denied', 'unknown']);
customElements.define('kinora-reading', KinoraReading);

// The view in which a film is made: the stage, the sentence, what it needs, what is in work.
import { html, nothing } from 'lit';
import { api } from './api.js';
import { Part, RATIOS, draftShot, glimpse, newSeed, request, say, size, store, t, time, told, translated } from './store.js';
import './reading.js';
import './steer.js';

const LENGTHS = [2, 3, 4, 5, 6, 8, 10];
const SIDES = [[432, '432p'], [720, '720p'], [1080, '1080p']];
const TAB = crypto.randomUUID();

class KinoraMake extends Part {
  static properties = { busy: {}, wrong: {}, price: {}, variants: {} };

  get draft() { return this.s.draft; }

  connectedCallback() {
    super.connectedCallback();
    this.variants ??= [];
  }

  willUpdate() {
    const asked = JSON.stringify({ ...request(this.draft), prompt: 'x', images: undefined, regions: undefined, style: undefined, seed: 0, camera: undefined });
    if (asked !== this.priced) {
      this.priced = asked;
      clearTimeout(this.pricing);
      this.pricing = setTimeout(async () => {
        try { this.price = (await api.price(JSON.parse(asked))).credits; } catch { this.price = null; }
      }, 300);
    }
  }

  firstUpdated() { performance.mark('studio-ready'); }

  fit() {
    if (this.draft.prompt.trim()) return true;
    say(t('error.empty'));
    this.querySelector('#prompt').focus();
    return false;
  }

  async one(seed, turn) {
    const blob = await api.preview({ ...request({ ...this.draft, seed }), turn, tab: TAB });
    return { seed, url: URL.createObjectURL(blob), bare: !this.draft.look && !this.draft.style };
  }

  async preview() {
    if (!this.fit()) return;
    const turn = Date.now(), begun = performance.now();
    if (!this.draft.locked && this.s.preview) store.draft({ seed: newSeed() });
    this.turn = turn;
    Object.assign(this, { busy: true, wrong: '', variants: [] });
    store.set({ current: null });
    try {
      const preview = await this.one(this.draft.seed, turn);
      if (this.turn === turn) store.set({ preview: { ...preview, seconds: (performance.now() - begun) / 1000 } });
    } catch (error) { if (this.turn === turn) this.wrong = told(error); }
    if (this.turn === turn) this.busy = false;
  }

  async four() {
    if (!this.fit()) return;
    const turn = Date.now();
    this.turn = turn;
    Object.assign(this, { busy: true, wrong: '', variants: [] });
    store.set({ current: null, preview: null });
    try {
      for (let n = 0; n < 4 && this.turn === turn; n++) {
        const variant = await this.one(n === 0 ? this.draft.seed : newSeed(), turn);
        if (this.turn === turn) this.variants = [...this.variants, variant];
      }
    } catch (error) { if (this.turn === turn) this.wrong = told(error); }
    if (this.turn === turn) this.busy = false;
  }

  pick(variant) {
    this.turn = 0;
    Object.assign(this, { busy: false, variants: [] });
    store.set({ preview: variant, draft: { ...this.draft, seed: variant.seed, locked: true } });
  }

  async go() {
    if (!this.fit()) return;
    this.wrong = '';
    const { preview } = this.s;
    // the film of a preview that is seen has the preview's seed
    if (!this.draft.locked && !preview) store.draft({ seed: newSeed() });
    try {
      const film = await api.make(request(this.draft));
      store.set({ films: new Map(this.s.films).set(film.id, film), current: film.id });
      this.variants = [];
    } catch (error) { this.wrong = told(error); }
  }

  // What is written here as the next shot of the film on the time line.
  async shot() {
    if (!this.fit()) return;
    const { inserted } = await import('./script.js'), { text } = this.s.script;
    store.script(text.trim() ? inserted(text, Infinity, draftShot(this.draft, false)) : draftShot(this.draft));
    say(t('finish.added'), () => store.undo(), [t('finish'), '#/finish']);
  }

  async cancel(film) {
    try { await api.cancel(film.id); } catch (error) { say(told(error)); }
  }

  render() {
    const { draft } = this;
    const { session } = this.s;
    return html`<div class="make">
      <section class="main">
        <h1 class="unseen">${t('make')}</h1>
        <div class="stage" data-ratio=${draft.ratio}>${this.stage()}</div>
        <div class="say">
          <label for="prompt">${t('prompt')}</label>
          <textarea id="prompt" rows="2" maxlength="1000" placeholder=${t('prompt.hint')} aria-describedby="reading"
            .value=${draft.prompt} @input=${(event) => store.draft({ prompt: event.target.value.replace(/\n/g, ' ') })}></textarea>
          <kinora-reading id="reading"></kinora-reading>
        </div>
        ${this.wrong ? html`<p class="wrong" role="alert">${this.wrong}</p>` : nothing}
        <div class="acts">
          <button id="preview" @click=${() => this.preview()}>${t('preview')}</button>
          <button id="variants" @click=${() => this.four()}>${t('variants')}</button>
          <button class="quiet" id="shot" @click=${() => this.shot()}>${t('finish.addShot')}</button>
          <span class="price">${this.price == null ? nothing : t('price', { n: this.price })}</span>
          <button id="go" class="primary" ?disabled=${!session.creates} @click=${() => this.go()}>${t('go')}</button>
        </div>
        ${this.queue()}
      </section>
      <aside>
        <section class="settings" aria-label=${t('help.go')}>${this.settings()}</section>
        <kinora-steer></kinora-steer>
      </aside></div>`;
  }

  stage() {
    const { preview, current, films } = this.s;
    const film = current ? films.get(current) : null;
    if (film?.status === 'SUCCEEDED') {
      return html`<video class="film" src="api/films/${film.id}/file" controls autoplay loop muted playsinline aria-label=${film.request.prompt}></video>
        <p class="over"><span>${t('made.ready')}</span> <a class="button" href="#/film/${film.id}">${t('open')}</a></p>`;
    }
    if (this.variants.length || (this.busy && !preview)) {
      return this.variants.length ? html`<div class="four" role="group" aria-label=${t('variants.pick')}>${[0, 1, 2, 3].map((n) => {
        const one = this.variants[n];
        return one ? html`<button class="variant" aria-label=${t('variant.use', { n: n + 1 })} @click=${() => this.pick(one)}>
          <video src=${one.url} autoplay loop muted playsinline></video></button>` : html`<div class="variant wait"></div>`;
      })}</div>` : html`<div class="wait"><p role="status">${t('preview.drawing')}</p></div>`;
    }
    if (preview) {
      return html`<video class="draft ${this.busy ? 'old' : ''}" src=${preview.url} autoplay loop muted playsinline aria-label=${t('preview')}></video>
        ${film ? this.progress(film) : html`<p class="over"><span role="status">${this.busy ? t('preview.drawing')
          : preview.seconds ? t('preview.is', { s: preview.seconds.toFixed(1) }) : t('preview')}</span></p>`}`;
    }
    if (film) return html`${film.glimpse ? html`<img class="making" src=${glimpse(film)} alt=${t('making')}>` : html`<div class="wait"></div>`}${this.progress(film)}`;
    return html`<div class="empty"><h2>${t('empty.title')}</h2><p>${t('empty.text')}</p>
      <ul>${[1, 2, 3].map((n) => html`<li><button class="quiet example" @click=${() => {
        store.draft({ prompt: t('example.' + n) });
        this.querySelector('#prompt').focus();
      }}>${t('example.' + n)}</button></li>`)}</ul></div>`;
  }

  progress(film) {
    return film.status === 'FAILED' ? html`<p class="over wrong" role="alert">${translated([film.failure?.help]) ?? film.failure?.message}</p>`
      : film.status === 'CANCELLED' ? html`<p class="over"><span role="status">${t('cancelled')}</span></p>`
      : html`<div class="over">${this.s.preview && film.glimpse ? html`<img class="glimpse" src=${glimpse(film)} alt=${t('making')}>` : nothing}
        <span>${t('status.' + film.status)}</span>
        <progress max="1" .value=${film.progress} aria-label=${t('status.RUNNING')}></progress>
        <span class="left">${film.secondsLeft == null ? nothing : t('left', { time: time(film.secondsLeft) })}</span>
        <button @click=${() => this.cancel(film)}>${t('cancel')}</button></div>`;
  }

  queue() {
    const work = [...this.s.films.values()].filter((film) => !/SUCC|FAIL|CANC/.test(film.status)).sort((a, b) => a.created - b.created);
    if (!work.length) return nothing;
    return html`<section class="queue" aria-labelledby="queue-title"><h2 id="queue-title">${t('queue')}</h2>
      <ul>${work.map((film) => html`<li><span class="glimpse">${film.glimpse ? html`<img src=${glimpse(film)} alt="">` : nothing}</span><span class="name">${film.request.prompt}</span>
        <progress max="1" .value=${film.progress} aria-label=${film.request.prompt}></progress>
        <span class="left">${film.status === 'RUNNING' ? film.secondsLeft == null ? '' : t('left', { time: time(film.secondsLeft) }) : t('waiting')}</span>
        <button class="quiet" aria-label="${t('cancel')}: ${film.request.prompt}" @click=${() => this.cancel(film)}>${t('cancel')}</button></li>`)}</ul></section>`;
  }

  choice(id, value, options, set) {
    return html`<div class="field ${id}"><label for=${id}>${t(id)}</label><select id=${id} @change=${(event) => set(event.target.value)}>
      ${options.map(([key, label]) => html`<option value=${key} ?selected=${String(key) === String(value)}>${label}</option>`)}</select></div>`;
  }

  settings() {
    const { draft } = this;
    const { session } = this.s;
    const pixels = (side) => size({ ...draft, side }).split('x').reduce((a, b) => a * b, 1);
    const lengths = [...new Set([...LENGTHS, draft.seconds])].sort((a, b) => a - b).filter((n) => n <= session.maxSeconds);
    const sides = SIDES.some(([side]) => side === draft.side) ? SIDES : [[draft.side, draft.side + 'p'], ...SIDES];
    return html`
      ${this.choice('duration', draft.seconds, lengths.map((n) => [n, t('seconds', { n })]), (v) => store.draft({ seconds: Number(v) }))}
      ${this.choice('ratio', draft.ratio, RATIOS.map((r) => [r, r]), (v) => store.draft({ ratio: v }))}
      ${this.choice('quality', draft.side, sides.filter(([side]) => pixels(side) <= session.maxPixels), (v) => store.draft({ side: Number(v) }))}
      ${session.engines.length > 1 ? this.choice('engine', draft.engine, session.engines.map((e) => [e.name, e.name]), (v) => store.draft({ engine: v, images: [] })) : nothing}
      <div class="field seed"><div class="both-ends"><label for="seed">${t('seed')}</label>
        <label class="check"><input type="checkbox" .checked=${draft.locked} @change=${(event) => store.draft({ locked: event.target.checked })}> ${t('locked')}</label></div>
        <input id="seed" inputmode="numeric" pattern="[0-9]{1,15}" .value=${String(draft.seed)} @change=${(event) => {
          const seed = Number(event.target.value);
          if (Number.isSafeInteger(seed) && seed >= 0) store.draft({ seed, locked: true });
          else event.target.value = draft.seed;
        }}></div>`;
  }
}
customElements.define('kinora-make', KinoraMake);

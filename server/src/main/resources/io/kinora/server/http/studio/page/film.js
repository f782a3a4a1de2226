// One film: the film itself, how it was made, what can be done with it.
import { html, nothing } from 'lit';
import { api } from './api.js';
import { again, cut, remove } from './app.js';
import { Part, bytes, glimpse, say, store, t, time, told, translated } from './store.js';

// Bits for each pixel, from those of the same film as MP4: a factor and a power, measured on eight films of the
// bundled engine (docs/studio.md); USUAL is their median, for films that are no MP4.
const FORMS = { mp4: [1, 1], webm: [0.67, 0.93], gif: [7.4, 0.62], mov: [4.3, 0.29], zip: [17.4, 0.51] };
const USUAL = 0.14;

// How many times as large a file becomes by a change.
const GROWS = { export: 1, larger: 2.3, smoother: 1.4, slower: 1.4 };
const CHANGES = Object.keys(GROWS);

class KinoraFilm extends Part {
  static properties = { of: {}, price: {}, wrong: {}, other: {}, missing: {}, format: {}, change: {}, seconds: {} };

  get film() { return this.s.films.get(this.of); }

  willUpdate(changed) {
    if (changed.has('of')) {
      Object.assign(this, { missing: false, other: '', format: 'webm', change: 'export', seconds: 4, wrong: '' });
      if (!this.film) this.fetch(this.of);
    }
  }

  async fetch(id) {
    try {
      const film = await api.film(id);
      store.set({ films: new Map(this.s.films).set(id, film) });
    } catch (error) { this.missing = true; if (error.status !== 404) say(told(error)); }
  }

  body(does) {
    const words = this.querySelector('#next')?.value ?? '';
    return does === 'extend' ? { of: this.of, does, seconds: this.seconds, prompt: words || this.film.request.prompt }
      : { of: this.of, does: this.change, format: this.format };
  }

  async ask(does) {
    this.price = null;
    this.wrong = '';
    this.querySelector('#' + does).showModal?.();
    this.quote(does);
  }

  async quote(does) {
    await this.updateComplete;
    try { this.price = (await api.price(this.body(does))).credits; } catch (error) { this.wrong = told(error); }
  }

  async follow(event, does) {
    event.preventDefault();
    try {
      const film = await api.make(this.body(does));
      store.set({ films: new Map(this.s.films).set(film.id, film) });
      this.querySelector('#' + does).close();
      location.hash = '#/film/' + film.id;
    } catch (error) { this.wrong = told(error); }
  }

  async link() {
    try { await navigator.clipboard.writeText(location.href); say(t('film.linked')); } catch { say(location.href); }
  }

  delete() {
    remove(this.film);
    location.hash = '#/films';
  }

  render() {
    const { film } = this;
    if (this.missing) return html`<div class="empty page"><h1>${t('film.missing')}</h1><a class="button" href="#/films">${t('film.back')}</a></div>`;
    if (!film) return nothing;
    const there = film.output?.bytes > 0, shows = there && film.output.type.startsWith('video');
    const file = `api/films/${film.id}/file`, drawn = /_to_video/.test(film.request.ending ? film.operation : '');
    return html`<article class="one"><a href="#/films">← ${t('film.back')}</a>
      <div class="stage" data-ratio="16:9">${shows ? this.player(film, file) : film.output?.type === 'image/gif' && there ? html`<img class="film" src=${file} alt=${film.request.prompt}>` : this.state(film)}</div>
      <div class="about"><h1>${film.request.prompt}</h1>
        <div class="acts">
          ${drawn ? html`<button class="primary" @click=${() => again(film)}>${t('film.again')}</button>` : nothing}
          ${shows && /_to_video|script/.test(film.operation) ? html`<button id="cut" @click=${() => cut(film)}>${t('film.cut')}</button>` : nothing}
          ${there ? html`<a class="button" href="${file}?download" download>${t('film.download')}</a>` : nothing}
          ${shows ? html`<button @click=${() => this.ask('export')}>${t('export')}</button>
            <button @click=${() => this.ask('extend')}>${t('extend')}</button>` : nothing}
          ${shows ? this.choose() : nothing}
          <button class="quiet" @click=${() => this.link()}>${t('film.link')}</button>
          ${/PENDING|THROTTLED|RUNNING/.test(film.status) ? html`<button @click=${() => api.cancel(film.id).catch((e) => say(told(e)))}>${t('cancel')}</button>`
            : html`<button class="quiet danger" @click=${() => this.delete()}>${t('film.delete')}</button>`}
        </div>
        ${this.facts(film)}</div></article>
      ${shows ? this.dialogs(film) : nothing}`;
  }

  state(film) {
    const text = film.status === 'FAILED' ? translated([film.failure?.help]) ?? film.failure?.message : film.status === 'SUCCEEDED' ? film.output?.bytes ? film.output.type : t('film.gone') : t('status.' + film.status);
    if (film.glimpse) {
      return html`<img class="making" src=${glimpse(film)} alt=${t('making')}><div class="over"><span role="status">${text}</span>
        <progress max="1" .value=${film.progress} aria-label=${t('status.RUNNING')}></progress>
        <span class="left">${film.secondsLeft == null ? nothing : t('left', { time: time(film.secondsLeft) })}</span></div>`;
    }
    return html`<div class="empty ${film.status === 'FAILED' ? 'wrong' : ''}"><p role="status">${text}</p>
      ${/PENDING|THROTTLED|RUNNING/.test(film.status) ? html`<progress max="1" .value=${film.progress} aria-label=${t('status.RUNNING')}></progress>
        <p>${film.secondsLeft == null ? nothing : t('left', { time: time(film.secondsLeft) })}</p>` : nothing}</div>`;
  }

  player(film, file) {
    const other = this.other ? this.s.films.get(this.other) : null;
    if (!other) return html`<video class="film" src=${file} controls autoplay loop muted playsinline aria-label=${film.request.prompt}></video>`;
    const wipe = (event) => this.querySelector('.wipe .top').style.setProperty('clip-path', `inset(0 0 0 ${event.target.value}%)`);
    return html`<div class="wipe"><video class="film" src=${file} autoplay loop muted playsinline aria-label=${film.request.prompt}></video>
      <video class="film top" src="api/films/${other.id}/file" autoplay loop muted playsinline aria-label=${other.request.prompt}></video>
      <input type="range" min="0" max="100" value="50" aria-label=${t('film.wipe')} @input=${wipe}></div>`;
  }

  choose() {
    const others = [...this.s.films.values()].filter((film) => film.id !== this.of && film.output?.bytes > 0 && film.output.type.startsWith('video')
      && !this.s.hidden.has(film.id));
    if (!others.length) return nothing;
    return html`<select aria-label=${t('film.with')} @change=${(event) => { this.other = event.target.value; }}>
      <option value="">${t('film.compare')}…</option>${others.map((film) => html`<option value=${film.id} ?selected=${film.id === this.other}>${film.request.prompt.slice(0, 60)}</option>`)}</select>`;
  }

  facts(film) {
    const { request, output } = film;
    const date = new Intl.DateTimeFormat(this.s.language === 'zh' ? 'zh-CN' : 'en', { dateStyle: 'medium', timeStyle: 'short' });
    const camera = Object.entries(request.camera ?? {}).filter(([, value]) => value).map(([axis, value]) => `${t('camera.' + axis)} ${value}`).join(', ');
    const rows = [
      ['film.operation', t('op.' + film.operation)], ['film.made', date.format(film.created)], ['seed', request.seed], ['engine', request.engine],
      ['film.size', output?.made.width ? `${output.made.width} × ${output.made.height}` : request.size.replace('x', ' × ')],
      ['duration', time(output?.made.seconds ?? request.seconds)], ['look', request.look.map((step) => step.replace('filter ', '')).join(', ')], ['style', request.style ? request.style.name || t('style.own') : ''], ['film.camera', camera],
      ['film.file', output?.bytes ? `${bytes(output.bytes)} ${output.type}` : ''], ['film.cost', t('price', { n: film.cost || film.estimated })],
    ];
    return html`<h2 class="unseen">${t('film.facts')}</h2><dl class="facts">${rows.filter(([, value]) => value !== '' && value != null)
      .map(([key, value]) => html`<div><dt>${t(key)}</dt><dd>${value}</dd></div>`)}</dl>`;
  }

  dialogs(film) {
    const made = film.output.made, pixels = made.width * made.height * (made.frames || made.seconds * 24);
    const [factor, power] = FORMS[this.format];
    const own = film.output.type === 'video/mp4' ? (film.output.bytes * 8) / pixels : USUAL;
    const about = ((GROWS[this.change] * pixels * factor * own ** power) / 8);
    return html`<dialog id="export" aria-labelledby="export-title"><form @submit=${(event) => this.follow(event, 'export')}>
        <h2 id="export-title">${t('export.title')}</h2><div class="field"><label for="format">${t('export.format')}</label>
        <select id="format" @change=${(event) => { this.format = event.target.value; this.quote('export'); }}>${Object.keys(FORMS).map((format) =>
          html`<option value=${format} ?selected=${format === this.format}>${t('format.' + format)}</option>`)}</select></div>
        <div class="field"><label for="change">${t('export.change')}</label>
        <select id="change" @change=${(event) => { this.change = event.target.value; this.quote('export'); }}>${CHANGES.map((change) =>
          html`<option value=${change} ?selected=${change === this.change}>${t('export.' + change)}</option>`)}</select></div>
        <p role="status">${this.price == null ? nothing : t('export.size', { size: bytes(about), n: this.price })}</p>${this.trouble()}
        <div class="acts"><button class="primary">${t('export.go')}</button><button type="button" class="quiet" @click=${() => this.querySelector('#export').close()}>${t('close')}</button></div></form></dialog>
      <dialog id="extend" aria-labelledby="extend-title"><form @submit=${(event) => this.follow(event, 'extend')}>
        <h2 id="extend-title">${t('extend.title')}</h2><div class="field"><label for="next">${t('extend.text')}</label>
        <textarea id="next" rows="2" maxlength="1000" .value=${film.request.prompt}></textarea></div>
        <div class="field"><label for="more">${t('extend.seconds')}</label>
        <select id="more" @change=${(event) => { this.seconds = Number(event.target.value); this.quote('extend'); }}>${[2, 4, 6, 8].map((n) => html`<option ?selected=${n === this.seconds}>${n}</option>`)}</select></div>${this.trouble()}
        <div class="acts"><button class="primary" ?disabled=${this.price == null}>${t('extend.go', { n: this.price ?? '…' })}</button><button type="button" class="quiet" @click=${() => this.querySelector('#extend').close()}>${t('close')}</button></div></form></dialog>`;
  }

  trouble() {
    return this.wrong ? html`<p class="wrong" role="alert">${this.wrong}</p>` : nothing;
  }
}
customElements.define('kinora-film', KinoraFilm);

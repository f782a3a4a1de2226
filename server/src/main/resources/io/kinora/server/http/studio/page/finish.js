// The view in which a film of several shots is put together. Its script is all that it is made of:
// the time line, the panels and the text are three views of it.
import { html, nothing } from 'lit';
import { api } from './api.js';
import { files, filesOf, frameOf, named, waveform } from './media.js';
import { TRANSITIONS, drawnFrom, inserted, lineOf, moved, read, setting, withCaption, withSeconds, withSetting, withTitle, withTransition, withWords, without } from './script.js';
import { Part, draftShot, say, store, t, time, told, translated } from './store.js';
import './line.js';
import './looks.js';

const TABS = ['shot', 'film', 'text'];
const SIZES = ['768x432', '1280x720', '1920x1080', '432x768', '720x1280', '600x600'];
const TAB = crypto.randomUUID();

class KinoraFinish extends Part {
  static properties = { tab: {}, shown: {}, busy: {}, wrong: {}, said: {}, position: {}, wave: {}, tick: {} };

  constructor() {
    super();
    Object.assign(this, { tab: 'shot', shown: null, busy: '', position: 0, thumbs: new Map(), said: null, ask: 0 });
  }

  get text() { return this.s.script.text; }
  get n() { return Math.max(0, Math.min(this.s.shot, this.film.shots.length - 1)); }

  willUpdate() {
    if (this.text === this.asked) return;
    const { text } = this;
    Object.assign(this, { asked: text, wrong: '' });
    this.film = read(text);
    this.song();
    clearTimeout(this.timer);
    if (text.trim()) this.timer = setTimeout(() => this.check(text), 300);
    else this.said = null;
  }

  async check(text) {
    try {
      const said = await api.script(text, await files.names().catch(() => []));
      if (this.text === text) this.said = said;
    } catch (error) { if (error.code !== 'offline') this.wrong = told(error); else this.asked = null; }
  }

  async song() {
    const name = setting(this.text, 'music');
    if (name === this.heard) return;
    Object.assign(this, { heard: name, wave: null });
    try {
      const blob = name && await files.get(name);
      if (blob) this.wave = await waveform(blob);
    } catch { /* it is heard, but not shown */ }
  }

  edit(text, merge) { store.script(text, merge); }

  // Draws the shots that have no picture yet, one by one, then the film.
  async preview() {
    const turn = this.turn = Date.now(), { text } = this, { shots } = this.film;
    Object.assign(this, { wrong: '', busy: t('preview.drawing') });
    const ask = async (script, shot, sent) => URL.createObjectURL(await api.scriptPreview({ script, shot, files: sent, turn, tab: TAB }));
    try {
      // shots as they are drawn, without captions and look, so that other looks can be tried on them
      const plain = withSetting(withSetting(withSetting(text, 'music', ''), 'look', ''), 'captions', 'off');
      const silent = setting(text, 'style') ? withSetting(plain, 'style', 'none') : plain, pictures = await filesOf(silent);
      for (let n = 0; n < shots.length && this.turn === turn; n++) {
        const key = drawnFrom(text, n);
        if (this.thumbs.has(key)) continue;
        this.busy = t('finish.drawing', { n: n + 1, all: shots.length });
        const url = await ask(silent, n + 1, pictures), later = shots[n].transition === 'continue';
        this.thumbs.set(key, await frameOf(url, later ? 0.8 : 0.5));
        URL.revokeObjectURL(url);
        this.tick = turn + n;
      }
      if (this.turn !== turn) return;
      this.busy = t('finish.joining');
      const url = await ask(text, 0, await filesOf(text));
      if (this.turn !== turn) return;
      if (this.shown) URL.revokeObjectURL(this.shown.url);
      this.shown = { url, of: text };
      this.picture = this.thumbs.get(drawnFrom(text, this.n));
    } catch (error) { if (this.turn === turn) this.wrong = told(error); }
    if (this.turn === turn) this.busy = '';
  }

  stop() { Object.assign(this, { turn: 0, busy: '' }); }

  async make() {
    this.wrong = '';
    try {
      const film = await api.make({ script: this.text, files: await filesOf(this.text) });
      store.set({ films: new Map(this.s.films).set(film.id, film) });
      location.hash = '#/film/' + film.id;
    } catch (error) { this.wrong = told(error); }
  }

  choose(n) {
    store.set({ shot: n });
    if (this.shown?.of === this.text) this.seek(this.film.shots[n].start + this.film.shots[n].share);
  }

  seek(at) {
    this.position = at;
    const film = this.querySelector('.stage video');
    if (film) film.currentTime = at;
  }

  removeShot(n) {
    this.edit(without(this.text, n));
    say(t('finish.removed'), () => store.undo());
  }

  add(words = t('finish.newWords')) {
    const { shots } = this.film, n = shots.length ? this.n : -1;
    this.edit(inserted(this.text, n, `## ${t('finish.new', { n: shots.length + 1 })}\n${words} (4 s)\n`));
    store.set({ shot: n + 1 });
    this.tab = 'shot';
    this.updateComplete.then(() => setTimeout(() => this.querySelector('#shot-words')?.select()));
  }

  async music(file) {
    if (!file) return;
    const name = named(file.name);
    try {
      await waveform(file, 10);
      await files.put(name, file);
      this.heard = null;
      this.edit(withSetting(this.text, 'music', name));
    } catch { say(t('music.bad')); }
  }

  async looks({ look, style }) {
    let text = this.text;
    const mixed = ({ name, strength }) => `${name}${strength < 1 ? '=' + strength : ''}`;
    if (look !== undefined) text = withSetting(text, 'look', look ? 'filter ' + mixed(look) : '');
    if (style !== undefined) {
      let name = style?.name;
      if (style?.file) await files.put(name = named(style.file.name), style.file);
      text = withSetting(text, 'style', !style ? '' : style.strength < 1 ? `{name: ${JSON.stringify(name)}, strength: ${style.strength}}` : name, style?.strength < 1);
    }
    this.edit(text);
  }

  get look() {
    const said = /^(?:filter )?([a-z-]+)(?:=([\d.]+))?$/.exec(setting(this.text, 'look'));
    return said ? { name: said[1], strength: Number(said[2] ?? 1) } : null;
  }

  get painting() {
    const said = setting(this.text, 'style'), map = /^\{\s*name:\s*"?([^",}]+?)"?\s*(?:,\s*strength:\s*([\d.]+)\s*)?\}$/.exec(said);
    return map ? { name: map[1], strength: Number(map[2] ?? 1) } : said && !said.startsWith('{') ? { name: said, strength: 1 } : null;
  }

  async openText(file) {
    if (file) this.edit(await file.text());
  }

  saveText() {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([this.text], { type: 'text/markdown' }));
    link.download = (this.said?.name ?? 'film').replace(/[^\p{L}\p{N} _-]/gu, '').slice(0, 60).trim() + '.md';
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  render() {
    if (!this.film?.shots.length && !this.text.trim()) return this.empty();
    const { film, said } = this, { script, session } = this.s;
    const issue = said?.issue, line = this.on ??= {
      choose: (n) => this.choose(n), move: (from, to) => { this.edit(moved(this.text, from, to)); store.set({ shot: to }); },
      remove: (n) => this.removeShot(n), length: (n, seconds, merge) => this.edit(withSeconds(this.text, n, seconds), merge && 'trim' + n), settle: () => store.settle(),
      caption: (n, index, caption) => this.edit(withCaption(this.text, n, index, caption)), seek: (at) => this.seek(at),
      join: (n) => { this.choose(n); this.tab = 'shot'; this.updateComplete.then(() => this.querySelector('#join')?.focus()); },
      music: () => { this.tab = 'film'; this.updateComplete.then(() => this.querySelector('#music')?.click()); },
    };
    const thumbs = film.shots.map((_, n) => this.thumbs.get(drawnFrom(this.text, n)));
    return html`<div class="finish"><h1 class="unseen">${t('finish')}</h1>
      <section class="main"><div class="stage">${this.stage()}</div></section>
      <aside class="panel" aria-label=${t('finish.panel')}>
        <div role="tablist" aria-label=${t('finish.panel')} @keydown=${(event) => this.tabs(event)}>${TABS.map((name) => html`<button role="tab" id="tab-${name}" aria-selected=${this.tab === name}
          aria-controls="finish-panel" tabindex=${this.tab === name ? 0 : -1} class="quiet" @click=${() => { this.tab = name; }}>${t('finish.' + name)}</button>`)}</div>
        <div role="tabpanel" id="finish-panel" aria-labelledby="tab-${this.tab}">${this.tab === 'text' || !film.shots.length ? this.asText() : this.tab === 'shot' ? this.asShot() : this.asFilm()}</div></aside>
      <div class="below">
        ${film.shots.length ? html`<kinora-line .film=${film} .chosen=${this.n} .thumbs=${thumbs} .music=${setting(this.text, 'music')} .wave=${this.wave} .position=${this.position} .on=${line}></kinora-line>` : nothing}
        ${this.wrong ? html`<p class="wrong" role="alert">${this.wrong}</p>` : issue ? html`<p class="wrong" role="status">${this.trouble(issue)}</p>` : nothing}
        <div class="acts">
          <button class="quiet" ?disabled=${!script.past.length} @click=${() => store.undo()}>${t('undo')}</button>
          <button class="quiet" ?disabled=${!script.future.length} @click=${() => store.redo()}>${t('redo')}</button>
          <button class="quiet" @click=${() => this.add()}>+ ${t('finish.add')}</button>
          <span class="price">${film.shots.length ? time(film.seconds) : nothing}${said?.credits == null ? nothing : html` · ${t('price', { n: said.credits })}`}</span>
          <button id="preview" ?disabled=${!!issue} @click=${() => this.preview()}>${t('preview')}</button>
          <button id="go" class="primary" ?disabled=${!session.creates || !!issue} @click=${() => this.make()}>${t('go')}</button></div></div></div>`;
  }

  trouble({ line, message, help }) {
    return t('finish.line', { line, text: translated([help]) ?? message });
  }

  tabs(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    this.tab = TABS[(TABS.indexOf(this.tab) + step + 3) % 3];
    this.updateComplete.then(() => this.querySelector('[aria-selected=true]').focus());
  }

  empty() {
    const { draft } = this.s;
    return html`<div class="empty page"><h1>${t('finish.empty')}</h1><p>${t('finish.empty.text')}</p>
      <button class="primary" id="example" @click=${() => this.edit(t('finish.example'))}>${t('finish.begin')}</button>
      ${draft.prompt.trim() ? html`<button id="mine" @click=${() => this.edit(draftShot(draft))}>${t('finish.mine')}</button>` : nothing}
      <label class="button file">${t('finish.open')}<input type="file" accept=".md,.txt,text/markdown,text/plain" @change=${(event) => this.openText(event.target.files[0])}></label></div>`;
  }

  stage() {
    const { shown, busy } = this, fresh = shown?.of === this.text;
    const over = busy ? html`<p class="over"><span role="status">${busy}</span> <button @click=${() => this.stop()}>${t('cancel')}</button></p>`
      : shown && !fresh ? html`<p class="over"><span role="status">${t('finish.changed')}</span> <button @click=${() => this.preview()}>${t('preview')}</button></p>` : nothing;
    if (shown) {
      return html`<video class="draft ${busy ? 'old' : ''}" src=${shown.url} controls playsinline aria-label=${t('preview')}
        @timeupdate=${(event) => { this.position = event.target.currentTime; }}></video>${over}`;
    }
    return busy ? html`<div class="wait"></div>${over}` : html`<div class="empty"><h2>${t('finish.see')}</h2><p>${t('finish.see.text')}</p>
      <button @click=${() => this.preview()} ?disabled=${!!this.said?.issue}>${t('preview')}</button></div>`;
  }

  field(id, label, input) { return html`<div class="field"><label for=${id}>${label}</label>${input}</div>`; }

  asShot() {
    const { n, film, text } = this, one = film.shots[n];
    return html`<div class="fields">
      ${this.field('shot-title', t('finish.title', { n: n + 1 }), html`<input id="shot-title" maxlength="80" .value=${one.title} @change=${(event) => this.edit(withTitle(text, n, event.target.value))}>`)}
      ${this.field('shot-words', t('prompt'), html`<textarea id="shot-words" rows="3" maxlength="1000" .value=${one.words} @change=${(event) => event.target.value.trim() && this.edit(withWords(this.text, n, event.target.value))}></textarea>`)}
      <div class="pair ${one.share ? 'three' : ''}">${this.field('shot-seconds', t('finish.seconds'), html`<input id="shot-seconds" type="number" min="0.5" max="600" step="0.5" .value=${String(one.seconds)} @change=${(event) => this.edit(withSeconds(text, n, Number(event.target.value) || 4))}>`)}
      ${n ? this.field('join', t('join'), html`<select id="join" @change=${(event) => this.edit(withTransition(text, n, event.target.value, one.share))}>${TRANSITIONS.map((kind) => html`<option value=${kind} ?selected=${kind === one.transition}>${t('join.' + kind)}</option>`)}</select>`) : nothing}
      ${one.share ? this.field('share', t('join.seconds'), html`<input id="share" type="number" min="0.1" max="10" step="0.1" .value=${String(one.share)} @change=${(event) => this.edit(withTransition(text, n, one.transition, Number(event.target.value)))}>`) : nothing}</div>
      <div class="acts"><button ?disabled=${n === 0} @click=${() => this.on.move(n, n - 1)}>← ${t('finish.earlier')}</button>
        <button ?disabled=${n === film.shots.length - 1} @click=${() => this.on.move(n, n + 1)}>${t('finish.later')} →</button>
        <button class="quiet danger" ?disabled=${film.shots.length < 2} @click=${() => this.removeShot(n)}>${t('finish.remove')}</button></div></div>`;
  }

  asFilm() {
    const { text } = this, size = setting(text, 'size') || (setting(text, 'ratio') ? '' : SIZES[0]), song = setting(text, 'music'), volume = setting(text, 'volume') || '1';
    const style = this.painting, own = style && !this.s.session.styles.some(({ name }) => name === style.name) ? style.name : '';
    return html`<div class="fields">
      ${this.field('film-title', t('finish.filmTitle'), html`<input id="film-title" maxlength="100" .value=${this.film.title} @change=${(event) => this.edit(withSetting(text, 'title', event.target.value.trim()))}>`)}
      ${size ? this.field('film-size', t('quality'), html`<select id="film-size" @change=${(event) => this.edit(withSetting(text, 'size', event.target.value))}>${[...new Set([size, ...SIZES])].map((one) => html`<option value=${one} ?selected=${one === size}>${one.replace('x', ' × ')}</option>`)}</select>`) : nothing}
      <div class="field"><label for="music">${t('music')}</label>
        <label class="button file">${song || t('music.choose')}<input id="music" type="file" accept="audio/*" @change=${(event) => { this.music(event.target.files[0]); event.target.value = ''; }}></label></div>
      ${song ? html`<div class="axes two"><label for="volume">${t('music.volume')}</label><input id="volume" type="range" min="0" max="1" step="0.05" .value=${volume} @change=${(event) => this.edit(withSetting(text, 'volume', event.target.value))}></div>
        <button class="quiet" @click=${() => this.edit(withSetting(text, 'music', ''))}>${t('music.remove')}</button>` : nothing}
      <kinora-looks .picture=${this.picture ?? this.thumbs.get(drawnFrom(text, this.n)) ?? null} .look=${this.look} .paint=${style} .pictured=${own} .changed=${(patch) => this.looks(patch)}></kinora-looks></div>`;
  }

  asText() {
    return html`<div class="fields"><label for="script" class="unseen">${t('finish.text')}</label>
      <textarea id="script" spellcheck="false" .value=${this.text} @input=${(event) => this.edit(event.target.value, 'text')} @change=${() => store.settle()}
        @click=${(event) => this.follow(event.target)} @keyup=${(event) => this.follow(event.target)}></textarea>
      <div class="acts"><button @click=${() => this.saveText()}>${t('finish.save')}</button>
        <label class="button file">${t('finish.open')}<input type="file" accept=".md,.txt,text/markdown,text/plain" @change=${(event) => this.openText(event.target.files[0])}></label></div></div>`;
  }

  // The shot in which the cursor is becomes the chosen one.
  follow(field) {
    const line = field.value.slice(0, field.selectionStart).split('\n').length - 1;
    const n = this.film.shots.findLastIndex((_, i) => lineOf(this.text, i) <= line);
    if (n >= 0 && n !== this.n) store.set({ shot: n });
  }
}
customElements.define('kinora-finish', KinoraFinish);

// The frame of the page: who is there, which view is shown, what is said.
import { html, nothing } from 'lit';
import { api, listen } from './api.js';
import { Part, draftOf, draftShot, say, store, t, told } from './store.js';
import './make.js';
import './films.js';
import './film.js';

// What only one view needs is loaded with it.
const finish = () => import('./finish.js');

const SHORTCUTS = [
  ['Ctrl Enter', 'help.go'], ['Alt P', 'help.preview'], ['Alt V', 'help.variants'],
  ['/', 'help.prompt'], ['Alt 1', 'help.make'], ['Alt 2', 'help.finish'], ['Alt 3', 'help.films'],
  ['Ctrl Z', 'help.undo'], ['?', 'help.help'], ['Esc', 'help.close'],
];

const doomed = new Map();

// Deletes after the time in which it can be undone; a page that is closed deletes at once.
export function doom(id, text, act) {
  const hidden = (change) => {
    const next = new Set(store.get().hidden);
    change(next);
    store.set({ hidden: next });
  };
  hidden((all) => all.add(id));
  const end = async () => {
    doomed.delete(id);
    try { await act(id); } catch (error) { hidden((all) => all.delete(id)); say(told(error)); }
  };
  doomed.set(id, { timer: setTimeout(end, 8000), end });
  say(text, () => {
    clearTimeout(doomed.get(id)?.timer);
    doomed.delete(id);
    hidden((all) => all.delete(id));
  });
}

export const remove = (film) => doom(film.id, t('film.deleted'), api.remove);

addEventListener('pagehide', () => doomed.forEach(({ timer, end }) => { clearTimeout(timer); end(); }));

// Fills the draft with all that made a film: settings, pictures and regions.
export async function again(film) {
  const draft = draftOf(film);
  const load = async (entry) => {
    const blob = await api.input(film.id, entry.file);
    return new Promise((done) => {
      const reader = new FileReader();
      reader.onload = () => done(reader.result);
      reader.readAsDataURL(blob);
    });
  };
  try {
    draft.images = await Promise.all(film.request.images.map(async (image) =>
      ({ part: image.part, noun: image.noun, uri: await load(image) })));
    if (film.request.style?.file) draft.style = { name: '', strength: film.request.style.strength, uri: await load(film.request.style) };
    draft.regions = await Promise.all(film.request.regions.map(async (region) => ({ ...region, mask: await load(region) })));
  } catch (error) { say(told(error)); }
  store.set({ draft, preview: null, current: null });
  location.hash = '#/make';
}

// Brings a film to the time line: its script if it was made from one, else itself as the one shot.
export async function cut(film) {
  try {
    if (film.operation === 'script') {
      const { script, files: needed } = await api.scriptOf(film.id);
      const { files } = await import('./media.js');
      for (const { name, file } of needed) await files.put(name, await api.input(film.id, file));
      store.script(script);
    } else store.script(draftShot(draftOf(film)));
    store.set({ shot: 0 });
    location.hash = '#/finish';
  } catch (error) { say(told(error)); }
}

class KinoraStudio extends Part {
  static properties = { failure: {}, ready: {} };

  connectedCallback() {
    super.connectedCallback();
    addEventListener('hashchange', () => this.route());
    addEventListener('keydown', (event) => this.key(event));
    this.dress();
    this.begin();
  }

  async begin() {
    const token = /^#token=([0-9a-f]+)$/.exec(location.hash)?.[1];
    if (token) history.replaceState(null, '', location.pathname);
    try {
      const session = token ? await api.logIn({ token }) : await api.session();
      if (session) await this.enter(session);
    } catch (error) {
      this.failure = token || error.code === 'offline' ? told(error) : '';
    }
    this.ready = true;
    this.route();
  }

  async enter(session) {
    const engines = session.engines.map((engine) => engine.name);
    const { draft } = this.s;
    store.set({ session, draft: engines.includes(draft.engine) ? draft : { ...draft, engine: engines[0] } });
    this.stop?.();
    this.stop = listen({
      film: (film) => this.heard(film),
      gone: (id) => { const films = new Map(this.s.films); films.delete(id); store.set({ films }); },
      online: (online) => { if (online !== this.s.online) store.set({ online }); },
    });
    try {
      store.set({ words: await api.words() });
      const { films, more } = await api.films();
      const all = new Map(this.s.films);
      for (const film of films) if (!(all.get(film.id)?.version > film.version)) all.set(film.id, film);
      store.set({ films: all, more });
    } catch (error) { say(told(error)); }
  }

  heard(film) {
    const before = this.s.films.get(film.id);
    store.set({ films: new Map(this.s.films).set(film.id, film) });
    if (before && before.status !== film.status && film.status === 'SUCCEEDED' && this.s.current !== film.id) {
      say(t('made.ready'));
    }
  }

  route() {
    const route = location.hash.replace(/^#\//, '') || 'make';
    const changed = route !== this.s.route;
    if (route === 'finish') finish();
    store.set({ route, dialog: null });
    if (changed && this.s.session) {
      this.updateComplete.then(() => this.querySelector('main')?.focus({ preventScroll: true }));
      scrollTo(0, 0);
    }
  }

  key(event) {
    if (!this.s.session) return;
    const writes = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) && event.target.type !== 'range';
    const name = (event.ctrlKey || event.metaKey ? 'Ctrl ' : '') + (event.altKey ? 'Alt ' : '')
      + (event.altKey ? event.code.replace(/Key|Digit/, '') : event.key);
    const act = {
      '?': () => !writes && this.help(), '/': () => !writes && (location.hash = '#/make', setTimeout(() => this.querySelector('#prompt')?.focus(), 50)),
      'Alt 1': () => (location.hash = '#/make', true), 'Alt 2': () => (location.hash = '#/finish', true), 'Alt 3': () => (location.hash = '#/films', true),
      'Ctrl z': () => !writes && this.s.route === 'finish' && store.undo(), 'Ctrl y': () => !writes && this.s.route === 'finish' && store.redo(),
      'Ctrl Z': () => !writes && this.s.route === 'finish' && store.redo(),
      'Ctrl Enter': () => this.querySelector('#go')?.click() ?? true, 'Alt P': () => this.querySelector('#preview')?.click() ?? true,
      'Alt V': () => this.querySelector('#variants')?.click() ?? true,
    }[name];
    if (act && act() !== false) event.preventDefault();
  }

  help() {
    this.querySelector('#help').showModal();
    return true;
  }

  dress() {
    const { language, theme } = this.s;
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
    document.documentElement.dataset.theme = theme;
    document.title = t('title');
  }

  updated() { this.dress(); }

  render() {
    if (!this.ready) return nothing;
    const { session, online, toast, route, language } = this.s;
    return html`
      <a class="skip" href="#content" @click=${(event) => { event.preventDefault(); this.querySelector('main').focus(); }}>${t('skip')}</a>
      <header>
        <a class="brand" href="#/make"><img src="page/icon.svg" alt="" width="24" height="24"> Kinora</a>
        ${session ? html`<nav aria-label="Kinora">
          ${['make', 'finish', 'films'].map((view) => html`<a href="#/${view}" aria-current=${view === this.at(route) ? 'page' : nothing}>${t(view)}</a>`)}</nav>` : html`<span></span>`}
        <div class="tools">
          <button class="quiet" id="language" lang=${language === 'en' ? 'zh-CN' : 'en'} aria-label=${t('language.label')}
            @click=${() => store.set({ language: language === 'en' ? 'zh' : 'en' })}>${t('language')}</button>
          <select aria-label=${t('theme')} @change=${(event) => store.set({ theme: event.target.value })}>
            ${['auto', 'light', 'dark'].map((theme) => html`<option value=${theme} ?selected=${theme === this.s.theme}>${t('theme.' + theme)}</option>`)}</select>
          ${session ? html`<button class="quiet round" aria-label=${t('help')} @click=${() => this.help()}>?</button>` : nothing}
        </div>
      </header>
      ${online || !session ? nothing : html`<p class="banner" role="status">${t('offline')}</p>`}
      <main id="content" tabindex="-1">${session ? this.view(route) : this.login()}</main>
      <div class="toast" role="status" aria-live="polite">${toast ? html`<p>${toast.text}
        ${toast.undo ? html`<button class="quiet" @click=${() => { toast.undo(); store.set({ toast: null }); }}>${t('undo')}</button>` : nothing}
        ${toast.link ? html`<a href=${toast.link[1]} @click=${() => store.set({ toast: null })}>${toast.link[0]}</a>` : nothing}</p>` : nothing}</div>
      <dialog id="help" aria-labelledby="help-title"><h2 id="help-title">${t('help.title')}</h2>
        <dl class="keys">${SHORTCUTS.map(([key, what]) => html`<div><dt>${key.split(' ').map((one) => html`<kbd>${one}</kbd>`)}</dt><dd>${t(what)}</dd></div>`)}</dl>
        <form method="dialog" @submit=${(event) => { event.preventDefault(); this.querySelector('#help').close(); }}><button>${t('close')}</button>
          <button type="button" class="quiet" @click=${() => this.out()}>${t('logout')}</button></form></dialog>`;
  }

  at(route) {
    return route.startsWith('film') ? 'films' : route === 'finish' ? 'finish' : 'make';
  }

  view(route) {
    if (route === 'finish') return html`<kinora-finish></kinora-finish>`;
    if (route === 'films') return html`<kinora-films></kinora-films>`;
    const id = /^film\/([\w-]+)$/.exec(route)?.[1];
    return id ? html`<kinora-film .of=${id}></kinora-film>` : html`<kinora-make></kinora-make>`;
  }

  login() {
    return html`<form class="login" @submit=${(event) => this.signIn(event)}>
      <h1>${t('login.title')}</h1><p>${t('login.hint')}</p>
      <label for="key">${t('login.key')}</label>
      <input id="key" type="password" autocomplete="off" required spellcheck="false">
      ${this.failure ? html`<p class="wrong" role="alert">${this.failure}</p>` : nothing}
      <button class="primary">${t('login.go')}</button></form>`;
  }

  async signIn(event) {
    event.preventDefault();
    const field = this.querySelector('#key');
    try {
      await this.enter(await api.logIn({ key: field.value }));
      this.failure = '';
      this.route();
    } catch (error) {
      this.failure = error.message || told(error);
    }
    field.value = '';
  }

  async out() {
    this.querySelector('#help').close();
    this.stop?.();
    await api.logOut().catch(() => {});
    store.set({ session: null, words: [], films: new Map(), preview: null, current: null });
  }
}
customElements.define('kinora-studio', KinoraStudio);

// What all parts of the page share. What is being written survives a reload; no key is kept here.
import { LitElement } from 'lit';
import { messages } from './told.js';
import { words } from './words.js';

const DRAFT = 'kinora.draft', SCRIPT = 'kinora.script', LANGUAGE = 'kinora.language', THEME = 'kinora.theme';

export const STILL = { horizontal: 0, vertical: 0, zoom: 0, roll: 0, pan: 0, tilt: 0 };
export const RATIOS = ['16:9', '9:16', '1:1', '4:3', '21:9'];

export const emptyDraft = () => ({
  prompt: '', engine: 'house', seconds: 4, ratio: '16:9', side: 432, fps: 24, look: null, style: null,
  seed: newSeed(), locked: false, camera: null, regions: [], images: [],
});

export function newSeed() {
  return crypto.getRandomValues(new Uint32Array(1))[0];
}

function read(name) {
  try { return JSON.parse(localStorage.getItem(name)); } catch { return null; }
}

function keep(name, value) {
  try { localStorage.setItem(name, JSON.stringify(value)); } catch {
    // full, by large pictures: what was written without them is kept
    if (name === DRAFT) {
      try { localStorage.setItem(name, JSON.stringify({ ...value, images: [], regions: [], style: null })); } catch { /* none */ }
    }
  }
}

// A draft of an earlier version of the page had a look by its name.
function kept(draft) {
  const look = typeof draft?.look === 'string' ? draft.look && { name: draft.look, strength: 1 } : draft?.look;
  return { ...emptyDraft(), ...draft, look: look || null };
}

const state = {
  language: read(LANGUAGE) ?? (navigator.language.startsWith('zh') ? 'zh' : 'en'),
  theme: read(THEME) ?? 'auto',
  draft: kept(read(DRAFT)),
  script: { text: read(SCRIPT) ?? '', past: [], future: [] }, shot: 0,
  session: null, words: [], films: new Map(), hidden: new Set(), online: true, more: false,
  toast: null, dialog: null, current: null, preview: null, route: '',
};

const parts = new Set();

export const store = {
  get: () => state,
  set(patch) {
    Object.assign(state, patch);
    if ('language' in patch) keep(LANGUAGE, state.language);
    if ('theme' in patch) keep(THEME, state.theme);
    if ('draft' in patch) keep(DRAFT, state.draft);
    if ('script' in patch) keep(SCRIPT, state.script.text);
    for (const part of parts) part.requestUpdate();
  },
  // The script anew. Edits that are one to who makes them, such as letters, have one `merge`.
  script(text, merge) {
    const { script } = state;
    if (text === script.text) return;
    const past = merge && merge === store.merge ? script.past : [...script.past.slice(-99), script.text];
    store.merge = merge;
    store.set({ script: { text, past, future: [] } });
  },
  settle() { store.merge = null; },
  undo() {
    const { text, past, future } = state.script;
    store.settle();
    if (past.length) store.set({ script: { text: past.at(-1), past: past.slice(0, -1), future: [text, ...future] } });
  },
  redo() {
    const { text, past, future } = state.script;
    store.settle();
    if (future.length) store.set({ script: { text: future[0], past: [...past, text], future: future.slice(1) } });
  },
  draft(patch) {
    store.set({ draft: { ...state.draft, ...patch } });
  },
};

export function t(key, values = {}) {
  const text = words[state.language][key] ?? words.en[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '');
}

// A part of the page that is drawn anew when anything shared has changed.
export class Part extends LitElement {
  createRenderRoot() { return this; }
  connectedCallback() { super.connectedCallback(); parts.add(this); }
  disconnectedCallback() { super.disconnectedCallback(); parts.delete(this); }
  get s() { return state; }
}

export function size(draft) {
  const [w, h] = draft.ratio.split(':').map(Number);
  const short = draft.side, scale = short / Math.min(w, h);
  const even = (x) => 2 * Math.round((x * scale) / 2);
  return `${even(w)}x${even(h)}`;
}

export const lookStep = ({ name, strength }) => `filter ${name}${strength < 1 ? '=' + strength : ''}`;

export function lookOf(steps) {
  const found = steps.map((step) => /^filter ([a-z-]+)(?:=([\d.]+))?$/.exec(step)).find(Boolean);
  return found ? { name: found[1], strength: Number(found[2] ?? 1) } : null;
}

// What is made in the first view as a shot of a script, with all that a script has words for.
export function draftShot(draft, alone = true) {
  const axes = Object.entries(draft.camera ?? {}).filter(([, value]) => value).map(([axis, value]) => `${axis}=${value}`);
  const camera = draft.camera ? `{camera ${axes.join(' ') || 'zoom=0'}}` : '';
  const title = draft.prompt.trim().split(/\s+/).slice(0, 5).join(' ').slice(0, 40);
  const shot = `## ${title}\n{seed ${draft.seed}}${camera}\n${draft.prompt.trim()} (${draft.seconds} s)\n`;
  if (!alone) return shot;
  const style = draft.style && !draft.style.uri ? `style: {name: ${draft.style.name}, strength: ${draft.style.strength}}\n` : '';
  return `---\nsize: ${size(draft)}\n${draft.look ? `look: ${lookStep(draft.look)}\n` : ''}${style}---\n${shot}`;
}

// What the server is asked for.
export function request(draft) {
  const body = {
    prompt: draft.prompt, engine: draft.engine, seed: draft.seed, size: size(draft),
    fps: String(draft.fps), seconds: draft.seconds,
  };
  if (draft.look) body.look = [lookStep(draft.look)];
  if (draft.style) {
    const { name, strength, uri } = draft.style;
    body.style = uri ? { uri, strength } : { name, strength };
  }
  if (draft.camera) body.camera = draft.camera;
  if (draft.regions.some((r) => r.mask)) {
    body.regions = draft.regions.filter((r) => r.mask).map(
      ({ mask, horizontal, vertical, proximity, ambient }) =>
        ({ mask, horizontal, vertical, proximity, ambient }));
  }
  if (draft.images.length) {
    body.images = draft.images.map(({ part, uri, cut, noun }) => (noun ? { part, uri: cut ?? uri, noun } : { part, uri: cut ?? uri }));
  }
  return body;
}

const RATIO_OF = (w, h) => RATIOS.find((ratio) => {
  const [a, b] = ratio.split(':').map(Number);
  return Math.abs(w / h - a / b) < 0.02;
}) ?? '16:9';

// The draft that would make a film again.
export function draftOf(film) {
  const asked = film.request;
  const [w, h] = asked.size.split('x').map(Number);
  const [a, b] = asked.fps.split('/').map(Number);
  return {
    ...emptyDraft(), prompt: asked.prompt, engine: asked.engine || 'house', seconds: asked.seconds,
    ratio: RATIO_OF(w, h), side: Math.min(w, h), fps: Math.round(a / (b || 1)), seed: asked.seed,
    locked: true, camera: asked.camera,
    look: lookOf(asked.look), style: asked.style?.name ? { name: asked.style.name, strength: asked.style.strength } : null,
  };
}

// `link` is a name and an address to go to.
export function say(text, undo, link) {
  clearTimeout(say.timer);
  store.set({ toast: { text, undo, link } });
  say.timer = setTimeout(() => store.set({ toast: null }), undo ? 8000 : 6000);
}

export function told(error) {
  if (error.name === 'AbortError' || error.code === 'superseded') return '';
  if (error.code === 'session') store.set({ session: null });
  if (error.code !== 'told' || !error.message) return t('error.' + (error.code ?? 'unknown'));
  return translated(error.keys) ?? error.message;
}

// A message of the server in the language of the interface; null where only its own words are there.
export function translated(keys = []) {
  const known = messages[state.language] ?? {};
  return keys.map((key) => known[key]).find(Boolean) ?? null;
}

// The address of the last picture of a film that is being made.
export const glimpse = (film) => `api/films/${film.id}/glimpse/${film.glimpse}`;

export function time(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  return whole < 60 ? t('seconds', { n: whole })
    : t('minutes', { m: Math.floor(whole / 60), s: String(whole % 60).padStart(2, '0') });
}

export function bytes(n) {
  return n >= 1e6 ? (n / 1e6).toFixed(1) + ' MB' : Math.max(1, Math.round(n / 1e3)) + ' kB';
}

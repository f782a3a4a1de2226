// What all parts of the page share. What is being written survives a reload; no key is kept here.
import { LitElement } from 'lit';
import { words } from './words.js';

const DRAFT = 'kinora.draft', LANGUAGE = 'kinora.language', THEME = 'kinora.theme';

export const STILL = { horizontal: 0, vertical: 0, zoom: 0, roll: 0, pan: 0, tilt: 0 };
export const RATIOS = ['16:9', '9:16', '1:1', '4:3', '21:9'];

export const emptyDraft = () => ({
  prompt: '', engine: 'house', seconds: 4, ratio: '16:9', side: 432, fps: 24, look: '',
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
      try { localStorage.setItem(name, JSON.stringify({ ...value, images: [], regions: [] })); } catch { /* none */ }
    }
  }
}

const state = {
  language: read(LANGUAGE) ?? (navigator.language.startsWith('zh') ? 'zh' : 'en'),
  theme: read(THEME) ?? 'auto',
  draft: { ...emptyDraft(), ...read(DRAFT) },
  session: null, films: new Map(), hidden: new Set(), online: true, more: false,
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
    for (const part of parts) part.requestUpdate();
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

// What the server is asked for.
export function request(draft) {
  const body = {
    prompt: draft.prompt, engine: draft.engine, seed: draft.seed, size: size(draft),
    fps: String(draft.fps), seconds: draft.seconds,
  };
  if (draft.look) body.look = ['filter ' + draft.look];
  if (draft.camera) body.camera = draft.camera;
  if (draft.regions.some((r) => r.mask)) {
    body.regions = draft.regions.filter((r) => r.mask).map(
      ({ mask, horizontal, vertical, proximity, ambient }) =>
        ({ mask, horizontal, vertical, proximity, ambient }));
  }
  if (draft.images.length) {
    body.images = draft.images.map(({ part, uri, noun }) => (noun ? { part, uri, noun } : { part, uri }));
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
    look: (asked.look.find((step) => step.startsWith('filter ')) ?? '').slice(7),
  };
}

export function say(text, undo) {
  clearTimeout(say.timer);
  store.set({ toast: { text, undo } });
  say.timer = setTimeout(() => store.set({ toast: null }), undo ? 8000 : 6000);
}

export function told(error) {
  if (error.name === 'AbortError' || error.code === 'superseded') return '';
  if (error.code === 'session') store.set({ session: null });
  return error.code === 'told' && error.message ? error.message : t('error.' + (error.code ?? 'unknown'));
}

export function time(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  return whole < 60 ? t('seconds', { n: whole })
    : t('minutes', { m: Math.floor(whole / 60), s: String(whole % 60).padStart(2, '0') });
}

export function bytes(n) {
  return n >= 1e6 ? (n / 1e6).toFixed(1) + ' MB' : Math.max(1, Math.round(n / 1e3)) + ' kB';
}

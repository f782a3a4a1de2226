// The time line: shots, their captions, the music; all of it moves by mouse and by keys.
import { html, nothing } from 'lit';
import { Part, t, time } from './store.js';

const LEAST = 36, MOST = 240, STEP = 0.5; // pixels a second; seconds
const SIGNS = { cut: '|', crossfade: '×', 'fade-black': '●', 'fade-white': '○', wipe: '▸', slide: '»', continue: '→' };

class KinoraLine extends Part {
  static properties = { film: {}, chosen: {}, thumbs: {}, music: {}, wave: {}, position: {}, width: { state: true }, dragged: { state: true } };

  constructor() {
    super();
    Object.assign(this, { width: 800, dragged: null, on: {} });
    this.watch = new ResizeObserver(() => { this.width = this.clientWidth; });
  }

  connectedCallback() { super.connectedCallback(); this.watch.observe(this); }
  disconnectedCallback() { super.disconnectedCallback(); this.watch.disconnect(); }

  get scale() { return Math.max(LEAST, Math.min(MOST, (this.width - 44) / Math.max(1, this.film.seconds))); }

  updated() {
    const { scale, film } = this, place = (element, from, length) => {
      element.style.setProperty('left', from * scale + 'px');
      element.style.setProperty('width', Math.max(8, length * scale - 2) + 'px');
    };
    this.querySelector('.tracks').style.setProperty('width', film.seconds * scale + 'px');
    this.querySelectorAll('.clip').forEach((element, n) => {
      const one = film.shots[n];
      place(element, one.start, one.seconds);
      element.style.setProperty('transform', this.dragged?.n === n ? `translateX(${this.dragged.by}px)` : 'none');
      element.querySelector('.join')?.style.setProperty('width', Math.max(24, one.share * scale) + 'px');
      this.picture(element.querySelector('canvas'), this.thumbs[n], Math.round(one.seconds * scale));
    });
    this.querySelectorAll('.words').forEach((element, n) => place(element, film.shots[n].start + film.shots[n].share, film.shots[n].seconds - film.shots[n].share));
    this.querySelectorAll('.ruler span').forEach((element) => element.style.setProperty('left', element.dataset.at * scale + 'px'));
    this.querySelector('.music').style.setProperty('width', film.seconds * scale + 'px');
    this.querySelector('.needle').style.setProperty('left', (this.position ?? 0) * scale + 'px');
    this.sound();
  }

  // A strip of film: the picture of the shot again and again over its length.
  picture(canvas, thumb, wide) {
    if (canvas.drawn === thumb && (!thumb || canvas.width === wide)) return;
    canvas.drawn = thumb;
    canvas.width = Math.min(8000, wide);
    canvas.height = 80;
    if (!thumb) return;
    const pen = canvas.getContext('2d'), step = Math.round((80 * thumb.width) / thumb.height);
    for (let x = 0; x < canvas.width; x += step) pen.drawImage(thumb, x, 0, step, 80);
  }

  // The waveform, again and again until the film is over.
  sound() {
    const canvas = this.querySelector('canvas.wave');
    if (!canvas || !this.wave) return;
    const { peaks, seconds } = this.wave, wide = Math.round(this.film.seconds * this.scale), tall = 40;
    canvas.width = Math.min(8000, wide);
    canvas.height = tall;
    const pen = canvas.getContext('2d');
    pen.fillStyle = getComputedStyle(this).getPropertyValue('--accent');
    for (let x = 0; x < canvas.width; x += 2) {
      const at = ((((x / canvas.width) * this.film.seconds) % seconds) / seconds) * peaks.length;
      const high = Math.max(1, peaks[Math.floor(at)] * (tall - 4));
      pen.fillRect(x, (tall - high) / 2, 1.5, high);
    }
  }

  key(event, n) {
    const { shots } = this.film, step = { ArrowLeft: -1, ArrowRight: 1 }[event.key], to = n + step;
    if (step && to >= 0 && to < shots.length) {
      event.preventDefault();
      if (event.altKey) this.on.move(n, to);
      else this.on.choose(to);
      this.focusShot(to);
    } else if (event.key === 'Delete' && shots.length > 1) {
      event.preventDefault();
      this.on.remove(n);
      this.focusShot(Math.max(0, n - 1));
    }
  }

  focusShot(n) { this.updateComplete.then(() => setTimeout(() => this.querySelectorAll('.clip .body')[n]?.focus())); }

  // Follows a pointer until it is let go.
  follow(event, move, end) {
    const from = event.clientX;
    const moves = (next) => move(next.clientX - from);
    const ends = (next) => {
      removeEventListener('pointermove', moves);
      removeEventListener('pointerup', ends);
      removeEventListener('pointercancel', ends);
      end(next.type === 'pointerup' ? next.clientX - from : 0);
    };
    addEventListener('pointermove', moves);
    addEventListener('pointerup', ends);
    addEventListener('pointercancel', ends);
  }

  drag(event, n) {
    if (event.button) return;
    this.follow(event, (by) => { if (this.dragged || Math.abs(by) > 6) this.dragged = { n, by }; }, (by) => {
      if (!this.dragged) return;
      this.dragged = null;
      const { shots } = this.film, middle = shots[n].start + shots[n].seconds / 2 + by / this.scale;
      const others = shots.filter((_, i) => i !== n);
      const to = others.filter((one) => one.start + one.seconds / 2 < middle).length;
      if (to !== n) this.on.move(n, to);
    });
  }

  trim(event, n) {
    event.preventDefault();
    event.stopPropagation();
    const { scale } = this, { seconds } = this.film.shots[n];
    const length = (by) => Math.max(STEP, Math.round((seconds + by / scale) / 0.1) * 0.1);
    let last = seconds;
    this.follow(event, (by) => { if (length(by) !== last) this.on.length(n, last = length(by), true); }, () => this.on.settle());
  }

  trimKey(event, n) {
    const step = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key];
    if (!step) return;
    event.preventDefault();
    this.on.length(n, Math.max(STEP, this.film.shots[n].seconds + step));
  }

  clip(one, n) {
    const name = t('line.shot', { n: n + 1, title: one.title, s: Math.round(one.seconds * 10) / 10 });
    return html`<li class="clip ${n === this.chosen ? 'chosen' : ''} ${this.dragged?.n === n ? 'dragged' : ''}">
      <button class="body" aria-pressed=${n === this.chosen} aria-label=${name} aria-describedby="line-hint"
        @click=${() => this.on.choose(n)} @keydown=${(event) => this.key(event, n)} @pointerdown=${(event) => this.drag(event, n)}>
        <canvas width="160" height="90" aria-hidden="true"></canvas><span>${one.title}</span></button>
      ${n ? html`<button class="join" aria-label=${t('line.join', { n: n + 1, how: t('join.' + one.transition) })} title=${t('join.' + one.transition)} @click=${() => this.on.join(n)}>${SIGNS[one.transition]}</button>` : nothing}
      <div class="trim" role="slider" tabindex="0" aria-label=${t('line.trim', { n: n + 1 })} aria-valuemin="0.5" aria-valuemax="600" aria-valuenow=${one.seconds}
        aria-valuetext=${t('seconds', { n: one.seconds })} @pointerdown=${(event) => this.trim(event, n)} @keydown=${(event) => this.trimKey(event, n)}></div></li>`;
  }

  words(one, n) {
    const set = (index, caption) => (event) => this.on.caption(n, index, { ...caption, text: event.target.value });
    const done = (event) => { if (event.key === 'Enter') event.target.blur(); };
    return html`<li class="words">${[...one.captions, ...(one.captions.length ? [] : [{ text: '' }])].map((caption, index) => html`
      <input maxlength="200" .value=${caption.text} placeholder=${t('line.caption')} aria-label=${t('line.captionOf', { n: n + 1 })}
        @change=${set(index, caption)} @keydown=${done}>`)}</li>`;
  }

  render() {
    const { film } = this, every = this.scale > 60 ? 1 : film.seconds > 60 ? 10 : 2;
    return html`<p id="line-hint" class="unseen">${t('line.hint')}</p>
      <div class="scroll"><div class="tracks">
        <div class="ruler" aria-hidden="true">${Array.from({ length: Math.ceil(film.seconds / every) }, (_, i) => html`<span data-at=${i * every}>${time(i * every)}</span>`)}</div>
        <input class="position" type="range" min="0" max=${film.seconds} step="0.05" .value=${String(this.position ?? 0)} aria-label=${t('line.position')}
          aria-valuetext=${time(this.position ?? 0)} @input=${(event) => this.on.seek(Number(event.target.value))}>
        <ol class="clips" aria-label=${t('line')}>${film.shots.map((one, n) => this.clip(one, n))}</ol>
        <ol class="captions" aria-label=${t('captions')}>${film.shots.map((one, n) => this.words(one, n))}</ol>
        <div class="music">${this.music ? html`<canvas class="wave" role="img" aria-label="${t('music')}: ${this.music}"></canvas>
          <span>${this.music}</span>` : html`<button class="quiet" @click=${() => this.on.music()}>♪ ${t('music.add')}</button>`}</div>
        <div class="needle" aria-hidden="true"></div>
      </div></div>`;
  }
}
customElements.define('kinora-line', KinoraLine);

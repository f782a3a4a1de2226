// Styles and looks to choose by eye: each on the picture that is on the stage.
import { html, nothing } from 'lit';
import { api } from './api.js';
import { dataOf } from './media.js';
import { Part, say, t, told } from './store.js';

const WIDTH = 320;

class KinoraLooks extends Part {
  // `picture` is a canvas, or null; `paint` has a name and a strength, and `uri` of a picture
  static properties = { picture: {}, look: {}, paint: {}, sheets: { state: true }, pictured: {} };

  constructor() {
    super();
    this.sheets = {};
    this.changed = () => {};
  }

  updated(before) {
    if (before.has('picture') && this.picture) this.draw();
    for (const canvas of this.querySelectorAll('canvas[data-of]')) {
      const sheet = this.sheets[canvas.dataset.of];
      if (!sheet || canvas.drawn === sheet) continue;
      canvas.drawn = sheet;
      const tall = sheet.height / sheet.count, tile = canvas.height;
      const pen = canvas.getContext('2d');
      pen.drawImage(sheet, 0, Number(canvas.dataset.n) * tall, sheet.width, tall, 0, 0, canvas.width, tile);
    }
  }

  async draw() {
    const { picture } = this, { session } = this.s;
    const small = document.createElement('canvas');
    small.width = WIDTH;
    small.height = 2 * Math.round((WIDTH * picture.height) / picture.width / 2);
    small.getContext('2d').drawImage(picture, 0, 0, small.width, small.height);
    const sent = small.toDataURL('image/jpeg', 0.9);
    this.sheets = {};
    for (const [of, count] of [['looks', session.looks.length], ['styles', session.styles.length]]) {
      try {
        const sheet = await createImageBitmap(await api.looks(sent, of));
        if (this.picture !== picture) return;
        sheet.count = count;
        this.sheets = { ...this.sheets, [of]: sheet };
      } catch (error) { if (error.code !== 'offline') say(told(error)); return; }
    }
  }

  tile(of, n, name, label, chosen, choose) {
    return html`<li><button class="tile" aria-pressed=${chosen} @click=${choose}>
      <canvas width="160" height="90" data-of=${of} data-n=${n} aria-hidden="true"></canvas><span>${label}</span></button></li>`;
  }

  strength(id, value, set) {
    return html`<div class="axes two"><label for=${id}>${t('strength')}</label>
      <input id=${id} type="range" min="0" max="1" step="0.05" .value=${String(value)} @change=${(event) => set(Number(event.target.value))}></div>`;
  }

  async own(file) {
    if (!file) return;
    try {
      const { width } = await createImageBitmap(file);
      if (width) this.changed({ style: { name: file.name, strength: this.paint?.strength ?? 1, uri: await dataOf(file), file } });
    } catch { say(t('pictures.bad')); }
  }

  render() {
    const { session, language } = this.s, { look, paint: style } = this;
    const styled = (patch) => this.changed({ style: patch });
    return html`${this.picture ? nothing : html`<p class="hint">${t('looks.need')}</p>`}
      <h2 id="styles-title">${t('style')}</h2>
      <ul class="tiles" aria-labelledby="styles-title">${session.styles.map(({ name, chinese }, n) =>
        this.tile('styles', n, name, language === 'zh' ? chinese : name, style?.name === name && !style.uri, () => styled(style?.name === name ? null : { name, strength: style?.strength ?? 1 })))}
        <li><label class="tile own ${style?.uri || this.pictured ? 'chosen' : ''}">${style?.uri ? html`<img src=${style.uri} alt="">` : html`<i aria-hidden="true">+</i>`}
          <span>${this.pictured || t('style.own')}</span>
          <input type="file" accept="image/png,image/jpeg,image/webp" aria-label=${t('style.own')} @change=${(event) => { this.own(event.target.files[0]); event.target.value = ''; }}></label></li></ul>
      ${style ? html`${this.strength('style-strength', style.strength, (strength) => styled({ ...style, strength }))}
        <button class="quiet" @click=${() => styled(null)}>${t('style.none')}</button>` : nothing}
      <h2 id="looks-title">${t('look')}</h2>
      <ul class="tiles" aria-labelledby="looks-title">${session.looks.map((name, n) => {
        const label = t('look.' + name);
        return this.tile('looks', n, name, label.startsWith('look.') ? name.replaceAll('-', ' ') : label, look?.name === name,
          () => this.changed({ look: look?.name === name ? null : { name, strength: look?.strength ?? 1 } }));
      })}</ul>
      ${look ? this.strength('look-strength', look.strength, (strength) => this.changed({ look: { ...look, strength } })) : nothing}`;
  }
}
customElements.define('kinora-looks', KinoraLooks);

// The gallery.
import { html, nothing } from 'lit';
import { api } from './api.js';
import { Part, glimpse, say, store, t, time, told } from './store.js';

class KinoraFilms extends Part {
  async older() {
    const oldest = [...this.s.films.values()].sort((a, b) => a.created - b.created)[0];
    try {
      const { films, more } = await api.films(oldest.id);
      const all = new Map(this.s.films);
      films.forEach((film) => all.set(film.id, film));
      store.set({ films: all, more });
    } catch (error) { say(told(error)); }
  }

  render() {
    const { films, hidden, more, language } = this.s;
    const all = [...films.values()].filter((film) => !hidden.has(film.id)).sort((a, b) => b.created - a.created);
    if (!all.length) {
      return html`<div class="empty page"><h1>${t('films.empty')}</h1><p>${t('films.empty.text')}</p>
        <a class="button primary" href="#/make">${t('films.begin')}</a></div>`;
    }
    const date = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en', { dateStyle: 'medium', timeStyle: 'short' });
    return html`<section class="gallery"><h1>${t('films.title')}</h1>
      <ul>${all.map((film) => html`<li><a href="#/film/${film.id}">
        <div class="poster">${film.output?.bytes > 0 && !/gif|zip|json/.test(film.output.type)
          ? html`<img src="api/films/${film.id}/poster" alt="" loading="lazy">` : film.glimpse ? html`<img src=${glimpse(film)} alt="">` : html`<span>${t('status.' + film.status)}</span>`}
          ${/RUNNING/.test(film.status) ? html`<progress max="1" .value=${film.progress} aria-label=${t('status.RUNNING')}></progress>` : nothing}</div>
        <b>${film.request.prompt}</b>
        <span>${date.format(film.created)} · ${film.output ? time(film.output.made.seconds ?? film.request.seconds) : t('status.' + film.status)}</span></a></li>`)}</ul>
      ${more ? html`<button @click=${() => this.older()}>${t('films.more')}</button>` : nothing}</section>`;
  }
}
customElements.define('kinora-films', KinoraFilms);

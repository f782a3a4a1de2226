// Talks to the server: the session's cookie goes by itself, its token in a header.
let csrf = '';

export class Failed extends Error {
  // `keys` say what it is about: a section of the troubleshooting page, a field, a code
  constructor(status, code, message, keys = []) {
    super(message);
    this.keys = keys;
    this.status = status;
    this.code = code;
  }
}

async function send(method, path, body, signal) {
  const headers = { 'X-Kinora-CSRF': csrf, 'X-Kinora-Studio': '1' };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  let response;
  try {
    response = await fetch('api/' + path, {
      method, headers, signal, body: body === undefined ? undefined : JSON.stringify(body),
      keepalive: method === 'DELETE',
    });
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new Failed(0, 'offline', '');
  }
  if (response.ok) return response;
  const told = await response.json().catch(() => ({}));
  const issue = (told.issues ?? [])[0];
  const text = issue ? issue.message : told.detail ?? told.error ?? '';
  const code = { 401: 'session', 409: 'superseded', 413: 'large', 429: 'busy' }[response.status]
    ?? (told.code === 'insufficient_credits' ? 'credits' : 'told');
  throw new Failed(response.status, code, text, issue ? [issue.help, 'field.' + issue.path.at(-1)] : [told.code]);
}

const json = async (...args) => (await send(...args)).json();

async function begin(answer) {
  const session = await answer;
  csrf = session.csrf;
  return session;
}

export const api = {
  session: async () => {
    const session = await begin(json('GET', 'session'));
    return session.csrf ? session : null;
  },
  logIn: (by) => begin(json('POST', 'session', by)),
  logOut: () => send('DELETE', 'session'),
  reading: (prompt, engine, signal) => json('POST', 'reading', { prompt, engine }, signal),
  nearest: async (word, engine) => (await json('POST', 'nearest', { word, engine })).nearest,
  preview: async (request, signal) => (await send('POST', 'preview', request, signal)).blob(),
  script: (script, files) => json('POST', 'script', { script, files }),
  scriptPreview: async (request, signal) => (await send('POST', 'script/preview', request, signal)).blob(),
  scriptOf: (id) => json('GET', `films/${id}/script`),
  looks: async (picture, of) => (await send('POST', 'looks', { picture, of })).blob(),
  cutOut: async (picture) => (await send('POST', 'cut-out', { picture })).blob(),
  words: async () => (await json('GET', 'words')).data,
  teach: (lesson) => json('POST', 'words', lesson),
  forget: (id) => send('DELETE', 'words/' + id),
  price: (request) => json('POST', 'price', request),
  make: (request) => json('POST', 'films', request),
  films: (after) => json('GET', 'films' + (after ? '?after=' + encodeURIComponent(after) : '')),
  film: (id) => json('GET', 'films/' + id),
  cancel: (id) => send('POST', `films/${id}/cancel`, {}),
  remove: (id) => send('DELETE', 'films/' + id),
  input: async (id, file) => (await send('GET', `films/${id}/in/${file}`)).blob(),
};

// Hears what happens to films. The browser opens a broken stream again by itself, unless the
// server refused it; then it is opened anew from here.
export function listen({ film, gone, online }) {
  let source, timer;
  const open = () => {
    source = new EventSource('api/events');
    source.addEventListener('film', (event) => film(JSON.parse(event.data)));
    source.addEventListener('gone', (event) => gone(JSON.parse(event.data)));
    source.addEventListener('ready', () => online(true));
    source.onopen = () => online(true);
    source.onerror = () => {
      online(false);
      if (source.readyState === EventSource.CLOSED) timer = setTimeout(open, 2000);
    };
  };
  open();
  return () => { clearTimeout(timer); source.close(); };
}

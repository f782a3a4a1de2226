// Files that a script names: they are kept in the browser, by name, and go to the server with it.
const open = () => new Promise((done, failed) => {
  const asked = indexedDB.open('kinora', 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore('files');
  asked.onsuccess = () => done(asked.result);
  asked.onerror = () => failed(asked.error);
});

async function within(mode, act) {
  const base = await open();
  return new Promise((done, failed) => {
    const answer = act(base.transaction('files', mode).objectStore('files'));
    answer.onsuccess = () => done(answer.result);
    answer.onerror = () => failed(answer.error);
  }).finally(() => base.close());
}

export const files = {
  put: (name, blob) => within('readwrite', (kept) => kept.put(blob, name)),
  get: (name) => within('readonly', (kept) => kept.get(name)),
  names: () => within('readonly', (kept) => kept.getAllKeys()),
};

// A name that a script may have: letters, numbers, spaces, dots and hyphens.
export const named = (name) => name.normalize('NFC').replace(/[^\p{L}\p{N}\p{M} _.()-]/gu, '-').replace(/^[^\p{L}\p{N}_]+/u, '').slice(-80) || 'file';

export const dataOf = (blob) => new Promise((done, failed) => {
  const reader = new FileReader();
  reader.onload = () => done(reader.result);
  reader.onerror = () => failed(reader.error);
  reader.readAsDataURL(blob);
});

// What the server is sent of a script: those kept files that it names.
export async function filesOf(text) {
  const used = (await files.names()).filter((name) => text.includes(name));
  return Promise.all(used.map(async (name) => ({ name, uri: await dataOf(await files.get(name)) })));
}

const LONGEST = 1024;

// A picture as PNG, no side longer than an engine has use for.
export async function small(file) {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL('image/png');
}

// How loud a sound is, in so many steps from 0 to 1, and how long it is.
export async function waveform(blob, steps = 600) {
  const heard = await new OfflineAudioContext(1, 1, 22050).decodeAudioData(await blob.arrayBuffer());
  const samples = heard.getChannelData(0), peaks = new Float32Array(steps);
  for (let i = 0; i < samples.length; i++) {
    const at = Math.floor((i / samples.length) * steps), level = Math.abs(samples[i]);
    if (level > peaks[at]) peaks[at] = level;
  }
  return { peaks, seconds: heard.duration };
}

// A picture of a film at a moment, on a canvas of its own.
export function frameOf(url, at = 0.5, width = 320) {
  return new Promise((done, failed) => {
    const film = document.createElement('video');
    Object.assign(film, { muted: true, preload: 'auto', src: url });
    film.onloadeddata = () => { film.currentTime = Math.max(0.01, film.duration * at); };
    film.onseeked = () => {
      const canvas = document.createElement('canvas');
      canvas.width = width;
      canvas.height = Math.round((width * film.videoHeight) / film.videoWidth);
      canvas.getContext('2d').drawImage(film, 0, 0, canvas.width, canvas.height);
      done(canvas);
    };
    film.onerror = () => failed(film.error);
    frameOf.held = film; // or its loading may be given up
  });
}

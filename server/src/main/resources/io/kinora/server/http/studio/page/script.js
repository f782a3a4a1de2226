// The script of a film as text (docs/films.md), and the shots that it tells of. An edit changes only
// the lines that it is about: comments, and what this page knows nothing of, stay as they are.

const FRONT = /^\s*---[ \t]*\n([\s\S]*?)^(?:---|\.\.\.)[ \t]*(?:\n|$)/m;
const LENGTH = /[(（]\s*(\d[\d.:]*)\s*((?:s|secs?|seconds?|秒钟?|m|mins?|minutes?|分钟?)?)\s*(?:[,，;；]\s*([^()（）]*))?[)）]/;
const BRACES = /\{([^{}\n]*)\}/g;
const TIMED = /^\[?\s*(\d[\d.:]*)\s*s?\s*[-–—]\s*(\d[\d.:]*)\s*s?\s*(?:\]|:|：)\s*(.+)$/;
const QUOTE = /^(\s*>\s?)(.*?)(\s*<!--.*-->\s*)?$/;
const IS_TRANSITION = /^(cut|crossfade|fade-black|fade-white|wipe|slide)(?:[\s=]+([\d.]+)\s*s?)?$/;
const IS_CONTINUE = /^(continue|继续)$/;

export const TRANSITIONS = ['cut', 'crossfade', 'fade-black', 'fade-white', 'wipe', 'slide', 'continue'];
const USUAL_SECONDS = 0.5, SHORTEST = 0.5;

// The front matter with its fences, what stands before the first shot, and each shot's own text.
function split(text) {
  const plain = text.replace(/\r\n?/g, '\n');
  const found = FRONT.exec(plain), front = found && found.index === 0 ? found[0] : '';
  const chunks = [];
  let preface = '', comment = false;
  for (const line of plain.slice(front.length).split(/(?<=\n)/)) {
    if (!comment && /^ {0,3}#{2,6}\s/.test(line)) chunks.push('');
    if (chunks.length) chunks[chunks.length - 1] += line;
    else preface += line;
    const open = line.lastIndexOf('<!--');
    if (open >= 0 || comment) comment = line.lastIndexOf('-->') < open || (open < 0 && !line.includes('-->'));
  }
  return { front, preface, chunks };
}

const join = ({ front, preface, chunks }) => front + preface + chunks.join('');
const apart = (chunks) => chunks.map((chunk, n) => chunk.trimEnd() + (n < chunks.length - 1 ? '\n\n' : '\n'));

const seconds = (number, unit) => {
  const parts = number.split(':').map(Number), value = parts.reduce((sum, part) => sum * 60 + part, 0);
  return /^(m|分)/.test(unit) && parts.length === 1 ? value * 60 : value;
};

const lines = (chunk) => chunk.split('\n');
const isQuote = (line) => /^\s*>/.test(line);
const items = (chunk) => [...chunk.matchAll(BRACES)].flatMap((found) => found[1].split(/[,，;；]/).map((item) => item.trim()));

function shot(chunk, usual) {
  const [heading, ...rest] = lines(chunk);
  const prose = rest.filter((line) => !isQuote(line)).join('\n').replace(/<!--[\s\S]*?-->/g, '');
  const length = LENGTH.exec(prose.replace(BRACES, ' '));
  const braced = items(prose), own = braced.map((item) => /^(\d[\d.:]*)\s*(.*)$/.exec(item)).find(Boolean);
  const said = braced.map((item) => IS_TRANSITION.exec(item)).filter(Boolean).at(-1);
  const continues = braced.some((item) => IS_CONTINUE.test(item));
  const [kind, share] = continues ? ['continue', 0] : said ? [said[1], Number(said[2] ?? USUAL_SECONDS)] : usual.transition;
  const words = prose.replace(BRACES, ' ').replace(LENGTH, (_, _n, _u, more) => (more?.trim() ? ', ' + more : ''))
    .replace(/\s+/g, ' ').replace(/([.。])\s*, /g, ', ').replace(/ ([,.])/g, '$1').trim();
  return {
    title: heading.replace(/^\s*#+\s*/, '').replace(/\s#+\s*$/, '').replace(/<!--.*?-->/g, '').trim(),
    words, seconds: length ? seconds(length[1], length[2]) : own ? seconds(own[1], own[2]) : usual.seconds,
    transition: kind, share: kind === 'cut' || kind === 'continue' ? 0 : share,
    captions: rest.filter(isQuote).map((line) => QUOTE.exec(line)[2].trim()).filter(Boolean).map((line) => {
      const timed = TIMED.exec(line);
      return timed ? { text: timed[3], from: seconds(timed[1], ''), to: seconds(timed[2], '') } : { text: line };
    }),
  };
}

// What a line of the front matter says; '' where it is missing.
export function setting(text, name) {
  const found = new RegExp(`^${name}:[ \\t]*(.*)$`, 'm').exec(split(text).front);
  const value = found ? found[1].replace(/\s+#.*$/, '').trim() : '';
  return /^".*"$|^'.*'$/.test(value) ? value.slice(1, -1) : value;
}

// The script as the time line shows it. `start` is when a shot begins in the film.
export function read(text) {
  const { preface, chunks } = split(text), spoken = setting(text, 'duration');
  const usual = IS_TRANSITION.exec(setting(text, 'transition'));
  const duration = /^(\d[\d.:]*)\s*(.*)$/.exec(spoken);
  const shots = chunks.map((chunk) => shot(chunk, {
    seconds: duration ? seconds(duration[1], duration[2]) : 4,
    transition: usual ? [usual[1], Number(usual[2] ?? USUAL_SECONDS)] : ['cut', 0],
  }));
  let end = 0;
  shots.forEach((one, n) => {
    if (n === 0) Object.assign(one, { transition: 'cut', share: 0 });
    one.start = end - one.share;
    end = one.start + one.seconds;
  });
  const heading = /^ {0,3}#\s+(.*)$/m.exec(preface);
  return { title: setting(text, 'title') || (heading ? heading[1].trim() : ''), shots, seconds: end };
}

const plain = (value) => (/^[\p{L}\p{N}_][\p{L}\p{N}_ .:x/()=-]*$/u.test(value) && !/: |^(true|false|null|yes|no)$/i.test(value) ? value : JSON.stringify(value));

// With a line of the front matter changed; an empty value takes it out. `raw` is YAML already.
export function withSetting(text, name, value, raw = false) {
  const parts = split(text), line = value === '' ? '' : `${name}: ${raw ? value : plain(String(value))}\n`;
  const there = new RegExp(`^${name}:.*\\n(?:[ \\t]+.*\\n|- .*\\n)*`, 'm');
  if (there.test(parts.front)) parts.front = parts.front.replace(there, () => line);
  else if (parts.front) parts.front = parts.front.replace(/(---|\.\.\.)([ \t]*\n?)$/, (end) => line + end);
  else if (line) parts.front = `---\n${line}---\n`;
  return join(parts);
}

function change(text, n, edit) {
  const parts = split(text);
  parts.chunks[n] = edit(parts.chunks[n]);
  return join(parts);
}

const round = (value) => String(Math.round(value * 100) / 100);

export function withSeconds(text, n, value) {
  const said = round(Math.max(SHORTEST, Math.min(600, value)));
  return change(text, n, (chunk) => {
    const all = lines(chunk);
    const at = all.findIndex((line, i) => i > 0 && !isQuote(line) && LENGTH.test(line));
    if (at > 0) {
      all[at] = all[at].replace(LENGTH, (whole, number, unit) => whole.replace(number + whole.slice(whole.indexOf(number) + number.length).match(/^\s*/)[0] + unit, said + ' s'));
      return all.join('\n');
    }
    const braced = all.findIndex((line, i) => i > 0 && /\{\s*\d[\d.:]*\s*\w*\s*[},]/.test(line));
    if (braced > 0) {
      all[braced] = all[braced].replace(/\{\s*\d[\d.:]*\s*\w*/, '{' + said + ' s');
      return all.join('\n');
    }
    let last = -1;
    for (let i = 1; i < all.length; i++) {
      const words = all[i].replace(BRACES, '').trim();
      if (words && !isQuote(all[i])) last = i;
      else if (last > 0) break;
    }
    if (last < 0) return chunk.trimEnd() + `\n(${said} s)\n\n`;
    all[last] = `${all[last].trimEnd()} (${said} s)`;
    return all.join('\n');
  });
}

// Without the items in braces that `of` fits, and without braces and lines that are empty then.
function unbraced(chunk, of) {
  return lines(chunk).flatMap((line) => {
    const rest = line.replace(BRACES, (whole, inside) => {
      const kept = inside.split(/[,，;；]/).map((item) => item.trim()).filter((item) => item && !of(item));
      return kept.length === inside.split(/[,，;；]/).length ? whole : kept.length ? `{${kept.join(', ')}}` : '';
    });
    return rest === line ? [line] : rest.trim() ? [rest.trimEnd()] : [];
  }).join('\n');
}

export function withTransition(text, n, kind, share) {
  return change(text, n, (chunk) => {
    const all = lines(unbraced(chunk, (item) => IS_TRANSITION.test(item) || IS_CONTINUE.test(item)));
    const said = kind === 'cut' || kind === 'continue' ? kind : `${kind} ${round(share || USUAL_SECONDS)}`;
    if (n > 0) all.splice(1, 0, `{${said}}`);
    return all.join('\n');
  });
}

export function withTitle(text, n, title) {
  return change(text, n, (chunk) => chunk.replace(/^(\s*#+)[^\n]*/, (_, marks) => `${marks} ${title.replace(/\n/g, ' ').trim() || '…'}`));
}

// With other words for what a shot shows; its length and instructions stay.
export function withWords(text, n, words) {
  return change(text, n, (chunk) => {
    const [heading, ...rest] = lines(chunk), prose = rest.filter((line) => !isQuote(line)).join('\n');
    const kept = [...prose.matchAll(BRACES)].map((found) => found[0]).join(''), notes = prose.match(/<!--[\s\S]*?-->/g) ?? [];
    const length = LENGTH.exec(prose), said = length ? ` (${length[1]} ${length[2] || 's'})` : '';
    const safe = words.replace(/\n+/g, ' ').replace(/^\s*[#>-]+/, '').trim();
    return [heading, ...(kept ? [kept] : []), safe + said, ...notes, ...rest.filter(isQuote).length ? ['', ...rest.filter(isQuote)] : []].join('\n') + '\n\n';
  });
}

// With another caption; an empty one is taken out, one behind the last is added.
export function withCaption(text, n, index, caption) {
  return change(text, n, (chunk) => {
    const all = lines(chunk), at = all.flatMap((line, i) => (i > 0 && isQuote(line) && QUOTE.exec(line)[2].trim() ? [i] : []));
    const words = caption.text.replace(/\n/g, ' ').trim();
    const said = (caption.to > caption.from ? `[${round(caption.from)}-${round(caption.to)}] ` : '') + words;
    if (at[index] === undefined) return words ? chunk.trimEnd() + (at.length ? '\n' : '\n\n') + `> ${said}\n\n` : chunk;
    if (!words) all.splice(at[index], 1);
    else all[at[index]] = all[at[index]].replace(QUOTE, (_, mark, _old, note) => mark + said + (note ?? ''));
    return all.join('\n');
  });
}

// With a shot at another place, from 0. The first shot has no transition before it.
export function moved(text, from, to) {
  const parts = split(text), [chunk] = parts.chunks.splice(from, 1);
  parts.chunks.splice(to, 0, chunk);
  parts.chunks = apart(parts.chunks);
  parts.chunks[0] = unbraced(parts.chunks[0], (item) => IS_CONTINUE.test(item));
  return join(parts);
}

export function without(text, n) {
  const parts = split(text);
  parts.chunks.splice(n, 1);
  parts.chunks = apart(parts.chunks);
  if (parts.chunks.length) parts.chunks[0] = unbraced(parts.chunks[0], (item) => IS_CONTINUE.test(item));
  return join(parts);
}

// With another shot behind shot n; its text is Markdown.
export function inserted(text, n, chunk) {
  const parts = split(text);
  if (!parts.chunks.length && parts.preface.trim()) parts.preface = parts.preface.trimEnd() + '\n\n';
  parts.chunks.splice(n + 1, 0, chunk);
  parts.chunks = apart(parts.chunks);
  return join(parts);
}

export const chunk = (text, n) => split(text).chunks[n];

// What a shot is drawn from: captions and transitions do not change its picture.
export function drawnFrom(text, n) {
  const { front, chunks } = split(text);
  const seen = front.replace(/^(music|volume|loudness|title|captions|transition|look|style):.*\n(?:[ \t]+.*\n)*/gm, '');
  return seen + lines(unbraced(chunks[n], (item) => IS_TRANSITION.test(item))).filter((line, i) => i && !isQuote(line)).join('\n').trim();
}

// The line, from 0, on which a shot begins.
export function lineOf(text, n) {
  const { front, preface, chunks } = split(text);
  return (front + preface + chunks.slice(0, n).join('')).split('\n').length - 1;
}

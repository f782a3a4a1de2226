// Drives a Kinora server with the unmodified SDK of OpenAI: every method of videos, good and bad.
// argv: base URL, key, a picture.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import OpenAI from 'openai';

const [base, apiKey, picture] = process.argv.slice(2);
const client = new OpenAI({ apiKey, baseURL: base + '/v1' });
const kinora = { size: '128x72', fps: 8, seconds: 0.5, seed: 3 };
let checks = 0;
const ok = (value, message) => { assert.ok(value, message); checks++; };
const equal = (a, b, message) => { assert.deepEqual(a, b, message); checks++; };

async function fails(type, status, promise) {
  try {
    await promise;
  } catch (e) {
    ok(e instanceof type, `${e} is a ${type.name}`);
    equal(e.status, status);
    ok(e.type, 'the error has a type');
    return e;
  }
  assert.fail(`no ${type.name}`);
}

async function done(video) {
  const until = Date.now() + 60000;
  while (!['completed', 'failed'].includes(video.status)) {
    assert.ok(['queued', 'in_progress'].includes(video.status));
    assert.ok(Date.now() < until, 'it takes too long');
    await new Promise((resolve) => setTimeout(resolve, 100));
    video = await client.videos.retrieve(video.id);
  }
  equal(video.status, 'completed', JSON.stringify(video.error));
  equal(video.progress, 100);
  ok(video.completed_at >= video.created_at);
  return video;
}

const made = await client.videos.create({ prompt: 'a red bird 鸟', model: 'sora-2', seconds: '4', size: '1280x720', kinora });
for (const key of ['id', 'object', 'model', 'status', 'progress', 'created_at', 'completed_at', 'expires_at', 'prompt', 'seconds', 'size', 'remixed_from_video_id', 'error']) {
  ok(key in made, key);
}
ok(made.id.startsWith('video_'));
equal([made.object, made.prompt, made.size, made.seconds], ['video', 'a red bird 鸟', '128x72', '0.5']);
await fails(OpenAI.NotFoundError, 404, client.videos.downloadContent(made.id));
const film = await done(made);
ok(film.expires_at > film.completed_at);

const content = await client.videos.downloadContent(film.id);
const bytes = Buffer.from(await content.arrayBuffer());
equal(content.headers.get('content-type'), 'video/mp4');
equal(bytes.subarray(4, 8).toString(), 'ftyp');
for (const variant of ['thumbnail', 'spritesheet']) {
  const still = await client.videos.downloadContent(film.id, { variant });
  const jpeg = Buffer.from(await still.arrayBuffer());
  equal([jpeg[0], jpeg[1]], [0xff, 0xd8], variant);
}

const others = await Promise.all([
  client.videos.create({ prompt: 'a red bird', model: 'sora-2', input_reference: fs.createReadStream(picture), kinora }),
  client.videos.create({ prompt: 'a red bird', model: 'sora-2', input_reference: { image_url: 'data:image/png;base64,' + fs.readFileSync(picture).toString('base64') }, kinora: { ...kinora, camera: { zoom: 2 }, look: ['filter noir'] } }),
  client.videos.remix(film.id, { prompt: 'a blue boat' }),
  client.videos.edit({ prompt: 'in noir', video: { id: film.id } }),
  client.videos.edit({ prompt: 'in noir', video: new File([bytes], 'film.mp4') }),
  client.videos.extend({ prompt: 'a red bird 鸟', seconds: '4', video: { id: film.id }, kinora: { seconds: 0.5 } }),
]);
equal(others[2].remixed_from_video_id, film.id);
equal(others[5].seconds, '1');
for (const video of others) {
  await done(video);
}

// lists, paged both ways
const all = [film.id, ...others.map((video) => video.id)];
for (const order of ['asc', 'desc']) {
  const listed = [];
  for await (const video of client.videos.list({ order, limit: 3 })) {
    listed.push(video.id);
  }
  equal(new Set(listed), new Set(all));
  equal(listed.length, all.length);
  equal(order === 'asc' ? listed[0] : listed.at(-1), film.id);
}
const page = await client.videos.list({ limit: 2 });
equal(page.data.length, 2);
equal(page.has_more, true);

// what fails
const bad = await fails(OpenAI.BadRequestError, 400, client.videos.create({ prompt: '', model: 'sora-2' }));
equal(bad.param, 'prompt');
await fails(OpenAI.BadRequestError, 400, client.videos.create({ prompt: 'a bird', model: 'nothing' }));
await fails(OpenAI.BadRequestError, 400, client.videos.create({ prompt: 'a bird', size: '1x1' }));
await fails(OpenAI.BadRequestError, 400, client.videos.edit({ prompt: 'nothing known', video: { id: film.id } }));
await fails(OpenAI.NotFoundError, 404, client.videos.retrieve('video_none'));
await fails(OpenAI.NotFoundError, 404, client.videos.remix('video_none', { prompt: 'a bird' }));
await fails(OpenAI.NotFoundError, 404, client.videos.getCharacter('char_none'));
await fails(OpenAI.AuthenticationError, 401, new OpenAI({ apiKey: 'none', baseURL: base + '/v1' }).videos.list());

// delete
equal(await client.videos.delete(film.id), { id: film.id, deleted: true, object: 'video.deleted' });
await fails(OpenAI.NotFoundError, 404, client.videos.retrieve(film.id));
const running = await client.videos.create({ prompt: 'a red bird', model: 'sora-2', seconds: '12', size: '640x360' });
equal((await client.videos.delete(running.id)).deleted, true);
await fails(OpenAI.NotFoundError, 404, client.videos.retrieve(running.id));

console.log(`${checks} checks`);

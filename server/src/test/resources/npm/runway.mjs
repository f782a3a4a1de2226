// Drives a Kinora server with the unmodified SDK of Runway: every method that has to do with video,
// good and bad. argv: base URL, key.
import assert from 'node:assert/strict';
import RunwayML from '@runwayml/sdk';

// The SDK asks every six seconds how far a task is; its clock goes faster here.
const real = globalThis.setTimeout;
globalThis.setTimeout = (act, millis, ...rest) => real(act, millis >= 4000 && millis <= 8000 ? millis / 20 : millis, ...rest);

const [baseURL, apiKey] = process.argv.slice(2);
const client = new RunwayML({ apiKey, baseURL });
const kinora = { size: '128x72', fps: 8, seconds: 0.5, seed: 3 };
const gen45 = { model: 'gen4.5', promptText: 'a red bird', ratio: '1280:720', duration: 5, kinora };
let checks = 0;
const ok = (value, message) => { assert.ok(value, message); checks++; };
const equal = (a, b, message) => { assert.deepEqual(a, b, message); checks++; };

async function fails(type, status, promise) {
  try {
    await promise;
  } catch (e) {
    ok(e instanceof type, `${e} is a ${type.name}`);
    equal(e.status, status);
    return e;
  }
  assert.fail(`no ${type.name}`);
}

async function fetched(task) {
  const answer = await fetch(task.output[0]);
  equal(answer.status, 200);
  const bytes = Buffer.from(await answer.arrayBuffer());
  equal(bytes.subarray(4, 8).toString(), 'ftyp');
  return bytes;
}

// text to video, by the helper that waits
const created = client.textToVideo.create(gen45);
const { id, estimatedCost } = await created;
equal(estimatedCost.credits, 6);
const seen = await client.tasks.retrieve(id);
ok(['PENDING', 'RUNNING', 'THROTTLED', 'SUCCEEDED'].includes(seen.status));
ok(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(seen.createdAt));
const task = await client.tasks.retrieve(id).waitForTaskOutput();
equal(task.status, 'SUCCEEDED');
equal(task.cost.credits, 6);
const video = await fetched(task);

// uploads in two steps, and all that begins with a file
const upload = await client.uploads.createEphemeral({ file: new File([video], 'film.mp4') });
ok(upload.uri.startsWith('runway://'));
const png = await import('node:fs').then((fs) => fs.readFileSync(process.argv[4]));
const picture = await client.uploads.createEphemeral({ file: new File([png], 'picture.png') });
const jobs = {
  image: client.imageToVideo.create({ model: 'gen4_turbo', promptImage: picture.uri, promptText: 'a red bird', ratio: '1280:720', kinora }),
  positioned: client.imageToVideo.create({ model: 'gen4.5', promptImage: [{ uri: 'data:image/png;base64,' + png.toString('base64'), position: 'first' }], promptText: 'a red bird', ratio: '960:960', duration: 2, kinora }),
  extended: client.videoToVideo.create({ model: 'seedance2_5', promptVideo: upload.uri, mode: 'extend', promptText: 'a red bird', kinora: { seconds: 0.5 } }),
  edited: client.videoToVideo.create({ model: 'aleph2', videoUri: upload.uri, promptText: 'as a noir film' }),
  larger: client.videoUpscale.create({ model: 'magnific_video_upscaler_creative', videoUri: upload.uri, resolution: '720p' }),
  smoother: client.videoUpscale.create({ model: 'enhance_frame_rate', videoUri: upload.uri, targetFramerate: '30' }),
};
const broken = client.imageToVideo.create({ model: 'gen4_turbo', promptImage: 'data:image/webp;base64,' + Buffer.concat([Buffer.from('RIFF\x20\0\0\0WEBPVP8 ', 'latin1'), Buffer.alloc(600)]).toString('base64'), promptText: 'a bird', ratio: '1280:720', kinora });
const failure = broken.waitForTaskOutput().then(() => assert.fail('it has succeeded'), (e) => e);
await Promise.all(Object.entries(jobs).map(async ([name, job]) => {
  const made = await client.tasks.retrieve((await job).id).waitForTaskOutput();
  equal(made.status, 'SUCCEEDED', name);
  ok(made.cost.credits > 0);
  await fetched(made);
}));

// what fails is told once, with the field
const bad = await fails(RunwayML.BadRequestError, 400, client.textToVideo.create({ ...gen45, duration: 11 }));
equal(bad.error.error, 'Validation of body failed');
equal(bad.error.issues[0].path, ['duration']);
await fails(RunwayML.BadRequestError, 400, client.textToVideo.create({ ...gen45, model: 'nothing' }));
await fails(RunwayML.BadRequestError, 400, client.imageToVideo.create({ model: 'gen4_turbo', promptImage: 'https://127.0.0.1/a.png', ratio: '1280:720' }));
await fails(RunwayML.BadRequestError, 400, client.videoUpscale.create({ model: 'enhance_frame_rate', videoUri: 'runway://none', targetFramerate: '30' }));
await fails(RunwayML.BadRequestError, 400, client.uploads.createEphemeral({ file: new File([Buffer.alloc(2000)], 'zeros.png') }).catch((e) => { if (e.status === 400) throw new RunwayML.BadRequestError(400, e.error, e.message, e.headers); throw e; }));
await fails(RunwayML.NotFoundError, 404, client.tasks.retrieve('17f20503-6c24-4c16-946b-35dbbce2af2f'));
await fails(RunwayML.AuthenticationError, 401, new RunwayML({ apiKey: 'key_none', baseURL }).organization.retrieve());

// a task that fails throws its failure
const e = await failure;
equal(e.constructor.name, 'TaskFailedError');
equal(e.taskDetails.status, 'FAILED');
equal(e.taskDetails.failureCode, 'ASSET.INVALID');
equal(e.taskDetails.cost.credits, 0);

// delete: the end of a task, whether it runs or not
const doomed = await client.textToVideo.create({ ...gen45, kinora: { size: '640x360' } });
equal(await client.tasks.delete(doomed.id), null);
await fails(RunwayML.NotFoundError, 404, client.tasks.retrieve(doomed.id));
equal(await client.tasks.delete(id), null);
await fails(RunwayML.NotFoundError, 404, client.tasks.retrieve(id).waitForTaskOutput());

// the organization
const organization = await client.organization.retrieve();
ok(organization.creditBalance > 0);
ok(organization.tier.models['gen4.5'].maxConcurrentGenerations >= 1);
ok(organization.usage.models['gen4.5'].dailyGenerations >= 2);
const usage = await client.organization.retrieveUsage({});
ok(usage.models.includes('gen4.5'));
ok(usage.results.at(-1).usedCredits.some((one) => one.model === 'gen4.5' && one.amount >= 6));
await fails(RunwayML.BadRequestError, 400, client.organization.retrieveUsage({ startDate: '2020-01-01', beforeDate: '2021-01-01' }));

console.log(`${checks} checks`);

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { readEntry } from '../../src/domain/entry.ts';
import {
	publicKeysObservation,
	writePublicKeys,
} from '../../src/domain/verification/public-keys.schema.ts';
import { atHour, noon, noticeText } from '../../tests/builders.ts';
import { rotateSigningKey } from '../actions/rotate-signing-key.ts';
import { cmsForTests, saveOf } from '../cms/cms-for-tests.ts';
import { loadRenderer } from '../release/renderer.ts';
import { publishKeys } from './publish-keys.ts';
import { openSigningKeys } from './signing-keys.ts';

const cms = await cmsForTests();
const { renderer } = await loadRenderer(process.cwd());
const place = { collection: 'notices', slug: 'n-1' };
const path = 'notices/n-1.zh-CN.md';

let now: Date;

beforeEach(async () => {
	now = atHour(2);
	await cms.editor('persistEntry', saveOf(path, noticeText()));
	await cms.publisher('updateUnpublishedEntryStatus', { ...place, newStatus: 'pending_publish' });
	expect((await cms.publisher('publishUnpublishedEntry', place)).status).toBe(200);
});

function rotation() {
	const { repository, keys, parts } = cms;
	const keepKeysPublished = async () => {
		await publishKeys(repository, keys, now);
	};
	return { repository, keys, signOffs: parts.signOffs, keepKeysPublished, now: () => now };
}

/** What pages say of the signature of a notice. */
async function signatureOf(ref: string, keys = cms.keys) {
	const observations = { [publicKeysObservation]: writePublicKeys(keys.publicKeys()) };
	const moment = {
		now,
		release: { number: 1, at: now },
		siteUrl: 'http://a.example',
		observations,
	};
	const { body } = await renderer.render('/verify/recent.json', cms.content(), moment);
	const { notices } = JSON.parse(new TextDecoder().decode(body));
	return notices.find((each: { ref: string }) => each.ref === ref);
}

const reread = () => cms.parts.release();
const keyIds = () => cms.keys.publicKeys().map(({ id }) => id);

test('a notice that is published is signed, and a revised text anew', async () => {
	const first = await signatureOf('n-1');
	expect(first).toMatchObject({ signature: 'valid', key: keyIds()[0] });
	const live = (await cms.textAt(path)).replace('正文。', '新的正文。');
	const noted = live.replace(
		'---\n',
		'---\nchanges: [{at: 2026-03-14T12:00:00+08:00, what: 改字}]\n',
	);
	const blob = await cms.repository.blobAt((await cms.repository.head()) ?? '', path);
	const save = { ...saveOf(path, noted), expected: { version: null, blobs: { [path]: blob } } };
	await cms.editor('persistEntry', save);
	await cms.publisher('updateUnpublishedEntryStatus', { ...place, newStatus: 'pending_publish' });
	expect(await cms.publisher('publishUnpublishedEntry', place)).toMatchObject({ status: 200 });
	const second = await signatureOf('n-1');
	expect(second.signature).toBe('valid');
	expect(second.code).toBe(first.code);
	expect(second.hash).not.toBe(first.hash);
});

test('what comes by a push has no signature, and cannot bring one', async () => {
	const stamped = await cms.textAt(path);
	await cms.commit({
		'notices/plain.zh-CN.md': noticeText({
			stamp: '{sent: 2026-03-14T09:00:00+08:00, identifier: shili.plain.x, code: KA2222}',
		}),
		'notices/garbled.zh-CN.md': noticeText({
			stamp:
				'{sent: 2026-03-14T09:00:00+08:00, identifier: shili.garbled.x, code: KB2222, signature: {key: x, at: 2026-03-14T09:00:00+08:00, value: "<b>"}}',
		}),
		[path]: stamped.replace('云溪镇请减少聚集', '云溪镇可以聚集'),
	});
	expect(cms.content().setAside).toEqual([]);
	expect(await signatureOf('plain')).toMatchObject({ signature: 'unsigned' });
	expect(await signatureOf('garbled')).toMatchObject({ signature: 'unknown-key' });
	expect(await signatureOf('n-1')).toMatchObject({ signature: 'invalid' });
	expect(await signatureOf('n-1')).not.toHaveProperty('key');
});

test('after a rotation what the old key signed stays genuine', async () => {
	const before = await cms.textAt(path);
	await rotateSigningKey(rotation());
	await reread();
	expect(await cms.textAt(path)).toBe(before);
	expect(await signatureOf('n-1')).toMatchObject({ signature: 'valid', key: keyIds()[0] });
	expect(keyIds()).toHaveLength(2);
});

describe('after a key was stolen', () => {
	test('what was signed before is signed again with the new key', async () => {
		await rotateSigningKey(rotation(), atHour(1));
		await reread();
		expect(await signatureOf('n-1')).toMatchObject({ signature: 'valid', key: keyIds()[1] });
	});

	test('so is what staff signed off since, and nothing else', async () => {
		const forged = noticeText({
			stamp: '{sent: 2026-03-14T11:30:00+08:00, identifier: shili.forged.x, code: KC2222}',
		});
		const { entry } = readEntry('notices', 'forged', { 'zh-CN': forged });
		const signature = entry && cms.keys.sign(entry, noon).data.stamp?.signature;
		const value = `signature: {key: ${signature?.key}, at: 2026-03-14T12:00:00+08:00, value: ${signature?.value}}`;
		await cms.commit({ 'notices/forged.zh-CN.md': forged.replace('KC2222}', `KC2222, ${value}}`) });
		expect(await signatureOf('forged')).toMatchObject({ signature: 'valid' });
		await rotateSigningKey(rotation(), atHour(-1));
		await reread();
		expect(await signatureOf('n-1')).toMatchObject({ signature: 'valid', key: keyIds()[1] });
		expect(await signatureOf('forged')).toMatchObject({ signature: 'compromised' });
	});

	test('a rotation that was interrupted is done once more without harm', async () => {
		await cms.keys.rotate(now, atHour(1));
		await rotateSigningKey(rotation(), atHour(1));
		await reread();
		expect(await signatureOf('n-1')).toMatchObject({ signature: 'valid', key: keyIds()[2] });
		const stolen = cms.keys.publicKeys().filter(({ compromisedAt }) => compromisedAt);
		expect(stolen).toHaveLength(1);
	});
});

test('a portal that lost its keys does not take the old signatures for its own', async () => {
	await publishKeys(cms.repository, cms.keys, now);
	const folder = await mkdtemp(join(tmpdir(), 'mingbai-keys-'));
	const others = await openSigningKeys(folder, now);
	expect(await signatureOf('n-1', others)).toMatchObject({ signature: 'unknown-key' });
	expect(await publishKeys(cms.repository, others, now)).toEqual(keyIds());
	await rm(folder, { recursive: true });
});

test('keys that are pushed into the content are put right and change nothing', async () => {
	await publishKeys(cms.repository, cms.keys, now);
	const ours = await cms.textAt('settings/signing-keys.json');
	await cms.commit({ 'settings/signing-keys.json': '[]' });
	expect(await signatureOf('n-1')).toMatchObject({ signature: 'valid' });
	await publishKeys(cms.repository, cms.keys, now);
	expect(await cms.textAt('settings/signing-keys.json')).toBe(ours);
	expect(ours).not.toContain('privateKey');
});

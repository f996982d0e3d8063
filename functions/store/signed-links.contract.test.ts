import { expect, test } from 'vitest';
import { atHour, noon } from '../../tests/builders.ts';
import { eachStore } from '../../tests/stores.ts';
import { signedLinks } from './signed-links.ts';

const aPost = {
	kind: 'village',
	subject: '999900101',
	post: '溪口村 联络员',
	madeBy: 'u1',
	madeAt: noon,
	expiresAt: atHour(24),
} as const;

eachStore((store) => {
	test('a secret opens its link until the very moment it expires', async () => {
		const links = signedLinks(store().db);
		const { secret } = await links.issue(aPost);
		expect(await links.find(secret, noon)).toMatchObject({ state: 'valid', link: aPost });
		expect(await links.find(secret, atHour(24))).toMatchObject({ state: 'expired' });
	});

	test('what nobody was given opens nothing', async () => {
		const links = signedLinks(store().db);
		const { id, secret } = await links.issue(aPost);
		const forged = secret.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
		for (const guess of [forged, id, '', secret.slice(0, -1)])
			expect(await links.find(guess, noon)).toEqual({ state: 'unknown' });
	});

	test('the store keeps no secret', async () => {
		const links = signedLinks(store().db);
		const { secret } = await links.issue(aPost);
		const rows = await store().db.selectFrom('signed_links').selectAll().execute();
		expect(JSON.stringify(rows)).not.toContain(secret);
		expect(Buffer.from(secret, 'base64url').length * 8).toBeGreaterThanOrEqual(128);
	});

	test('a revoked link opens nothing any more, and is revoked once', async () => {
		const links = signedLinks(store().db);
		const { id, secret } = await links.issue(aPost);
		expect(await links.revoke(id, noon)).toBe(true);
		expect(await links.revoke(id, atHour(1))).toBe(false);
		expect(await links.find(secret, noon)).toMatchObject({ state: 'revoked' });
	});

	test('a renewed link keeps its post and ends the secret before', async () => {
		const links = signedLinks(store().db);
		const { id, secret } = await links.issue(aPost);
		await links.revoke(id, noon);
		const next = (await links.renew(id, atHour(48))) ?? '';
		expect(await links.find(next, noon)).toMatchObject({ state: 'valid', link: { id } });
		expect(await links.find(secret, noon)).toEqual({ state: 'unknown' });
		expect(await links.renew('no such', atHour(48))).toBeUndefined();
	});

	test('links that ended long ago are forgotten', async () => {
		const links = signedLinks(store().db);
		await links.issue(aPost);
		const revoked = await links.issue({ ...aPost, expiresAt: atHour(9999) });
		await links.revoke(revoked.id, noon);
		const kept = await links.issue({ ...aPost, expiresAt: atHour(9999) });
		await links.forget(atHour(100));
		expect((await links.list()).map(({ id }) => id)).toEqual([kept.id]);
	});
});

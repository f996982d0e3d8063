import { expect, test } from 'vitest';
import { atHour, noon } from '../../tests/builders.ts';
import { aStaffMember } from '../../tests/staff.ts';
import { eachStore } from '../../tests/stores.ts';
import { exerciseHearers } from './exercise-hearers.ts';
import { signedLinks } from './signed-links.ts';
import { staffAccounts } from './staff-accounts.ts';
import { subscriptions } from './subscriptions.ts';

const address = (name: string) => ({
	endpoint: `https://push.example/${name}`,
	keys: { p256dh: 'p', auth: 'a' },
	vapidKeyId: 1,
});
const hearer = { ...address('officer'), language: 'zh-CN' as const };
const resident = {
	...address('resident'),
	language: 'en' as const,
	topics: ['health'],
	areas: [],
	severity: 'orange' as const,
	quiet: { from: 22, until: 7 },
};
const leave = { by: 'staff/1', until: atHour(24) } as const;

eachStore((store) => {
	const hearers = () => exerciseHearers(store().db);
	const all = () => subscriptions(store().db);
	const heard = async (now = noon) =>
		(await hearers().after(0, 9, now)).map(({ endpoint }) => endpoint);
	const publicly = async () => (await all().after(0, 9)).map(({ endpoint }) => endpoint);

	test('who takes part in exercises alone is no subscriber of what is public', async () => {
		await hearers().allow(hearer, leave, noon);
		await all().save(resident, noon);
		expect(await heard()).toEqual([hearer.endpoint]);
		expect(await publicly()).toEqual([resident.endpoint]);
		expect(await all().count()).toBe(1);
		expect(await all().find(hearer.endpoint)).toBeUndefined();
	});

	test('a subscriber who takes part as well keeps what was chosen, and is woken for exercises', async () => {
		await all().save(resident, noon);
		const before = await all().find(resident.endpoint);
		await hearers().allow({ ...address('resident'), language: 'zh-CN' }, leave, noon);
		expect(await all().find(resident.endpoint)).toEqual(before);
		const [taking] = await hearers().after(0, 9, noon);
		expect(taking?.quiet).toBeUndefined();
		expect(await all().save(resident, noon)).toBe('same');
		expect(await heard()).toEqual([resident.endpoint]);
	});

	test('who takes part and subscribes then hears both', async () => {
		await hearers().allow({ ...address('resident'), language: 'zh-CN' }, leave, noon);
		expect(await all().save(resident, noon)).toBe('changed');
		expect([await heard(), await publicly()]).toEqual([[resident.endpoint], [resident.endpoint]]);
	});

	test('who leaves exercises stays a subscriber, or is forgotten where there was nothing else', async () => {
		await all().save(resident, noon);
		for (const each of [hearer, { ...address('resident'), language: 'en' as const }])
			await hearers().allow(each, leave, noon);
		for (const { endpoint } of [hearer, resident]) await hearers().end(endpoint);
		expect(await heard()).toEqual([]);
		expect(await publicly()).toEqual([resident.endpoint]);
		expect(await all().withSeqs([1, 2, 3])).toHaveLength(1);
	});

	test('leave ends by itself, and the address with it', async () => {
		await hearers().allow(hearer, leave, noon);
		expect(await heard(atHour(24))).toEqual([]);
		await hearers().forget(atHour(23));
		expect(await hearers().count(noon)).toBe(1);
		await hearers().forget(atHour(24));
		expect(await all().withSeqs([1])).toEqual([]);
	});

	test('leave is over when the link is revoked, or the account disabled', async () => {
		const { db } = store();
		const links = signedLinks(db);
		const about = { kind: 'village', subject: '999900101', post: '联络员' } as const;
		const times = { madeBy: 'li', madeAt: noon, expiresAt: atHour(24) };
		const { id } = await links.issue({ ...about, ...times });
		const { id: staff } = await aStaffMember(store());
		await hearers().allow(hearer, { by: `link/${id}`, until: atHour(24) }, noon);
		await hearers().allow(
			{ ...address('editor'), language: 'en' },
			{ by: `staff/${staff}`, until: atHour(24) },
			noon,
		);
		expect(await heard()).toEqual([hearer.endpoint, 'https://push.example/editor']);
		await links.revoke(id, noon);
		await staffAccounts(db).setDisabled(staff, true, noon);
		expect(await heard()).toEqual([]);
	});

	test('leave goes with the link that gave it', async () => {
		await hearers().allow(hearer, { by: 'link/deleted', until: atHour(24) }, noon);
		expect(await heard()).toEqual([]);
		expect(await hearers().count(noon)).toBe(0);
	});

	test('a browser that moves goes on taking part, also when it subscribed anew meanwhile', async () => {
		await hearers().allow(hearer, leave, noon);
		await all().move(hearer.endpoint, address('moved'), noon);
		expect(await heard()).toEqual(['https://push.example/moved']);
		await all().save(resident, noon);
		await all().move('https://push.example/moved', address('resident'), noon);
		expect([await heard(), await publicly()]).toEqual([[resident.endpoint], [resident.endpoint]]);
	});
});

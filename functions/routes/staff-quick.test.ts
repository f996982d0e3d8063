import { describe, expect, test } from 'vitest';
import type { QuickFormData, QuickStartData } from '../../src/domain/answers.ts';
import { noon, noticeText, yellowWarning } from '../../tests/builders.ts';
import { aPerson, staffParts } from '../../tests/staff-site.ts';
import { freshSqlite } from '../../tests/stores.ts';
import { cmsForTests } from '../cms/cms-for-tests.ts';
import { loadRenderer } from '../release/renderer.ts';
import { quickRoutes } from './staff-quick.ts';

const { renderer } = await loadRenderer(process.cwd());
const store = freshSqlite();
const cms = await cmsForTests();
const moment = async () => ({
	now: noon,
	release: { number: 1, at: noon },
	siteUrl: 'http://localhost:4321',
	observations: {},
});

async function someone(role: 'publisher' | 'editor' | 'moderator' = 'publisher') {
	const staff = staffParts(store());
	const person = await aPerson(staff, [role]);
	await person.signIn();
	const routes = quickRoutes({ staff, cms: cms.parts, renderer, moment });
	const cookie = [...person.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
	const get = async (path = '/staff/quick/') => routes.request(path, { headers: { cookie } });
	const post = async (path: string, fields: Readonly<Record<string, string>>) =>
		routes.request(path, {
			method: 'POST',
			headers: { cookie },
			body: new URLSearchParams(fields),
		});
	const shown = async (path: string) => (await (await get(path)).json()).data as QuickFormData;
	/** Starts from a template and gives the address of the draft. */
	const start = async (fields: Readonly<Record<string, string>>) =>
		(await post('/staff/quick/', fields)).headers.get('Location') ?? '';
	/** What the form shows, with the blanks filled in. */
	const filled = async (path: string) => {
		const { values, draft } = await shown(path);
		const texts = Object.entries(values).map(([name, value]) => [
			name,
			value.replace(/【请填写[^】]*】|\[fill in[^\]]*\]/g, '云溪镇'),
		]);
		return { ...Object.fromEntries(texts), version: String(draft.version) } as Record<
			string,
			string
		>;
	};
	return { get, post, shown, start, filled };
}

const flood = { hazard: 'flood', phase: 'holding' };

test('what was typed when the session ended is given back, to be sent again', async () => {
	const routes = quickRoutes({ staff: staffParts(store()), cms: cms.parts, renderer, moment });
	const body = new URLSearchParams([
		['zh-CN.title', '河水上涨'],
		['areas', '999900101'],
		['areas', '999900201'],
		['version', '3'],
	]);
	const answer = await routes.request('/staff/quick/some-notice/', { method: 'POST', body });
	expect(answer.status).toBe(401);
	expect(await answer.json()).toMatchObject({
		path: '/staff/interrupted/',
		data: {
			action: '/staff/quick/some-notice/',
			fields: [...body].map(([name, value]) => ({ name, value })),
		},
	});
});

describe('/staff/quick/', () => {
	test('begins a draft from a template, once for two taps', async () => {
		const publisher = await someone();
		const place = await publisher.start(flood);
		expect(place).toMatch(/^\/staff\/quick\/202603141200-holding-flood\/$/);
		expect(await publisher.start(flood)).toBe(place);
		expect(await cms.parts.drafts.all()).toHaveLength(1);
		expect((await publisher.shown(place)).findings[0]).toMatchObject({ level: 'law' });
	});

	test('publishes what was filled in, in both languages', async () => {
		const publisher = await someone();
		const place = await publisher.start(flood);
		const fields = { ...(await publisher.filled(place)), 'zh-CN.title': '云溪镇洪水，正在处置' };
		const sent = await publisher.post(place, { ...fields, verb: 'publish' });
		expect([sent.status, sent.headers.get('Location')]).toEqual([303, '/staff/#publications']);
		const file = 'notices/202603141200-holding-flood';
		expect(await cms.textAt(`${file}.zh-CN.md`)).toContain('云溪镇洪水，正在处置');
		expect(await cms.textAt(`${file}.en.md`)).toContain('title:');
	});

	test('takes a translation into a further language, and asks nobody for one', async () => {
		const publisher = await someone();
		const place = await publisher.start({ ...flood, hazard: 'landslide' });
		const filled = await publisher.filled(place);
		expect(filled['it.actions']).toBe('');
		const fields = { ...filled, 'it.title': 'Frana a Yunxi', verb: 'publish' };
		const sent = await publisher.post(place, fields);
		expect(sent.status).toBe(303);
		const file = 'notices/202603141200-holding-landslide';
		expect(await cms.textAt(`${file}.it.md`)).toContain('title: Frana a Yunxi');
	});

	test('a second tap publishes nothing twice', async () => {
		const publisher = await someone();
		const place = await publisher.start(flood);
		const fields = { ...(await publisher.filled(place)), verb: 'publish' };
		expect((await publisher.post(place, fields)).status).toBe(303);
		const head = await cms.repository.head();
		expect((await publisher.post(place, fields)).status).toBe(404);
		expect(await cms.repository.head()).toBe(head);
	});

	test('publishes nothing with a blank, says which, and keeps what was typed', async () => {
		const publisher = await someone();
		const place = await publisher.start(flood);
		const { values, draft } = await publisher.shown(place);
		const typed = { ...values, 'zh-CN.title': '云溪镇洪水', version: String(draft.version) };
		const refused = await publisher.post(place, { ...typed, verb: 'publish' });
		const { problems, data } = await refused.json();
		expect(refused.status).toBe(422);
		expect(JSON.stringify(problems)).toContain('还有空没填');
		expect(problems.map(({ field }: { field: string }) => field)).toContain('en.title');
		expect(data.values['zh-CN.title']).toBe('云溪镇洪水');
		expect((await cms.parts.drafts.all())[0]?.files[0]?.content).toContain('云溪镇洪水');
	});

	test('gives back what was typed into a draft that is gone', async () => {
		const publisher = await someone();
		const place = await publisher.start(flood);
		const fields = { ...(await publisher.filled(place)), 'zh-CN.title': '正在写的' };
		await cms.parts.drafts.delete('notices', '202603141200-holding-flood');
		const refused = await publisher.post(place, fields);
		expect(refused.status).toBe(404);
		expect((await refused.json()).data.typed).toMatchObject({ 'zh-CN.title': '正在写的' });
	});

	test('shows what was typed for fields that it has, whatever else was sent', async () => {
		const typed = { 'zh-CN.title': '正在写的', 'it.nonsense': 'x', '.': 'y' };
		const page = await renderer.render('/staff/quick/', cms.content(), await moment(), {
			data: { current: [], typed },
		});
		const text = new TextDecoder().decode(page.body);
		expect(text).toContain('正在写的');
		expect(text).not.toContain('nonsense');
	});

	test('gives two people who begin the same at the same time a draft each', async () => {
		const first = await someone();
		const second = await someone();
		const place = await first.start(flood);
		const other = await second.start(flood);
		expect(other).toBe(place.replace(/\/$/, '-2/'));
		expect([await second.start(flood), await first.start(flood)]).toEqual([other, place]);
		const both = await Promise.all([
			first.start({ ...flood, hazard: 'fire' }),
			second.start({ ...flood, hazard: 'fire' }),
		]);
		expect(new Set(both).size).toBe(2);
	});

	test('begins another draft when the first of this minute is published', async () => {
		const publisher = await someone();
		const place = await publisher.start(flood);
		await publisher.post(place, { ...(await publisher.filled(place)), verb: 'publish' });
		expect(await publisher.start(flood)).toBe(place.replace(/\/$/, '-2/'));
	});

	test('keeps what was typed when it cannot even be saved', async () => {
		const publisher = await someone();
		const place = await publisher.start(flood);
		const fields = {
			...(await publisher.filled(place)),
			'zh-CN.title': '',
			'zh-CN.summary': '新的摘要',
		};
		const refused = await publisher.post(place, fields);
		const { problems, data } = await refused.json();
		expect(JSON.stringify(problems)).toContain('标题');
		expect(data.values['zh-CN.summary']).toBe('新的摘要');
	});

	test('saves nothing over what somebody else saved meanwhile', async () => {
		const publisher = await someone();
		const place = await publisher.start(flood);
		const fields = await publisher.filled(place);
		await publisher.post(place, { ...fields, 'zh-CN.title': '先保存的' });
		const late = await publisher.post(place, { ...fields, 'zh-CN.title': '后保存的' });
		const { data } = await late.json();
		expect(late.status).toBe(409);
		expect(data.values['zh-CN.title']).toBe('后保存的');
		expect(data.theirs).toEqual({ 'zh-CN.title': '先保存的' });
		expect((await publisher.shown(place)).values['zh-CN.title']).toBe('先保存的');
	});

	test('an editor saves, and leaves publishing to a publisher', async () => {
		const editor = await someone('editor');
		const place = await editor.start(flood);
		const fields = await editor.filled(place);
		expect((await editor.post(place, { ...fields, verb: 'save' })).status).toBe(303);
		const again = await editor.filled(place);
		expect((await editor.post(place, { ...again, verb: 'publish' })).status).toBe(422);
		expect(await cms.repository.blobAt((await cms.repository.head()) ?? '', 'notices/x')).toBe(
			undefined,
		);
	});

	test('is not for moderators', async () => {
		const moderator = await someone('moderator');
		expect((await moderator.get()).status).toBe(403);
		expect((await moderator.post('/staff/quick/', flood)).status).toBe(403);
	});

	test.each([
		[{ hazard: 'flood', phase: 'nonsense' }],
		[{ hazard: 'dragons', phase: 'holding' }],
		[{ phase: 'all-clear' }],
		[{ phase: 'update', ref: 'not-there' }],
	])('starts nothing from %o', async (fields) => {
		const publisher = await someone();
		expect((await publisher.post('/staff/quick/', fields as Record<string, string>)).status).toBe(
			422,
		);
		expect(await cms.parts.drafts.all()).toEqual([]);
	});
});

describe('the first notice of a colored warning', () => {
	const source = { warningColor: 'orange', issuedBy: 'cdc', number: '示例气象〔2026〕7号' };
	const begun = async () => {
		const publisher = await someone();
		const place = await publisher.start({ hazard: 'flood', phase: 'first' });
		return { publisher, place, fields: await publisher.filled(place) };
	};

	test('names its color, its source and its number', async () => {
		const { publisher, place, fields } = await begun();
		expect((await publisher.shown(place)).asksColor).toBe(true);
		const yellow = { ...fields, ...source, warningColor: 'yellow', verb: 'publish' };
		expect((await publisher.post(place, yellow)).status).toBe(303);
		const text = await cms.textAt(fileOf(place));
		expect(text).toContain('category: warning\n');
		expect(text).toContain('officialReference:\n  issuedBy: cdc\n  number: 示例气象〔2026〕7号');
	});

	test('is not saved without its source, and keeps what was typed', async () => {
		const { publisher, place, fields } = await begun();
		const refused = await publisher.post(place, { ...fields, ...source, number: '' });
		const { problems, data } = await refused.json();
		expect(refused.status).toBe(422);
		expect(JSON.stringify(problems)).toContain('法定预警出处');
		expect(data.values).toMatchObject({ warningColor: 'orange', issuedBy: 'cdc' });
	});

	test('of red or orange waits for the second signature, which publishes it', async () => {
		const { publisher, place, fields } = await begun();
		const signed = await publisher.post(place, { ...fields, ...source, verb: 'publish' });
		expect([signed.status, signed.headers.get('Location')]).toEqual([303, place]);
		expect(await cms.textAt(fileOf(place))).toBe('');
		expect((await publisher.shown(place)).draft).toMatchObject({
			status: 'pending_publish',
			needed: 2,
			signedBy: [{ id: expect.any(String), name: expect.any(String) }],
		});
	});

	test('becomes a notice without a color again when the color is taken back', async () => {
		const { publisher, place, fields } = await begun();
		await publisher.post(place, { ...fields, ...source });
		const { draft } = await publisher.shown(place);
		const plain = { ...fields, warningColor: '', version: String(draft.version) };
		expect((await publisher.post(place, plain)).status).toBe(303);
		expect((await publisher.shown(place)).draft).toMatchObject({ needed: 1 });
		expect((await publisher.shown(place)).values).toMatchObject({ number: '', warningColor: '' });
	});

	test('is asked for no color when it is about a notice in force', async () => {
		await cms.commit({ 'notices/first.zh-CN.md': noticeText() });
		const publisher = await someone();
		const place = await publisher.start({ phase: 'update', ref: 'first' });
		expect((await publisher.shown(place)).asksColor).toBe(false);
	});
});

function fileOf(place: string): string {
	return `notices/${place.split('/').at(-2)}.zh-CN.md`;
}

describe('about a notice in force', () => {
	test('it is listed, and ended notices are not', async () => {
		await cms.commit({
			'notices/first.zh-CN.md': noticeText({ title: '在生效的' }),
			'notices/ended.zh-CN.md': noticeText({
				title: '过期的',
				expires: '2026-03-14T10:00:00+08:00',
			}),
		});
		const publisher = await someone();
		const { current } = (await (await publisher.get()).json()).data as QuickStartData;
		expect(current).toEqual([{ ref: 'first', title: '在生效的' }]);
	});

	test.each([
		['update', 'update'],
		['correction', 'correction'],
		['sent-in-error', 'withdrawal'],
		['all-clear', 'lift'],
	])('%s is published as its %s', async (phase, lifecycle) => {
		await cms.commit({ 'notices/first.zh-CN.md': noticeText() });
		const publisher = await someone();
		const place = await publisher.start({ phase, ref: 'first' });
		const fields = { ...(await publisher.filled(place)), verb: 'publish' };
		expect((await publisher.post(place, fields)).status).toBe(303);
		const text = await cms.textAt(`notices/202603141200-${phase}-first.zh-CN.md`);
		expect(text).toContain(`lifecycle: ${lifecycle}`);
		expect(text).toMatch(/references:\n\s+- first/);
	});

	test('the lift of an orange warning still takes two people', async () => {
		const orange = noticeText({ ...yellowWarning, warningColor: 'orange' });
		await cms.commit({ 'notices/first.zh-CN.md': orange });
		const publisher = await someone();
		const place = await publisher.start({ phase: 'all-clear', ref: 'first' });
		const fields = { ...(await publisher.filled(place)), verb: 'publish' };
		const signed = await publisher.post(place, fields);
		expect([signed.status, signed.headers.get('Location')]).toEqual([303, place]);
		expect((await publisher.shown(place)).draft).toMatchObject({
			status: 'pending_publish',
			needed: 2,
			signedBy: [{ id: expect.any(String), name: expect.any(String) }],
		});
		expect(await cms.textAt(fileOf(place))).toBe('');
	});
});

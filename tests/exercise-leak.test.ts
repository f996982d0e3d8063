import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { loadRenderer } from '../functions/release/renderer.ts';
import { decideAnnouncement } from '../src/domain/announcement.ts';
import { entryText, noon, noticeText, rumorText, sourceOf, yellowWarning } from './builders.ts';

const marker = 'zebrafinch';
const { renderer } = await loadRenderer(process.cwd());
const siteUrl = 'http://localhost:4321';
const moment = { now: noon, release: { number: 1, at: noon }, siteUrl, observations: {} };

const exercise = {
	...yellowWarning,
	status: 'exercise',
	alert: 'true',
	incident: 'outbreak',
	title: `演练预警${marker}`,
	summary: `演练摘要${marker}`,
	actions: `["演练措施${marker}"]`,
};
const translation = entryText(
	{ title: `Exercise ${marker}`, summary: `Summary ${marker}`, actions: `["Do ${marker}"]` },
	`Text ${marker}.`,
);

const content = await renderer.read(
	sourceOf({
		'incidents/outbreak.zh-CN.md': incidentText({ title: '疫情' }),
		'incidents/drill-outbreak.zh-CN.md': incidentText({
			status: 'exercise',
			title: `演练事件${marker}`,
		}),
		'notices/real.zh-CN.md': noticeText({
			...yellowWarning,
			alert: 'true',
			incident: 'outbreak',
			stamp: stampText('real', 'REAJ33'),
		}),
		'notices/drill.zh-CN.md': noticeText(
			{ ...exercise, stamp: stampText('drill', 'DRJ722') },
			`演练正文${marker}。`,
		),
		'notices/drill.en.md': translation,
		'notices/drill-update.zh-CN.md': noticeText(
			{ ...exercise, lifecycle: 'update', references: '[real]' },
			`演练正文${marker}。`,
		),
		'notices/drill-update.en.md': translation,
		'notices/trial.zh-CN.md': noticeText({ ...exercise, status: 'test' }, `测试正文${marker}。`),
		'notices/follow-up.zh-CN.md': noticeText({
			lifecycle: 'update',
			references: '[drill]',
			incident: 'drill-outbreak',
		}),
		'rumors/real-answer.zh-CN.md': rumorText({ relatedNotices: '[drill, real]' }),
		'rumors/drill-answer.zh-CN.md': rumorText({
			status: 'exercise',
			alert: 'true',
			title: `演练辟谣${marker}`,
			claim: `演练传言${marker}`,
		}),
	}),
);

test('all entries of the story are published', () => {
	expect(content.setAside).toEqual([]);
});

test('nothing of an exercise or a test stands on any public path but its own page', async () => {
	const leaking: string[] = [];
	for (const path of publicPaths()) {
		if ((await bytes(path)).includes(marker)) leaking.push(path);
	}
	expect(leaking).toEqual([]);
});

test('no public path links to the page of an exercise', async () => {
	const linking: string[] = [];
	for (const path of publicPaths()) {
		if (/exercise\/|(?:drill|trial)[a-z-]*\//.test(await bytes(path))) linking.push(path);
	}
	expect(linking).toEqual([]);
});

describe.each(['', '/en'])('in "%s/"', (language) => {
	test.each(['drill', 'drill-update', 'trial', 'rumors/drill-answer'])(
		'%s has a page of its own, marked 演练, which asks not to be indexed',
		async (ref) => {
			const page = await bytes(`${language}/exercise/${ref}/`);
			expect(page).toContain(marker);
			expect(page).toMatch(language === '' ? /<h1[^>]*>[\s\S]*演练/ : /exercise/i);
			expect(page).toMatch(/<meta name="robots" content="[^"]*noindex/);
			expect(page).not.toContain('data-pagefind-body');
		},
	);

	test.each(['notices/drill', 'notices/trial', 'rumors/drill-answer', 'incidents/drill-outbreak'])(
		'%s is at no public address',
		async (page) => {
			const path = `${language}/${page}/`;
			expect((await renderer.render(path, content, moment)).status).toBe(404);
			expect(await bytes(path)).not.toContain(marker);
		},
	);

	test('a real notice is at no exercise address', async () => {
		expect((await renderer.render(`${language}/exercise/real/`, content, moment)).status).toBe(404);
	});
});

test('its CAP message is below its own page, says that it is an exercise, and is for those who take part', async () => {
	const { paths } = renderer.paths(content, moment);
	expect(paths).toContain('/cap/real.xml');
	expect(paths.filter((path) => path.endsWith('/cap.xml'))).toEqual(['/exercise/drill/cap.xml']);
	const message = await bytes('/exercise/drill/cap.xml');
	const schema = await readFile('tests/cap-1.2.xsd', 'utf8');
	const xml = [{ fileName: 'drill.xml', contents: message }];
	expect((await validateXML({ xml, schema: [schema] })).errors).toEqual([]);
	expect(message).toContain('<status>Exercise</status>');
	expect(message).toContain('<scope>Restricted</scope>');
	expect(message).toContain(`<headline>【演练】演练预警${marker}</headline>`);
	expect(message).toContain(`<web>${siteUrl}/exercise/drill/</web>`);
	const statusAt = async (path: string) => (await renderer.render(path, content, moment)).status;
	expect(await statusAt('/cap/drill.xml')).toBe(404);
	expect(await statusAt('/exercise/real/cap.xml')).toBe(404);
});

test('an exercise is announced to those who take part at the most, however well it is signed', () => {
	const exercises = renderer.announcements(content, moment).filter((each) => each.ref !== 'real');
	expect(exercises.map((each) => [each.ref, each.status])).toEqual(
		expect.arrayContaining([
			['drill', 'exercise'],
			['drill-update', 'exercise'],
			['trial', 'test'],
		]),
	);
	for (const each of exercises) {
		const { verdict } = decideAnnouncement(each, { now: noon, signed: true, restored: false });
		expect(['exercise', 'never']).toContain(verdict);
		for (const text of Object.values(each.texts))
			expect(text.path).toMatch(/^(?:\/en)?\/exercise\//);
	}
});

test('an answer given in an exercise answers nobody but those in it', () => {
	const refs = renderer.responses(content, moment).map((each) => each.ref);
	expect(refs).toEqual(['real-answer']);
	const exercised = renderer.exerciseResponses(content, moment).map((each) => each.ref);
	expect(exercised).toEqual(['drill-answer']);
});

function stampText(name: string, code: string): string {
	return `{sent: "2026-03-14T09:00:00+08:00", identifier: shili.${name}.1, code: ${code}}`;
}

function incidentText(lines: Readonly<Record<string, string>>): string {
	const facts = {
		summary: '事件说明。',
		hazard: 'infectious-disease',
		phase: 'response',
		areas: '["999900"]',
		issuer: 'cdc',
		startedAt: '2026-03-01T08:00:00+08:00',
	};
	return entryText({ ...facts, ...lines }, `事件正文${'status' in lines ? marker : ''}。`);
}

function publicPaths(): readonly string[] {
	const { paths } = renderer.paths(content, moment);
	return paths.filter((path) => !path.includes('/exercise/'));
}

async function bytes(path: string): Promise<string> {
	return new TextDecoder().decode((await renderer.render(path, content, moment)).body);
}

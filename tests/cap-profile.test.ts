import { describe, expect, test } from 'vitest';
import { loadRenderer } from '../functions/release/renderer.ts';
import { folderSource } from '../src/reading/folder-source.ts';
import { noon } from './builders.ts';

// The rules that aggregators have beside the schema: those of Google's public alerts and of the common pitfalls of CAP 1.2.
const { renderer } = await loadRenderer(process.cwd());
const siteUrl = 'https://shili.example';
const moment = { now: noon, release: { number: 1, at: noon }, siteUrl, observations: {} };
const content = await renderer.read(folderSource('content'));
const paths = renderer
	.paths(content, moment)
	.paths.filter((path) => /^\/cap\/[a-z0-9-]+\.xml$/.test(path) && path !== '/cap/index.xml');

const valuesOf = (xml: string, name: string) =>
	[...xml.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map(([, value = '']) => value);
const textOf = (xml: string, name: string) => valuesOf(xml, name)[0] ?? '';
const partsOf = (xml: string, name: string) =>
	[...xml.matchAll(new RegExp(`<${name}>(.*?)</${name}>`, 'gs'))].map(([, inner = '']) => inner);

function infoOf(xml: string) {
	const one = (name: string) => textOf(xml, name);
	return {
		language: one('language'),
		category: valuesOf(xml, 'category'),
		event: one('event'),
		responseType: valuesOf(xml, 'responseType'),
		urgency: one('urgency'),
		severity: one('severity'),
		certainty: one('certainty'),
		effective: one('effective'),
		expires: one('expires'),
		senderName: one('senderName'),
		headline: one('headline'),
		description: one('description'),
		instruction: one('instruction'),
		web: one('web'),
		areas: partsOf(xml, 'area').map((area) => ({
			areaDesc: textOf(area, 'areaDesc'),
			valueName: textOf(area, 'valueName'),
			value: textOf(area, 'value'),
		})),
	};
}

async function alertAt(path: string) {
	const { body } = await renderer.render(path, content, moment);
	const xml = new TextDecoder().decode(body);
	const one = (name: string) => textOf(xml, name);
	return {
		identifier: one('identifier'),
		sender: one('sender'),
		sent: one('sent'),
		msgType: one('msgType'),
		scope: one('scope'),
		references: one('references').split(' ').filter(Boolean),
		info: partsOf(xml, 'info').map(infoOf),
	};
}

const alerts = await Promise.all(paths.map(alertAt));
const named = alerts.map((alert) => [alert.identifier, alert] as const);

describe.each(named)('%s', (_, alert) => {
	test('has an identity that can be referred to', () => {
		for (const name of [alert.identifier, alert.sender]) expect(name).toMatch(/^[^\s,<&]+$/);
		expect(alert.scope).toBe('Public');
	});

	test('writes every time with the offset of the county, to the second', () => {
		const times = [alert.sent, ...alert.info.flatMap((info) => [info.effective, info.expires])];
		for (const time of times) expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/);
	});

	test('ends, later than it begins and than it was sent', () => {
		for (const { effective, expires } of alert.info) {
			expect(Date.parse(expires)).toBeGreaterThan(Date.parse(effective));
			expect(Date.parse(expires)).toBeGreaterThan(Date.parse(alert.sent));
		}
	});

	test('says in each language what, how bad, what to do, by whom and where, and knows all of it', () => {
		for (const info of alert.info) {
			const said = [info.event, info.headline, info.description, info.instruction, info.senderName];
			for (const text of said) expect(text.trim()).not.toBe('');
			expect(info.headline).not.toBe(info.description);
			expect([info.urgency, info.severity, info.certainty]).not.toContain('Unknown');
			expect(info.web).toMatch(/^https:\/\/shili\.example\//);
			expect(info.areas.length).toBeGreaterThan(0);
			for (const area of info.areas) {
				expect(area.areaDesc).not.toBe('');
				expect(area.valueName).toBe('GB/T 2260');
			}
		}
	});

	test('says the same in each language, once', () => {
		const languages = alert.info.map(({ language }) => language);
		expect(new Set(languages).size).toBe(languages.length);
		const facts = alert.info.map((info) => ({
			codes: [info.category, info.responseType, info.urgency, info.severity, info.certainty],
			times: [info.effective, info.expires],
			areas: info.areas.map(({ value }) => value),
		}));
		for (const each of facts) expect(each).toEqual(facts[0]);
	});

	test('refers to earlier messages by their full names when it changes something', () => {
		expect(alert.references.length > 0).toBe(alert.msgType !== 'Alert');
		for (const reference of alert.references) {
			const [sender, identifier, sent = ''] = reference.split(',');
			const earlier = alerts.find((each) => each.identifier === identifier);
			expect(earlier).toMatchObject({ sender, sent });
			expect(Date.parse(sent)).toBeLessThanOrEqual(Date.parse(alert.sent));
		}
	});

	test('calls the end of a danger an update that is all clear, and only an error a cancellation', () => {
		const isAllClear = alert.info.every(({ responseType }) => responseType.includes('AllClear'));
		if (isAllClear) expect(alert.msgType).toBe('Update');
		expect(['Alert', 'Update', 'Cancel']).toContain(alert.msgType);
	});
});

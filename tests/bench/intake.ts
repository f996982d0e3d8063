import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { startPortal } from '../portal-process.ts';
import type { Load, LoadOutcome } from './load-client.ts';
import { formText, postText } from './request-text.ts';
import { untilIdle } from './until-idle.ts';

const connections = 128;

/**
 * Durable reports a second over HTTP: each is answered when it is on the disk, with a real store and the sender in a
 * process of its own. An empty route is measured in the same run, before and after.
 */
export async function benchIntake(seconds = 8): Promise<Record<string, number>> {
	const portal = await startPortal();
	const empty = fork(new URL('./empty-route.ts', import.meta.url));
	const client = fork(new URL('./load-client.ts', import.meta.url));
	try {
		const [emptyPort] = (await once(empty, 'message')) as [number];
		const reportPort = Number(new URL(portal.url).port);
		const host = '127.0.0.1';
		const bodies = reports(20_000);
		const emptyLoad = {
			port: emptyPort,
			requests: bodies.map((body) => postText('/', host, body)),
			connections,
			seconds,
			expected: [204],
		};
		const reportLoad = {
			...emptyLoad,
			port: reportPort,
			requests: bodies.map((body) => postText('/api/reports', host, asSent(body))),
			expected: [201],
		};
		await untilIdle(portal);
		await ask(client, { ...reportLoad, seconds: 5 });
		await ask(client, { ...emptyLoad, seconds: 2 });
		const before = await ask(client, emptyLoad);
		const taken = await ask(client, reportLoad);
		const after = await ask(client, emptyLoad);
		const forms = await ask(client, {
			...reportLoad,
			requests: reports(20_000).map((body) => formText('/api/reports', host, body)),
		});
		const refused = taken.unexpected + forms.unexpected;
		if (refused > 0) throw new Error(`${refused} reports were not taken`);
		const emptyRoute = (before.perSecond + after.perSecond) / 2;
		return {
			empty_route_per_s: Math.round(emptyRoute),
			reports_per_s: Math.round(taken.perSecond),
			share_of_empty_route: Math.round((taken.perSecond / emptyRoute) * 1000) / 1000,
			reports_p50_ms: Math.round(taken.p50Ms * 10) / 10,
			reports_p99_ms: Math.round(taken.p99Ms * 10) / 10,
			form_reports_per_s: Math.round(forms.perSecond),
			form_reports_p99_ms: Math.round(forms.p99Ms * 10) / 10,
		};
	} finally {
		client.kill();
		empty.kill();
		await portal.remove();
	}
}

/** Gives the client an order and waits for what came of it. */
export async function ask(client: ChildProcess, order: Load): Promise<LoadOutcome> {
	client.send(order);
	const [outcome] = (await once(client, 'message')) as [LoadOutcome];
	return outcome;
}

const places = ['云溪镇', '石门乡', '城关镇', '大河口', '西山村', '东门街', '南坪乡', '北桥村'];
const matters = [
	'今晚零点要封城，高速口都要堵上',
	'自来水要停三天，让大家赶紧存水',
	'超市有员工阳性，去过的人都要隔离',
	'学校要停课到暑假，中考推迟',
	'医院已经住满了，走廊都是病床',
	'快递会带病毒，要全部扔掉',
];

/** What residents write, no two alike: each asks about a claim in words of their own. */
export function reports(count: number): Readonly<Record<string, string>>[] {
	return Array.from({ length: count }, (_, index) => {
		const place = places[index % places.length];
		const matter = matters[index % matters.length];
		const content = `群里第${index}个人转的：${place}${matter}，${(index * 7) % 24}点看到的，是真的吗？`;
		return {
			content,
			channel: 'wechat-group',
			language: 'zh-CN',
			submission: `bench-${index}-${Math.random().toString(36).slice(2)}`,
		};
	});
}

/** As the page's script sends it, which has looked for answers on the device before. A form without JavaScript has not, so the page of its receipt does. */
export function asSent(report: Readonly<Record<string, string>>): object {
	return { ...report, matched: 'yes' };
}

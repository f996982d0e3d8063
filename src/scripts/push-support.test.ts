import { expect, test } from 'vitest';
import { type Browser, supportOf } from './push-support.ts';

const windows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0.0.0';
const iphone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Version/18.5 Safari/604.1';
const mac = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18.5 Safari/605.1.15';

test.each<[string, Partial<Browser>, string]>([
	['inside WeChat, whatever it claims', { userAgent: `${iphone} MicroMessenger/8.0.50` }, 'in-app'],
	['inside DingTalk', { userAgent: 'Mozilla/5.0 (Linux; Android 14) DingTalk/7' }, 'in-app'],
	['an iPhone in its browser', { userAgent: iphone, hasPush: false }, 'iphone'],
	['an iPad that calls itself a Mac', { userAgent: mac, touchPoints: 5, hasPush: false }, 'iphone'],
	['an iPhone with the site on its home screen', { userAgent: iphone, isInstalled: true }, 'ready'],
	[
		'an iPhone that is too old for alerts',
		{ userAgent: iphone, isInstalled: true, hasPush: false },
		'iphone-old',
	],
	['a Mac', { userAgent: mac }, 'ready'],
	['Edge on a computer', { userAgent: `${windows} Edg/140.0` }, 'ready'],
	['Chrome on a computer', { userAgent: windows }, 'ready-google'],
	[
		'Firefox on a computer',
		{ userAgent: 'Mozilla/5.0 (X11) Gecko/20100101 Firefox/143.0' },
		'ready',
	],
	[
		'Firefox on Android',
		{ userAgent: 'Mozilla/5.0 (Android 15; Mobile) Firefox/143.0' },
		'ready-google',
	],
	[
		'an old browser',
		{ userAgent: 'Mozilla/5.0 (Linux; Android 5) UCBrowser', hasPush: false },
		'unsupported',
	],
])('%s', (_what, browser, support) => {
	const usual = { touchPoints: 0, isInstalled: false, hasPush: true, userAgent: '' };
	expect(supportOf({ ...usual, ...browser })).toBe(support);
});

/** What a browser says of itself that decides whether alerts can reach it. */
export interface Browser {
	readonly userAgent: string;
	/** An iPad calls itself a Mac, but has a screen for fingers. */
	readonly touchPoints: number;
	/** Whether the page was opened from the home screen. */
	readonly isInstalled: boolean;
	/** Whether it has service workers, push and notifications. */
	readonly hasPush: boolean;
}

/** Whether a browser can get alerts, and if not, why; `ready-google` through a service that mainland China does not reach. */
export type Support = 'ready' | 'ready-google' | 'in-app' | 'iphone' | 'iphone-old' | 'unsupported';

export function supportOf({ userAgent, touchPoints, isInstalled, hasPush }: Browser): Support {
	if (/MicroMessenger|\bQQ\/|DingTalk|AlipayClient/i.test(userAgent)) return 'in-app';
	const isPad = /Macintosh/.test(userAgent) && touchPoints > 1;
	const isApple = /iPhone|iPad|iPod/.test(userAgent) || isPad;
	if (!hasPush && isApple) return isInstalled ? 'iphone-old' : 'iphone';
	if (!hasPush) return 'unsupported';
	return passesThroughGoogle(userAgent) ? 'ready-google' : 'ready';
}

/** What the browser that runs this can do. */
export function supportHere(): Support {
	return supportOf({
		userAgent: navigator.userAgent,
		touchPoints: navigator.maxTouchPoints,
		isInstalled: matchMedia('(display-mode: standalone), (display-mode: fullscreen)').matches,
		hasPush: 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window,
	});
}

/** Every Android browser, Firefox too; on computers those of Chromium but Edge, which uses Windows' own service. */
function passesThroughGoogle(userAgent: string): boolean {
	return (
		/Android/.test(userAgent) || (/Chrom(?:e|ium)\//.test(userAgent) && !/Edg\//.test(userAgent))
	);
}

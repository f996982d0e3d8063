import { Hono } from 'hono';
import type { RemoteState } from '../jobs/remote-follower.ts';
import type { LiveSite } from '../release/live-release.ts';
import type { StoreFault } from '../store/store-fault.ts';

/** Whether the function layer works: the live release, and whether the store answers. */
export function healthRoutes({
	releaser,
	storeState,
	remote,
	isStopping,
}: {
	releaser: LiveSite;
	storeState: () => Promise<StoreFault | 'ok'>;
	/** How the content stands to the copy on a Git host, where there is one. */
	remote: () => RemoteState | undefined;
	isStopping: () => boolean;
}): Hono {
	const routes = new Hono();
	routes.get('/', async (context) => {
		const live = releaser.live();
		const store = await storeState();
		const healthy = store === 'ok' && live !== undefined;
		const failing = releaser.failing();
		return context.json(
			{
				status: !healthy ? 'failing' : failing ? 'degraded' : 'ok',
				store,
				release: live ? { number: live.manifest.number, at: live.manifest.at.toISOString() } : null,
				/** Since when nothing newer can be released; what was released before is served. */
				releasesFailSince: failing?.since.toISOString() ?? null,
				setAside: live?.content.setAside.length ?? 0,
				notRendered: live?.failures.length ?? 0,
				contentRemote: remoteOf(remote()),
			},
			healthy ? 200 : 503,
		);
	});
	// For whoever shares out readers: pages are served also while the store is down.
	routes.get('/ready', (context) => {
		const isReady = releaser.live() !== undefined && !isStopping();
		context.header('Cache-Control', 'no-store');
		return context.json({ ready: isReady }, isReady ? 200 : 503);
	});
	return routes;
}

/** A copy that is behind makes nothing fail: the portal publishes without it. Names of files stay on the staff page. */
function remoteOf(state: RemoteState | undefined): object | null {
	if (!state || state.kind === 'in-step') return state ?? null;
	return {
		kind: state.kind,
		since: state.since.toISOString(),
		missingSince: state.missingSince?.toISOString() ?? null,
		...(state.kind === 'failing' ? { problem: state.problem } : {}),
	};
}

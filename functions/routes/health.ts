import { Hono } from 'hono';
import type { Releaser } from '../release/releaser.ts';

/** Whether the function layer works: the live release, and whether the store answers. */
export function healthRoutes({
	releaser,
	isStoreUp,
}: {
	releaser: Releaser;
	isStoreUp: () => Promise<boolean>;
}): Hono {
	const routes = new Hono();
	routes.get('/', async (context) => {
		const live = releaser.live();
		const store = await isStoreUp();
		const healthy = store && live !== undefined;
		return context.json(
			{
				status: healthy ? 'ok' : 'failing',
				store: store ? 'ok' : 'failing',
				release: live ? { number: live.manifest.number, at: live.manifest.at.toISOString() } : null,
				setAside: live?.content.setAside.length ?? 0,
				notRendered: live?.failures.length ?? 0,
			},
			healthy ? 200 : 503,
		);
	});
	return routes;
}

import { isLoopback } from '../src/domain/loopback.ts';
import { environmentSchema } from './config.schema.ts';
import type { ConfigProblem } from './config.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Where a process wants to listen, as far as each variable by itself can be used. */
export function addressesOf(given: Environment) {
	const { PORT, HOST, METRICS_PORT, METRICS_HOST } = environmentSchema.shape;
	return {
		site: { port: PORT.safeParse(given.PORT).data, host: HOST.parse(given.HOST) },
		metrics: {
			port: METRICS_PORT.safeParse(given.METRICS_PORT).data,
			host: METRICS_HOST.parse(given.METRICS_HOST),
		},
	};
}

/** One port cannot be the site's and that of the figures. */
export function portProblems(given: Environment): readonly ConfigProblem[] {
	const { site, metrics } = addressesOf(given);
	if (site.port === undefined || site.port !== metrics.port) return [];
	if (!meet(site.host, metrics.host)) return [];
	const message = `is ${metrics.port}, which is PORT already: the figures need a port of their own`;
	return [{ variable: 'METRICS_PORT', message }];
}

/** Whether two hosts are, or include, the same address of this machine. */
function meet(one: string, other: string): boolean {
	if (one === other || isEveryAddress(one) || isEveryAddress(other)) return true;
	return isOwn(one) && isOwn(other);
}

const isEveryAddress = (host: string) => ['0.0.0.0', '::'].includes(host);
const isOwn = (host: string) => isLoopback(host) || host === '::1';

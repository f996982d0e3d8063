import { createServer } from 'node:net';
import { environmentSchema } from './config.schema.ts';
import { type Config, type ConfigProblem, readConfig, withoutBlanks } from './config.ts';
import { addressesOf } from './config-ports.ts';
import { certificateProblems } from './extra-certificates.ts';
import { folderFault } from './folder-fault.ts';
import { misspeltVariables } from './misspelt-variables.ts';
import { databaseFaultAt } from './store/database-fault.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the environment and tries out what it names on this machine, so that an operator sees every fault at once. */
export async function readStart(
	env: Environment,
): Promise<{ config: Config } | { problems: readonly ConfigProblem[] }> {
	const read = readConfig(env);
	const problems = [
		...('problems' in read ? read.problems : []),
		...(await folderProblems(env)),
		...(await addressProblems(env)),
		...misspeltVariables(withoutBlanks(env)),
		...(await certificateProblems(withoutBlanks(env).NODE_EXTRA_CA_CERTS)),
	];
	if ('config' in read && problems.length === 0) return read;
	// A database alone is waited for, where there is a release to be read meanwhile.
	return { problems: [...problems, ...(await databaseProblems(env))] };
}

async function databaseProblems(env: Environment): Promise<readonly ConfigProblem[]> {
	const { DATABASE_URL } = environmentSchema.shape;
	const url = DATABASE_URL.safeParse(withoutBlanks(env).DATABASE_URL).data;
	const message = url && (await databaseFaultAt(url));
	return message ? [{ variable: 'DATABASE_URL', message }] : [];
}

/** What is wrong with the folders that are to be written to. */
export async function folderProblems(env: Environment): Promise<readonly ConfigProblem[]> {
	const { CONTENT_REPO, ROLE, ...given } = withoutBlanks(env);
	const folders = {
		DATA_DIR: environmentSchema.shape.DATA_DIR.parse(given.DATA_DIR),
		CONTENT_REPO,
	};
	// A worker reads what the publisher wrote, and may have the right to no more.
	const isWritten = ROLE !== 'worker';
	const faults = Object.entries(folders).map(async ([variable, folder]) => {
		const message = folder && (await folderFault(folder, isWritten));
		return message ? [{ variable, message }] : [];
	});
	return (await Promise.all(faults)).flat();
}

async function addressProblems(env: Environment): Promise<readonly ConfigProblem[]> {
	const given = withoutBlanks(env);
	const { site, metrics } = addressesOf(given);
	// A publisher that stands by takes over the ports of the one that ends.
	const standsBy = given.ROLE === 'publisher';
	return [
		...(await addressFaults('', site, standsBy)),
		...(await addressFaults('METRICS_', metrics, standsBy)),
	];
}

async function addressFaults(
	prefix: '' | 'METRICS_',
	{ port, host }: { readonly port: number | undefined; readonly host: string },
	standsBy: boolean,
): Promise<readonly ConfigProblem[]> {
	if (port === undefined) return [];
	const code = await listeningFault(port, host);
	if (code === undefined || (code === 'EADDRINUSE' && standsBy)) return [];
	const variable = `${prefix}PORT`;
	if (code === 'EADDRINUSE')
		return [
			{
				variable,
				message: `is ${port}, where something else answers already on ${host}: stop that, or choose another`,
			},
		];
	if (code === 'EACCES')
		return [
			{ variable, message: `is ${port}, where this user may not listen: choose one from 1024 on` },
		];
	return [
		{
			variable: `${prefix}HOST`,
			message: `is ${host}, which is no address of this machine (${code})`,
		},
	];
}

/** The code of what keeps this process from listening somewhere; `undefined` where nothing does. */
function listeningFault(port: number, host: string): Promise<string | undefined> {
	return new Promise((resolve) => {
		const server = createServer();
		server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
		server.listen(port, host, () => server.close(() => resolve(undefined)));
	});
}
